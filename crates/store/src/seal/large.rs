//! Columns that may hold megabytes. Such a column enters the digest of its row by a digest of its
//! own, and what a statement puts there is taken from its values: it would be read back and copied
//! several times over.

use sha2::{Digest, Sha256};

use crate::db::row::Columns;
use crate::value::Value;

/// Table, column, and the others of the table.
const LARGE: [(&str, &str, &str); 1] = [(
    "consolidation",
    "result",
    "id, plan, unit, month, version, state, fingerprint, made_at, signed_by, signed_at",
)];
/// Before a digest that stands for a large column, where others have the sign of their kind.
const CONDENSED: u8 = b'd';

/// A large column that a statement gives a value.
pub(crate) struct Given {
    column: &'static str,
    others: &'static str,
    /// Number of the value, from 1.
    value: usize,
}

impl Given {
    /// Of a statement's text, if it gives one to a column of its table.
    pub(super) fn of(text: &str, table: &str) -> Option<Given> {
        let (_, column, others) = LARGE.iter().find(|(name, ..)| *name == table)?;
        let value = match text.split_once(") VALUES (") {
            Some((head, values)) => {
                let names = head.split_once('(')?.1;
                let at = names.split(", ").position(|name| name == *column)?;
                values.split([',', ')']).nth(at)?.trim().strip_prefix('$')?
            }
            None => text.split_once(&format!("{column} = $"))?.1,
        };
        let digits = value.find(|c: char| !c.is_ascii_digit());
        Some(Given {
            column,
            others,
            value: value.get(..digits.unwrap_or(value.len()))?.parse().ok()?,
        })
    }

    /// The other columns of the table, to be asked for.
    pub(super) fn others(&self) -> &'static str {
        self.others
    }

    /// The column as it enters the digest of its row, out of the statement's values.
    pub(crate) fn column(&self, values: &[Value]) -> Option<(String, Vec<u8>)> {
        let content = match values.get(self.value.checked_sub(1)?)? {
            Value::Text(Some(text)) => condensed(&[b"t", text.as_bytes()]),
            Value::Bytes(Some(bytes)) => condensed(&[b"b", bytes]),
            _ => return None,
        };
        Some((self.column.to_owned(), content))
    }
}

/// What a large column is in the digest of its row.
fn condensed(content: &[&[u8]]) -> Vec<u8> {
    let mut hash = Sha256::new();
    content.iter().for_each(|part| hash.update(part));
    [&[CONDENSED], hash.finalize().as_slice()].concat()
}

/// Puts the digest in the place of what a large column holds.
pub(super) fn condense(table: &str, columns: &mut Columns) {
    for (name, content) in columns {
        let large = LARGE.iter().any(|one| (one.0, one.1) == (table, name));
        if large && content.first() != Some(&CONDENSED) {
            *content = condensed(&[content]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::Db;
    use crate::value::Time;
    use crate::{migrate, values};

    #[test]
    fn a_large_column_is_known_by_its_value_in_every_statement_that_gives_it_one() {
        let value = |text: &str| Given::of(text, "consolidation").map(|given| given.value);
        let insert = crate::consolidation::Head::TABLE.insert;
        let names = insert.split(['(', ')']).nth(1).unwrap();
        let place = names.split(", ").position(|name| name == "result");
        assert_eq!(value(insert), place.map(|at| at + 1));
        let renew = "UPDATE consolidation SET fingerprint = $2, result = $3, made_at = $4";
        assert_eq!(value(renew), Some(3));
        assert_eq!(value("UPDATE consolidation SET state = 'signed'"), None);
        assert_eq!(value("DELETE FROM consolidation WHERE id = $1"), None);
        assert!(Given::of("UPDATE report SET result = $3", "report").is_none());
    }

    #[tokio::test]
    async fn beside_a_large_column_all_others_of_its_table_are_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&folder.path().join("nhip.db")).await.unwrap();
        migrate::forward(&db, Time(1)).await.unwrap();
        for (table, column, others) in LARGE {
            let select = "SELECT name FROM pragma_table_info($1) WHERE name <> $2 ORDER BY name";
            let found: Vec<(String,)> = db.all(select, values![table, column]).await.unwrap();
            let mut named: Vec<&str> = others.split(", ").collect();
            named.sort_unstable();
            let found: Vec<&str> = found.iter().map(|(name,)| name.as_str()).collect();
            assert_eq!(found, named, "{table}");
        }
    }
}
