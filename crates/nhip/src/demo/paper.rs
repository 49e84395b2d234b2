//! The plan and the free reports of the invented city as official papers.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};
use nhip_core::lang::Lang;
use nhip_documents::write::paper::{
    Align, Cell, Column, Face, Foot, Head, Paper, Part, Place, Row, Run, Table,
};
use nhip_documents::write::profile::{Profile, Style};

use super::city::{City, PlanText};
use super::letter::Letter;
use super::outline::{Line, outline, roman, subject};
use super::voice::grouped;

/// The plan.
pub fn of_plan(plan: &PlanText) -> Result<Paper, String> {
    let mut body: Vec<Part> = plan
        .bases
        .iter()
        .enumerate()
        .map(|(n, basis)| {
            let mark = if n + 1 == plan.bases.len() { "." } else { ";" };
            plain(format!("{basis}{mark}"), Face::Italic)
        })
        .collect();
    body.push(Part::text(plan.enacting.clone()));
    body.extend(
        plan.body
            .lines()
            .filter(|line| !line.is_empty())
            .map(plan_line),
    );
    mark_last(&mut body);
    let recipients = plan.recipients.iter().enumerate().map(|(n, recipient)| {
        let mark = if n + 1 == plan.recipients.len() {
            "."
        } else {
            ";"
        };
        format!("- {recipient}{mark}")
    });
    Ok(Paper {
        head: Head {
            superior: None,
            issuer: plan.issuer.clone(),
            number: format!("Số: {}/{}", plan.number, plan.symbol),
            place_date: dated(
                &plan.place,
                plan.date.parse().map_err(|_| "plan.toml: date")?,
            ),
        },
        kind: plan.kind.clone(),
        subject: plan.subject.clone(),
        foot: Foot {
            recipients: recipients.collect(),
            role: [std::slice::from_ref(&plan.authority), &plan.roles]
                .concat()
                .join("\n"),
            name: plan.signer.clone(),
        },
        ..empty(&plan.subject, body)?
    })
}

/// A free report.
pub fn of_letter(city: &City, letter: &Letter, no_accents: bool) -> Result<Paper, String> {
    let mut body: Vec<Part> = outline(city, letter).into_iter().map(report_line).collect();
    mark_last(&mut body);
    let about = subject(&city.plan, letter);
    Ok(Paper {
        head: Head {
            superior: (letter.group == 3).then(|| city.plan.issuer.clone()),
            issuer: head_unit(letter, no_accents),
            number: format!("Số: {}/{}", letter.number, letter.symbol),
            place_date: date_line(letter),
        },
        kind: "BÁO CÁO".to_owned(),
        subject: about.clone(),
        foot: Foot {
            recipients: vec!["- Sở Y tế;".to_owned(), "- Lưu: VT.".to_owned()],
            role: "THỦ TRƯỞNG ĐƠN VỊ".to_owned(),
            name: String::new(),
        },
        ..empty(&about, body)?
    })
}

fn empty(title: &str, body: Vec<Part>) -> Result<Paper, String> {
    Ok(Paper {
        profile: Profile::of(Style::State)?,
        lang: Lang::Vi,
        title: title.to_owned(),
        properties: BTreeMap::new(),
        head: Head {
            superior: None,
            issuer: String::new(),
            number: String::new(),
            place_date: String::new(),
        },
        kind: String::new(),
        subject: String::new(),
        addressee: None,
        body,
        foot: Foot {
            recipients: Vec::new(),
            role: String::new(),
            name: String::new(),
        },
        annexes: Vec::new(),
        footer: String::new(),
    })
}

/// The unit's name in the head, in capitals; without accents where the typist could not be bothered.
pub fn head_unit(letter: &Letter, no_accents: bool) -> String {
    if !no_accents {
        return letter.unit.to_uppercase();
    }
    let short = letter.unit.replace("Ủy ban nhân dân", "UBND");
    nhip_viet::fold::folded(&short).to_uppercase()
}

/// "Lạc Giang, ngày 05 tháng 10 năm 2026".
pub fn date_line(letter: &Letter) -> String {
    signed_on(letter)
        .map(|day| dated("Lạc Giang", day))
        .unwrap_or_default()
}

/// The day a letter is dated and handed in.
pub fn signed_on(letter: &Letter) -> Option<NaiveDate> {
    letter
        .month
        .day(1)?
        .checked_add_days(Days::new(u64::try_from(letter.day - 1).ok()?))
}

/// Days below 10 and the months 1 and 2 take a zero.
fn dated(place: &str, day: NaiveDate) -> String {
    let month = if day.month() < 3 {
        format!("{:02}", day.month())
    } else {
        day.month().to_string()
    };
    format!(
        "{place}, ngày {:02} tháng {month} năm {}",
        day.day(),
        day.year()
    )
}

fn plan_line(line: &str) -> Part {
    let label = line.split_whitespace().next().unwrap_or_default();
    let is_roman = label
        .strip_suffix('.')
        .is_some_and(|label| label.chars().all(|c| "IVX".contains(c)));
    let is_number = label
        .strip_suffix('.')
        .is_some_and(|label| label.chars().all(|c| c.is_ascii_digit()));
    match line {
        _ if is_roman => Part::Heading {
            level: 1,
            text: line.to_owned(),
        },
        // A numbered line that ends like a sentence is text, not a title.
        _ if is_number && !line.ends_with('.') => Part::Heading {
            level: 2,
            text: line.to_owned(),
        },
        _ => Part::text(line),
    }
}

fn report_line(line: Line) -> Part {
    match line {
        Line::Section(n, text) => Part::Heading {
            level: 1,
            text: format!("{}. {text}", roman(n)),
        },
        Line::Item(n, text) => Part::Heading {
            level: 2,
            text: format!("{n}. {text}"),
        },
        Line::Bullet(text) => Part::text(format!("- {text}")),
        Line::Text(text) => Part::text(text),
        Line::Figures(rows) => Part::Table(table(&rows)),
    }
}

fn table(rows: &[super::letter::Row]) -> Table {
    let head = [
        "TT",
        "Chỉ tiêu",
        "Đơn vị tính",
        "Trong tháng",
        "Lũy kế từ đầu năm",
    ];
    let column = |mm, align| Column { mm, align };
    let row = |(n, row): (usize, &super::letter::Row)| {
        let value = row.value.map(grouped).unwrap_or_default();
        let cells = [
            (n + 1).to_string(),
            row.name.clone(),
            row.count_unit.clone(),
            value,
            grouped(row.cumulative),
        ];
        Row::of(cells.into_iter().map(Cell::text).collect())
    };
    Table {
        columns: vec![
            column(10.0, Align::Center),
            column(60.0, Align::Left),
            column(28.0, Align::Left),
            column(28.0, Align::Right),
            column(34.0, Align::Right),
        ],
        head: vec![head.into_iter().map(Cell::text).collect()],
        rows: rows.iter().enumerate().map(row).collect(),
        pt: 12.0,
    }
}

fn plain(text: String, face: Face) -> Part {
    Part::Paragraph {
        runs: vec![Run::new(text, face)],
        place: Place::Text,
    }
}

fn mark_last(body: &mut [Part]) {
    if let Some(Part::Paragraph { place, .. }) = body.last_mut() {
        *place = Place::Last;
    }
}
