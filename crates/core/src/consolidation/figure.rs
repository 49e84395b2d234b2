//! The figures of one report: which may be added, and why the others may not.
//!
//! Only results of the month are added, and what there is at its end under a name of its own. A
//! figure that is counted already (in the figures table, in a whole, in the same sentence further up,
//! in the month a week of it belongs to) is never counted again.

use std::collections::{HashMap, HashSet};

use nhip_viet::quantity::{Kind, Quantity, event_of, indicator_key};
use rust_decimal::Decimal;

use super::back;
use super::prepared::{Key, Prepared};
use crate::lang::Bilingual;
use crate::period::Month;
use crate::report::{Entry, Part, Reading};

/// A figure of a report, not yet numbered.
pub(super) struct Draft {
    /// Index of the entry.
    pub entry: usize,
    /// Index of the quantity in the entry.
    pub quantity: usize,
    /// Index, among the drafts, of the whole it is a part of.
    pub part_of: Option<usize>,
    /// Key of the indicator.
    pub key: String,
    /// Why it is not added; `None` if it is.
    pub left_out: Option<LeftOut>,
}

/// Why a figure is not added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum LeftOut {
    Part,
    Percent,
    Rate,
    Plan,
    Cumulative,
    Change,
    Other,
    Elsewhen,
    Within,
    Unnamed,
    NoResult,
    Repeated,
    InTable,
    Others,
}

impl LeftOut {
    pub(super) fn reason(self) -> Bilingual {
        let (vi, en) = match self {
            LeftOut::Part => ("là một phần của số liệu khác", "a part of another figure"),
            LeftOut::Percent => (
                "là tỷ lệ phần trăm, không cộng được",
                "a percentage cannot be added",
            ),
            LeftOut::Cumulative => (
                "là số lũy kế, không cộng với số trong tháng",
                "a running total is not added to monthly figures",
            ),
            LeftOut::Change => (
                "là mức tăng, giảm so với kỳ khác",
                "a change from another period",
            ),
            LeftOut::Rate => (
                "là mức bình quân hoặc tính cho từng ngày, từng hộ…, không cộng được",
                "an average, or so many for each, cannot be added",
            ),
            LeftOut::Plan => (
                "là số kế hoạch, chỉ tiêu hoặc đề nghị, không phải kết quả",
                "planned, aimed at or asked for, so it is no result",
            ),
            LeftOut::Other => ("là số của kỳ khác", "a figure of another period"),
            LeftOut::Elsewhen => (
                "là số của khoảng ngày không thuộc tháng báo cáo",
                "a figure of days that are not the month's",
            ),
            LeftOut::Within => (
                "là số của một phần tháng, đã nằm trong số của cả tháng",
                "a figure of a part of the month, whose own figure has it already",
            ),
            LeftOut::Unnamed => (
                "câu văn không nói rõ đếm cái gì",
                "the sentence does not say what is counted",
            ),
            LeftOut::NoResult => (
                "nằm ở phần khó khăn, đề xuất hoặc phương hướng, không phải kết quả",
                "stands under difficulties, proposals or outlook, so it is no result",
            ),
            LeftOut::Repeated => (
                "câu này đã có ở trên trong cùng báo cáo",
                "the same sentence stands further up in the same report",
            ),
            LeftOut::InTable => (
                "đã lấy theo bảng số liệu của cùng báo cáo",
                "taken from the figures table of the same report",
            ),
            LeftOut::Others => (
                "là việc của đơn vị khác trong danh sách, đơn vị đó tự báo cáo",
                "what another unit on the list did, which reports it itself",
            ),
        };
        Bilingual::new(vi, en)
    }
}

/// Key of what is counted: equal keys may be added. What there is and what was done never have
/// the same.
pub(super) fn key_of(quantity: &Quantity) -> String {
    let key = indicator_key(&quantity.count_unit, &quantity.what);
    match quantity.kind {
        Kind::State => format!("{STANDING} {key}"),
        _ => key,
    }
}

