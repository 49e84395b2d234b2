//! Doubts about figures: against last month, against their parts, against each other.

use std::collections::{BTreeMap, HashMap};

use nhip_viet::fold;
use nhip_viet::quantity::{Kind, Quantity};
use rust_decimal::Decimal;

use super::super::figure::{Draft, LeftOut, sums};
use super::Case;
use crate::finding::Finding;
use crate::report::{Entry, Part};

/// From this ratio on a figure has jumped.
const JUMP: Decimal = Decimal::TEN;

type Sums<'a> = BTreeMap<&'a str, (Decimal, &'a Entry)>;

pub(super) fn check(case: &Case, found: &mut Vec<Finding>) {
    jumps(case, found);
    parts(case, found);
    cumulative(case, found);
    percentages(case, found);
    table_and_text(case, found);
    twice_in_a_sentence(case, found);
}

/// Two figures of one sentence that go into one sum: the smaller may be among the greater.
fn twice_in_a_sentence(case: &Case, found: &mut Vec<Finding>) {
    let entries = &case.report.reading.entries;
    let quantity = |draft: &Draft| entries.get(draft.entry)?.quantities.get(draft.quantity);
    let mut before: HashMap<(usize, &str), &Quantity> = HashMap::new();
    for draft in case.drafts.iter().filter(|draft| draft.left_out.is_none()) {
        let Some((entry, then)) = entries.get(draft.entry).zip(quantity(draft)) else {
            continue;
        };
        let first = before.entry((draft.entry, &draft.key)).or_insert(then);
        let said = first.sentence == then.sentence && then.value < first.value;
        if !said || entry.part == Part::Figures {
            continue;
        }
        let (first, then, unit) = (first.value, then.value, &first.count_unit);
        found.push(case.doubt(
            "C281",
            format!("một câu có hai số “{unit}” được cộng vào nhau ({first} + {then}); nếu số sau nằm trong số trước thì chỉ tính số trước"),
            format!("a sentence has two figures of “{unit}” that are added ({first} + {then}); if the second is among the first, only the first counts"),
            &entry.place,
            &entry.text,
        ));
    }
}

/// Sums by indicator in order of key, so that findings never depend on luck.
fn ordered<'a>(
    reading: &'a crate::report::Reading,
    drafts: &'a [Draft],
    wanted: impl Fn(&Draft, &Quantity) -> bool,
) -> Sums<'a> {
    sums(reading, drafts, wanted).into_iter().collect()
}

fn added(draft: &Draft, _: &Quantity) -> bool {
    draft.left_out.is_none()
}

fn is_cumulative(draft: &Draft, quantity: &Quantity) -> bool {
    quantity.kind == Kind::Cumulative && draft.part_of.is_none()
}

fn jumps(case: &Case, found: &mut Vec<Finding>) {
    let Some((previous, drafts)) = &case.previous else {
        return;
    };
    let before = ordered(previous.reading, drafts, added);
    for (key, (now, entry)) in ordered(case.report.reading, case.drafts, added) {
        let Some((then, _)) = before.get(key) else {
            continue;
        };
        let up = !then.is_zero() && now >= then.saturating_mul(JUMP);
        let down = !now.is_zero() && *then >= now.saturating_mul(JUMP);
        // From something to nothing is a jump only where there was more than a handful.
        let gone = now.is_zero() && *then >= JUMP;
        if up || down || gone {
            found.push(case.doubt(
                "C255",
                format!("số liệu chênh lệch lớn so với tháng trước: {then} → {now}"),
                format!("the figure has jumped since last month: {then} → {now}"),
                &entry.place,
                &entry.text,
            ));
        }
    }
}

/// The parts of each whole that are counted in the same unit.
fn parts(case: &Case, found: &mut Vec<Finding>) {
    for entry in &case.report.reading.entries {
        let mut wholes: BTreeMap<usize, Vec<&Quantity>> = BTreeMap::new();
        for part in &entry.quantities {
            let whole = part
                .part_of
                .and_then(|at| Some((at, entry.quantities.get(at)?)));
            let Some((at, whole)) = whole else { continue };
            if fold::key(&part.count_unit) == fold::key(&whole.count_unit)
                && matches!(
                    part.kind,
                    Kind::Month | Kind::Window | Kind::State | Kind::Cumulative
                )
            {
                wholes.entry(at).or_default().push(part);
            }
        }
        for (at, parts) in wholes {
            let whole = entry.quantities.get(at);
            found.extend(whole.and_then(|whole| whole_and_parts(case, entry, whole, &parts)));
        }
    }
}

