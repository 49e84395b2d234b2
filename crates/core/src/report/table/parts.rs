//! Rows below another that hold parts of its figures: "- Nam", "Trong đó: tại thôn".

use nhip_viet::fold;
use nhip_viet::quantity::{Kind, Quantity};
use rust_decimal::Decimal;

use crate::report::{Answer, Entry, Part};

/// Joins a row to the one above if all its figures are parts of figures there; gives it back if not.
/// A part is counted in the same unit and the same sense, and the parts come to no more than the whole.
pub(super) fn joined(above: Option<&mut Entry>, below: Entry) -> Option<Entry> {
    let Some(above) = above else {
        return Some(below);
    };
    let wholes: Option<Vec<usize>> = below
        .quantities
        .iter()
        .map(|part| whole_of(&above.quantities, part))
        .collect();
    let given = below.answer == Answer::Given && below.part == Part::Figures;
    let Some(wholes) = wholes.filter(|wholes| given && !wholes.is_empty()) else {
        return Some(below);
    };
    above.text.push('\n');
    let moved = above.text.chars().count();
    above.text.push_str(&below.text);
    let parts = below.quantities.into_iter().zip(wholes);
    above.quantities.extend(parts.map(|(part, whole)| Quantity {
        start: part.start + moved,
        end: part.end + moved,
        part_of: Some(whole),
        ..part
    }));
    None
}

fn whole_of(above: &[Quantity], part: &Quantity) -> Option<usize> {
    let unit = fold::key(&part.count_unit);
    let (at, whole) = above.iter().enumerate().find(|(_, one)| {
        one.part_of.is_none()
            && (one.kind, one.period) == (part.kind, part.period)
            && fold::key(&one.count_unit) == unit
    })?;
    let told = above.iter().filter(|one| one.part_of == Some(at));
    let told: Decimal = told.map(|one| one.value).sum();
    let counts = !matches!(part.kind, Kind::Percent | Kind::Rate | Kind::Change);
    (counts && told.checked_add(part.value)? <= whole.value).then_some(at)
}