/// The same among the figures of its entry: people who came to talks and people who heard the radio
/// are no one sum.
fn key_among(quantities: &[Quantity], at: usize) -> String {
    let key = quantities.get(at).map(key_of).unwrap_or_default();
    let event = event_of(quantities, at).and_then(|event| quantities.get(event));
    match event {
        Some(event) => format!("{key}{OF}{}", key_of(event)),
        None => key,
    }
}

/// Between people and the event they came to.
pub(super) const OF: &str = " · ";

/// Opens key and name of what there is.
pub(super) const STANDING: &str = "hiện có";

/// All figures of a report in order.
pub(super) fn drafts(prepared: &Prepared) -> Vec<Draft> {
    let reading = prepared.reading;
    let repeated = repeated(prepared);
    let mut drafts = Vec::new();
    for (at, entry) in reading.entries.iter().enumerate() {
        let first = drafts.len();
        for (n, quantity) in entry.quantities.iter().enumerate() {
            let again = repeated
                .get(&at)
                .is_some_and(|ranges| within(ranges, quantity.start));
            drafts.push(Draft {
                entry: at,
                quantity: n,
                part_of: quantity
                    .part_of
                    .filter(|whole| *whole < entry.quantities.len() && *whole != n)
                    .map(|whole| first + whole),
                key: key_among(&entry.quantities, n),
                left_out: left_out(entry, n, reading.month, again),
            });
        }
    }
    back::leave_out(&mut drafts, &reading.entries);
    prefer_month(&mut drafts, reading);
    prefer_table(&mut drafts, &reading.entries);
    drafts
}

fn left_out(entry: &Entry, n: usize, month: Option<Month>, again: bool) -> Option<LeftOut> {
    let quantity = entry.quantities.get(n)?;
    let result = matches!(entry.part, Part::Task { .. } | Part::Other | Part::Figures);
    let in_task = matches!(entry.part, Part::Task { .. }) && !quantity.count_unit.is_empty();
    let elsewhen = quantity
        .period
        .zip(month)
        .is_some_and(|(period, month)| !period.is_of(month.year(), month.month()));
    match quantity.kind {
        _ if quantity.part_of.is_some() => Some(LeftOut::Part),
        Kind::Percent => Some(LeftOut::Percent),
        Kind::Rate => Some(LeftOut::Rate),
        Kind::Plan => Some(LeftOut::Plan),
        Kind::Cumulative => Some(LeftOut::Cumulative),
        Kind::Change => Some(LeftOut::Change),
        Kind::Other => Some(LeftOut::Other),
        Kind::Window if elsewhen => Some(LeftOut::Elsewhen),
        Kind::Month | Kind::Window | Kind::State if !result => Some(LeftOut::NoResult),
        Kind::Month | Kind::Window | Kind::State if entry.others.contains(&n) => {
            Some(LeftOut::Others)
        }
        Kind::Month | Kind::Window | Kind::State if again => Some(LeftOut::Repeated),
        // A task says what "24 lần" below it are.
        Kind::Month | Kind::Window if in_task => None,
        Kind::Month | Kind::Window | Kind::State if is_unnamed(quantity) => Some(LeftOut::Unnamed),
        Kind::Month | Kind::Window | Kind::State => None,
    }
}

/// Nothing says what was counted: two such figures are never the same.
fn is_unnamed(quantity: &Quantity) -> bool {
    let key = indicator_key(&quantity.count_unit, &quantity.what);
    matches!(key.as_str(), "" | "lần" | "cái" | "chiếc")
}

/// What the month has as a whole wins over what a week of it had.
fn prefer_month(drafts: &mut [Draft], reading: &Reading) {
    let Some(month) = reading.month else { return };
    let short = |draft: &Draft| {
        let entry = reading.entries.get(draft.entry);
        let quantity = entry.and_then(|entry| entry.quantities.get(draft.quantity));
        let period = quantity.and_then(|quantity| quantity.period);
        period.is_some_and(|period| period.is_within(month.year(), month.month()))
    };
    let added = |draft: &&Draft| draft.left_out.is_none();
    if !drafts
        .iter()
        .any(|draft| draft.left_out.is_none() && short(draft))
    {
        return;
    }
    let whole: HashSet<String> = drafts
        .iter()
        .filter(added)
        .filter(|draft| !short(draft))
        .map(|draft| draft.key.clone())
        .collect();
    for draft in drafts.iter_mut() {
        if draft.left_out.is_none() && whole.contains(&draft.key) && short(draft) {
            draft.left_out = Some(LeftOut::Within);
        }
    }
}

