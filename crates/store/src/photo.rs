//! Photos of activities. They go with their activity: taken back, it leaves none behind.

use nhip_core::id::{AccountId, ActivityId, PlanId, UnitId};
use nhip_core::period::Month;

use crate::db::{Db, Tx};
use crate::error::{Result, StoreError};
use crate::value::Time;
use crate::values;

/// Photos an activity has at most.
pub const MOST: i64 = 4;

/// A photo without its pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotoHead {
    /// The activity.
    pub activity: ActivityId,
    /// Its number among the activity's, from 1; never given twice while a later one stands.
    pub n: i64,
    /// Pixels across.
    pub width: i64,
    /// Pixels down.
    pub height: i64,
}

from_row!(PhotoHead {
    activity,
    n,
    width,
    height
});

/// A photo to be kept: drawn anew, so that nothing but pixels is in it.
#[derive(Debug, Clone)]
pub struct NewPhoto {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// JPEG.
    pub content: Vec<u8>,
    /// JPEG, small.
    pub small: Vec<u8>,
}

/// Adds a photo to an activity and gives its number; [`StoreError::Taken`] where it has
/// [`MOST`] already, or is gone.
pub async fn add(
    tx: &mut Tx,
    activity: &ActivityId,
    photo: NewPhoto,
    by: &AccountId,
    at: Time,
) -> Result<i64> {
    // Holds the activity: two photos sent at once come one after the other.
    let held = tx
        .run(
            "UPDATE activity SET day = day WHERE id = $1 AND removed_at IS NULL",
            values![activity],
        )
        .await?;
    let (count, last): (i64, i64) = tx
        .one(
            "SELECT COUNT(*), COALESCE(MAX(n), 0) FROM photo WHERE activity = $1",
            values![activity],
        )
        .await?;
    if held == 0 || count >= MOST {
        return Err(StoreError::Taken);
    }
    tx.run(
        "INSERT INTO photo (activity, n, width, height, content, small, added_by, added_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        values![
            activity,
            last + 1,
            photo.width,
            photo.height,
            photo.content,
            photo.small,
            by,
            at
        ],
    )
    .await?;
    Ok(last + 1)
}

/// Takes a photo away for good; [`StoreError::NotFound`] where there is none.
pub async fn remove(tx: &mut Tx, activity: &ActivityId, n: i64) -> Result<()> {
    tx.erases();
    let removed = tx
        .run(
            "DELETE FROM photo WHERE activity = $1 AND n = $2",
            values![activity, n],
        )
        .await?;
    if removed == 0 {
        return Err(StoreError::NotFound);
    }
    Ok(())
}

/// Takes all photos of an activity away for good.
pub(crate) async fn remove_all(tx: &mut Tx, activity: &ActivityId) -> Result<()> {
    tx.erases();
    tx.run("DELETE FROM photo WHERE activity = $1", values![activity])
        .await
        .map(drop)
}

/// An activity's photos.
pub async fn of(db: &Db, activity: &ActivityId) -> Result<Vec<PhotoHead>> {
    db.all(
        "SELECT activity, n, width, height FROM photo WHERE activity = $1 ORDER BY n",
        values![activity],
    )
    .await
}

/// Photos of what a unit did under a plan in a month, by day.
pub async fn of_month(
    db: &Db,
    plan: &PlanId,
    unit: &UnitId,
    month: Month,
) -> Result<Vec<PhotoHead>> {
    db.all(
        "SELECT photo.activity, photo.n, photo.width, photo.height FROM photo
         JOIN activity ON activity.id = photo.activity
         WHERE activity.plan = $1 AND activity.unit = $2 AND activity.month = $3 AND activity.removed_at IS NULL
         ORDER BY activity.day, activity.created_at, photo.activity, photo.n",
        values![plan, unit, month],
    )
    .await
}

/// Every photo there is, for an export.
pub async fn all(db: &Db) -> Result<Vec<PhotoHead>> {
    db.all(
        "SELECT activity, n, width, height FROM photo ORDER BY activity, n",
        values![],
    )
    .await
}

/// The JPEG.
pub async fn content(db: &Db, activity: &ActivityId, n: i64) -> Result<Vec<u8>> {
    let (bytes,): (Vec<u8>,) = db
        .one(
            "SELECT content FROM photo WHERE activity = $1 AND n = $2",
            values![activity, n],
        )
        .await?;
    Ok(bytes)
}

/// The small JPEG.
pub async fn small(db: &Db, activity: &ActivityId, n: i64) -> Result<Vec<u8>> {
    let (bytes,): (Vec<u8>,) = db
        .one(
            "SELECT small FROM photo WHERE activity = $1 AND n = $2",
            values![activity, n],
        )
        .await?;
    Ok(bytes)
}
