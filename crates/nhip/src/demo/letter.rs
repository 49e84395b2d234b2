//! One unit's report of one month as somebody would write it, before it becomes a file.

use nhip_core::period::Month;

use super::city::{City, CityUnit, Event, Habit, Trouble};
use super::seed::between;
use super::voice::Voice;

/// What a report says.
#[derive(Clone, Debug, PartialEq)]
pub struct Letter {
    /// Name of the unit in its head.
    pub unit: String,
    /// Code of the unit.
    pub code: String,
    /// Number of its group's heading in the plan.
    pub group: usize,
    /// "BC-UBND".
    pub symbol: String,
    /// Number of the paper.
    pub number: u64,
    /// The month reported on.
    pub month: Month,
    /// Day of the month it is dated and handed in, counted on into the next month.
    pub day: i64,
    /// Answers to the group's tasks, in the plan's order.
    pub tasks: Vec<Said>,
    /// The figures table.
    pub figures: Vec<Row>,
    /// "Khó khăn, vướng mắc".
    pub difficulties: Vec<String>,
    /// "Đề xuất, kiến nghị".
    pub proposals: Vec<String>,
    /// "Phương hướng".
    pub outlook: Vec<String>,
}

/// An answer to a task.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// Sentences.
    Text(Vec<String>),
    /// "Không phát sinh".
    Nil,
    /// Nothing at all.
    Blank,
}

/// A row of the figures table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Indicator.
    pub name: String,
    /// Unit of count.
    pub count_unit: String,
    /// The month's figure; `None` where the unit only gave the cumulative one.
    pub value: Option<u64>,
    /// Since January.
    pub cumulative: u64,
}

/// The day of the month by which the demo's plan wants the reports.
pub const DUE_DAY: i64 = 25;

/// What a unit writes about a month, with whatever goes wrong in its words.
pub fn letter(city: &City, unit: &CityUnit, month: Month) -> Letter {
    let events: Vec<&Event> = city.trouble(&unit.code, month).collect();
    let has = |kind: Trouble| events.iter().find(|event| event.kind == kind);
    if has(Trouble::Copied).is_some() {
        let last = letter(city, unit, month.previous());
        return Letter {
            month,
            number: last.number + 17,
            ..last
        };
    }
    if has(Trouble::WrongMonth).is_some() {
        return letter(city, unit, month.previous());
    }
    let mut voice = Voice::new(&city.speech, unit, month);
    voice.tenfold = has(Trouble::Tenfold).map(|event| event.slot.as_str());
    voice.wrong_total = has(Trouble::WrongTotal).map(|event| event.slot.as_str());
    voice.cumulative = has(Trouble::Cumulative).is_some();
    let mut letter = compose(&voice);
    if let Some(event) = has(Trouble::Late) {
        letter.day = DUE_DAY + event.days;
    }
    if has(Trouble::Nil).is_some() {
        say_nothing(&mut letter);
    }
    if has(Trouble::Blanks).is_some() {
        letter
            .tasks
            .iter_mut()
            .skip(1)
            .for_each(|said| *said = Said::Blank);
    }
    if let Some(other) = has(Trouble::Neighbour).and_then(|event| city.unit(&event.of)) {
        letter.tasks = compose(&Voice::new(&city.speech, other, month)).tasks;
    }
    if has(Trouble::OldFont).is_some() || has(Trouble::NoAccents).is_some() {
        letter.number += 1;
    }
    letter
}

fn compose(voice: &Voice<'_>) -> Letter {
    let (unit, month) = (voice.unit, voice.month);
    let words = [unit.code.as_str(), &month.to_string(), "letter"];
    let parts = &voice.speech.parts;
    Letter {
        unit: unit.name.clone(),
        code: unit.code.clone(),
        group: unit.group,
        symbol: format!("BC-{}", unit.symbol),
        number: between(14, 60, &[&unit.code]) + 17 * u64::from(month.month()),
        month,
        day: between(19, DUE_DAY as u64, &words) as i64,
        tasks: voice
            .speech
            .tasks(unit.group)
            .map(|task| answer(voice, task.n, &task.says))
            .collect(),
        figures: figures(voice),
        difficulties: some(voice, &parts.difficulties, "difficulties"),
        proposals: some(voice, &parts.proposals, "proposals"),
        outlook: some(voice, &parts.outlook, "outlook"),
    }
}

