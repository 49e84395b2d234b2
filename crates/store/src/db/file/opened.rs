//! How connections to a file are made: its owner's alone, safe against a power failure, or only to
//! read one moment of it.

use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::{PATIENCE, STATEMENTS};
use crate::error::{Result, StoreError};

/// A file of the service is its own: made so, and made so again where an older program or a copy
/// let others read it.
#[cfg(unix)]
pub(super) fn keep_private(path: &Path) -> Result<()> {
    use std::fs::{self, OpenOptions, Permissions};
    use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};

    let mut private = OpenOptions::new();
    private.write(true).create_new(true).mode(0o600);
    match private.open(path) {
        Ok(_) => return Ok(()),
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
            return Err(StoreError::Database(error.to_string()));
        }
        Err(_) => {}
    }
    for path in [path.to_owned(), beside(path, "-wal"), beside(path, "-shm")] {
        let mode = fs::metadata(&path).map_or(0, |found| found.permissions().mode());
        if mode & 0o077 != 0 {
            // Somebody else's file is as he wants it.
            fs::set_permissions(&path, Permissions::from_mode(mode & 0o700)).ok();
        }
    }
    Ok(())
}

#[cfg(not(unix))]
pub(super) fn keep_private(_: &Path) -> Result<()> {
    Ok(())
}

/// SQLite's own files stand beside the database under its name.
fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

/// Whether the file is all there is: nothing is kept in a log beside it, and nobody has it open.
fn is_bare(path: &Path) -> bool {
    let log = std::fs::metadata(beside(path, "-wal"));
    log.map_or(true, |log| log.len() == 0) && !beside(path, "-shm").exists()
}

/// A connection that cannot write, in a transaction that sees one moment.
fn moment(path: &Path, how: &str) -> Result<Connection> {
    let escaped = path.to_string_lossy();
    let escaped = escaped
        .replace('%', "%25")
        .replace('?', "%3f")
        .replace('#', "%23");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(format!("file:{escaped}{how}"), flags)?;
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.execute_batch("BEGIN; SELECT COUNT(*) FROM sqlite_master")?;
    Ok(connection)
}

/// The file as it stands at one moment, also where nothing can be written.
pub(super) fn still(path: &Path) -> Result<Connection> {
    match moment(path, "?mode=ro") {
        // Where nothing can be made beside the file, nobody writes it, unless he left a log.
        Err(_) if is_bare(path) => moment(path, "?mode=ro&immutable=1"),
        other => other,
    }
}

/// A connection that writes safely, checks references and leaves nothing of what it takes away.
pub(super) fn connection(path: &Path, flags: OpenFlags) -> Result<Connection> {
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // What was answered as saved outlives a power failure, not only a crash.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    // What is taken away is overwritten.
    connection.pragma_update(None, "secure_delete", true)?;
    // A statement is planned once, not again for every value: they are small and use their index.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(connection)
}
