//! What the database says is wrong with itself.

use crate::db::{Db, Sql};
use crate::error::Result;
use crate::values;

const INTEGRITY: Sql = Sql::Each {
    sqlite: "SELECT integrity_check FROM pragma_integrity_check LIMIT 20",
    postgres: "SELECT '' WHERE FALSE",
};
const REFERENCES: Sql = Sql::Each {
    sqlite: "SELECT \"table\" FROM pragma_foreign_key_check LIMIT 20",
    postgres: "SELECT '' WHERE FALSE",
};

/// Troubles in the words of the database; none when it is sound. PostgreSQL checks its pages and
/// references itself as it goes.
pub async fn troubles(db: &Db) -> Result<Vec<String>> {
    let integrity: Vec<(String,)> = db.all(INTEGRITY, values![]).await?;
    let references: Vec<(String,)> = db.all(REFERENCES, values![]).await?;
    Ok(integrity
        .into_iter()
        .chain(references)
        .map(|(text,)| text)
        .filter(|text| text != "ok")
        .collect())
}
