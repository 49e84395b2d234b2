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

#[cfg(test)]
mod tests {
    use nhip_core::period::Month;
    use nhip_store::Time;

    use super::*;

    fn head(id: &str, fingerprint: &str) -> Head {
        Head {
            id: id.into(),
            plan: "p".into(),
            unit: "u".into(),
            month: Month::new(2026, 11).unwrap(),
            version: 1,
            stage: Stage::Signed,
            fingerprint: fingerprint.to_owned(),
            made_at: Time(0),
            signed_by: None,
            signed_at: None,
        }
    }

    fn compared(id: &str, ground: &str) -> Comparison {
        Comparison {
            of: id.into(),
            fingerprint: "f".to_owned(),
            ground: ground.to_owned(),
            changed: None,
        }
    }

    #[test]
    fn what_was_compared_is_known_until_something_it_is_made_from_changes() {
        let known = Compared::default();
        known.keep(compared("a", "reports of today"));
        assert!(known.find(&head("a", "f"), "reports of today").is_some());
        assert!(known.find(&head("a", "f"), "one report more").is_none());
        assert!(
            known
                .find(&head("a", "renewed"), "reports of today")
                .is_none()
        );
        assert!(known.find(&head("b", "f"), "reports of today").is_none());
        known.keep(compared("a", "one report more"));
        assert!(known.find(&head("a", "f"), "reports of today").is_none());
    }

    #[test]
    fn so_many_are_kept_and_the_oldest_goes_first() {
        let known = Compared::default();
        for n in 0..=KEPT {
            known.keep(compared(&n.to_string(), "g"));
        }
        assert!(known.find(&head("0", "f"), "g").is_none());
        assert!(known.find(&head("1", "f"), "g").is_some());
        assert_eq!(known.0.lock().unwrap().len(), KEPT);
    }
}
