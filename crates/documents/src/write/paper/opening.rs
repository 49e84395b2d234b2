//! The words around the text: who issues, about what, to whom, the counts that open it.

use nhip_core::consolidation::{PlanReference, Status};
use nhip_core::lang::Lang;

use super::consolidation::Desk;
use super::text::{count, date, lower_first, month, upper_first};
use super::{Face, Part, Place, Run};
use crate::write::profile::Profile;

/// Room for a number to be written in.
pub(in crate::write) const ROOM: &str = "\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}";

/// Who consolidates, otherwise who issued the plan.
pub(super) fn issuer<'a>(desk: &Desk<'a>) -> &'a str {
    issuer_under(&desk.c.plan)
}

/// The same for any paper written under a plan.
pub(in crate::write) fn issuer_under(plan: &PlanReference) -> &str {
    plan.via
        .as_deref()
        .or(plan.issuer.as_deref())
        .unwrap_or("……………………………")
}

/// The body above the issuer of the report.
pub(super) fn superior<'a>(desk: &Desk<'a>) -> Option<&'a str> {
    superior_under(&desk.c.plan)
}

/// The same for any paper written under a plan.
pub(in crate::write) fn superior_under(plan: &PlanReference) -> Option<&str> {
    if plan.via.is_some() {
        plan.issuer.as_deref()
    } else {
        plan.superior.as_deref()
    }
}

/// "Số:        /BC-…": the issuer's code is not in the plan, so it is left open.
pub(super) fn number(profile: &Profile) -> String {
    let pattern = profile.number.pattern.replace("{number}", ROOM);
    pattern.replace("{type}", "BC").replace("{issuer}", "……")
}

/// "Kế hoạch số 12/KH-UBND, ngày 05/01/2026 của Ủy ban nhân dân thành phố".
pub(in crate::write) fn plan_cited(plan: &PlanReference) -> String {
    let mut out = upper_first(&plan.kind);
    if let Some(number) = &plan.number_symbol {
        out += &format!(" số {number}");
    }
    if let Some(day) = plan.date {
        out += &format!(" ngày {}", date(day));
    }
    if let Some(issuer) = &plan.issuer {
        out += &format!(" của {issuer}");
    }
    out
}

/// "Kết quả tháng 11 năm 2026 thực hiện Kế hoạch số … về …".
pub(super) fn subject(desk: &Desk<'_>) -> String {
    let plan = &desk.c.plan;
    let mut out = format!(
        "kết quả {} thực hiện {}",
        month(desk.c.period.month, Lang::Vi),
        upper_first(&plan.kind)
    );
    if let Some(number) = &plan.number_symbol {
        out += &format!(" số {number}");
    }
    let about = lower_first(plan.subject.trim().trim_end_matches('.'));
    if !about.is_empty() {
        out += if about.starts_with("về ") || about.starts_with("V/v ") {
            " "
        } else {
            " về "
        };
        out += &about;
    }
    upper_first(&out)
}

/// "(Kèm theo Báo cáo số … của …)".
pub(super) fn reference(desk: &Desk<'_>) -> String {
    let number = number(desk.profile);
    let number = number
        .trim_start_matches("Số")
        .trim_start_matches(':')
        .trim_start_matches(' ');
    let year = chrono::Datelike::year(&desk.signed_about());
    format!(
        "(Kèm theo Báo cáo số {number}, ngày … tháng … năm {year} của {})",
        issuer(desk)
    )
}

/// Who gets the report, where the profile's reports carry "Kính gửi".
pub(super) fn addressee(desk: &Desk<'_>) -> Option<String> {
    let to = desk.c.plan.to.as_deref().or_else(|| superior(desk))?;
    desk.profile.addressee.on_report.then(|| upper_first(to))
}

/// The lines below "Nơi nhận:", from the plan, each with its mark.
pub(super) fn recipients(desk: &Desk<'_>) -> Vec<String> {
    let rules = &desk.profile.recipients;
    let mut lines: Vec<String> = Vec::new();
    match (addressee(desk), &desk.c.plan.to) {
        (Some(_), _) => lines.push(rules.as_above.clone()),
        (None, Some(to)) => lines.push(format!("{} (báo cáo)", upper_first(to))),
        (None, None) => {}
    }
    let printed = |text: &str| {
        let text = text.trim().trim_start_matches(['-', '–', '•']).trim();
        text.trim_end_matches([',', ';', '.', ' ']).to_owned()
    };
    let (archive, others): (Vec<_>, Vec<_>) = desk
        .c
        .plan
        .recipients
        .iter()
        .partition(|recipient| recipient.archive);
    for recipient in others {
        let text = printed(&recipient.as_printed);
        let repeats = desk
            .c
            .plan
            .to
            .as_deref()
            .is_some_and(|to| to.eq_ignore_ascii_case(&recipient.name));
        if !text.is_empty() && text != rules.as_above && !repeats {
            lines.push(text);
        }
    }
    let kept = archive
        .first()
        .map(|recipient| printed(&recipient.as_printed));
    lines.push(
        kept.filter(|text| !text.is_empty())
            .unwrap_or_else(|| rules.archive.clone()),
    );
    let last = lines.len().saturating_sub(1);
    lines
        .iter()
        .enumerate()
        .map(|(n, line)| format!("- {line}{}", if n == last { "." } else { &rules.separator }))
        .collect()
}