/// A figures table wins over the same indicator in prose; and over a bare number there that is
/// the same ("kiểm tra 1.790 hộ" beside "Hộ được kiểm tra lăng quăng: 1.790").
fn prefer_table(drafts: &mut [Draft], entries: &[Entry]) {
    let in_table = |draft: &Draft| {
        entries
            .get(draft.entry)
            .is_some_and(|entry| entry.part == Part::Figures)
    };
    let quantity = |draft: &Draft| entries.get(draft.entry)?.quantities.get(draft.quantity);
    // Keys of the table, and each beginning of a key with its value.
    let (mut keys, mut named): (HashSet<String>, HashSet<(String, Decimal)>) = Default::default();
    for draft in drafts
        .iter()
        .filter(|draft| draft.left_out.is_none() && in_table(draft))
    {
        let Some(quantity) = quantity(draft) else {
            continue;
        };
        let ends = draft.key.match_indices(' ').take(MOST_WORDS_OF_UNIT);
        let starts = ends.filter_map(|(end, _)| draft.key.get(..end));
        named.extend(starts.map(|start| (start.to_owned(), quantity.value)));
        keys.insert(draft.key.clone());
    }
    let tabled: HashSet<(String, Decimal)> = drafts
        .iter()
        .filter(|draft| draft.left_out.is_none() && in_table(draft))
        .filter_map(|draft| Some((draft.key.clone(), quantity(draft)?.value)))
        .collect();
    for draft in drafts.iter_mut().filter(|draft| draft.left_out.is_none()) {
        let Some(said) = quantity(draft).filter(|_| !in_table(draft)) else {
            continue;
        };
        let bare = !said.value.is_zero() && indicator_key(&said.count_unit, "") == draft.key;
        let whole = draft.key.split(OF).next().unwrap_or_default();
        // "118 trường lồng ghép kiến thức" beside the column "Số trường đã lồng ghép: 118".
        let same = !said.value.is_zero()
            && draft.key.match_indices(' ').any(|(end, _)| {
                let start = draft.key.get(..end).unwrap_or_default();
                start.contains(' ') && tabled.contains(&(start.to_owned(), said.value))
            });
        if same
            || keys.contains(&draft.key)
            || keys.contains(whole)
            || bare && named.contains(&(draft.key.clone(), said.value))
        {
            draft.left_out = Some(LeftOut::InTable);
        }
    }
}

/// Words of the longest unit of count.
const MOST_WORDS_OF_UNIT: usize = 5;

/// Sentences that stood before in the same report, by entry: first character and end, in order.
fn repeated(prepared: &Prepared) -> HashMap<usize, Vec<(usize, usize)>> {
    let mut seen: HashSet<Key> = HashSet::new();
    let mut found: HashMap<usize, Vec<(usize, usize)>> = HashMap::new();
    for (at, (entry, keys)) in prepared.entries().enumerate() {
        if entry.quantities.is_empty() {
            continue;
        }
        // Bytes and characters counted side by side, so that no text is walked twice.
        let (mut byte, mut character) = (0, 0);
        let mut walk = |to: usize| {
            character += entry
                .text
                .get(byte..to)
                .map_or(0, |text| text.chars().count());
            byte = to;
            character
        };
        for sentence in &keys.sentences {
            let range = (walk(sentence.range.start), walk(sentence.range.end));
            if !seen.insert(sentence.key) {
                found.entry(at).or_default().push(range);
            }
        }
    }
    found
}

/// Whether a character lies in one of the ranges, which stand in order.
fn within(ranges: &[(usize, usize)], character: usize) -> bool {
    let after = ranges.partition_point(|(start, _)| *start <= character);
    let last = after.checked_sub(1).and_then(|at| ranges.get(at));
    last.is_some_and(|(_, end)| character < *end)
}

