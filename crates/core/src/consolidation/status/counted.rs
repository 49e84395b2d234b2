//! Which of a unit's usable files counts, how late it came, and which files it supersedes.

use chrono::NaiveDateTime;

use super::super::{Facts, Status, UnitStatus};
use super::{Decided, Inbox, set};
use crate::finding::Finding;

pub(super) fn count(
    facts: &Facts,
    latest: usize,
    inbox: &Inbox,
    due: Option<NaiveDateTime>,
    status: &mut UnitStatus,
    decided: &mut Decided,
) {
    let Some(reading) = facts.readings.get(latest) else {
        return;
    };
    status.status = Status::OnTime;
    status.file = Some(reading.file.clone());
    let came = received(facts, latest);
    status.received = came.map(|came| came.date());
    set(&mut decided.roles, latest, "counted");
    if let Some((came, due)) = came.zip(due).filter(|(came, due)| came > due) {
        let days = (came.date() - due.date()).num_days();
        status.status = Status::Late;
        status.days_late = Some(days);
        decided
            .warnings
            .push(late(status, days).in_file(&reading.file));
    }
    for &other in inbox.usable.iter().filter(|&&other| other != latest) {
        let Some(older) = facts.readings.get(other) else {
            continue;
        };
        set(&mut decided.roles, other, "superseded");
        status.superseded.push(older.file.clone());
        decided.warnings.push(
            Finding::new(
                "C269",
                format!(
                    "{} gửi nhiều tệp; đã tính tệp {}, không tính tệp này",
                    status.name, reading.file
                ),
                format!(
                    "{} sent several files; {} counts, this one does not",
                    status.name, reading.file
                ),
            )
            .in_file(&older.file)
            .of_unit(&status.code),
        );
    }
}

fn late(status: &UnitStatus, days: i64) -> Finding {
    let name = &status.name;
    let (vi, en) = match days {
        0 => (
            format!("{name} gửi báo cáo trong ngày đến hạn, sau giờ quy định"),
            format!("{name} sent its report on the due day, after the due hour"),
        ),
        days => (
            format!("{name} gửi báo cáo trễ {days} ngày"),
            format!("{name} sent its report {days} days late"),
        ),
    };
    Finding::new("C264", vi, en).of_unit(&status.code)
}

/// What is greater counts.
type Rank<'a> = (u32, Option<NaiveDateTime>, bool, &'a str, &'a str);

/// Later is greater: version word, then moment received; of equal ones no copy, then file name.
pub(super) fn rank<'a>(facts: &'a Facts, at: usize) -> Rank<'a> {
    let Some(reading) = facts.readings.get(at) else {
        return (0, None, false, "", "");
    };
    (
        reading.version.unwrap_or(1),
        received(facts, at),
        !reading.is_named_a_copy(),
        &reading.file,
        &reading.sha256,
    )
}

pub(super) fn received(facts: &Facts, at: usize) -> Option<NaiveDateTime> {
    facts
        .readings
        .get(at)
        .and_then(|reading| facts.received.get(&reading.file))
        .copied()
}
