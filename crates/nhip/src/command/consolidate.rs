//! `nhip consolidate`: a month of reports in, the consolidated report out.

mod inputs;
mod outputs;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::ArgMatches;
use nhip_core::consolidation::{Consolidation, UnitStatus};
use nhip_core::finding::{Finding, Severity};
use nhip_core::lang::Bilingual;
use nhip_core::period::Month;
use nhip_core::report::Reading;
use nhip_documents::write::profile::Style;

use super::{json, month, path, required};
use crate::files::check_writable;
use crate::outcome::{Failure, Outcome};
use crate::screen::Screen;
use crate::show::summary;

/// What is to be consolidated, and where to.
pub struct Request {
    /// The plan.
    pub plan: PathBuf,
    /// The month's reports.
    pub reports: PathBuf,
    /// The month.
    pub month: Month,
    /// Where the results go.
    pub out: PathBuf,
    /// Last month's reports.
    pub previous: Option<PathBuf>,
    /// The list of units.
    pub units: Option<PathBuf>,
    /// The table of days on which files came in.
    pub received: Option<PathBuf>,
    /// The layout; `None` follows the plan's family.
    pub style: Option<Style>,
    /// What is written.
    pub formats: Formats,
    /// Today in Vietnam.
    pub today: NaiveDate,
}

/// Which of the four results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Formats {
    /// Word.
    pub docx: bool,
    /// PDF.
    pub pdf: bool,
    /// Excel.
    pub xlsx: bool,
    /// JSON.
    pub json: bool,
}

impl Formats {
    /// All that this build can write.
    pub const ALL: Formats = Formats {
        docx: true,
        pdf: cfg!(feature = "pdf"),
        xlsx: true,
        json: true,
    };

    fn of(matches: &ArgMatches) -> Formats {
        let named: Vec<&String> = matches.get_many("format").into_iter().flatten().collect();
        let has = |name: &str| named.iter().any(|named| *named == name);
        Formats {
            docx: has("docx"),
            pdf: has("pdf"),
            xlsx: has("xlsx"),
            json: has("json"),
        }
    }
}

/// Code of a unit, its report that counts, the day it came in.
pub type Counted = (String, Reading, Option<NaiveDate>);

/// A month that has been consolidated and written.
pub struct Consolidated {
    /// The result.
    pub result: Consolidation,
    /// Where it was written.
    pub out: PathBuf,
    /// The files, by name.
    pub written: Vec<String>,
    /// Why others that were asked for are not among them.
    pub unmade: Vec<Bilingual>,
}

impl Consolidated {
    /// The same, or why it is not whole: the sentences of the formats that could not be made.
    pub fn whole(self) -> Result<Consolidated, Failure> {
        let Some(first) = self.unmade.first() else {
            return Ok(self);
        };
        let mut text = first.clone();
        for more in self.unmade.iter().skip(1) {
            text.vi += &format!(" {}", more.vi);
            text.en += &format!(" {}", more.en);
        }
        if !self.written.is_empty() {
            let names = self.written.join(", ");
            text.vi += &format!(" Các tệp khác đã ghi đủ: {names}.");
            text.en += &format!(" The other files are written: {names}.");
        }
        Err(text.into())
    }
}

/// Consolidates as the arguments say, and prints a summary or the JSON.
pub fn run(matches: &ArgMatches, today: NaiveDate, screen: &Screen) -> Result<Outcome, Failure> {
    let owned = |id| path(matches, id).map(Path::to_path_buf);
    let request = Request {
        month: month(matches)?,
        plan: required(matches, "plan")?.to_path_buf(),
        reports: required(matches, "reports")?.to_path_buf(),
        out: required(matches, "out")?.to_path_buf(),
        previous: owned("previous"),
        units: owned("units"),
        received: owned("received"),
        style: matches
            .get_one::<String>("style")
            .and_then(|name| Style::parse(name)),
        formats: Formats::of(matches),
        today,
    };
    let done = carry_out(screen, &request)?;
    let text = match matches.get_flag("json") {
        true => json(&done.result)?,
        false => summary::view(screen, &done.result, &done.out, &done.written),
    };
    screen.print(&text)?;
    let noticed = done
        .whole()?
        .result
        .warnings
        .iter()
        .any(|finding| finding.severity != Severity::Note);
    Ok(match matches.get_flag("strict") && noticed {
        true => Outcome::DoneWithWarnings,
        false => Outcome::Done,
    })
}

/// Reads, consolidates and writes. Nothing is written unless the folder takes all that is made.
pub fn carry_out(screen: &Screen, request: &Request) -> Result<Consolidated, Failure> {
    apart(request)?;
    let gathered = inputs::gather(screen, request)?;
    check_writable(&request.out)?;
    let result = gathered.consolidate(request, not_begun(request));
    let written = outputs::write(&result, request, screen.lang)?;
    Ok(Consolidated {
        result,
        out: request.out.clone(),
        written: written.files,
        unmade: written.unmade,
    })
}

/// The report that counts for each unit, with its code and the day it came in; nothing is written.
pub fn counted(screen: &Screen, request: &Request) -> Result<Vec<Counted>, Failure> {
    let gathered = inputs::gather(screen, request)?;
    let readings: Vec<Reading> = gathered.readings().cloned().collect();
    let result = gathered.consolidate(request, None);
    let of_unit = |unit: UnitStatus| {
        let file = unit.file.filter(|_| unit.status.counted())?;
        let reading = readings.iter().find(|reading| reading.file == file)?;
        Some((unit.code, reading.clone(), unit.received))
    };
    Ok(result.units.into_iter().filter_map(of_unit).collect())
}

/// Results among the reports would be read as reports next time.
fn apart(request: &Request) -> Result<(), Failure> {
    let real = |path: &Path| path.canonicalize().ok();
    let reports = real(&request.reports);
    let previous = request.previous.as_deref().and_then(real);
    let clash = |other: &Option<PathBuf>, this: Option<PathBuf>| other.is_some() && *other == this;
    if clash(&reports, real(&request.out)) || clash(&previous, real(&request.out)) {
        let shown = request.out.display();
        return Err(Failure::new(
            format!(
                "Thư mục kết quả “{shown}” trùng với thư mục báo cáo; hãy chọn thư mục khác bằng --out."
            ),
            format!(
                "The output folder “{shown}” is the reports folder itself; choose another with --out."
            ),
        ));
    }
    if clash(&reports, previous) {
        return Err(Failure::new(
            "Thư mục báo cáo tháng trước (--previous) trùng với thư mục báo cáo tháng này (--reports); hãy chỉ đúng hai thư mục khác nhau.",
            "--previous and --reports name the same folder; name two different ones.",
        ));
    }
    Ok(())
}

/// A month that has not begun is most likely mistyped; somebody may still want to try the forms out.
fn not_begun(request: &Request) -> Option<Finding> {
    let first = request.month.day(1)?;
    let (n, year) = (request.month.month(), request.month.year());
    (first > request.today).then(|| {
        let today = request.today.format("%d/%m/%Y");
        Finding::new(
            "C401",
            format!("Tháng {n:02}/{year} chưa đến (hôm nay là {today}); hãy kiểm tra lại --month."),
            format!("Month {year}-{n:02} has not begun yet (today is {today}); check --month."),
        )
    })
}
