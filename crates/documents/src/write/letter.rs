//! "Công văn đôn đốc": the letter that names the units whose report is late, as a [`Paper`].
//!
//! A letter has no type name; its subject stands below its number (Decree 30/2020/NĐ-CP,
//! Annex III, model 1.5). Its words stay Vietnamese: it is an official paper.

use chrono::{NaiveDateTime, Timelike};
use nhip_core::consolidation::PlanReference;
use nhip_core::deadline::{Deadline, ReportPeriod};
use nhip_core::lang::Lang;
use nhip_core::plan::Family;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::paper::text::{DOTS, count, date, place_date};
use super::paper::{
    Align, Cell, Column, Face, Foot, Head, Paper, Part, Place, ROOM, Row, Run, Table, issuer_under,
    plan_cited, superior_under,
};
use super::profile::Profile;

/// Longest clause of a plan quoted in the letter, in characters.
const CLAUSE: usize = 400;

/// What the letter says. Whoever makes it has worked out who is late.
#[derive(Debug, Clone, PartialEq)]
pub struct Letter<'a> {
    /// The plan the duty stands in; the letter's issuer, superior and place are from it.
    pub plan: &'a PlanReference,
    /// The clause of the duty as written in the plan; may be empty.
    pub duty: &'a str,
    /// What is to be reported on.
    pub period: ReportPeriod,
    /// The moment the list was made; also about when it is signed.
    pub as_of: NaiveDateTime,
    /// The new last moment.
    pub send_by: NaiveDateTime,
    /// The late units, in the order to be printed.
    pub late: &'a [LateUnit],
    /// Number and signature, as far as they are known.
    pub signed: Signed<'a>,
}

/// What a clerk may fill in before the letter is printed; what is empty is left open in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Signed<'a> {
    /// "15".
    pub number: &'a str,
    /// "UBND-YT", "CV/ThU".
    pub symbol: &'a str,
    /// "KT. CHỦ TỊCH", a line each.
    pub role: &'a str,
    /// Name of the signer.
    pub name: &'a str,
}

/// A unit whose report has not come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateUnit {
    /// Name.
    pub name: String,
    /// When its report was due, extensions counted in.
    pub due_at: NaiveDateTime,
    /// Whole days since the due day; 0 on the day itself.
    pub days_late: i64,
    /// Whom to call.
    pub contact: Option<Contact>,
}

/// The official who reports for a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Name.
    pub name: String,
    /// Telephone number as written.
    pub telephone: String,
}

impl LateUnit {
    /// A unit that missed a deadline, as seen at a moment.
    pub fn of(
        name: String,
        missed: &Deadline,
        at: NaiveDateTime,
        contact: Option<Contact>,
    ) -> LateUnit {
        LateUnit {
            name,
            due_at: missed.due_at,
            days_late: missed.days_late(at),
            contact,
        }
    }
}

/// The letter in a layout; the day of the date is left open. `None` when nobody is
/// late: there is nothing to write.
pub fn paper(letter: &Letter<'_>, profile: &Arc<Profile>) -> Option<Paper> {
    if letter.late.is_empty() {
        return None;
    }
    let plan = letter.plan;
    let subject = format!("V/v đôn đốc gửi báo cáo {}", letter.period.name().vi);
    Some(Paper {
        profile: Arc::clone(profile),
        lang: Lang::Vi,
        title: subject.clone(),
        properties: BTreeMap::new(),
        head: Head {
            superior: superior_under(plan).map(str::to_uppercase),
            issuer: issuer_under(plan).to_uppercase(),
            number: number(profile, letter.signed),
            place_date: place_date(plan.place.as_deref(), letter.as_of.date()),
        },
        kind: String::new(),
        subject,
        addressee: Some(addressee(letter.late)),
        body: body(letter, profile),
        foot: Foot {
            recipients: recipients(profile),
            role: or_dots(letter.signed.role),
            name: or_dots(letter.signed.name),
        },
        annexes: Vec::new(),
        footer: format!("Nhịp · đôn đốc · {}", letter.period),
    })
}

/// A letter's symbol: of the state issuer and department, of the party "CV".
fn number(profile: &Profile, signed: Signed<'_>) -> String {
    let number = match signed.number {
        "" => ROOM,
        number => number,
    };
    let pattern = &profile.number.pattern;
    if let (Some((before, _)), false) = (pattern.split_once("{number}"), signed.symbol.is_empty()) {
        let mark = match profile.family {
            Family::State => "/",
            Family::Party => "-",
        };
        return format!("{before}{number}{mark}{}", signed.symbol);
    }
    let kind = match profile.family {
        Family::State => "……",
        Family::Party => "CV",
    };
    let pattern = pattern.replace("{number}", number);
    pattern.replace("{type}", kind).replace("{issuer}", "……")
}

