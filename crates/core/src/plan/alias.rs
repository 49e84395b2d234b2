//! One body under many names: aliases of units, related recipients, who owes the report, full names.

use nhip_viet::fold::key;

use super::issuer::{self, Place};
use super::name::Form;
use super::recipient::offices;
use super::{Duty, Plan, PlanUnit, Recipient, Reports};

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
    for text in &written {
        let form = Form::of(text);
        let exact = forms.iter().position(|f| *f == form);
        let mut near = (0..forms.len()).filter(|at| forms.get(*at).is_some_and(|f| f.same(&form)));
        // A shorter spelling that fits two units belongs to neither.
        let only = near.next().filter(|_| near.next().is_none());
        if let Some(unit) = exact
            .or(only)
            .and_then(|at| units.get_mut(at))
            .filter(|u| !u.aliases.contains(text))
        {
            unit.aliases.push(text.clone());
        }
    }
    let duties: Vec<Named> = duties.iter().map(Named::of).collect();
    let copies: Vec<(Form, &Recipient)> =
        recipients.iter().map(|r| (Form::of(&r.name), r)).collect();
    for (unit, form) in units.iter_mut().zip(&forms) {
        unit.related_recipient = related(form, &copies);
        unit.reports = reports(form, &duties);
        unit.name_full_inferred = full(&unit.name, places);
    }
}

/// The bodies of a duty, ready to compare.
struct Named<'a> {
    who: Vec<Form>,
    collectors: Vec<Form>,
    /// An open phrase among those who report.
    open: Option<&'a str>,
}

impl Named<'_> {
    fn of(duty: &Duty) -> Named<'_> {
        Named {
            who: duty.who.iter().map(|w| Form::of(w)).collect(),
            collectors: [&duty.to, &duty.via]
                .into_iter()
                .flatten()
                .map(|n| Form::of(n))
                .collect(),
            open: duty.who.iter().map(String::as_str).find(|w| is_open(w)),
        }
    }

    fn names(&self, unit: &Form) -> bool {
        self.who.iter().any(|w| w.same(unit))
    }

    fn collects(&self, unit: &Form) -> bool {
        self.collectors.iter().any(|n| n.same(unit))
    }
}

/// A recipient that holds the unit's name beside another body's, when none is the unit itself.
fn related(unit: &Form, recipients: &[(Form, &Recipient)]) -> Option<String> {
    if recipients.iter().any(|(form, _)| form.same(unit)) || unit.as_str().split(' ').count() < 3 {
        return None;
    }
    let holds =
        |(form, r): &&(Form, &Recipient)| !r.archive && form.as_str().ends_with(unit.as_str());
    recipients.iter().find(holds).map(|(_, r)| r.name.clone())
}

fn reports(unit: &Form, duties: &[Named<'_>]) -> Reports {
    let mut found = Reports::No;
    for duty in duties.iter().filter(|d| !d.collects(unit)) {
        if duty.names(unit) {
            return Reports::Named;
        }
        if duty.open.is_some() {
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
    let units: Vec<(Form, &str)> = plan
        .units
        .iter()
        .map(|u| (Form::of(&u.name), u.id.as_str()))
        .collect();
    for duty in &mut plan.reporting_duty {
        let named = Named::of(duty);
        let resolved = units.iter().filter_map(|(form, id)| {
            let text = if named.names(form) {
                "named".to_owned()
            } else if named.collects(form) {
                "is the collector (via), so not counted as a reporter".to_owned()
            } else {
                format!("only through '{}'", named.open?)
            };
            Some(((*id).to_owned(), text))
        });
        duty.who_resolved_inferred = resolved.collect();
    }
}
