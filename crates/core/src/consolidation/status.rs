//! Which file counts for each unit, which does not and why, who is late and who is missing.

mod counted;
mod previous;
mod refusal;

use chrono::NaiveDate;

use super::{Facts, Status, UnitStatus};
use crate::deadline::end_of;
use crate::finding::Finding;
use crate::lang::Bilingual;
use crate::period;
use crate::report::{PlanMatch, Reading, UnitMatch};
use crate::unit::Found;

use counted::{count, rank, received};
pub(super) use previous::previous;
pub(super) use refusal::answer;
use refusal::{ambiguous, refusal, the_plan, unknown};

/// What became of every file and every unit.
pub(super) struct Decided {
    pub units: Vec<UnitStatus>,
    /// For each unit of the roster the reading that counts.
    pub counted: Vec<Option<usize>>,
    /// For each reading its role, see [`super::Input::role`].
    pub roles: Vec<&'static str>,
    pub warnings: Vec<Finding>,
}

/// A file of a unit that does not count.
struct Refused {
    reading: usize,
    reason: Bilingual,
}

/// What came from one unit.
#[derive(Default)]
struct Inbox {
    usable: Vec<usize>,
    refused: Vec<Refused>,
    /// Why a file that may be this unit's does not count, and the file.
    doubt: Option<(String, Bilingual)>,
}

/// Above this many candidates a doubtful name says nothing about any one of them.
const MOST_CANDIDATES: usize = 5;

pub(super) fn decide(facts: &Facts) -> Decided {
    let mut decided = Decided {
        units: Vec::new(),
        counted: Vec::new(),
        roles: vec!["excluded"; facts.readings.len()],
        warnings: Vec::new(),
    };
    let mut inboxes: Vec<Inbox> = facts
        .roster
        .units()
        .iter()
        .map(|_| Inbox::default())
        .collect();
    // By name, so that the order in which files were found never matters.
    let mut order: Vec<usize> = (0..facts.readings.len()).collect();
    order.sort_by_key(|&at| {
        facts
            .readings
            .get(at)
            .map(|reading| (&reading.file, &reading.sha256))
    });
    for at in order {
        if let Some(reading) = facts.readings.get(at).filter(|one| !left_out(facts, one)) {
            if reading.plan == PlanMatch::Itself {
                set(&mut decided.roles, at, "plan");
                decided.warnings.push(the_plan(reading));
                continue;
            }
            sort_in(facts, at, reading, &mut inboxes, &mut decided.warnings);
        }
    }
    failures(facts, &mut inboxes);
    let due = period::due(facts.plan, facts.month);
    for (position, inbox) in inboxes.into_iter().enumerate() {
        settle(facts, position, inbox, due, &mut decided);
    }
    decided
}

fn set(roles: &mut [&'static str], at: usize, role: &'static str) {
    if let Some(slot) = roles.get_mut(at) {
        *slot = role;
    }
}

/// Whether its unit was left out of the month: then nothing more is to be said of the file.
fn left_out(facts: &Facts, reading: &Reading) -> bool {
    matches!(&reading.unit, UnitMatch::One { code, .. } if facts.excluded.contains_key(code))
}

/// Puts a reading into the inbox of its unit, or says why it has none.
fn sort_in(
    facts: &Facts,
    at: usize,
    reading: &Reading,
    inboxes: &mut [Inbox],
    warnings: &mut Vec<Finding>,
) {
    match &reading.unit {
        UnitMatch::One { code, .. } => {
            let inbox = facts
                .roster
                .position(code)
                .and_then(|position| inboxes.get_mut(position));
            match (inbox, refusal(reading, facts.month)) {
                (Some(inbox), None) => inbox.usable.push(at),
                (Some(inbox), Some((finding, reason))) => {
                    warnings.push(finding.in_file(&reading.file).of_unit(code));
                    inbox.refused.push(Refused {
                        reading: at,
                        reason,
                    });
                }
                (None, _) => warnings.push(unknown(reading, code)),
            }
        }
        UnitMatch::Several { codes, written } => {
            let (finding, reason) = ambiguous(facts, reading, codes, written);
            warnings.push(finding);
            let few = codes.len() <= MOST_CANDIDATES;
            for position in codes
                .iter()
                .filter(|_| few)
                .filter_map(|code| facts.roster.position(code))
            {
                if let Some(inbox) = inboxes.get_mut(position) {
                    inbox
                        .doubt
                        .get_or_insert_with(|| (reading.file.clone(), reason.clone()));
                }
            }
        }
        UnitMatch::Nobody { written } => {
            warnings.push(unknown(reading, written.as_deref().unwrap_or_default()));
        }
    }
}

/// A file that could not be read is told by its name.
fn failures(facts: &Facts, inboxes: &mut [Inbox]) {
    let mut order: Vec<_> = facts.failures.iter().collect();
    order.sort_by_key(|failure| &failure.file);
    for failure in order {
        let Found::One(position) = facts.roster.find_in_file_name(&failure.file) else {
            continue;
        };
        if let Some(inbox) = inboxes.get_mut(position) {
            let text = &failure.finding.text;
            let reason = Bilingual::new(
                format!("không đọc được tệp: {}", text.vi),
                format!("unreadable file: {}", text.en),
            );
            inbox
                .doubt
                .get_or_insert_with(|| (failure.file.clone(), reason));
        }
    }
}

/// What becomes of one unit.
fn settle(
    facts: &Facts,
    position: usize,
    inbox: Inbox,
    due: Option<NaiveDate>,
    decided: &mut Decided,
) {
    let Some(unit) = facts.roster.units().get(position) else {
        return;
    };
    let group = facts.plan.units.iter().find(|group| group.id == unit.group);
    let mut status = UnitStatus {
        code: unit.code.clone(),
        name: unit.name.clone(),
        group: unit.group.clone(),
        group_name: group.map_or_else(|| unit.group.clone(), |group| group.name.clone()),
        status: Status::Missing,
        days_late: None,
        received: None,
        file: None,
        superseded: Vec::new(),
        reason: None,
    };
    let latest = inbox
        .usable
        .iter()
        .copied()
        .max_by(|a, b| rank(facts, *a).cmp(&rank(facts, *b)));
    if let Some(reason) = facts.excluded.get(&unit.code) {
        status.status = Status::Excluded;
        status.reason = Some(reason.clone());
    } else if let Some(latest) = latest {
        let own = facts.due.get(&unit.code).copied();
        let due = own.or_else(|| due.map(end_of));
        count(facts, latest, &inbox, due, &mut status, decided);
    } else if let Some(refused) = inbox
        .refused
        .iter()
        .max_by(|a, b| rank(facts, a.reading).cmp(&rank(facts, b.reading)))
    {
        status.status = Status::Excluded;
        status.file = facts
            .readings
            .get(refused.reading)
            .map(|reading| reading.file.clone());
        status.received = received(facts, refused.reading).map(|came| came.date());
        status.reason = Some(refused.reason.clone());
    } else if let Some((file, reason)) = inbox.doubt {
        status.status = Status::Excluded;
        status.file = Some(file);
        status.reason = Some(reason);
    } else {
        decided.warnings.push(
            Finding::new(
                "C265",
                format!("{} chưa gửi báo cáo", unit.name),
                format!("{} has sent no report", unit.name),
            )
            .of_unit(&unit.code),
        );
    }
    decided.counted.push(latest);
    decided.units.push(status);
}