/// The first paragraphs: what this is, and the counts it rests on.
pub(super) fn parts(desk: &Desk<'_>) -> Vec<Part> {
    let month = month(desk.c.period.month, desk.lang);
    let first = match desk.lang {
        Lang::Vi => format!(
            "Thực hiện {}, {} báo cáo kết quả thực hiện {month} như sau:",
            plan_cited(&desk.c.plan),
            issuer(desk)
        ),
        Lang::En => format!(
            "Under {}, {} consolidates the results of {month} as follows:",
            plan_cited(&desk.c.plan),
            issuer(desk)
        ),
    };
    vec![
        Part::text(first),
        Part::text(counts(desk)),
        Part::text(how_to_read(desk)),
    ]
}

/// How many of how many units reported, and how.
fn counts(desk: &Desk<'_>) -> String {
    let of = |status: Status| {
        desk.c
            .units
            .iter()
            .filter(|unit| unit.status == status)
            .count()
    };
    let (on_time, late) = (of(Status::OnTime), of(Status::Late));
    let (missing, excluded) = (of(Status::Missing), of(Status::Excluded));
    let n = |n: usize| count(n, desk.lang);
    let all = n(desk.c.units.len());
    let annex = desk.profile.annex_label(2);
    match desk.lang {
        Lang::Vi => {
            let due = desk.c.period.due.map_or_else(
                || "Kế hoạch không nêu ngày gửi báo cáo.".to_owned(),
                |due| format!("Hạn gửi báo cáo là ngày {}.", date(due)),
            );
            format!(
                "{due} Trong {all} đơn vị phải báo cáo, {} đơn vị có báo cáo được tổng hợp ({} đúng hạn, {} chậm), {} đơn vị chưa báo cáo, {} đơn vị có báo cáo không đưa vào tổng hợp (chi tiết và lý do tại {annex}).",
                n(on_time + late),
                n(on_time),
                n(late),
                n(missing),
                n(excluded)
            )
        }
        Lang::En => {
            let due = desk.c.period.due.map_or_else(
                || "The plan names no day for reports.".to_owned(),
                |due| format!("Reports were due on {}.", date(due)),
            );
            format!(
                "{due} Of {all} units that owe a report, {} are consolidated ({} on time, {} late), {} have not reported, {} sent one that is left out (details and reasons in {annex}).",
                n(on_time + late),
                n(on_time),
                n(late),
                n(missing),
                n(excluded)
            )
        }
    }
}

/// What the marks mean, and in a summary where the whole is.
fn how_to_read(desk: &Desk<'_>) -> String {
    let sources = desk.profile.annex_label(4);
    let mut out = match desk.lang {
        Lang::Vi => format!(
            "Số trong ngoặc vuông là số của nguồn tại {sources}: [12] là nguồn của một số liệu, [C12] là nguồn của một câu văn."
        ),
        Lang::En => format!(
            "A number in square brackets is that of the source in {sources}: [12] of a figure, [C12] of a sentence."
        ),
    };
    if desk.summary() {
        out.push(' ');
        out += desk.say(
            "Vì có nhiều đơn vị, văn bản này chỉ in phần tóm tắt; toàn bộ phụ lục nằm trong tệp .xlsx và .json kèm theo.",
            "As there are many units, this paper prints summaries only; the full annexes are in the .xlsx and .json files.",
        );
    }
    out
}

/// The last paragraph, with the profile's end mark.
pub(super) fn closing(desk: &Desk<'_>) -> Part {
    let month = month(desk.c.period.month, desk.lang);
    let end = &desk.profile.body.end_mark;
    let text = match desk.lang {
        Lang::Vi => format!(
            "Trên đây là báo cáo của {} về kết quả {month} thực hiện {}{end}",
            issuer(desk),
            plan_cited(&desk.c.plan)
        ),
        Lang::En => format!(
            "This is the report of {} on {month} under {}{end}",
            issuer(desk),
            plan_cited(&desk.c.plan)
        ),
    };
    Part::Paragraph {
        runs: vec![Run::new(text, Face::Plain)],
        place: Place::Last,
    }
}
