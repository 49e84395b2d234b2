//! `nhip demo`: builds the invented city on disk, consolidates its three months, says what to open.

mod browser;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use chrono::NaiveDate;
use clap::ArgMatches;
use nhip_core::document::Document;
use nhip_core::period::Month;
use nhip_core::plan::Plan;
use nhip_core::unit::Unit;
use nhip_documents::write::docx;

use super::{Consolidated, Request, Wanted, carry_out, make_forms, reader, required};
use crate::VIETNAM_HOURS;
use crate::demo::city::City;
use crate::demo::post::{Desk, Piece, of_month};
use crate::demo::{list, paper};
use crate::files::{self, Output, check_writable};
use crate::outcome::{Failure, Outcome};
use crate::screen::Screen;
use crate::show::sheet::{Ink, Sheet};
use crate::show::summary::counts;

const PLAN: &str = "ke-hoach.docx";
const UNITS: &str = "don-vi.xlsx";
const FORMS: &str = "bieu-mau";
const RESULTS: &str = "ket-qua";
const DATABASE: &str = "nhip.db";
/// A file that only the demo writes: what it may clear away again.
const MARK: &str = "THU-MUC-MAU.txt";
const MONTHS: [u32; 3] = [9, 10, 11];
/// Post comes in at ten in the morning.
const HOUR: i64 = 10;

/// Makes the city in a folder and consolidates it.
pub fn run(matches: &ArgMatches, screen: &Screen) -> Result<Outcome, Failure> {
    let folder = required(matches, "dir")?;
    clear(folder)?;
    let city = City::lac_giang().map_err(ours)?;
    let plan = lay_out(&city, folder)?;
    let mut done = Vec::new();
    for n in MONTHS {
        let month = Month::new(2026, n).ok_or_else(|| ours("month".to_owned()))?;
        done.push(consolidate(screen, folder, month)?);
    }
    let after = done.last().map(|done| done.result.period.month.next());
    if let Some(month) = after {
        let wanted = Wanted {
            plan: folder.join(PLAN),
            month,
            out: folder.join(FORMS),
            units: Some(folder.join(UNITS)),
            style: None,
        };
        make_forms(&wanted)?;
    }
    screen.print(&farewell(screen, folder, &plan, &done))?;
    match matches.get_flag("files") {
        true => Ok(Outcome::Done),
        false => browser::run(matches, screen, folder, &plan),
    }
}

/// Plan, list and three months of post.
fn lay_out(city: &City, folder: &Path) -> Result<Plan, Failure> {
    let mark = "Thư mục này do lệnh nhip demo tạo ra; chạy lại lệnh sẽ thay toàn bộ nội dung.\n\
        Mọi địa danh, cơ quan, tên người và số liệu đều do chúng tôi đặt ra.\n\
        This folder was made by nhip demo, which replaces all of it when run again.\n";
    files::write(folder, &[(MARK.to_owned(), mark.into())])?;
    let (plan, units) = lay_down(city, folder)?;
    let desk = Desk {
        city,
        plan: &plan,
        units: &units,
    };
    for n in MONTHS {
        if let Some(month) = Month::new(2026, n) {
            put_post(
                &post_folder(folder, month),
                of_month(&desk, month).map_err(ours)?,
            )?;
        }
    }
    Ok(plan)
}

/// Writes plan and list, and reads both back: what the city's people fill in is what the program
/// itself has understood.
pub fn lay_down(city: &City, folder: &Path) -> Result<(Plan, Vec<Unit>), Failure> {
    let bytes = docx::bytes(&paper::of_plan(&city.plan).map_err(ours)?)
        .map_err(|error| ours(error.to_string()))?;
    let plan = nhip_reading::plan::read(&read(PLAN, &bytes)?);
    let workbook = list::workbook(city, &plan).map_err(ours)?;
    let first = Month::new(2026, 9).ok_or_else(|| ours("month".to_owned()))?;
    let (roster, _) = nhip_reading::unit::roster(&read(UNITS, &workbook)?, &plan, first);
    files::write(
        folder,
        &[(PLAN.to_owned(), bytes), (UNITS.to_owned(), workbook)],
    )?;
    Ok((plan, roster.units().to_vec()))
}

fn post_folder(folder: &Path, month: Month) -> PathBuf {
    folder.join(format!("thang-{:02}", month.month()))
}

/// Writes the files with the time they came in, which `consolidate` reads off them.
fn put_post(folder: &Path, post: Vec<Piece>) -> Result<(), Failure> {
    let days: Vec<(String, Option<NaiveDate>)> = post
        .iter()
        .map(|piece| (piece.name.clone(), piece.day))
        .collect();
    let outputs: Vec<Output> = post
        .into_iter()
        .map(|piece| (piece.name, piece.bytes))
        .collect();
    files::write(folder, &outputs)?;
    for (name, day) in days {
        let moment = day
            .and_then(|day| day.and_hms_opt(0, 0, 0))
            .map(|time| time.and_utc().timestamp());
        let seconds = moment.map(|moment| moment + (HOUR - VIETNAM_HOURS) * 3600);
        if let Some(seconds) = seconds.and_then(|seconds| u64::try_from(seconds).ok()) {
            let file = File::options().write(true).open(folder.join(&name));
            let set =
                file.and_then(|file| file.set_modified(UNIX_EPOCH + Duration::from_secs(seconds)));
            set.map_err(|error| ours(format!("{name}: {error}")))?;
        }
    }
    Ok(())
}

