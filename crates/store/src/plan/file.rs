//! The files plans, cited texts and forms came as, each kept once under its digest.

use crate::db::{Db, Tx};
use crate::error::Result;
use crate::value::Time;
use crate::values;

/// Keeps a file, once.
pub async fn keep_document(
    tx: &mut Tx,
    digest: &str,
    name: &str,
    content: Vec<u8>,
    at: Time,
) -> Result<()> {
    tx.run(
        "INSERT INTO document (digest, name, content, added_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (digest) DO NOTHING",
        values![digest, name, content, at],
    )
    .await
    .map(drop)
}

/// Name and content of a file.
pub async fn document(db: &Db, digest: &str) -> Result<(String, Vec<u8>)> {
    db.one(
        "SELECT name, content FROM document WHERE digest = $1",
        values![digest],
    )
    .await
}

/// Digests of all files.
pub async fn documents(db: &Db) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = db
        .all("SELECT digest FROM document ORDER BY digest", values![])
        .await?;
    Ok(rows.into_iter().map(|(digest,)| digest).collect())
}
