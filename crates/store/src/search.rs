//! Finding plans, tasks, activities, reports, units and cited documents by words, within what
//! somebody may see.
//!
//! Which words a thing is found by is worked out in Rust ([`nhip_viet::search`]) as a set; the
//! database only looks sets up (SQLite by FTS5, PostgreSQL by a GIN index), so both find the same
//! in the same order: the best level first, the newest first within it. [`made`] says what each
//! thing is found by; whatever writes a thing writes that too, in the same change.

mod find;
pub mod made;
pub mod whole;

pub use find::{Hit, MOST, Scope, body, find};

use nhip_core::id::{PlanId, UnitId};
use nhip_viet::search::tokens;

use crate::db::{Sql, Tx};
use crate::error::Result;
use crate::values;

/// Bytes of a thing's text that are kept to be shown.
const LONGEST_BODY: usize = 200_000;

macro_rules! kinds {
    ($($name:ident $code:literal;)*) => {
        /// What kind of thing was found.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(missing_docs, reason = "each is a word of the domain")]
        pub enum Kind { $($name,)* }

        impl Kind {
            /// All of them.
            pub const ALL: &[Kind] = &[$(Kind::$name),*];

            /// Stable word, as kept.
            pub fn code(self) -> &'static str {
                match self { $(Kind::$name => $code,)* }
            }

            /// The kind with this word.
            pub fn parse(code: &str) -> Option<Kind> {
                Kind::ALL.iter().copied().find(|kind| kind.code() == code)
            }
        }
    };
}

kinds! {
    Unit "unit";
    Plan "plan";
    Task "task";
    Cited "cited";
    Activity "activity";
    Report "report";
}

/// A thing and what it is found by.
#[derive(Debug, Clone, Default)]
pub(crate) struct Entry {
    pub thing: String,
    pub unit: UnitId,
    pub plan: PlanId,
    pub named: String,
    pub month: String,
    /// As shown.
    pub title: String,
    /// As shown in part, the words asked for marked.
    pub body: String,
    /// Further words of the title and of the text, not shown.
    pub beside_title: String,
    pub beside_body: String,
}

/// The token of what is not one unit's doing.
const GENERAL: &str = "g";

const DROP_WORDS: Sql = Sql::Each {
    sqlite: "DELETE FROM search_index WHERE rowid = $1",
    postgres: "DELETE FROM search_index WHERE n = $1",
};
const ADD_WORDS: Sql = Sql::Each {
    sqlite: "INSERT INTO search_index (rowid, words) VALUES ($1, $2)",
    postgres: "INSERT INTO search_index (n, words) VALUES ($1, array_to_tsvector(string_to_array($2, ' ')))",
};

/// Keeps what a thing is found by, instead of what it was found by before.
pub(crate) async fn put(tx: &mut Tx, kind: Kind, entry: &Entry) -> Result<()> {
    let body = cut(&entry.body);
    let (n,): (i64,) = tx
        .one(
            "INSERT INTO search_thing (kind, thing, unit, plan, named, month, title, body)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (kind, thing) DO UPDATE SET unit = excluded.unit, plan = excluded.plan,
               named = excluded.named, month = excluded.month, title = excluded.title, body = excluded.body
             RETURNING n",
            values![
                kind.code(),
                &entry.thing,
                &entry.unit,
                &entry.plan,
                &entry.named,
                &entry.month,
                plain(&entry.title),
                plain(body),
            ],
        )
        .await?;
    let title = format!("{} \n {}", entry.title, entry.beside_title);
    let text = format!("{body} \n {}", entry.beside_body);
    let words = format!("{} {}", whose(kind, &entry.unit), tokens(&title, &text));
    tx.run(DROP_WORDS, values![n]).await?;
    tx.run(ADD_WORDS, values![n, words.trim_end()])
        .await
        .map(drop)
}

/// One more token: what a unit does, by the unit, so that one who sees few units need not have all
/// others' things looked through. Who may see what is not decided by it.
fn whose(kind: Kind, unit: &UnitId) -> String {
    match kind {
        Kind::Activity | Kind::Report => unit_token(unit),
        _ => GENERAL.to_owned(),
    }
}

fn unit_token(unit: &UnitId) -> String {
    let plain = unit.chars().filter(char::is_ascii_alphanumeric);
    std::iter::once('o').chain(plain).collect()
}

/// PostgreSQL keeps no NUL in a text.
fn plain(text: &str) -> String {
    text.replace('\0', " ")
}

fn cut(text: &str) -> &str {
    let end = (0..=LONGEST_BODY.min(text.len()))
        .rev()
        .find(|end| text.is_char_boundary(*end));
    text.get(..end.unwrap_or(0)).unwrap_or_default()
}

/// A thing is found no more.
pub(crate) async fn take_out(tx: &mut Tx, kind: Kind, thing: &str) -> Result<()> {
    let gone: Option<(i64,)> = tx
        .first(
            "DELETE FROM search_thing WHERE kind = $1 AND thing = $2 RETURNING n",
            values![kind.code(), thing],
        )
        .await?;
    match gone {
        Some((n,)) => tx.run(DROP_WORDS, values![n]).await.map(drop),
        None => Ok(()),
    }
}
