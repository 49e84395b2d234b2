//! The chain of events: appended to, read, verified; nothing else can be done with it.

use nhip_core::audit::{Broken, By, Chain, Event, Hash, Head, Why, seal};
use nhip_core::id::{AccountId, UnitId};

use crate::db::row::Row;
use crate::db::{Db, Sql, Tx};
use crate::error::{Result, StoreError};
use crate::value::Time;
use crate::values;

/// One event as kept.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Its number, from 1.
    pub n: i64,
    /// The event.
    pub event: Event,
    /// Its seal.
    pub hash: Hash,
}

struct KeptRow {
    n: i64,
    event: String,
    hash: String,
}

from_row!(KeptRow { n, event, hash });

struct HeadRow {
    count: i64,
    hash: String,
}

from_row!(HeadRow { count, hash });

impl HeadRow {
    fn head(self) -> Result<Head> {
        Ok(Head {
            count: u64::try_from(self.count).map_err(|_| damaged())?,
            hash: Hash::parse(&self.hash).ok_or_else(damaged)?,
        })
    }
}

fn damaged() -> StoreError {
    StoreError::Database("the audit holds what Nhịp never wrote".to_owned())
}

/// Appends events. The row of the head is held until the end of the transaction, so two
/// processes on one server append one after the other.
pub(crate) async fn append(tx: &mut Tx, events: Vec<Event>) -> Result<()> {
    let head: HeadRow = tx
        .one(
            Sql::Each {
                sqlite: "SELECT count, hash FROM audit_head WHERE id = 1",
                postgres: "SELECT count, hash FROM audit_head WHERE id = 1 FOR UPDATE",
            },
            values![],
        )
        .await?;
    let Head { count, mut hash } = head.head()?;
    let mut n = i64::try_from(count).map_err(|_| damaged())?;
    let mut sealed = Vec::with_capacity(events.len());
    for event in events {
        hash = seal(&hash, &event);
        n += 1;
        sealed.push(Sealed::of(n, &event, &hash)?);
    }
    match sealed.as_slice() {
        [one] => one.insert(tx).await?,
        many => {
            let many = serde_json::to_string(many)?;
            tx.run(INSERT_MANY, values![many]).await?;
        }
    }
    tx.run(
        "UPDATE audit_head SET count = $1, hash = $2 WHERE id = 1",
        values![n, hash.as_str()],
    )
    .await
    .map(drop)
}

/// The columns of an event: its number, time, account, unit, kind, subject, its text as it was
/// sealed, its seal.
#[derive(serde::Serialize)]
struct Sealed(
    i64,
    i64,
    Option<AccountId>,
    Option<UnitId>,
    &'static str,
    String,
    String,
    String,
);

/// A month joined tells of every report in it.
const INSERT_MANY: Sql = Sql::Each {
    sqlite: "INSERT INTO audit (n, at, account, unit, kind, subject, event, hash)
             SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'),
               json_extract(value, '$[3]'), json_extract(value, '$[4]'), json_extract(value, '$[5]'),
               json_extract(value, '$[6]'), json_extract(value, '$[7]') FROM json_each($1)",
    postgres: "INSERT INTO audit (n, at, account, unit, kind, subject, event, hash)
               SELECT CAST(value->>0 AS BIGINT), CAST(value->>1 AS BIGINT), value->>2, value->>3, value->>4,
                 value->>5, value->>6, value->>7 FROM json_array_elements(CAST($1 AS json))",
};

impl Sealed {
    fn of(n: i64, event: &Event, hash: &Hash) -> Result<Sealed> {
        let account = match &event.by {
            By::Account(id) => Some(id.clone()),
            By::System => None,
        };
        Ok(Sealed(
            n,
            Time::from(event.at).0,
            account,
            event.unit.clone(),
            event.kind.code(),
            event.subject.clone(),
            serde_json::to_string(event)?,
            hash.as_str().to_owned(),
        ))
    }

    async fn insert(&self, tx: &mut Tx) -> Result<()> {
        let Sealed(n, at, account, unit, kind, subject, event, hash) = self;
        tx.run(
            "INSERT INTO audit (n, at, account, unit, kind, subject, event, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            values![*n, *at, account.as_ref(), unit.as_ref(), *kind, subject, event, hash],
        )
        .await
        .map(drop)
    }
}

