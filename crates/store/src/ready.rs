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

/// Room there must be beside the file: more than any one change takes.
const ROOM: usize = 4 << 20;

/// Writes, for nobody. A server writes a message into its log and commits it; on a standby, and
/// where its disk is full, it cannot. Beside a file a nameless one is written through to the disk.
pub async fn writable(db: &Db) -> std::result::Result<(), Part> {
    let written = written(db).await;
    written.map_err(|_| Part::Database)?;
    let Db::Sqlite(file) = db else {
        return Ok(());
    };
    let folder = file.folder();
    let wrote = tokio::task::spawn_blocking(move || room(&folder)).await;
    wrote.ok().and_then(std::io::Result::ok).ok_or(Part::Disk)
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
        assert_eq!(writable(&db).await, Err(Part::Disk));
        db.close().await;
        assert_eq!(writable(&db).await, Err(Part::Database));
    }
}