fn whole_and_parts(
    case: &Case,
    entry: &Entry,
    whole: &Quantity,
    parts: &[&Quantity],
) -> Option<Finding> {
    let top = |quantity: &Quantity| quantity.upper.unwrap_or(quantity.value);
    let above = parts.iter().find(|part| part.value > top(whole));
    if let Some(part) = above.filter(|_| !whole.approximate) {
        return Some(case.doubt(
            "C257",
            format!("phần ({}) lớn hơn tổng ({})", part.value, top(whole)),
            format!(
                "a part ({}) is greater than its whole ({})",
                part.value,
                top(whole)
            ),
            &entry.place,
            &whole.sentence,
        ));
    }
    let exact = !whole.approximate && parts.iter().all(|part| !part.approximate);
    let sum = parts
        .iter()
        .fold(Decimal::ZERO, |sum, part| sum.saturating_add(part.value));
    // One part alone ("trong đó nữ 300") need not make up the whole.
    let differs = parts.len() >= 2 && exact && sum != whole.value;
    differs.then(|| {
        case.doubt(
            "C256",
            format!("tổng ({}) không bằng cộng các phần ({sum})", whole.value),
            format!(
                "the total ({}) is not the sum of its parts ({sum})",
                whole.value
            ),
            &entry.place,
            &whole.sentence,
        )
    })
}

fn cumulative(case: &Case, found: &mut Vec<Finding>) {
    let month = ordered(case.report.reading, case.drafts, added);
    let running = ordered(case.report.reading, case.drafts, is_cumulative);
    let before = case
        .previous
        .as_ref()
        .map(|(report, drafts)| ordered(report.reading, drafts, is_cumulative));
    for (key, (total, entry)) in running {
        if let Some((month, _)) = month.get(key).filter(|(month, _)| total < *month) {
            found.push(case.doubt(
                "C258",
                format!("số lũy kế ({total}) nhỏ hơn số trong tháng ({month})"),
                format!("the running total ({total}) is below the month's figure ({month})"),
                &entry.place,
                &entry.text,
            ));
        }
        // In January a running total starts anew.
        let then = before
            .as_ref()
            .filter(|_| case.month.month() != 1)
            .and_then(|before| before.get(key));
        if let Some((then, _)) = then.filter(|(then, _)| total < *then) {
            found.push(case.doubt(
                "C259",
                format!("số lũy kế ({total}) nhỏ hơn số lũy kế tháng trước ({then})"),
                format!("the running total ({total}) is below last month's ({then})"),
                &entry.place,
                &entry.text,
            ));
        }
    }
}

/// More than was planned, or than last year, is more than 100 %.
fn of_a_target(quantity: &Quantity) -> bool {
    let key = fold::key(&quantity.sentence);
    ["chỉ tiêu", "kế hoạch", "so với"]
        .iter()
        .any(|word| key.contains(word))
}

fn percentages(case: &Case, found: &mut Vec<Finding>) {
    for entry in &case.report.reading.entries {
        for quantity in &entry.quantities {
            if quantity.kind == Kind::Percent
                && quantity.value > Decimal::ONE_HUNDRED
                && !of_a_target(quantity)
            {
                found.push(case.doubt(
                    "C260",
                    format!("tỷ lệ lớn hơn 100%: {}%", quantity.value),
                    format!("a percentage above 100: {}%", quantity.value),
                    &entry.place,
                    &quantity.sentence,
                ));
            }
        }
    }
}

/// The table wins; that the text says another number is told.
fn table_and_text(case: &Case, found: &mut Vec<Finding>) {
    let in_table = |draft: &Draft, _: &Quantity| {
        let entry = case.report.reading.entries.get(draft.entry);
        draft.left_out.is_none() && entry.is_some_and(|entry| entry.part == Part::Figures)
    };
    let table = ordered(case.report.reading, case.drafts, in_table);
    let prose = ordered(case.report.reading, case.drafts, |draft, _| {
        draft.left_out == Some(LeftOut::InTable)
    });
    for (key, (said, entry)) in prose {
        let Some((tabled, _)) = table.get(key).filter(|(tabled, _)| *tabled != said) else {
            continue;
        };
        found.push(case.doubt(
            "C273",
            format!("bảng số liệu ghi {tabled} nhưng phần lời ghi {said}; đã lấy theo bảng"),
            format!("the figures table says {tabled}, the text {said}; the table was taken"),
            &entry.place,
            &entry.text,
        ));
    }
}
