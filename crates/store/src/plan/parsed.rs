//! Plans parsed last, so that a list of plans parses none. A plan is known by its id, its revision
//! and when it came in: what another process changed has another revision, so nothing kept here can
//! be out of date.

use nhip_core::id::PlanId;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use nhip_core::plan::Plan;

use super::{KeptPlan, PlanRow};
use crate::db::{Db, Tx};
use crate::error::Result;
use crate::value::Time;
use crate::values;

/// Plans kept; with more, all are forgotten and parsed again as they are asked for.
const MOST: usize = 512;

/// The parsed plans of a database.
#[derive(Default)]
pub(crate) struct Readings(RwLock<HashMap<PlanId, Parsed>>);

struct Parsed {
    revision: i64,
    created_at: Time,
    plan: Arc<Plan>,
}

impl Readings {
    fn get(&self, id: &PlanId, revision: i64, created_at: Time) -> Option<Arc<Plan>> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let parsed = known.get(id)?;
        let same = parsed.revision == revision && parsed.created_at == created_at;
        same.then(|| Arc::clone(&parsed.plan))
    }

    fn keep(&self, id: &PlanId, parsed: Parsed) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(id.clone(), parsed);
    }
}

/// What a plan says at this revision, or at the one it has by now.
pub(super) async fn reading(
    db: &Db,
    id: &PlanId,
    revision: i64,
    created_at: Time,
) -> Result<Arc<Plan>> {
    if let Some(plan) = db.plans().get(id, revision, created_at) {
        return Ok(plan);
    }
    let (text, revision, created_at): (String, i64, i64) = db
        .one(
            "SELECT reading, revision, created_at FROM plan WHERE id = $1",
            values![id],
        )
        .await?;
    let created_at = Time(created_at);
    let plan: Arc<Plan> = Arc::new(serde_json::from_str(&text)?);
    let parsed = Parsed {
        revision,
        created_at,
        plan: Arc::clone(&plan),
    };
    db.plans().keep(id, parsed);
    Ok(plan)
}

/// All plans but earlier texts of them, inside a change: parsed anew, for what a change sees is
/// not yet what others see.
pub(crate) async fn all_in(tx: &mut Tx) -> Result<Vec<KeptPlan>> {
    let rows: Vec<PlanRow> = tx.all(super::ALL, values![]).await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let (text,): (String,) = tx
            .one("SELECT reading FROM plan WHERE id = $1", values![&row.id])
            .await?;
        found.push(row.kept(Arc::new(serde_json::from_str(&text)?)));
    }
    Ok(found)
}
