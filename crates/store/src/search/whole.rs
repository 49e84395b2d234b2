//! The index as a whole: worked out anew, and whether anything is missing in it.

use nhip_core::id::ReportId;

use crate::db::{Db, Sql, Tx};
use crate::error::Result;
use crate::{activity, plan, task, unit, values};

use super::made;

const EMPTY: Sql = Sql::Each {
    // An index that keeps no texts is emptied by its own command.
    sqlite: "INSERT INTO search_index (search_index) VALUES ('delete-all')",
    postgres: "DELETE FROM search_index",
};

/// Works the index out from everything there is: after an older program, after a restore.
pub async fn rebuild(db: &Db) -> Result<()> {
    let mut tx = db.begin().await?;
    rebuild_in(&mut tx).await?;
    tx.commit().await
}

/// As [`rebuild`], inside a migration or a restore.
pub async fn rebuild_in(tx: &mut Tx) -> Result<()> {
    tx.run(EMPTY, values![]).await?;
    tx.run("DELETE FROM search_thing", values![]).await?;
    let register = unit::register_in(tx).await?;
    made::units(tx, &register).await?;
    for kept in plan::all_in(tx).await? {
        made::plan(tx, &kept).await?;
    }
    for kept in task::all_in(tx).await? {
        made::task(tx, &kept).await?;
    }
    for kept in activity::all_in(tx).await? {
        made::activity(tx, &kept).await?;
    }
    // The newest is found first.
    let reports: Vec<(ReportId,)> = tx
        .all("SELECT id FROM report ORDER BY opened_at, id", values![])
        .await?;
    for (id,) in reports {
        made::report(tx, &id).await?;
    }
    Ok(())
}

const WORDLESS: Sql = Sql::Each {
    sqlite: "SELECT COUNT(*) FROM search_thing WHERE n NOT IN (SELECT rowid FROM search_index)",
    postgres: "SELECT COUNT(*) FROM search_thing WHERE n NOT IN (SELECT n FROM search_index)",
};

/// Things that are there and not found, or found and not there.
pub async fn gap(db: &Db) -> Result<u64> {
    let (units,): (i64,) = db
        .one(
            "SELECT COUNT(*) FROM search_thing WHERE kind = 'unit'",
            values![],
        )
        .await?;
    let lives = unit::register(db).await?.lives().count();
    let (gap,): (i64,) = db
        .one(
            "SELECT (SELECT COUNT(*) FROM plan WHERE id NOT IN (SELECT thing FROM search_thing WHERE kind = 'plan'))
               + (SELECT COUNT(*) FROM task WHERE id NOT IN (SELECT thing FROM search_thing WHERE kind = 'task'))
               + (SELECT COUNT(*) FROM report WHERE id NOT IN (SELECT thing FROM search_thing WHERE kind = 'report'))
               + (SELECT COUNT(*) FROM activity WHERE removed_at IS NULL
                  AND id NOT IN (SELECT thing FROM search_thing WHERE kind = 'activity'))
               + (SELECT COUNT(*) FROM search_thing WHERE kind = 'activity'
                  AND thing NOT IN (SELECT id FROM activity WHERE removed_at IS NULL))
               + (SELECT COUNT(*) FROM search_thing WHERE kind = 'report' AND thing NOT IN (SELECT id FROM report))",
            values![],
        )
        .await?;
    let (wordless,): (i64,) = db.one(WORDLESS, values![]).await?;
    let units = units.abs_diff(i64::try_from(lives).unwrap_or(i64::MAX));
    Ok(units + (gap + wordless).unsigned_abs())
}
