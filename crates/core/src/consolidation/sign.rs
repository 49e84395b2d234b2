//! Signs that the printed paper shows only as codes: told once for each report, unit and plan.

use rayon::prelude::*;

use super::total::Counted;
use super::{Facts, check};
use crate::finding::Finding;
use crate::plan::Plan;
use crate::unit::Unit;

/// Signs named in a finding.
const NAMED: usize = 5;
/// Signs looked for in one report; a text in a foreign script has hundreds.
const MOST: usize = 50;

/// What is told of the plan, the units and the reports that count.
pub(super) fn undrawn(facts: &Facts, counted: &[Counted]) -> Vec<Finding> {
    let of_plan =
        told(facts, plan_texts(facts.plan)).map(|finding| finding.in_file(&facts.plan.source.path));
    let of_unit = |unit: &Unit| {
        let finding = told(facts, std::iter::once(unit.name.as_str()))?;
        Some(finding.of_unit(&unit.code))
    };
    let of_report = |one: &Counted| {
        let reading = one.report.reading;
        let (mut signs, mut first) = (Vec::new(), None);
        for entry in &reading.entries {
            let before = signs.len();
            gather(facts, &entry.text, &mut signs);
            if signs.len() > before && first.is_none() {
                first = Some(entry);
            }
        }
        gather(facts, &reading.file, &mut signs);
        let finding = sentence(&signs)?.in_file(&reading.file).of_unit(&*one.code);
        Some(match first {
            Some(entry) => finding
                .at(entry.place.clone())
                .quoting(check::shortened(&entry.text)),
            None => finding,
        })
    };
    let units = facts.roster.units().iter().filter_map(of_unit);
    let reports: Vec<Finding> = counted.par_iter().filter_map(of_report).collect();
    of_plan.into_iter().chain(units).chain(reports).collect()
}

/// What the paper prints of the plan.
fn plan_texts(plan: &Plan) -> impl Iterator<Item = &str> {
    let head = [
        &plan.title.subject,
        &plan.issuing_body.name,
        &plan.issuing_body.superior,
    ];
    let tasks = plan.units.iter().flat_map(|owner| {
        let texts = owner.tasks.iter().map(|task| task.text.as_str());
        texts.chain([owner.name.as_str()])
    });
    let recipients = plan.recipients.iter().map(|one| one.name.as_str());
    let head = head.into_iter().filter_map(|text| text.as_deref());
    head.chain(tasks).chain(recipients)
}

fn told<'a>(facts: &Facts, texts: impl Iterator<Item = &'a str>) -> Option<Finding> {
    let mut signs = Vec::new();
    for text in texts {
        gather(facts, text, &mut signs);
    }
    sentence(&signs)
}

fn gather(facts: &Facts, text: &str, signs: &mut Vec<char>) {
    for sign in (facts.undrawn)(text) {
        if signs.len() < MOST && !signs.contains(&sign) {
            signs.push(sign);
        }
    }
}

fn sentence(signs: &[char]) -> Option<Finding> {
    let codes: Vec<String> = signs
        .iter()
        .take(NAMED)
        .map(|sign| format!("U+{:04X}", u32::from(*sign)))
        .collect();
    let more = if signs.len() > NAMED { "…" } else { "" };
    let codes = codes.join(", ") + more;
    let vi = format!(
        "có ký tự mà phông chữ của bản PDF không có ({codes}); bản PDF in mã của ký tự trong ngoặc vuông, bản Word và Excel còn nguyên văn"
    );
    let en = format!(
        "signs that the PDF's fonts lack ({codes}); the PDF prints their codes in square brackets, the Word and Excel copies have them as written"
    );
    (!signs.is_empty()).then(|| Finding::new("G353", vi, en))
}
