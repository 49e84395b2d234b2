//! Which of a unit's usable files counts, how late it came, and which files it supersedes.

use chrono::NaiveDate;

use super::super::{Facts, Status, UnitStatus};
use super::{Decided, Inbox};
use crate::finding::Finding;

pub(super) fn count(
    facts: &Facts,
    latest: usize,
    inbox: &Inbox,
    due: Option<NaiveDate>,
    status: &mut UnitStatus,
    decided: &mut Decided,
) {
    let Some(reading) = facts.readings.get(latest) else {
        return;
    };
    status.status = Status::OnTime;
    status.file = Some(reading.file.clone());
    status.received = received(facts, latest);
    if let Some(role) = decided.roles.get_mut(latest) {
        *role = "counted";
    }
    let late = status
        .received
        .zip(due)
        .map(|(came, due)| (came - due).num_days());
    if let Some(days) = late.filter(|days| *days > 0) {
        status.status = Status::Late;
        status.days_late = Some(days);
        decided.warnings.push(
            Finding::new(
                "C264",
                format!("{} gửi báo cáo trễ {days} ngày", status.name),
                format!("{} sent its report {days} days late", status.name),
            )
            .in_file(&reading.file)
            .of_unit(&status.code),
        );
    }
    for &other in inbox.usable.iter().filter(|&&other| other != latest) {
        let Some(older) = facts.readings.get(other) else {
            continue;
        };
        if let Some(role) = decided.roles.get_mut(other) {
            *role = "superseded";
        }
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

/// Later is greater: version word, then day received, then file name.
pub(super) fn rank<'a>(facts: &'a Facts, at: usize) -> (u32, Option<NaiveDate>, &'a str, &'a str) {
    let Some(reading) = facts.readings.get(at) else {
        return (0, None, "", "");
    };
    (
        reading.version.unwrap_or(1),
        received(facts, at),
        &reading.file,
        &reading.sha256,
    )
}

pub(super) fn received(facts: &Facts, at: usize) -> Option<NaiveDate> {
    facts
        .readings
        .get(at)
        .and_then(|reading| facts.received.get(&reading.file))
        .copied()
}
