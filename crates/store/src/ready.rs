//! Whether what is written now would be kept. A statement that is undone never reaches the disk, so
//! a full one would not show; and nothing of this may stay in the data.

use std::io::Write;
use std::path::Path;

use crate::db::{Db, Sql};
use crate::error::{Result, StoreError};
use crate::values;

/// What is in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// It does not answer, or takes nothing: away, a standby, locked, not ours to write.
    Database,
    /// The disk is full, or broken.
    Disk,
}

/// Why not, for the log: what the database or the disk said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unready {
    /// What is in the way.
    pub part: Part,
    /// In its words.
    pub cause: String,
}

impl Unready {
    /// The database, in some words.
    pub fn database(cause: impl ToString) -> Unready {
        Unready {
            part: Part::Database,
            cause: cause.to_string(),
        }
    }
}

/// Room there must be beside the file: more than any one change takes.
const ROOM: usize = 4 << 20;

/// Writes, for nobody. A server writes a message into its log and commits it; on a standby, and
/// where its disk is full, it cannot. Beside a file a nameless one is written through to the disk.
pub async fn writable(db: &Db) -> std::result::Result<(), Unready> {
    written(db).await.map_err(Unready::database)?;
    let Db::Sqlite(file) = db else {
        return Ok(());
    };
    let folder = file.folder();
    let wrote = tokio::task::spawn_blocking(move || room(&folder)).await;
    let disk = |cause: String| Unready {
        part: Part::Disk,
        cause,
    };
    let wrote = wrote.map_err(|error| disk(error.to_string()))?;
    wrote.map_err(|error| disk(error.kind().to_string()))
}

async fn written(db: &Db) -> Result<()> {
    let mut tx = db.begin().await?;
    let sql = Sql::Each {
        sqlite: "UPDATE migration SET name = name",
        postgres: "SELECT 1 WHERE pg_logical_emit_message(true, 'nhip', repeat('.', 8192)) IS NULL",
    };
    tx.run(sql, values![]).await?;
    if !tx.is_postgres() {
        return Ok(());
    }
    // Told to be read-only, a server still takes the message: a statement that would write does not
    // pass, though it finds no row.
    tx.run("UPDATE migration SET name = name WHERE 1 = 0", values![])
        .await?;
    tx.commit().await
}

fn room(folder: &Path) -> std::io::Result<()> {
    let mut file = tempfile::tempfile_in(folder)?;
    file.write_all(&vec![0x5a; ROOM])?;
    file.sync_data()
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> StoreError {
        StoreError::Database(error.kind().to_string())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::migrate;
    use crate::value::Time;

    #[tokio::test]
    async fn a_disk_that_takes_nothing_is_told_apart_from_a_database_that_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let here = folder.path().join("here");
        fs::create_dir(&here).unwrap();
        let db = Db::open(&here.join("nhip.db")).await.unwrap();
        migrate::forward(&db, Time(1)).await.unwrap();
        assert_eq!(writable(&db).await, Ok(()));
        assert_eq!(
            fs::read_dir(&here)
                .unwrap()
                .filter(|one| {
                    !one.as_ref()
                        .unwrap()
                        .file_name()
                        .to_string_lossy()
                        .starts_with("nhip.db")
                })
                .count(),
            0
        );
        fs::rename(&here, folder.path().join("away")).unwrap();
        let refused = writable(&db).await.unwrap_err();
        assert_eq!(refused.part, Part::Disk);
        assert!(!refused.cause.is_empty());
        db.close().await;
        let refused = writable(&db).await.unwrap_err();
        assert_eq!(refused.part, Part::Database);
        assert!(!refused.cause.is_empty());
    }
}
