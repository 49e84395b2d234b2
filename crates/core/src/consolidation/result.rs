//! From facts to the consolidated month: decide what counts, join, add, doubt, seal.

use std::collections::HashMap;

use rayon::prelude::*;

use super::prepared::Prepared;
use super::total::Counted;
use super::{
    Consolidation, Facts, Input, Period, PlanReference, Status, check, figure, scope, sign, status,
    text, total,
};
use crate::finding::Finding;
use crate::fingerprint;
use crate::period;
use crate::plan::{Joining, Plan};
use crate::report::{Answer, Part, Reading};

/// Consolidates a month. The same facts in any order give the same result.
pub fn consolidate(facts: &Facts) -> Consolidation {
    let mut result = joined(facts);
    result.fingerprint = seal(&result);
    result
}

/// The month as [`consolidate`] has it, not sealed yet.
pub(super) fn joined(facts: &Facts) -> Consolidation {
    let decided = status::decide(facts);
    let prepared: Vec<Option<Prepared>> = decided
        .counted
        .par_iter()
        .map(|at| Some(Prepared::new(facts.readings.get((*at)?)?)))
        .collect();
    let counted: Vec<Counted> = prepared
        .par_iter()
        .enumerate()
        .filter_map(|(unit, prepared)| {
            let report = prepared.as_ref()?;
            Some(Counted {
                unit,
                code: facts.roster.units().get(unit)?.code.as_str().into(),
                file: report.reading.file.as_str().into(),
                report,
                drafts: figure::drafts(report),
            })
        })
        .collect();
    let tasks = text::results(facts.plan, facts.roster, &counted);
    let mut figures = total::figures(&counted, &parts(&tasks));
    scope::part(&mut figures, facts.plan, facts.roster);
    let totals = total::totals(&figures, facts.roster);
    let mut warnings = decided.warnings;
    warnings.extend(doubts(facts, &counted));
    warnings.extend(scope::alike(&totals, &figures, facts.roster));
    warnings.extend(same_file(&counted, facts));
    warnings.extend(sign::undrawn(facts, &counted));
    warnings.extend(passed_on(facts, &decided.units, &decided.roles));
    sort(&mut warnings);
    Consolidation {
        schema: "1".to_owned(),
        plan: reference(facts.plan),
        period: Period {
            month: facts.month,
            due: period::due(facts.plan, facts.month),
        },
        units: decided.units,
        tasks,
        totals,
        figures,
        warnings,
        inputs: inputs(facts, &decided.roles),
        fingerprint: String::new(),
    }
}

/// Parts in the order figures are numbered: as printed, the figures table after the results.
fn parts(tasks: &[super::TaskResult]) -> Vec<Part> {
    let mut parts: Vec<Part> = tasks.iter().map(|task| task.part.clone()).collect();
    let after = parts
        .iter()
        .position(|part| *part == Part::Other)
        .map_or(parts.len(), |at| at + 1);
    parts.insert(after, Part::Figures);
    parts
}

fn doubts(facts: &Facts, counted: &[Counted]) -> Vec<Finding> {
    let previous = status::previous(facts);
    let of = |one: &Counted| -> Option<Vec<Finding>> {
        let before = previous.get(one.unit).copied().flatten();
        Some(check::report(&check::Case {
            plan: facts.plan,
            month: facts.month,
            unit: facts.roster.units().get(one.unit)?,
            report: one.report,
            drafts: &one.drafts,
            previous: before.map(|reading| {
                let report = Prepared::new(reading);
                let drafts = figure::drafts(&report);
                (report, drafts)
            }),
        }))
    };
    counted.par_iter().filter_map(of).flatten().collect()
}

/// Two units cannot have written the same file.
fn same_file(counted: &[Counted], facts: &Facts) -> Vec<Finding> {
    let mut first: HashMap<&str, &Counted> = HashMap::new();
    let mut found = Vec::new();
    for one in counted {
        let Some(earlier) = first.get(one.report.reading.sha256.as_str()) else {
            first.insert(&one.report.reading.sha256, one);
            continue;
        };
        let name = |one: &Counted| {
            facts
                .roster
                .units()
                .get(one.unit)
                .map_or("", |unit| &unit.name)
        };
        let code = facts
            .roster
            .units()
            .get(one.unit)
            .map_or("", |unit| &unit.code);
        found.push(
            Finding::new(
                "C274",
                format!(
                    "tệp giống hệt tệp {} của {}",
                    earlier.report.reading.file,
                    name(earlier)
                ),
                format!(
                    "the file is identical to {} of {}",
                    earlier.report.reading.file,
                    name(earlier)
                ),
            )
            .in_file(&one.report.reading.file)
            .of_unit(code),
        );
    }
    found
}

/// Doubts about what is printed of a report; of one that does not count nothing is.
const IN_THE_PAPER: [&str; 6] = ["G351", "G354", "C275", "C277", "C278", "C279"];

