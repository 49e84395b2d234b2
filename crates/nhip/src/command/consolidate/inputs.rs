//! Everything a consolidation is made from: the plan, the units, the month's files, last month's.

use std::path::Path;

use std::collections::HashMap;

use chrono::{NaiveDateTime, NaiveTime};
use nhip_core::consolidation::{self, Consolidation, Facts};
use nhip_core::finding::Finding;
use nhip_core::fingerprint::sha256;
use nhip_core::plan::Plan;
use nhip_core::report::Reading;
use nhip_core::unit::Roster;
use nhip_documents::read::{Fault, ReadError, Reader};
use nhip_reading::report::Reader as ReportReader;
use rayon::prelude::*;

use super::Request;
use crate::command::input::{document, plan, reader, roster};
use crate::command::progress::Progress;
use crate::command::received;
use crate::files::{Sent, list, reason};
use crate::outcome::Failure;
use crate::screen::Screen;

/// What was read.
pub struct Gathered {
    plan: Plan,
    roster: Roster,
    reports: Vec<Result<Reading, consolidation::Failure>>,
    received: HashMap<String, NaiveDateTime>,
    previous: Vec<Reading>,
    findings: Vec<Finding>,
}

/// Reads all of it; a report that cannot be read is named, and the rest goes on.
pub fn gather(screen: &Screen, request: &Request) -> Result<Gathered, Failure> {
    let plan = plan(&request.plan)?;
    let (roster, mut findings) = roster(request.units.as_deref(), &plan, request.month)?;
    let mut files = files_of(&request.reports, request, &mut findings)?;
    if let Some(table) = &request.received {
        findings.extend(received::apply(&document(table)?, &mut files));
    }
    let earlier = match &request.previous {
        Some(folder) => files_of(folder, request, &mut findings)?,
        None => Vec::new(),
    };
    let progress = Progress::new(
        screen,
        screen.pick("Đọc báo cáo", "Reading reports"),
        files.len() + earlier.len(),
    );
    let understand = ReportReader::new(&plan, &roster);
    let reader = reader();
    let read = |file: &Sent| {
        let read = one(&reader, &understand, file);
        progress.step();
        read
    };
    // Each document is given up as soon as it is understood; the order is that of the names,
    // whichever thread was first.
    let reports = files.par_iter().map(read).collect();
    let previous = earlier
        .par_iter()
        .map(read)
        .filter_map(Result::ok)
        .collect();
    drop(progress);
    let received = files
        .into_iter()
        .filter_map(|file| Some((file.name, file.received?.and_time(NaiveTime::MIN))))
        .collect();
    Ok(Gathered {
        plan,
        roster,
        reports,
        received,
        previous,
        findings,
    })
}

/// One file, read and understood.
fn one(
    reader: &Reader,
    understand: &ReportReader<'_>,
    file: &Sent,
) -> Result<Reading, consolidation::Failure> {
    let failed = |error: ReadError, sha256: String| {
        let finding = ReadError {
            file: file.name.clone(),
            ..error
        }
        .finding();
        consolidation::Failure {
            file: file.name.clone(),
            sha256,
            finding: Box::new(finding),
        }
    };
    let about = std::fs::metadata(&file.path).map_err(|error| io(&error));
    let own = file.name.rsplit('/').next().unwrap_or(&file.name);
    let size = about.map_err(|error| failed(error, String::new()))?.len();
    let limit = reader.limits.file_bytes;
    if size > limit {
        let error = ReadError {
            file: String::new(),
            fault: Fault::TooLarge { size, limit },
        };
        return Err(failed(error, String::new()));
    }
    let bytes = std::fs::read(&file.path).map_err(|error| failed(io(&error), String::new()))?;
    match reader.read_bytes(own, &bytes) {
        Ok(document) => Ok(understand.read(&document, &file.name)),
        Err(error) => Err(failed(error, sha256(&bytes))),
    }
}

fn io(error: &std::io::Error) -> ReadError {
    ReadError {
        file: String::new(),
        fault: Fault::Unreadable(reason(error).vi),
    }
}

impl Gathered {
    /// The reports that could be read.
    pub fn readings(&self) -> impl Iterator<Item = &Reading> {
        self.reports
            .iter()
            .filter_map(|report| report.as_ref().ok())
    }

    /// Decides what counts and adds it up.
    pub fn consolidate(self, request: &Request, noticed: Option<Finding>) -> Consolidation {
        let mut findings = self.findings;
        findings.extend(noticed);
        let mut readings = Vec::new();
        let mut failures = Vec::new();
        for report in self.reports {
            match report {
                Ok(reading) => readings.push(reading),
                Err(failure) => failures.push(failure),
            }
        }
        consolidation::consolidate(&Facts {
            plan: &self.plan,
            roster: &self.roster,
            month: request.month,
            readings,
            failures,
            received: self.received,
            due: HashMap::new(),
            excluded: HashMap::new(),
            previous: self.previous,
            findings,
            undrawn: nhip_documents::write::undrawn,
        })
    }
}

fn files_of(
    folder: &Path,
    request: &Request,
    findings: &mut Vec<Finding>,
) -> Result<Vec<Sent>, Failure> {
    let listing = list(folder, Some(&request.out))?;
    findings.extend(listing.findings);
    if listing.files.is_empty() {
        let shown = folder.display();
        findings.push(Finding::new(
            "C405",
            format!("Thư mục “{shown}” không có báo cáo nào; hãy kiểm tra lại đường dẫn."),
            format!("The folder “{shown}” holds no reports; check the path."),
        ));
    }
    Ok(listing.files)
}
