//! Figures that speak of one told before: "Trong 12 buổi nói trên có 5 buổi ở chợ", "9 người trong số này".

use nhip_viet::fold;
use nhip_viet::quantity::Quantity;

use super::figure::{Draft, LeftOut};
use crate::report::Entry;

/// Leaves out what a sentence only takes up again, and the parts it tells of it.
pub(super) fn leave_out(drafts: &mut [Draft], entries: &[Entry]) {
    for at in 0..drafts.len() {
        let (before, rest) = drafts.split_at_mut(at);
        let Some(draft) = rest.first_mut().filter(|draft| draft.left_out.is_none()) else {
            continue;
        };
        let Some((entry, own)) = known(draft, entries) else {
            continue;
        };
        draft.left_out = if of_those(entry, own) || of_taken_up(before, draft, entries) {
            Some(LeftOut::Part)
        } else if opens_within(own) && told_before(before, own, entries) {
            Some(LeftOut::Repeated)
        } else {
            None
        };
    }
}

fn known<'a>(draft: &Draft, entries: &'a [Entry]) -> Option<(&'a Entry, &'a Quantity)> {
    let entry = entries.get(draft.entry)?;
    Some((entry, entry.quantities.get(draft.quantity)?))
}

/// Counted with one noun: "5 bài viết" are of "12 bài"; turns of people and of broadcasts are not one.
fn alike(one: &Quantity, other: &Quantity) -> bool {
    let [one, other] = [one, other].map(|quantity| fold::key(&quantity.count_unit));
    let noun = |key: &str| key.split(' ').next().map(str::to_owned);
    one == other || noun(&one) == noun(&other) && !one.starts_with("lượt")
}

/// Behind the figure stands of which it is.
fn of_those(entry: &Entry, own: &Quantity) -> bool {
    let behind: String = entry.text.chars().skip(own.end).take(40).collect();
    let clause = behind.split([';', '.', ',']).next().unwrap_or_default();
    let key = fold::key(clause);
    ["trong số này", "trong số đó", "trong số trên"]
        .iter()
        .any(|words| key.contains(words))
}

/// The sentence opens "Trong 12 buổi".
fn opens_within(own: &Quantity) -> bool {
    let key = fold::key(&own.sentence);
    let rest = key.strip_prefix("trong ");
    let number = rest
        .and_then(|rest| rest.split(' ').next())
        .unwrap_or_default();
    let digits = number.replace('.', "");
    digits.parse() == Ok(own.value)
}

/// The same number of the same things stands further up.
fn told_before(before: &[Draft], own: &Quantity, entries: &[Entry]) -> bool {
    before
        .iter()
        .filter(|draft| draft.left_out.is_none())
        .any(|draft| {
            let same = |(_, one): (&Entry, &Quantity)| one.value == own.value && alike(one, own);
            known(draft, entries).is_some_and(same)
        })
}

/// The sentence took up a figure before, and counts the same things.
fn of_taken_up(before: &[Draft], draft: &Draft, entries: &[Entry]) -> bool {
    let Some((_, own)) = known(draft, entries) else {
        return false;
    };
    let sentence = before
        .iter()
        .rev()
        .take_while(|one| one.entry == draft.entry);
    sentence
        .filter(|one| one.left_out == Some(LeftOut::Repeated))
        .any(|one| {
            let whole = |(_, whole): (&Entry, &Quantity)| {
                whole.sentence == own.sentence && opens_within(whole) && alike(whole, own)
            };
            known(one, entries).is_some_and(whole)
        })
}