/// What readers noticed, and files that could not be read.
fn passed_on(facts: &Facts, units: &[super::UnitStatus], roles: &[&str]) -> Vec<Finding> {
    // What of the plan nobody understood may hold a task that the report leaves out.
    let open = |finding: &&Finding| ["C228", "C229"].contains(&finding.code.as_str());
    let of_plan = facts.plan.findings.iter().filter(open).cloned();
    let of_plan = of_plan.map(|finding| finding.in_file(&facts.plan.source.path));
    let mut found: Vec<Finding> = facts.findings.iter().cloned().chain(of_plan).collect();
    let readings = facts.readings.iter().zip(roles);
    found.extend(readings.flat_map(|(reading, role)| {
        // Of the plan nobody asks what a report must say.
        let findings = if *role == "plan" {
            &[]
        } else {
            reading.findings.as_slice()
        };
        let asked =
            move |one: &&Finding| *role == "counted" || !IN_THE_PAPER.contains(&one.code.as_str());
        findings.iter().filter(asked).cloned()
    }));
    for failure in &facts.failures {
        let mut finding = Finding::clone(&failure.finding);
        finding.file.get_or_insert_with(|| failure.file.clone());
        let unit = units.iter().find(|unit| {
            unit.status == Status::Excluded && unit.file.as_ref() == Some(&failure.file)
        });
        finding.unit = finding.unit.or_else(|| unit.map(|unit| unit.code.clone()));
        found.push(finding);
    }
    let came = |unit: &&super::UnitStatus| unit.status.counted() && unit.received.is_none();
    let unknown = units.iter().filter(came).count();
    if unknown > 0 {
        found.push(Finding::new(
            "G352",
            format!(
                "không rõ ngày nhận của {unknown} báo cáo; các báo cáo này được coi là đúng hạn"
            ),
            format!("it is not known when {unknown} reports came in; they are taken as on time"),
        ));
    }
    found
}

/// Gravest first, then by code, file, unit and place; each once.
fn sort(warnings: &mut Vec<Finding>) {
    warnings.sort_by(|a, b| {
        let key = |finding: &Finding| (finding.severity, finding.code.clone());
        key(a)
            .cmp(&key(b))
            .then_with(|| a.file.cmp(&b.file))
            .then_with(|| a.unit.cmp(&b.unit))
            .then_with(|| a.place.cmp(&b.place))
            .then_with(|| a.quote.cmp(&b.quote))
            .then_with(|| a.text.vi.cmp(&b.text.vi))
    });
    warnings.dedup();
}

fn inputs(facts: &Facts, roles: &[&str]) -> Vec<Input> {
    let plan = Input {
        file: facts.plan.source.path.clone(),
        sha256: facts.plan.source.sha256.clone(),
        role: "plan".to_owned(),
        answer: Answer::Given,
    };
    let of = |reading: &Reading, role: &str| Input {
        file: reading.file.clone(),
        sha256: reading.sha256.clone(),
        role: role.to_owned(),
        answer: status::answer(reading),
    };
    let mut inputs = vec![plan];
    inputs.extend(
        facts
            .readings
            .iter()
            .zip(roles)
            .map(|(reading, role)| of(reading, role)),
    );
    inputs.extend(facts.previous.iter().map(|reading| of(reading, "previous")));
    inputs.extend(facts.failures.iter().map(|failure| Input {
        file: failure.file.clone(),
        sha256: failure.sha256.clone(),
        role: "unreadable".to_owned(),
        answer: Answer::Blank,
    }));
    inputs.sort_by(|a, b| (&a.file, &a.role, &a.sha256).cmp(&(&b.file, &b.role, &b.sha256)));
    inputs
}

/// What the report says of the plan.
impl From<&Plan> for PlanReference {
    fn from(plan: &Plan) -> PlanReference {
        reference(plan)
    }
}

fn reference(plan: &Plan) -> PlanReference {
    let joining = Joining::of(plan);
    let kind = plan
        .title
        .kind
        .clone()
        .unwrap_or_else(|| plan.document_type.name.clone());
    PlanReference {
        file: plan.source.path.clone(),
        sha256: plan.source.sha256.clone(),
        family: plan.document_type.family,
        number_symbol: plan.number().map(str::to_owned),
        date: plan.place_date.date,
        place: plan
            .place_date
            .place
            .clone()
            .or_else(|| plan.place_date.place_inferred.clone()),
        kind: sentence_case(&kind),
        subject: plan.title.subject.clone().unwrap_or_default(),
        issuer: plan.issuing_body.name.clone(),
        superior: plan.issuing_body.superior.clone(),
        to: joining.to,
        via: joining.by,
        recipients: plan.recipients.clone(),
    }
}

/// "KẾ HOẠCH" as "Kế hoạch".
fn sentence_case(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    first + &letters.flat_map(char::to_lowercase).collect::<String>()
}

/// The month is part of the result, so it needs no place of its own among the inputs.
pub(super) fn seal(result: &Consolidation) -> String {
    // Writing plain structures as JSON into a hash cannot fail; an empty seal would be seen.
    fingerprint::of_result(covered(result), result).unwrap_or_default()
}

/// What the fingerprint covers beside the result: every file that went in, and its content.
pub(super) fn covered(result: &Consolidation) -> impl Iterator<Item = (&str, &str)> {
    let inputs = result.inputs.iter();
    inputs.map(|input| (input.file.as_str(), input.sha256.as_str()))
}
