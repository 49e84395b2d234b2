//! Units over time: every unit that ever was, and the decisions that made one of another.
//!
//! A [`Register`] keeps what it was told (first units, successions) and replays it by date, so a
//! decision that becomes known late takes its place in the order, or is refused because a later
//! one would no longer hold. Everything else is worked out from there:
//!
//! | module | what it answers |
//! |---|---|
//! | `life` | what a unit was called, and below whom it stood, on which days |
//! | `change`, `share` | what a decision can change; how a split divides counts |
//! | `replay` | the lives that follow from the decisions, or why not (`refusal`) |
//! | `tree` | who stands below whom on a day, and who sees whom |
//! | `fact`, `totals` | figures by units as they reported, or by the units of a day |
//! | `duty`, `bearer` | who owes what an ended unit left undone, who bears what goes on |
//! | `told` | a decision in words, and what it does to the map |
//! | `namesake` | which units below one parent are called the same |
//! | `listed`, `preview`, `accept` | a list of units against the register, before and after |

mod accept;
mod bearer;
mod change;
mod duty;
mod fact;
mod life;
mod listed;
mod namesake;
mod preview;
mod refusal;
mod replay;
mod share;
mod told;
mod totals;
mod tree;

use crate::id::UnitId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

pub use bearer::Bearers;
pub use change::{Change, Part, Succession, Target};
pub use duty::{Choice, Duty, Handover};
pub use fact::{Amount, Fact, Rate, Value};
pub use life::{FirstUnit, Life, NewUnit, Spell};
pub use listed::ListedUnit;
pub use preview::{Called, Doubt, ImportChange, Preview, preview};
pub use refusal::ChangeError;
pub use share::Shares;
pub use told::{Effect, Turn};
pub use totals::{Line, Total, Totals, View};
pub use tree::Tree;

use replay::Passing;

/// All units of a city that ever were. A value: a change makes a new one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Records", into = "Records")]
pub struct Register {
    first: Vec<FirstUnit>,
    /// By effective date; of one day in the order they were entered.
    successions: Vec<Succession>,
    lives: BTreeMap<UnitId, Life>,
    passings: Vec<Passing>,
}

/// What a register was told: all that has to be kept of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Records {
    /// Units known at the beginning.
    pub first: Vec<FirstUnit>,
    /// Decisions since; their order matters only within a day.
    pub successions: Vec<Succession>,
}

impl TryFrom<Records> for Register {
    type Error = ChangeError;
    fn try_from(records: Records) -> Result<Register, ChangeError> {
        Register::new(records.first)?.apply_all(records.successions)
    }
}

impl From<Register> for Records {
    fn from(register: Register) -> Records {
        Records {
            first: register.first,
            successions: register.successions,
        }
    }
}

impl Register {
    /// A register of the units known at the beginning, in any order.
    ///
    /// Refused where an id or, on one day, a code is used twice, or a parent does not exist when
    /// its unit begins.
    pub fn new(first: Vec<FirstUnit>) -> Result<Register, ChangeError> {
        let begun = Register {
            first,
            ..Register::default()
        };
        begun.apply_all(Vec::new())
    }

    /// The register with one more decision in its place.
    pub fn apply(&self, change: Succession) -> Result<Register, ChangeError> {
        self.apply_all(vec![change])
    }

    /// The register with several more decisions, all or none; those of one day in this order.
    pub fn apply_all(&self, changes: Vec<Succession>) -> Result<Register, ChangeError> {
        let known = self.successions.len();
        let mut order: Vec<(usize, Succession)> = self
            .successions
            .iter()
            .cloned()
            .chain(changes)
            .enumerate()
            .collect();
        order.sort_by_key(|(_, succession)| succession.effective);
        let (numbers, successions): (Vec<usize>, Vec<Succession>) = order.into_iter().unzip();
        match replay::replay(&self.first, &successions) {
            Ok((lives, passings)) => Ok(Register {
                first: self.first.clone(),
                successions,
                lives,
                passings,
            }),
            Err((at, why)) => {
                let at = at.filter(|at| numbers.get(*at).is_some_and(|number| *number < known));
                Err(match at.and_then(|at| successions.get(at)) {
                    Some(held) => ChangeError::Later {
                        decision: held.decision.clone(),
                        why: Box::new(why),
                    },
                    None => why,
                })
            }
        }
    }

    /// The life of the unit with this id.
    pub fn life(&self, id: &str) -> Option<&Life> {
        self.lives.get(id)
    }

    /// All lives, by id.
    pub fn lives(&self) -> impl Iterator<Item = &Life> {
        self.lives.values()
    }

    /// The decisions, by effective date.
    pub fn successions(&self) -> &[Succession] {
        &self.successions
    }

    /// Whether nothing was ever recorded.
    pub fn is_empty(&self) -> bool {
        self.lives.is_empty()
    }

    /// The units of a day and how they stood.
    pub fn at(&self, day: NaiveDate) -> Tree<'_> {
        Tree::of(&self.lives, day)
    }
}

impl fmt::Display for ChangeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.text();
        write!(f, "{} / {}", text.vi, text.en)
    }
}

impl std::error::Error for ChangeError {}
