//! The states of a report, from draft to closed; `docs/states/report.mmd` draws them.
//!
//! A transition takes the state and gives the next, or a [`Refusal`] that says what to do
//! instead. Who acts is an [`Act`], made from a permit for that very right at that very unit.

mod act;
mod cleared;
mod reason;
mod refusal;
mod stage;
mod step;
#[cfg(test)]
mod tests;
mod version;

use serde::{Deserialize, Serialize};

use crate::lang::Bilingual;
use crate::permission::right;

pub use act::{Act, Stamp};
pub use cleared::Cleared;
pub use reason::{LONGEST_REASON, MOST_REMARKS, Reason, Remark, Remarks};
pub use refusal::{Refusal, Stale, unchanged};
pub use stage::Stage;
pub use step::Step;
pub use version::{NewVersion, counting};

/// Where one version of a unit's report stands, with what belongs to standing there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "state")]
pub enum State {
    /// Being written; nothing was sent yet.
    #[default]
    Drafting,
    /// Sent and waiting for the receiver.
    Sent {
        /// Which sending this is, from 1.
        round: u32,
        /// Who sent it, when.
        stamp: Stamp,
    },
    /// Sent back to be corrected; counts nowhere meanwhile.
    Returned {
        /// Which sending was returned.
        round: u32,
        /// Who returned it, when.
        stamp: Stamp,
        /// What to correct.
        remarks: Remarks,
    },
    /// Accepted: its figures are added up.
    Accepted {
        /// Which sending was accepted.
        round: u32,
        /// Who accepted it, when.
        stamp: Stamp,
    },
    /// In the consolidated report.
    Consolidated {
        /// Which sending was accepted.
        round: u32,
        /// Who consolidated, when.
        stamp: Stamp,
    },
    /// The consolidated report was signed; only a new version changes anything.
    Closed {
        /// Which sending was accepted.
        round: u32,
        /// Who closed it, when.
        stamp: Stamp,
    },
    /// Left out of the month.
    Excluded {
        /// Who left it out, when.
        stamp: Stamp,
        /// Why; printed in the annex.
        reason: Reason,
        /// Where it stood, and stands again when taken back.
        was: Box<State>,
    },
}

impl State {
    /// From drafting, or again after a return.
    ///
    /// `cleared` says that no error is left and every warning is explained, at the revision it
    /// was checked at; `revision` is the one about to be sent.
    pub fn send(
        self,
        act: Act<right::SendReport>,
        cleared: &Cleared,
        revision: u64,
    ) -> Result<State, Refusal> {
        let round = match &self {
            State::Drafting => 1,
            State::Returned { round, .. } => round.saturating_add(1),
            _ => return Err(self.refuse(Step::Send)),
        };
        unchanged(revision, cleared.revision())?;
        Ok(State::Sent {
            round,
            stamp: act.stamp(),
        })
    }

    /// Back to the unit, with what to correct. An accepted report is no longer returned: its
    /// figures stand in totals others have seen.
    pub fn give_back(
        self,
        act: Act<right::ReturnReport>,
        remarks: Remarks,
    ) -> Result<State, Refusal> {
        match self {
            State::Sent { round, .. } => Ok(State::Returned {
                round,
                stamp: act.stamp(),
                remarks,
            }),
            other => Err(other.refuse(Step::Return)),
        }
    }

    /// Its figures count from now on.
    pub fn accept(self, act: Act<right::AcceptReport>) -> Result<State, Refusal> {
        match self {
            State::Sent { round, .. } => Ok(State::Accepted {
                round,
                stamp: act.stamp(),
            }),
            other => Err(other.refuse(Step::Accept)),
        }
    }

    /// It went into the consolidated report.
    pub fn consolidate(self, act: Act<right::Consolidate>) -> Result<State, Refusal> {
        match self {
            State::Accepted { round, .. } => Ok(State::Consolidated {
                round,
                stamp: act.stamp(),
            }),
            other => Err(other.refuse(Step::Consolidate)),
        }
    }

    /// The consolidated report was signed off.
    pub fn close(self, act: Act<right::SignOff>) -> Result<State, Refusal> {
        match self {
            State::Consolidated { round, .. } => Ok(State::Closed {
                round,
                stamp: act.stamp(),
            }),
            other => Err(other.refuse(Step::Close)),
        }
    }

    /// Leaves it out of the month, sent or not. A closed month is history and stays.
    pub fn exclude(self, act: Act<right::Exclude>, reason: Reason) -> Result<State, Refusal> {
        match self {
            State::Closed { .. } | State::Excluded { .. } => Err(self.refuse(Step::Exclude)),
            was => Ok(State::Excluded {
                stamp: act.stamp(),
                reason,
                was: Box::new(was),
            }),
        }
    }

    /// Takes it in again, where it stood. Who did is in the audit: the state is the old one.
    pub fn readmit(self, _act: Act<right::Exclude>) -> Result<State, Refusal> {
        match self {
            State::Excluded { was, .. } => Ok(*was),
            other => Err(other.refuse(Step::Readmit)),
        }
    }

    /// What may be done next, in the order a page offers it.
    pub fn can(&self) -> &'static [Step] {
        self.stage().steps()
    }

    /// Whether it is added up.
    pub fn counts(&self) -> bool {
        matches!(
            self,
            State::Accepted { .. } | State::Consolidated { .. } | State::Closed { .. }
        )
    }

    /// Whether the unit may write in it.
    pub fn is_editable(&self) -> bool {
        matches!(self, State::Drafting | State::Returned { .. })
    }

    /// Which sending it is about; 0 before the first.
    pub fn round(&self) -> u32 {
        match self {
            State::Drafting => 0,
            State::Sent { round, .. }
            | State::Returned { round, .. }
            | State::Accepted { round, .. }
            | State::Consolidated { round, .. }
            | State::Closed { round, .. } => *round,
            State::Excluded { was, .. } => was.round(),
        }
    }

    /// The state without what belongs to it.
    pub fn stage(&self) -> Stage {
        match self {
            State::Drafting => Stage::Drafting,
            State::Sent { round: 0 | 1, .. } => Stage::Sent,
            State::Sent { .. } => Stage::Resent,
            State::Returned { .. } => Stage::Returned,
            State::Accepted { .. } => Stage::Accepted,
            State::Consolidated { .. } => Stage::Consolidated,
            State::Closed { .. } => Stage::Closed,
            State::Excluded { .. } => Stage::Excluded,
        }
    }

    /// As shown, with the number of the sending where it was sent again.
    pub fn name(&self) -> Bilingual {
        let (vi, en) = self.stage().name();
        match self {
            State::Sent { round, .. } if *round > 1 => Bilingual::new(
                format!("{vi} (lần {round})"),
                format!("{en} (round {round})"),
            ),
            _ => Bilingual::new(vi, en),
        }
    }

    fn refuse(&self, step: Step) -> Refusal {
        Refusal::NotNow {
            step,
            stage: self.stage(),
        }
    }
}
