//! The form as paper: official head, the unit's own tasks, the figures table, the other parts.

use nhip_core::lang::Lang;
use nhip_core::period::Month;
use nhip_core::plan::Plan;
use nhip_core::report::Part as Of;
use nhip_core::report::form::{
    COLUMNS_FIGURES, HINT, HINT_PART, NIL, PARTS, part_heading, task_heading,
};
use nhip_core::unit::Unit;
use std::sync::Arc;

use super::{BLANK_ROWS, INDICATORS, month_words, properties, tasks};
use crate::write::paper::text::{DOTS, lower_first, place_date, upper_first};
use crate::write::paper::{Align, Cell, Column, Foot, Head, Paper, Part, Row, Table};
use crate::write::profile::Profile;

pub(super) fn paper(plan: &Plan, unit: &Unit, month: Month, profile: &Arc<Profile>) -> Paper {
    let number = profile
        .number
        .pattern
        .replace("{number}", &"\u{a0}".repeat(8));
    let place = plan
        .place_date
        .place
        .as_deref()
        .or(plan.place_date.place_inferred.as_deref());
    let subject = subject(plan, month);
    Paper {
        profile: Arc::clone(profile),
        lang: Lang::Vi,
        title: format!("Báo cáo {} – {}", month_words(month), unit.name),
        properties: properties(plan, unit, month),
        head: Head {
            superior: None,
            issuer: unit.name.to_uppercase(),
            number: number.replace("{type}", "BC").replace("{issuer}", "……"),
            place_date: place_date(place, month.day(31).unwrap_or_default()),
        },
        kind: "BÁO CÁO".to_owned(),
        subject,
        addressee: addressee(plan).filter(|_| profile.addressee.on_report),
        body: body(plan, unit, profile),
        foot: Foot {
            recipients: recipients(plan, profile),
            role: DOTS.into(),
            name: DOTS.into(),
        },
        annexes: Vec::new(),
        footer: format!("Biểu Nhịp · {} · {month}", unit.name),
    }
}

/// "Kết quả tháng 11 năm 2026 thực hiện Kế hoạch số 12/KH-UBND về …".
fn subject(plan: &Plan, month: Month) -> String {
    let mut out = format!(
        "Kết quả {} thực hiện {}",
        month_words(month),
        upper_first(&plan.document_type.name)
    );
    if let Some(number) = &plan.number_symbol {
        out += &format!(" số {}", number.normalized);
    }
    if let Some(about) = plan
        .title
        .subject
        .as_deref()
        .map(lower_first)
        .filter(|a| !a.is_empty())
    {
        out += if about.starts_with("về ") {
            " "
        } else {
            " về "
        };
        out += &about;
    }
    out
}

/// Where the plan's duty sends the reports: through whom, otherwise to whom.
fn addressee(plan: &Plan) -> Option<String> {
    let duty = plan.reporting_duty.first()?;
    duty.via.as_deref().or(duty.to.as_deref()).map(upper_first)
}

fn recipients(plan: &Plan, profile: &Profile) -> Vec<String> {
    let rules = &profile.recipients;
    let to = addressee(plan);
    let first = to.map(|to| match profile.addressee.on_report {
        true => rules.as_above.clone(),
        false => format!("{to} (báo cáo)"),
    });
    let mut lines: Vec<String> = first.into_iter().collect();
    lines.push(rules.archive.clone());
    let last = lines.len() - 1;
    let mark = |n: usize| {
        if n == last {
            "."
        } else {
            rules.separator.as_str()
        }
    };
    lines
        .iter()
        .enumerate()
        .map(|(n, line)| format!("- {line}{}", mark(n)))
        .collect()
}

/// I. results by task, then the parts in the order both sides agree on.
fn body(plan: &Plan, unit: &Unit, profile: &Profile) -> Vec<Part> {
    let mut out = vec![profile.heading(1, 1, "1", "Kết quả thực hiện")];
    for (index, task) in tasks(plan, unit).iter().enumerate() {
        out.push(Part::Heading {
            level: 2,
            text: task_heading(index + 1, &task.id, &task.text),
        });
        out.push(Part::Check {
            tag: format!("nil:{}", task.id),
            label: NIL.to_owned(),
        });
        out.push(Part::Room {
            tag: format!("text:{}", task.id),
            hint: HINT.to_owned(),
        });
    }
    let mut n = 1;
    for (code, of, heading) in PARTS {
        let heading = part_heading(code, heading);
        if matches!(of, Of::Other | Of::Figures) {
            out.push(Part::Heading {
                level: 2,
                text: heading,
            });
        } else {
            n += 1;
            // The tag keeps its letters, so the heading is put in capitals before it.
            let label = profile.label(1, n, "");
            out.push(Part::Heading {
                level: 1,
                text: format!("{label} {}", heading.to_uppercase()),
            });
        }
        match of {
            Of::Figures => out.push(Part::Table(figures())),
            _ => out.push(Part::Room {
                tag: format!("text:{code}"),
                hint: HINT_PART.to_owned(),
            }),
        }
    }
    out
}

fn figures() -> Table {
    let widths = [
        (11.0, Align::Center),
        (62.0, Align::Left),
        (24.0, Align::Center),
        (22.0, Align::Right),
        (24.0, Align::Right),
        (22.0, Align::Left),
    ];
    let known = INDICATORS.iter().map(|(name, unit)| (*name, *unit));
    let blank = std::iter::repeat_n(("", ""), BLANK_ROWS);
    let rows = known.chain(blank).enumerate().map(|(index, (name, unit))| {
        let first = [(index + 1).to_string(), name.to_owned(), unit.to_owned()];
        Row::of(
            first
                .into_iter()
                .chain(vec![String::new(); 3])
                .map(Cell::text)
                .collect(),
        )
    });
    Table {
        columns: widths.map(|(mm, align)| Column { mm, align }).to_vec(),
        head: vec![COLUMNS_FIGURES.map(Cell::text).to_vec()],
        rows: rows.collect(),
        pt: 12.0,
    }
}
