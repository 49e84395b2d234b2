//! The month's activities as they fill a report: words as typed, figures added, none twice.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;
use nhip_viet::fold;
use nhip_viet::number::grouped;
use nhip_viet::quantity::{Kind, Quantity, indicator_key, quantities};
use rust_decimal::Decimal;

use super::{Draft, FigureRow, MOST_ROWS, add_line};
use crate::report::answer;

/// What people are counted in, and the row they stand in.
const PEOPLE: &str = "lượt người";
/// Nothing more: so it is one indicator with "300 lượt người tham dự" in somebody's words.
const PEOPLE_ROW: &str = "Lượt người";

/// One activity of the month, as far as a report needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityLine {
    /// Task it was done for; `None` or an unknown one stands under "Nội dung khác".
    pub task: Option<String>,
    /// When.
    pub day: NaiveDate,
    /// How people were reached ("Loa truyền thanh"); names what a bare "lượt" counts. Empty where
    /// it says nothing ("Hình thức khác").
    pub channel: String,
    /// What was done, in the words of the one who entered it.
    pub what: String,
    /// How many of what ("12", "buổi").
    pub count: Option<(Decimal, String)>,
    /// How many people took part.
    pub people: Option<u64>,
}

/// What all activities say of one indicator.
struct Sum {
    name: String,
    count_unit: String,
    value: Decimal,
    /// The texts alone would not add up to it: a number stands in no text, or in the same
    /// sentence twice.
    tabled: bool,
}

/// Lays activities into a draft, in order of day.
///
/// A number that stands in somebody's words is counted from there. Where an indicator has a
/// number that no text says, its row of the table holds the sum of all, those in the texts too:
/// the consolidation takes the table and leaves the same indicator in the texts alone.
pub(super) fn fill(draft: &mut Draft, activities: &[ActivityLine]) {
    let mut order: Vec<&ActivityLine> = activities.iter().collect();
    order.sort_by_key(|activity| activity.day);
    let (mut shown, mut sums) = (HashSet::new(), Sums::default());
    for activity in order {
        words(draft, activity, &mut shown);
        sums.count(activity);
    }
    table(draft, sums);
}

/// The activity's words, under its task; the same words on one task once.
fn words(draft: &mut Draft, activity: &ActivityLine, shown: &mut HashSet<(String, String)>) {
    let what = activity.what.trim();
    let task = activity.task.as_deref().unwrap_or_default();
    if answer::is_blank(what) || !shown.insert((task.to_owned(), fold::key(what))) {
        return;
    }
    let known = draft.answers.iter_mut().find(|answer| answer.task == task);
    let text = known.map_or(&mut draft.other, |answer| &mut answer.text);
    add_line(text, what);
}

/// What the activities add up to, by indicator.
#[derive(Default)]
struct Sums {
    by_key: BTreeMap<String, Sum>,
    /// Sentences with figures so far: a report counts the same sentence once, wherever it stands.
    sentences: HashSet<String>,
}

impl Sums {
    /// Adds what the activity's words say, and what its counts say beyond them.
    fn count(&mut self, activity: &ActivityLine) {
        let written = quantities(activity.what.trim());
        let counts = |quantity: &&Quantity| is_done(quantity) && quantity.part_of.is_none();
        let own: HashSet<String> = written.iter().map(sentence_key).collect();
        for quantity in written.iter().filter(counts) {
            let again = self.sentences.contains(&sentence_key(quantity));
            self.add(&quantity.what, &quantity.count_unit, quantity.value, again);
        }
        self.sentences.extend(own);
        if let Some((value, unit)) = &activity.count
            && !says(&written, *value, unit)
        {
            // "tờ rơi" says what it is; "buổi" and "lượt" need to be told of what.
            let bare = unit.split_whitespace().count() < 2;
            let name = if bare { activity.channel.trim() } else { unit };
            self.add(name, unit, *value, true);
        }
        if let Some(people) = activity.people.map(Decimal::from)
            && !says(&written, people, PEOPLE)
        {
            self.add(PEOPLE_ROW, PEOPLE, people, true);
        }
    }

    fn add(&mut self, name: &str, unit: &str, value: Decimal, tabled: bool) {
        let name = if named(name) { name } else { unit };
        let key = indicator_key(unit, name);
        let sum = self.by_key.entry(key).or_insert_with(|| Sum {
            name: sentence_case(name),
            count_unit: unit.trim().to_owned(),
            value: Decimal::ZERO,
            tabled: false,
        });
        sum.value = Decimal::saturating_add(sum.value, value);
        sum.tabled |= tabled;
    }
}

/// Equal for sentences the consolidation holds for the same: closing marks and dashes aside.
fn sentence_key(quantity: &Quantity) -> String {
    let key = fold::key(&quantity.sentence);
    let mark = |c: char| c.is_ascii() && !c.is_ascii_alphanumeric() && c != '%';
    key.trim_matches(mark).to_owned()
}

/// Whether a name can stand in the table, where two letters are the least.
fn named(name: &str) -> bool {
    name.chars().filter(|c| c.is_alphabetic()).count() >= 2
}

/// A figure of what was done: an activity of some days is of its month.
fn is_done(quantity: &Quantity) -> bool {
    matches!(quantity.kind, Kind::Month | Kind::Window)
}

/// Whether the words hold this count already: the same number of something of that name.
fn says(written: &[Quantity], value: Decimal, unit: &str) -> bool {
    let unit = fold::key(unit);
    written.iter().any(|quantity| {
        let named = fold::key(&format!("{} {}", quantity.count_unit, quantity.what));
        let shared = unit
            .split(' ')
            .any(|word| named.split(' ').any(|w| w == word));
        let counted = is_done(quantity) && quantity.value == value;
        counted && (shared || quantity.count_unit.is_empty())
    })
}

/// Puts each sum that the texts alone do not make into the row of its indicator, last month's if
/// there is one.
fn table(draft: &mut Draft, sums: Sums) {
    let key = |row: &FigureRow| indicator_key(&row.count_unit, &row.name);
    let rows = draft.figures.iter().enumerate().rev();
    let known: HashMap<String, usize> = rows.map(|(at, row)| (key(row), at)).collect();
    for (key, sum) in sums.by_key.into_iter().filter(|(_, sum)| sum.tabled) {
        let value = grouped(sum.value);
        let at = known.get(&key).copied();
        if let Some(row) = at.and_then(|at| draft.figures.get_mut(at)) {
            row.value = value;
        } else if draft.figures.len() < MOST_ROWS {
            draft.figures.push(FigureRow {
                name: sum.name,
                count_unit: sum.count_unit,
                value,
                ..FigureRow::default()
            });
        }
    }
}

fn sentence_case(text: &str) -> String {
    let mut letters = text.trim().chars();
    let first: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    first + letters.as_str()
}
