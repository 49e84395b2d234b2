//! What one report adds to totals over units and months: by the rule of [`super::consolidate`].

use std::sync::Arc;

use nhip_viet::fold;
use nhip_viet::quantity::{Kind, Quantity};

use super::figure::{LeftOut, drafts, key_of};
use super::prepared::Prepared;
use super::total::name;
use crate::document::Place;
use crate::report::Reading;
use crate::unit::history::Value;

/// A figure of a report that may be added to those of other units and months.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    /// Key of the indicator: equal keys add up.
    pub key: String,
    /// Its name as this report writes it.
    pub name: String,
    /// The figure. A range counts by its lower end, as in the consolidated total.
    pub value: Value,
    /// The sentence it stands in.
    pub sentence: Arc<str>,
    /// Where that is.
    pub place: Place,
}

/// The figures of a report that add up: counts of the month, each once; and of each "trong đó"
/// what part it is of its whole, as a rate that can be made anew from its two numbers. A bare
/// percentage cannot, and is left out; so is what there is ("duy trì 9 mô hình"), which is the same
/// in the next month; so is a part that does not say what it is ("5 hộ có …"
/// and "5 hộ chưa …" would look alike). Figures too large for any sum are left out too.
pub fn counted(reading: &Reading) -> Vec<Counted> {
    let prepared = Prepared::new(reading);
    let drafts = drafts(&prepared);
    let quantity = |at: usize| {
        let draft = drafts.get(at)?;
        let entry = reading.entries.get(draft.entry)?;
        Some((draft, entry, entry.quantities.get(draft.quantity)?))
    };
    let figure = |at: usize| {
        let (draft, entry, own) = quantity(at)?;
        let (key, name, value) = match (draft.left_out, draft.part_of) {
            (None, _) if own.kind == Kind::State => return None,
            (None, _) => (
                draft.key.clone(),
                name(&own.count_unit, &own.what),
                Value::count(own.value)?,
            ),
            (Some(LeftOut::Part), Some(whole)) => {
                let (whole, _, of) = quantity(whole)?;
                let rate = rate(own, of).filter(|_| whole.left_out.is_none())?;
                (
                    format!("{} / {}", key_of(own), whole.key),
                    format!(
                        "{} / {}",
                        name(&own.count_unit, &own.what),
                        name(&of.count_unit, &of.what)
                    ),
                    rate,
                )
            }
            _ => return None,
        };
        Some(Counted {
            key,
            name,
            value,
            sentence: Arc::clone(&own.sentence),
            place: entry.place.clone(),
        })
    };
    (0..drafts.len()).filter_map(figure).collect()
}

/// A part of its whole, where both are exact and count the same things.
fn rate(part: &Quantity, whole: &Quantity) -> Option<Value> {
    let same =
        part.count_unit.is_empty() || fold::key(&part.count_unit) == fold::key(&whole.count_unit);
    let exact =
        |one: &Quantity| matches!(one.kind, Kind::Month | Kind::Window) && one.upper.is_none();
    let named = !part.what.is_empty();
    (named && same && exact(part) && exact(whole))
        .then(|| Value::rate(part.value, whole.value))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Answer, Entry, Part, PlanMatch, UnitMatch};
    use nhip_viet::quantity::quantities;

    fn reading(texts: &[&str]) -> Reading {
        let entry = |text: &&str| Entry {
            part: Part::Other,
            score: 1.0,
            answer: Answer::Given,
            text: (*text).to_owned(),
            quantities: quantities(text),
            others: Vec::new(),
            place: Place::default(),
        };
        Reading {
            file: "a".into(),
            sha256: String::new(),
            unit: UnitMatch::Nobody { written: None },
            month: None,
            version: None,
            plan: PlanMatch::Same,
            form: false,
            entries: texts.iter().map(entry).collect(),
            findings: Vec::new(),
        }
    }

    #[test]
    fn counts_come_once_and_a_part_as_a_rate_of_its_whole() {
        let said = "Tổ chức 40 buổi tuyên truyền, trong đó 5 buổi phát thanh lưu động.";
        let found = counted(&reading(&[said, said, "Lũy kế 96 buổi; đạt 98%."]));
        let values: Vec<Value> = found.iter().map(|one| one.value).collect();
        assert_eq!(
            values,
            [Value::count(40).unwrap(), Value::rate(5, 40).unwrap()]
        );
        assert_eq!(
            found[1].name,
            "buổi phát thanh lưu động / buổi tuyên truyền"
        );
    }

    #[test]
    fn a_part_larger_than_its_whole_is_no_rate() {
        let found = counted(&reading(&["Thăm 4 hộ, trong đó 5 hộ có lăng quăng."]));
        assert_eq!(found.len(), 1);
    }
}
