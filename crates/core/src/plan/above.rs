//! A plan under the plan above it: whether it names that one, which tasks it carries out, which
//! theme a task is about, and a plan made of the tasks that were laid on a unit.

use std::collections::BTreeSet;

use nhip_viet::fold::key;
use nhip_viet::similar::Index;

use super::{IssuingBody, NumberSymbol, Plan, Reports, Task, Theme};

/// Likeness from which a task is suggested as the one carried out.
const CARRIES_OUT: f64 = 0.35;
/// Likeness from which a theme is suggested: a task seldom says its theme in so many words.
const ABOUT: f64 = 0.3;

/// Whether a plan rests on another or names it, by number and symbol, however capitalised.
pub fn names(plan: &Plan, above: &Plan) -> bool {
    let Some(number) = above.number_symbol.as_ref().filter(|one| is_whole(one)) else {
        return false;
    };
    let wanted = key(&number.normalized);
    let cited = plan.cited_documents.iter().map(|one| &one.number_symbol);
    let rests = plan
        .legal_bases
        .iter()
        .filter_map(|one| one.number.as_ref());
    cited.chain(rests).any(|number| key(number) == wanted)
}

/// A number left open ("Số:      /KH-UBND") names nothing.
fn is_whole(number: &NumberSymbol) -> bool {
    number.number.is_some()
}

/// For each text the place of the task above it is most like, where it is like one.
pub fn suggested(texts: &[&str], above: &[&str]) -> Vec<Option<usize>> {
    let index = Index::with_usage(above.iter().copied(), texts.iter().copied());
    let nearest = |text: &&str| {
        let (at, alike) = index.nearest(text, 1).into_iter().next()?;
        (alike >= CARRIES_OUT).then_some(at)
    };
    texts.iter().map(nearest).collect()
}

/// The theme of the plan a task's words are most like, where they are like one.
pub fn theme<'a>(plan: &'a Plan, text: &str) -> Option<&'a Theme> {
    let themes = plan.content_themes.iter();
    let whole = |theme: &Theme| {
        let items = theme.sub_items.iter().map(|item| item.text.as_str());
        let words: Vec<&str> = std::iter::once(theme.text.as_str()).chain(items).collect();
        words.join(" ")
    };
    let texts: Vec<String> = themes.map(whole).collect();
    let index = Index::new(texts.iter().map(String::as_str));
    let (at, alike) = index.nearest(text, 1).into_iter().next()?;
    plan.content_themes.get(at).filter(|_| alike >= ABOUT)
}

/// The plan of a unit that takes what the plan above laid on it as its own: the same tasks under
/// its own name, without number, date, signature or recipients, for it has not issued anything.
/// `named` are the names of the plan above it stands behind. `None` where no task is theirs.
pub fn taken(above: &Plan, named: &BTreeSet<&str>, unit: &str) -> Option<Plan> {
    let mut plan = above.clone();
    let its = plan
        .units
        .iter()
        .filter(|one| named.contains(one.id.as_str()));
    let tasks: Vec<Task> = its.flat_map(|one| one.tasks.iter().cloned()).collect();
    plan.units.retain(|one| named.contains(one.id.as_str()));
    plan.units.truncate(1);
    let own = plan.units.first_mut().filter(|_| !tasks.is_empty())?;
    (own.name, own.is_group, own.tasks) = (unit.to_owned(), false, tasks);
    (own.name_full_inferred, own.related_recipient) = (None, None);
    // Its report goes up under the plan above; under its own it would report to itself.
    own.reports = Reports::No;
    own.aliases.clear();
    own.members_named.clear();
    plan.counts.tasks = own.tasks.len();
    plan.counts.units = 1;
    plan.counts.recipients = 0;
    plan.number_symbol = None;
    plan.signer = None;
    plan.recipients.clear();
    plan.findings.clear();
    plan.reporting_duty.clear();
    plan.issuing_body = IssuingBody {
        name: Some(unit.to_owned()),
        ..unnamed()
    };
    let printed = &mut plan.place_date;
    (printed.date, printed.as_printed, printed.stated) = (None, None, false);
    Some(plan)
}

fn unnamed() -> IssuingBody {
    IssuingBody {
        name: None,
        organ: None,
        place: None,
        superior: None,
        name_full_inferred: None,
        header_name_inferred: None,
        superior_header_inferred: None,
        stated_in_header: false,
        evidence: Vec::new(),
    }
}