fn consolidate(screen: &Screen, folder: &Path, month: Month) -> Result<Consolidated, Failure> {
    carry_out(screen, &request(folder, month))?.whole()
}

/// What a clerk would ask for a month.
fn request(folder: &Path, month: Month) -> Request {
    let previous = post_folder(folder, month.previous());
    Request {
        plan: folder.join(PLAN),
        reports: post_folder(folder, month),
        month,
        out: folder.join(RESULTS).join(month.to_string()),
        previous: previous.is_dir().then_some(previous),
        units: Some(folder.join(UNITS)),
        received: None,
        style: None,
        formats: super::consolidate::Formats::ALL,
        // The demo's months are always over, whatever today is.
        today: month.next().day(1).unwrap_or_default(),
    }
}

fn read(name: &str, bytes: &[u8]) -> Result<Document, Failure> {
    reader()
        .read_bytes(name, bytes)
        .map_err(|error| Failure::from(error.finding()))
}

/// Takes away an earlier demo, and nothing else: any other folder must be empty.
fn clear(folder: &Path) -> Result<(), Failure> {
    check_writable(folder)?;
    let is_empty = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none());
    if is_empty {
        return Ok(());
    }
    let shown = folder.display();
    if !folder.join(MARK).is_file() {
        return Err(Failure::new(
            format!(
                "Thư mục “{shown}” đã có tệp khác, lệnh demo không ghi đè; hãy chọn thư mục mới: nhip demo TÊN-THƯ-MỤC."
            ),
            format!(
                "The folder “{shown}” holds other files, which the demo does not touch; name a new one: nhip demo FOLDER."
            ),
        ));
    }
    let months = MONTHS.map(|n| format!("thang-{n:02}"));
    let ours_again = months.iter().map(String::as_str).chain([FORMS, RESULTS]);
    for name in [DATABASE, "nhip.db-wal", "nhip.db-shm"] {
        // Not there when the earlier demo did not serve.
        let _ = fs::remove_file(folder.join(name));
    }
    for name in ours_again.filter(|name| folder.join(name).is_dir()) {
        fs::remove_dir_all(folder.join(name)).map_err(|error| {
            let why = files::reason(&error);
            Failure::new(
                format!(
                    "Không xóa được thư mục mẫu cũ “{shown}/{name}”: {}.",
                    why.vi
                ),
                format!(
                    "The earlier demo folder “{shown}/{name}” cannot be removed: {}.",
                    why.en
                ),
            )
        })?;
    }
    Ok(())
}

fn farewell(screen: &Screen, folder: &Path, plan: &Plan, done: &[Consolidated]) -> String {
    let mut sheet = Sheet::new(screen);
    let tasks: usize = plan.units.iter().map(|unit| unit.tasks.len()).sum();
    sheet.heading(screen.pick(
        "Thành phố Lạc Giang đã sẵn sàng (mọi tên và số liệu đều do chúng tôi đặt ra).",
        "The city of Lạc Giang is ready (every name and figure is our invention).",
    ));
    let units = done.last().map_or(0, |done| done.result.units.len());
    let vi = format!(
        "Kế hoạch có {tasks} nhiệm vụ; {units} đơn vị phải báo cáo hằng tháng, hạn ngày 25."
    );
    let en = format!("The plan has {tasks} tasks; {units} units report every month, by the 25th.");
    sheet.paragraph(0, screen.pick(&vi, &en));
    sheet.gap();
    for month in done {
        let label = format!(
            "{:02}/{}:",
            month.result.period.month.month(),
            month.result.period.month.year()
        );
        sheet.labelled(2, &label, &counts(screen, &month.result));
    }
    sheet.heading(screen.pick("Mời mở xem", "Open these"));
    let last = done.last().map(|done| done.out.clone()).unwrap_or_default();
    let rows = [
        (
            last.join("bao-cao-tong-hop.pdf"),
            "báo cáo tổng hợp tháng 11, sẵn sàng trình ký",
            "the consolidated report of November, ready to sign",
        ),
        (
            last.join("bao-cao-tong-hop.docx"),
            "cũng báo cáo ấy, để sửa trong Word",
            "the same report, to edit in Word",
        ),
        (
            last.join("bao-cao-tong-hop.xlsx"),
            "số liệu, nguồn, cảnh báo, có bộ lọc",
            "figures, sources and warnings, with filters",
        ),
        (
            folder.join("thang-11"),
            "các đơn vị đã gửi gì: tệp hỏng, chép lại, sai tháng …",
            "what the units sent: broken, copied, wrong month …",
        ),
        (
            folder.join(FORMS),
            "biểu mẫu trống tháng 12 cho từng đơn vị",
            "blank forms of December for every unit",
        ),
    ];
    for (path, vi, en) in rows {
        sheet.line(&format!("  {}", path.display()));
        sheet.item(6, "", screen.pick(vi, en), Ink::Faint);
    }
    sheet.heading(screen.pick("Làm lại một tháng bằng tay", "Do a month by hand"));
    let folder = folder.display();
    sheet.line(&format!(
        "  nhip consolidate --plan {folder}/{PLAN} --units {folder}/{UNITS} --reports {folder}/thang-11 \\\n      --previous {folder}/thang-10 --month 2026-11 --out ket-qua"
    ));
    sheet.into_text()
}

/// A fault of the demo itself, not of anybody's files.
pub fn ours(text: String) -> Failure {
    Failure::new(
        format!("Lỗi trong dữ liệu mẫu: {text}; hãy báo cho người viết chương trình."),
        format!("A fault in the demo's own data: {text}; please report it."),
    )
}