fn or_dots(text: &str) -> String {
    match text {
        "" => DOTS.to_owned(),
        text => text.to_owned(),
    }
}

fn addressee(late: &[LateUnit]) -> String {
    match late {
        [one] => one.name.clone(),
        _ => "Các đơn vị có tên trong danh sách dưới đây".to_owned(),
    }
}

fn recipients(profile: &Profile) -> Vec<String> {
    let rules = &profile.recipients;
    vec![
        format!("- {}{}", rules.as_above, rules.separator),
        format!("- {}.", rules.archive),
    ]
}

fn body(letter: &Letter<'_>, profile: &Profile) -> Vec<Part> {
    let issuer = issuer_under(letter.plan);
    let end = &profile.body.end_mark;
    let late = count(letter.late.len(), Lang::Vi);
    vec![
        Part::text(basis(letter)),
        Part::text(format!(
            "Đến {}, {issuer} chưa nhận được báo cáo {} của {late} đơn vị sau:",
            moment(letter.as_of),
            letter.period.name().vi
        )),
        table(letter.late),
        Part::text(format!(
            "{issuer} đề nghị người đứng đầu các đơn vị nêu trên chỉ đạo hoàn thành và gửi báo cáo chậm nhất {}. Đơn vị không có hoạt động phát sinh trong kỳ vẫn gửi báo cáo, ghi rõ “không phát sinh”; đơn vị có khó khăn, vướng mắc nêu lý do để được xem xét gia hạn.",
            moment(letter.send_by)
        )),
        Part::Paragraph {
            runs: vec![Run::new(
                format!(
                    "Đơn vị đã gửi báo cáo sau thời điểm nêu trên không phải gửi lại. Đề nghị các đơn vị quan tâm thực hiện{end}"
                ),
                Face::Plain,
            )],
            place: Place::Last,
        },
    ]
}

/// The plan and, where there is one, the clause of its duty.
fn basis(letter: &Letter<'_>) -> String {
    let plan = plan_cited(letter.plan);
    let clause = letter.duty.split_whitespace().collect::<Vec<_>>().join(" ");
    let clause = super::paper::text::shorten(&clause, CLAUSE);
    let clause = clause.trim_end_matches(['.', ';', ',']);
    let period = letter.period.name().vi;
    if clause.is_empty() {
        format!("Thực hiện {plan}, các đơn vị có trách nhiệm gửi báo cáo {period} đúng hạn.")
    } else {
        format!(
            "Thực hiện {plan}, trong đó quy định: “{clause}”, các đơn vị có trách nhiệm gửi báo cáo {period} đúng hạn."
        )
    }
}

fn table(late: &[LateUnit]) -> Part {
    let columns = [
        ("TT", 10.0, Align::Center),
        ("Đơn vị", 50.0, Align::Left),
        ("Hạn gửi", 25.0, Align::Center),
        ("Số ngày chậm", 18.0, Align::Center),
        ("Người liên hệ", 32.0, Align::Left),
        ("Điện thoại", 30.0, Align::Left),
    ];
    Part::Table(Table {
        columns: columns.map(|(_, mm, align)| Column { mm, align }).to_vec(),
        head: vec![columns.map(|(title, ..)| Cell::text(title)).to_vec()],
        rows: late.iter().enumerate().map(row).collect(),
        pt: 12.0,
    })
}

fn row((index, unit): (usize, &LateUnit)) -> Row {
    let (name, telephone) = unit
        .contact
        .as_ref()
        .map_or(("", ""), |contact| (&contact.name, &contact.telephone));
    let days = match unit.days_late {
        ..=0 => "dưới 1".to_owned(),
        days => days.to_string(),
    };
    let cells = [
        (index + 1).to_string(),
        unit.name.clone(),
        due(unit.due_at),
        days,
        name.to_owned(),
        telephone.to_owned(),
    ];
    Row::of(cells.map(Cell::text).to_vec())
}

/// In the table: "17:00 23/11/2026", the day alone when all of it was on time.
fn due(at: NaiveDateTime) -> String {
    if ends_the_day(at) {
        date(at.date())
    } else {
        format!("{} {}", at.format("%H:%M"), date(at.date()))
    }
}

/// In a sentence: "17 giờ 00 ngày 23/11/2026", "hết ngày 23/11/2026".
fn moment(at: NaiveDateTime) -> String {
    let day = date(at.date());
    if ends_the_day(at) {
        format!("hết ngày {day}")
    } else {
        format!("{} giờ {:02} ngày {day}", at.hour(), at.minute())
    }
}

fn ends_the_day(at: NaiveDateTime) -> bool {
    (at.hour(), at.minute()) == (23, 59)
}