/// What a report adds up to by indicator: sum and the first entry it stands in.
pub(super) fn sums<'a>(
    reading: &'a Reading,
    drafts: &'a [Draft],
    wanted: impl Fn(&Draft, &Quantity) -> bool,
) -> HashMap<&'a str, (Decimal, &'a Entry)> {
    let mut sums = HashMap::new();
    for draft in drafts {
        let Some(entry) = reading.entries.get(draft.entry) else {
            continue;
        };
        let Some(quantity) = entry.quantities.get(draft.quantity) else {
            continue;
        };
        if wanted(draft, quantity) {
            let (sum, _) = sums
                .entry(draft.key.as_str())
                .or_insert((Decimal::ZERO, entry));
            *sum = Decimal::saturating_add(*sum, quantity.value);
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Place;
    use crate::report::{Answer, PlanMatch, UnitMatch};
    use nhip_viet::quantity::{Told, quantities_below};

    /// Key of each figure of a report on November, and why it is not added.
    fn read(text: &str) -> Vec<(String, Option<LeftOut>)> {
        let entry = Entry {
            part: Part::Other,
            score: 1.0,
            answer: Answer::Given,
            text: text.to_owned(),
            quantities: quantities_below(text, Told::on(2026, 11)).0,
            others: Vec::new(),
            place: Place::default(),
        };
        let reading = Reading {
            file: "a".into(),
            sha256: String::new(),
            unit: UnitMatch::Nobody { written: None },
            month: Month::new(2026, 11),
            version: None,
            plan: PlanMatch::Same,
            form: false,
            entries: vec![entry],
            findings: Vec::new(),
        };
        let drafts = drafts(&Prepared::new(&reading));
        drafts
            .into_iter()
            .map(|draft| (draft.key, draft.left_out))
            .collect()
    }

    fn left_out(text: &str) -> Vec<Option<LeftOut>> {
        read(text)
            .into_iter()
            .map(|(_, left_out)| left_out)
            .collect()
    }

    #[test]
    fn what_there_is_is_added_under_a_name_of_its_own() {
        let found = read("Duy trì 9 mô hình; thành lập mới 1 mô hình.");
        assert_eq!(found[0], ("hiện có mô hình".to_owned(), None));
        assert_eq!(found[1], ("mô hình".to_owned(), None));
    }

    #[test]
    fn rates_plans_and_other_periods_are_never_added() {
        let found = left_out("Mỗi thôn 2 buổi; kế hoạch 9 buổi; trong tháng 10 có 5 buổi.");
        let reasons = [LeftOut::Rate, LeftOut::Plan, LeftOut::Other];
        assert_eq!(found, reasons.map(Some));
    }

    #[test]
    fn days_are_added_where_they_are_of_the_month() {
        let own = left_out("Từ 15/10 đến 14/11/2026, xã tổ chức 6 buổi.");
        assert_eq!(own, [None]);
        let before = left_out("Kỳ trước (15/9 - 14/10/2026): tổ chức 6 buổi.");
        assert_eq!(before, [Some(LeftOut::Elsewhen)]);
    }

    #[test]
    fn a_week_is_in_its_month_already() {
        let found =
            left_out("Tổ chức 6 buổi.\nTừ 01/11 đến 07/11, tổ chức 2 buổi, treo 5 băng rôn.");
        assert_eq!(found, [None, Some(LeftOut::Within), None]);
    }

    #[test]
    fn people_are_added_by_what_they_came_to() {
        let found = read("Nói chuyện 4 buổi cho 90 người dự; phát thanh 6 buổi, 200 người nghe.");
        let keys: Vec<&str> = found.iter().map(|(key, _)| key.as_str()).collect();
        let (talks, radio) = ("buổi nói chuyện", "buổi phát thanh");
        let people = [talks, radio].map(|event| format!("người{OF}{event}"));
        assert_eq!(keys, [talks, &people[0], radio, &people[1]]);
    }

    #[test]
    fn what_nobody_named_is_never_the_same() {
        assert_eq!(left_out("Có 43 lần."), [Some(LeftOut::Unnamed)]);
        assert_eq!(left_out("Phát sóng truyền hình 43 lần."), [None]);
    }
}
