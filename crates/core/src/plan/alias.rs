//! One body under many names: aliases of units, related recipients, who owes the report, full names.

use nhip_viet::fold::key;

use super::issuer::{self, Place};
use super::recipient::offices;
use super::{Duty, Plan, PlanUnit, Recipient, Reports, name};

/// Fills in what other parts of the plan call each unit, and whether it reports.
pub(super) fn fill(
    units: &mut [PlanUnit],
    duties: &[Duty],
    recipients: &[Recipient],
    places: &[Place],
) {
    let mut written: Vec<String> = Vec::new();
    for duty in duties {
        written.extend(duty.who.iter().cloned());
        written.extend(duty.via.clone());
    }
    for recipient in recipients {
        if recipient.archive {
            written.extend(offices(&recipient.name));
        } else {
            written.push(recipient.name.clone());
        }
    }
    let forms: Vec<String> = units.iter().map(|u| name::form(&u.name)).collect();
    for text in &written {
        let form = name::form(text);
        let exact = forms.iter().position(|f| *f == form);
        let near: Vec<usize> = (0..forms.len())
            .filter(|at| units.get(*at).is_some_and(|u| name::same(&u.name, text)))
            .collect();
        // A shorter spelling that fits two units belongs to neither.
        let at = exact.or(near.first().copied().filter(|_| near.len() == 1));
        if let Some(unit) = at
            .and_then(|at| units.get_mut(at))
            .filter(|u| !u.aliases.contains(text))
        {
            unit.aliases.push(text.clone());
        }
    }
    for unit in units.iter_mut() {
        unit.related_recipient = related(unit, recipients);
        unit.reports = reports(unit, duties);
        unit.name_full_inferred = full(&unit.name, places);
    }
}

/// A recipient that holds the unit's name beside another body's, when none is the unit itself.
fn related(unit: &PlanUnit, recipients: &[Recipient]) -> Option<String> {
    let form = name::form(&unit.name);
    if recipients.iter().any(|r| name::same(&r.name, &unit.name)) || form.split(' ').count() < 3 {
        return None;
    }
    let holds = |r: &&Recipient| !r.archive && name::form(&r.name).ends_with(&form);
    recipients.iter().find(holds).map(|r| r.name.clone())
}

fn reports(unit: &PlanUnit, duties: &[Duty]) -> Reports {
    let collects = |d: &Duty| {
        [&d.to, &d.via]
            .into_iter()
            .flatten()
            .any(|n| name::same(n, &unit.name))
    };
    let mut found = Reports::No;
    for duty in duties.iter().filter(|d| !collects(d)) {
        if duty.who.iter().any(|w| name::same(w, &unit.name)) {
            return Reports::Named;
        }
        if duty.who.iter().any(|w| is_open(w)) {
            found = Reports::Implied;
        }
    }
    found
}

/// "các cơ quan, đơn vị": whoever is concerned.
fn is_open(who: &str) -> bool {
    let form = key(who);
    [
        "các cơ quan",
        "các đơn vị",
        "các sở",
        "các ban",
        "các ngành",
        "các địa phương",
        "các phòng",
        "các tổ chức",
    ]
    .iter()
    .any(|open| form.starts_with(open))
}

/// A name that ends in its level gets the place's own name.
fn full(name: &str, places: &[Place]) -> Option<String> {
    let level = issuer::level_of(name)?;
    let ends = key(name).ends_with(level) || key(name).ends_with("ủy");
    let place = places.iter().find(|p| p.level == level)?;
    ends.then(|| format!("{name} {}", place.name))
}

/// Full names of cited documents' issuers, and who is meant by each duty.
pub(super) fn complete(plan: &mut Plan, places: &[Place]) {
    for document in &mut plan.cited_documents {
        document.issuer_full_inferred = document
            .issuer
            .as_deref()
            .and_then(|issuer| full(issuer, places));
    }
    for duty in &mut plan.reporting_duty {
        for unit in &plan.units {
            let text = if duty.who.iter().any(|w| name::same(w, &unit.name)) {
                "named".to_owned()
            } else if [&duty.to, &duty.via]
                .into_iter()
                .flatten()
                .any(|n| name::same(n, &unit.name))
            {
                "is the collector (via), so not counted as a reporter".to_owned()
            } else if let Some(open) = duty.who.iter().find(|w| is_open(w)) {
                format!("only through '{open}'")
            } else {
                continue;
            };
            duty.who_resolved_inferred.insert(unit.id.clone(), text);
        }
    }
}
