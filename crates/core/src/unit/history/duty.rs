//! Who owes what an ended unit left undone.

use crate::id::UnitId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

use super::Register;
use super::refusal::ChangeError;
use super::replay::{Heir, Passing};
use crate::finding::Finding;

/// Something a unit still owes: a report, a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    /// What it is, known to the caller.
    pub id: String,
    /// Id of the unit that owed it.
    pub unit: UnitId,
}

/// Who owes a duty on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    /// Id of the duty.
    pub duty: String,
    /// Id of the unit that owed it.
    pub from: UnitId,
    /// Ids of the units that owe it now; the same unit where it still exists.
    pub to: Vec<UnitId>,
    /// What the coordinator has to decide or look at.
    pub choice: Option<Choice>,
}

/// Why a handover wants a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Choice {
    /// The unit has no successor: the one above owes it, unless decided otherwise.
    Above,
    /// The unit was split: which part owes it?
    Part,
    /// No successor and nobody above.
    Nobody,
    /// The register has never heard of the unit.
    Unknown,
}

impl Handover {
    /// What to tell the coordinator, if anything.
    pub fn finding(&self, register: &Register) -> Option<Finding> {
        let name = |id: &str| {
            register
                .life(id)
                .map_or(id.to_owned(), |life| life.last_name().to_owned())
        };
        let from = name(&self.from);
        let to: Vec<String> = self.to.iter().map(|id| name(id)).collect();
        let to = to.join("; ");
        let (code, vi, en) = match self.choice? {
            Choice::Part => (
                "C307",
                format!("“{from}” đã tách; hãy chọn đơn vị làm tiếp việc còn lại: {to}"),
                format!("“{from}” was split; choose who takes over what it left undone: {to}"),
            ),
            Choice::Above => (
                "C308",
                format!(
                    "“{from}” không còn và không có đơn vị kế thừa; việc còn lại chuyển về {to}"
                ),
                format!("“{from}” ended without a successor; what it left undone goes to {to}"),
            ),
            Choice::Nobody => (
                "C309",
                format!(
                    "“{from}” không còn, không có đơn vị kế thừa hay cấp trên; hãy chọn đơn vị làm tiếp"
                ),
                format!("“{from}” ended with no successor and nobody above; choose who takes over"),
            ),
            Choice::Unknown => {
                let unit = self.from.to_string();
                return Some(ChangeError::Unknown { unit }.finding());
            }
        };
        Some(Finding::new(code, vi, en))
    }
}

/// Duties (by position) of a unit, with what there is to choose.
type Owed = BTreeMap<usize, Option<Choice>>;

impl Register {
    /// Who owes each open duty on a day, the first of a new order or any later one.
    ///
    /// After a merge the new unit; after a split every part, to be chosen from; after a
    /// dissolution the unit above, to be confirmed. In the order of the duties.
    pub fn successor_duties(&self, day: NaiveDate, duties: &[Duty]) -> Vec<Handover> {
        let mut owed: BTreeMap<UnitId, Owed> = BTreeMap::new();
        for (at, duty) in duties.iter().enumerate() {
            let known = self.life(&duty.unit).is_some();
            let choice = (!known).then_some(Choice::Unknown);
            owed.entry(duty.unit.clone())
                .or_default()
                .insert(at, choice);
        }
        let mut lost = Owed::new();
        for passing in self
            .passings
            .iter()
            .filter(|passing| passing.effective <= day)
        {
            hand_over(&mut owed, &mut lost, passing);
        }
        let mut holders: BTreeMap<usize, (BTreeSet<UnitId>, Option<Choice>)> = BTreeMap::new();
        for (at, choice) in lost {
            holders.entry(at).or_default().1 = choice;
        }
        for (unit, duties) in owed {
            for (at, choice) in duties {
                let (units, known) = holders.entry(at).or_default();
                *known = (*known).max(choice);
                if choice != Some(Choice::Unknown) {
                    units.insert(unit.clone());
                }
            }
        }
        duties
            .iter()
            .enumerate()
            .map(|(at, duty)| {
                let (to, choice) = holders.remove(&at).unwrap_or_default();
                let choice = match choice {
                    // One part of a split unit is gone; the others are there to choose from.
                    Some(Choice::Nobody) if !to.is_empty() => Some(Choice::Part),
                    choice => choice,
                };
                Handover {
                    duty: duty.id.clone(),
                    from: duty.unit.clone(),
                    to: to.into_iter().collect(),
                    choice,
                }
            })
            .collect()
    }
}

fn hand_over(owed: &mut BTreeMap<UnitId, Owed>, lost: &mut Owed, passing: &Passing) {
    for id in &passing.ended {
        let Some(duties) = owed.remove(id) else {
            continue;
        };
        let (heirs, choice): (Vec<&UnitId>, Option<Choice>) = match &passing.heir {
            Heir::Merged(heir) | Heir::Absorbed(heir) => (vec![heir], None),
            Heir::Parts(parts, _) => {
                let ids = parts.iter().map(|(id, _)| id);
                (ids.collect(), Some(Choice::Part))
            }
            Heir::Nobody(Some(parent)) => (vec![parent], Some(Choice::Above)),
            Heir::Nobody(None) => (Vec::new(), Some(Choice::Nobody)),
        };
        for (at, known) in duties {
            let choice = known.max(choice);
            if heirs.is_empty() {
                merge(lost, at, choice);
            }
            for heir in &heirs {
                merge(owed.entry((*heir).to_owned()).or_default(), at, choice);
            }
        }
    }
}

fn merge(owed: &mut Owed, at: usize, choice: Option<Choice>) {
    let known = owed.entry(at).or_default();
    *known = (*known).max(choice);
}
