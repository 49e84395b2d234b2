//! Versions: how an accepted report is changed without touching what others have seen.

use super::{Act, Reason, Refusal, Stage, Stamp, State, Step};
use crate::permission::right;

/// The next version of a report, as it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewVersion {
    /// Its number; the first version is 1.
    pub number: u32,
    /// Who began it, when.
    pub stamp: Stamp,
    /// What is corrected; printed where the change is shown.
    pub reason: Reason,
    /// Its state: a draft, filled with a copy of the old one by the caller.
    pub state: State,
}

impl State {
    /// Begins the version after this one. This one, number `number`, stays as it is and counts
    /// until the new one is accepted ([`counting`]). `newest` is the highest number there is:
    /// two versions are never written side by side.
    pub fn new_version(
        &self,
        act: Act<right::WriteReport>,
        reason: Reason,
        number: u32,
        newest: u32,
    ) -> Result<NewVersion, Refusal> {
        if newest > number {
            return Err(Refusal::NewerVersion(newest));
        }
        if !self.counts() {
            return Err(self.refuse(Step::NewVersion));
        }
        Ok(NewVersion {
            number: number.saturating_add(1),
            stamp: act.stamp(),
            reason,
            state: State::Drafting,
        })
    }
}

/// The version that is added up: the newest accepted one. An exclusion holds for the month, so
/// where the newest version was left out none counts, and no older one returns by the back door.
pub fn counting<'a>(versions: impl IntoIterator<Item = (u32, &'a State)>) -> Option<u32> {
    versions
        .into_iter()
        .filter(|(_, state)| state.counts() || state.stage() == Stage::Excluded)
        .max_by_key(|(number, _)| *number)
        .filter(|(_, state)| state.counts())
        .map(|(number, _)| number)
}