/// One text on the task; the first task of some units also gets the month's common phrase.
fn answer(voice: &Voice<'_>, n: usize, says: &[String]) -> Said {
    let about = n.to_string();
    let Some(text) = voice.choose(says, &about).filter(|_| !quiet(voice, n)) else {
        return Said::Nil;
    };
    let mut said = vec![voice.say(forced(voice, says).unwrap_or(text))];
    if n == 1 && between(1, 4, &[&voice.unit.code, "shared"]) == 1 {
        let shared = &voice.speech.parts.shared;
        let turn = voice.month.month() as usize % shared.len().max(1);
        said.extend(shared.get(turn).map(|text| voice.say(text)));
    }
    Said::Text(said)
}

/// A unit that gets a figure wrong says the sentence with that figure in it.
fn forced<'t>(voice: &Voice<'_>, says: &'t [String]) -> Option<&'t str> {
    let part = voice.wrong_total.map(|slot| format!("{{{slot}/1}}"));
    let slot = part.or_else(|| voice.tenfold.map(|slot| format!("{{{slot}}}")))?;
    says.iter()
        .find(|text| text.contains(&slot))
        .map(String::as_str)
}

/// Small units have nothing to tell of a later task now and then.
fn quiet(voice: &Voice<'_>, n: usize) -> bool {
    let month = voice.month.to_string();
    n > 1
        && voice.unit.size < 0.8
        && between(1, 6, &[&voice.unit.code, &month, "quiet"]) == n as u64
}

fn figures(voice: &Voice<'_>) -> Vec<Row> {
    let row = |[name, count_unit, slot]: &[String; 3]| Row {
        name: name.clone(),
        count_unit: count_unit.clone(),
        value: (!voice.cumulative).then(|| voice.figure(slot)),
        cumulative: voice.since_january(slot),
    };
    voice
        .speech
        .rows(voice.unit.group)
        .iter()
        .map(row)
        .collect()
}

/// None, one or two texts, as people fill in the end of a report.
fn some(voice: &Voice<'_>, texts: &[String], about: &str) -> Vec<String> {
    let month = voice.month.to_string();
    let few = if about == "outlook" { 1 } else { 0 };
    let count = between(few, 2, &[&voice.unit.code, &month, about]);
    let mut chosen: Vec<&str> = (0..count)
        .filter_map(|n| voice.choose(texts, &format!("{about}{}", n * 7)))
        .collect();
    chosen.dedup();
    chosen.into_iter().map(|text| voice.say(text)).collect()
}

fn say_nothing(letter: &mut Letter) {
    letter.tasks.iter_mut().for_each(|said| *said = Said::Nil);
    letter
        .figures
        .iter_mut()
        .for_each(|row| row.value = Some(0));
    letter.difficulties.clear();
    letter.proposals.clear();
}

/// How a unit sends its report in a month: some troubles only happen to some kinds of file.
pub fn habit(city: &City, unit: &CityUnit, month: Month) -> Habit {
    let usual = unit.habit;
    city.trouble(&unit.code, month)
        .find_map(|event| match event.kind {
            Trouble::OldFont => Some(Habit::FreeTxt),
            Trouble::NoAccents | Trouble::Cumulative | Trouble::Damaged | Trouble::Misnamed => {
                Some(Habit::FreeDocx)
            }
            Trouble::Copied | Trouble::WrongMonth if usual == Habit::FormXlsx => {
                Some(Habit::FreeDocx)
            }
            _ => None,
        })
        .unwrap_or(usual)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(code: &str, month: u32) -> Letter {
        let city = City::lac_giang().unwrap();
        letter(
            &city,
            city.unit(code).unwrap(),
            Month::new(2026, month).unwrap(),
        )
    }

    #[test]
    fn a_copied_report_says_what_last_months_said_under_a_new_month() {
        let (last, copied) = (of("10105", 9), of("10105", 10));
        assert_eq!(last.tasks, copied.tasks);
        assert_ne!(last.month, copied.month);
    }

    #[test]
    fn a_report_of_the_wrong_month_is_last_months_report() {
        assert_eq!(of("40103", 11), of("40103", 10));
    }

    #[test]
    fn nil_blank_and_given_are_three_answers() {
        assert!(of("30103", 9).tasks.iter().all(|said| *said == Said::Nil));
        assert!(
            of("20107", 9)
                .tasks
                .iter()
                .skip(1)
                .all(|said| *said == Said::Blank)
        );
        assert!(matches!(of("10101", 9).tasks.first(), Some(Said::Text(_))));
    }

    #[test]
    fn a_late_report_is_dated_after_the_due_day() {
        assert_eq!(of("10103", 11).day, DUE_DAY + 3);
    }
}
