//! One body under many names: aliases of units, related recipients, who owes the report, full names.

use std::collections::{BTreeMap, HashSet};

use nhip_core::plan::{Duty, Plan, PlanUnit, Recipient, Reports};
use nhip_viet::fold::key;

use super::issuer::{self, Place};
use super::name::{Form, Spellings};
use super::recipient::offices;

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
    let forms: Vec<Form> = units.iter().map(|u| Form::of(&u.name)).collect();
    let spellings = Spellings::of(&forms);
    for text in &written {
        // A shorter spelling that fits two units belongs to neither.
        let [only] = spellings.find(&Form::of(text))[..] else {
            continue;
        };
        if let Some(unit) = units.get_mut(only).filter(|u| !u.aliases.contains(text)) {
            unit.aliases.push(text.clone());
        }
    }
    let copies: Vec<(Form, &Recipient)> =
        recipients.iter().map(|r| (Form::of(&r.name), r)).collect();
    let copied: HashSet<usize> = copies
        .iter()
        .flat_map(|(form, _)| spellings.find(form))
        .collect();
    let named: Vec<Named> = duties
        .iter()
        .map(|duty| Named::of(duty, &spellings))
        .collect();
    let reporters: HashSet<usize> = named.iter().flat_map(Named::reporters).collect();
    let open: Vec<&Named> = named.iter().filter(|n| n.open.is_some()).collect();
    for (at, (unit, form)) in units.iter_mut().zip(&forms).enumerate() {
        unit.related_recipient = related(form, &copies).filter(|_| !copied.contains(&at));
        unit.name_full_inferred = full(&unit.name, places);
        unit.reports = if reporters.contains(&at) {
            Reports::Named
        } else if open.iter().any(|n| !n.collectors.contains(&at)) {
            Reports::Implied
        } else {
            Reports::No
        };
    }
}

/// The units a duty names, by place.
struct Named<'a> {
    who: HashSet<usize>,
    collectors: HashSet<usize>,
    /// An open phrase among those who report.
    open: Option<&'a str>,
}

impl Named<'_> {
    fn of<'a>(duty: &'a Duty, units: &Spellings) -> Named<'a> {
        let find = |name: &String| units.find(&Form::of(name));
        Named {
            who: duty.who.iter().flat_map(find).collect(),
            collectors: [&duty.to, &duty.via]
                .into_iter()
                .flatten()
                .flat_map(find)
                .collect(),
            open: duty.who.iter().map(String::as_str).find(|w| is_open(w)),
        }
    }

    /// Named, and not the ones who collect.
    fn reporters(&self) -> impl Iterator<Item = usize> {
        self.who
            .iter()
            .copied()
            .filter(|at| !self.collectors.contains(at))
    }
}

/// A recipient that holds the unit's name beside another body's.
fn related(unit: &Form, recipients: &[(Form, &Recipient)]) -> Option<String> {
    if unit.as_str().split(' ').count() < 3 {
        return None;
    }
    let holds =
        |(form, r): &&(Form, &Recipient)| !r.archive && form.as_str().ends_with(unit.as_str());
    recipients.iter().find(holds).map(|(_, r)| r.name.clone())
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
    let forms: Vec<Form> = plan.units.iter().map(|u| Form::of(&u.name)).collect();
    let spellings = Spellings::of(&forms);
    for duty in &mut plan.reporting_duty {
        let named = Named::of(duty, &spellings);
        let mut resolved = BTreeMap::new();
        let id = |at: &usize| plan.units.get(*at).map(|u| u.id.clone());
        if let Some(open) = named.open {
            let all = plan
                .units
                .iter()
                .map(|u| (u.id.clone(), format!("only through '{open}'")));
            resolved.extend(all);
        }
        let collects = "is the collector (via), so not counted as a reporter";
        resolved.extend(
            named
                .collectors
                .iter()
                .filter_map(id)
                .map(|id| (id, collects.to_owned())),
        );
        resolved.extend(
            named
                .who
                .iter()
                .filter_map(id)
                .map(|id| (id, "named".to_owned())),
        );
        duty.who_resolved_inferred = resolved;
    }
}