fn kept(rows: Vec<KeptRow>) -> Result<Vec<Kept>> {
    rows.into_iter()
        .map(|row| {
            Ok(Kept {
                n: row.n,
                event: serde_json::from_str(&row.event)?,
                hash: Hash::parse(&row.hash).ok_or_else(damaged)?,
            })
        })
        .collect()
}

/// Events of a unit, the newest first, before a number; at most so many.
pub async fn of_unit(db: &Db, unit: &UnitId, before: i64, most: i64) -> Result<Vec<Kept>> {
    kept(
        db.all(
            "SELECT n, event, hash FROM audit WHERE unit = $1 AND n < $2 ORDER BY n DESC LIMIT $3",
            values![unit, before, most],
        )
        .await?,
    )
}

/// All events, the newest first, before a number; at most so many.
pub async fn newest(db: &Db, before: i64, most: i64) -> Result<Vec<Kept>> {
    kept(
        db.all(
            "SELECT n, event, hash FROM audit WHERE n < $1 ORDER BY n DESC LIMIT $2",
            values![before, most],
        )
        .await?,
    )
}

/// Events about one thing, the oldest first.
pub async fn of_subject(db: &Db, subject: &str) -> Result<Vec<Kept>> {
    kept(
        db.all(
            "SELECT n, event, hash FROM audit WHERE subject = $1 ORDER BY n",
            values![subject],
        )
        .await?,
    )
}

/// Walks the whole chain, and shows every event by its number; where it ends, or is first broken.
pub(crate) async fn walk(
    tx: &mut Tx,
    mut show: impl FnMut(i64, &Event, &Hash) -> Result<()>,
) -> Result<std::result::Result<Head, Broken>> {
    let (mut chain, mut broken) = (Chain::default(), None);
    tx.each(
        "SELECT n, at, account, unit, kind, subject, event, hash FROM audit ORDER BY n",
        |row| {
            if broken.is_some() {
                return Ok(());
            }
            match next(&mut chain, row)? {
                Ok((n, event, hash)) => show(n, &event, &hash),
                Err(found) => {
                    broken = Some(found);
                    Ok(())
                }
            }
        },
    )
    .await?;
    if let Some(broken) = broken {
        return Ok(Err(broken));
    }
    let heads: Vec<(i64, i64, String)> = tx
        .all("SELECT id, count, hash FROM audit_head", values![])
        .await?;
    let end = chain.head();
    let known = match heads.as_slice() {
        [(1, count, hash)] => u64::try_from(*count).ok().zip(Hash::parse(hash)),
        _ => None,
    };
    Ok(match known {
        Some((count, hash)) => end.ends(&Head { count, hash }).map(|_| end),
        None => Err(Broken {
            at: end.count + 1,
            why: Why::WrongEnd,
        }),
    })
}

/// The next event, with what stands beside it to find it by.
fn next(chain: &mut Chain, row: &Row) -> Result<std::result::Result<(i64, Event, Hash), Broken>> {
    let (text, hash): (String, String) = (row.named("event")?, row.named("hash")?);
    let read = serde_json::from_str::<Event>(&text)
        .ok()
        .zip(Hash::parse(&hash));
    let Some((event, hash)) = read else {
        return Ok(Err(chain.unread()));
    };
    if let Err(broken) = chain.next(&event, &hash) {
        return Ok(Err(broken));
    }
    let n: i64 = row.named("n")?;
    let count = i64::try_from(chain.count()).map_err(|_| damaged())?;
    let Sealed(at_n, at, account, unit, kind, subject, as_sealed, _) =
        Sealed::of(count, &event, &hash)?;
    let same = at_n == n
        && at == row.named::<i64>("at")?
        && account == row.named::<Option<String>>("account")?.map(AccountId::from)
        && unit == row.named::<Option<String>>("unit")?.map(UnitId::from)
        && kind == row.named::<String>("kind")?
        && subject == row.named::<String>("subject")?
        && as_sealed == text;
    Ok(match same {
        true => Ok((n, event, hash)),
        false => Err(chain.broken(Why::Beside)),
    })
}

/// Checks the whole chain; how many events hold, or which is the first that does not.
pub async fn check(db: &Db) -> Result<std::result::Result<u64, Broken>> {
    let mut tx = db.look().await?;
    let walked = walk(&mut tx, |_, _, _| Ok(())).await?;
    Ok(walked.map(|head| head.count))
}
