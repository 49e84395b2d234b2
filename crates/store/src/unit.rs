//! Units over time, as told: those known at the beginning and the decisions since.

use nhip_core::id::UnitId;
use nhip_core::unit::history::{FirstUnit, Register, Succession};

use crate::db::{Db, Sql, Tx};
use crate::error::{Result, StoreError};
use crate::search::made;
use crate::values;

/// Whom to call at a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// The unit.
    pub unit: UnitId,
    /// Name.
    pub person: String,
    /// Telephone.
    pub telephone: String,
    /// E-mail.
    pub email: String,
}

from_row!(Contact {
    unit,
    person,
    telephone,
    email
});

/// How many records there are; it only grows, so it tells whether a register is still true.
pub async fn version(db: &Db) -> Result<i64> {
    let (count,): (i64,) = db
        .one(
            "SELECT (SELECT COUNT(*) FROM unit_first) + (SELECT COUNT(*) FROM succession)",
            values![],
        )
        .await?;
    Ok(count)
}

/// A setting's text, and the [`version`] of the units: what every page asks, in one statement.
pub async fn version_beside(db: &Db, setting: &str) -> Result<(Option<String>, i64)> {
    db.one(
        "SELECT (SELECT value FROM setting WHERE name = $1),
           (SELECT COUNT(*) FROM unit_first) + (SELECT COUNT(*) FROM succession)",
        values![setting],
    )
    .await
}

/// The register, worked out from the records.
pub async fn register(db: &Db) -> Result<Register> {
    let first: Vec<(String,)> = db
        .all("SELECT record FROM unit_first ORDER BY place", values![])
        .await?;
    let since: Vec<(String,)> = db
        .all("SELECT record FROM succession ORDER BY place", values![])
        .await?;
    built(first, since)
}

/// As [`register`], inside a change that is about to add to it.
pub async fn register_in(tx: &mut Tx) -> Result<Register> {
    let first: Vec<(String,)> = tx
        .all("SELECT record FROM unit_first ORDER BY place", values![])
        .await?;
    let since: Vec<(String,)> = tx
        .all("SELECT record FROM succession ORDER BY place", values![])
        .await?;
    built(first, since)
}

fn built(first: Vec<(String,)>, since: Vec<(String,)>) -> Result<Register> {
    let first: Vec<FirstUnit> = parsed(&first)?;
    let since: Vec<Succession> = parsed(&since)?;
    Register::new(first)
        .and_then(|register| register.apply_all(since))
        .map_err(|error| StoreError::Database(format!("the register of units is damaged: {error}")))
}

fn parsed<T: serde::de::DeserializeOwned>(rows: &[(String,)]) -> Result<Vec<T>> {
    rows.iter()
        .map(|(text,)| Ok(serde_json::from_str(text)?))
        .collect()
}

/// Adds units known at the beginning; [`StoreError::Taken`] where an id is known.
pub async fn add_first(tx: &mut Tx, units: &[FirstUnit]) -> Result<()> {
    let (before,): (i64,) = tx.one("SELECT COUNT(*) FROM unit_first", values![]).await?;
    for (place, unit) in (before..).zip(units) {
        tx.run(
            "INSERT INTO unit_first (id, place, record) VALUES ($1, $2, $3)",
            values![&unit.unit.id, place, serde_json::to_string(unit)?],
        )
        .await?;
    }
    let register = register_in(tx).await?;
    made::units(tx, &register).await
}

/// Adds decisions, which the caller has tried on the register of the same transaction.
pub async fn add_successions(tx: &mut Tx, successions: &[Succession]) -> Result<()> {
    let (before,): (i64,) = tx.one("SELECT COUNT(*) FROM succession", values![]).await?;
    for (place, succession) in (before..).zip(successions) {
        tx.run(
            "INSERT INTO succession (place, effective, record) VALUES ($1, $2, $3)",
            values![
                place,
                succession.effective,
                serde_json::to_string(succession)?
            ],
        )
        .await?;
    }
    let register = register_in(tx).await?;
    made::units(tx, &register).await
}

/// Everybody to call.
pub async fn contacts(db: &Db) -> Result<Vec<Contact>> {
    db.all(
        "SELECT unit, person, telephone, email FROM unit_contact ORDER BY unit",
        values![],
    )
    .await
}

/// All their telephone numbers as written, one behind the other: one row, for every page of a report
/// asks.
pub async fn telephones(db: &Db) -> Result<String> {
    let all = Sql::Each {
        sqlite: "SELECT COALESCE(group_concat(telephone, ';'), '') FROM unit_contact WHERE telephone <> ''",
        postgres: "SELECT COALESCE(string_agg(telephone, ';'), '') FROM unit_contact WHERE telephone <> ''",
    };
    let (all,): (String,) = db.one(all, values![]).await?;
    Ok(all)
}

/// Sets whom to call at a unit.
pub async fn set_contact(tx: &mut Tx, contact: &Contact) -> Result<()> {
    tx.run(
        "INSERT INTO unit_contact (unit, person, telephone, email) VALUES ($1, $2, $3, $4)
         ON CONFLICT (unit) DO UPDATE SET person = excluded.person,
           telephone = excluded.telephone, email = excluded.email",
        values![
            &contact.unit,
            &contact.person,
            &contact.telephone,
            &contact.email
        ],
    )
    .await
    .map(drop)
}
