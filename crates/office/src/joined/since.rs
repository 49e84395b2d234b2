//! What has changed since a month was joined: worked out once for what stands now, not at each look.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use nhip_core::consolidation::Consolidation;
use nhip_core::difference::Difference;
use nhip_core::id::ConsolidationId;
use nhip_store::consolidation::{Head, Stage};
use nhip_store::plan::KeptPlan;

use super::{Ground, join};
use crate::desk::Desk;
use crate::error::Error;
use crate::units::Units;

/// Comparisons kept: the months people look at in one day.
const KEPT: usize = 32;

/// What was compared last.
#[derive(Default)]
pub struct Compared(Mutex<VecDeque<Comparison>>);

#[derive(Clone)]
struct Comparison {
    of: ConsolidationId,
    fingerprint: String,
    ground: String,
    changed: Option<Arc<Difference>>,
}

impl Compared {
    fn find(&self, head: &Head, ground: &str) -> Option<Comparison> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |one: &&Comparison| {
            (&one.of, &one.fingerprint) == (&head.id, &head.fingerprint) && one.ground == ground
        };
        kept.iter().find(same).cloned()
    }

    fn keep(&self, new: Comparison) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|one| one.of != new.of);
        kept.truncate(KEPT - 1);
        kept.push_front(new);
    }
}

/// What would be otherwise if the month were joined now; `None` where nothing would, or where a
/// newer version has taken its place.
pub async fn since(
    desk: &Desk,
    units: &Units,
    plan: &KeptPlan,
    (head, result): (&Head, &Consolidation),
) -> Result<Option<Arc<Difference>>, Error> {
    if head.stage == Stage::Replaced {
        return Ok(None);
    }
    let ground = Ground::of(desk, units, plan, head.month).await?.digest();
    if let Some(known) = desk.compared().find(head, &ground) {
        return Ok(known.changed);
    }
    let now = join(desk, units, plan, head.month).await?.said.result;
    let changed = (now.fingerprint != head.fingerprint)
        .then(|| Difference::of_consolidations(result, &now))
        .filter(|changed| !changed.is_empty())
        .map(Arc::new);
    desk.compared().keep(Comparison {
        of: head.id.clone(),
        fingerprint: head.fingerprint.clone(),
        ground,
        changed: changed.clone(),
    });
    Ok(changed)
}
