//! The invented city: its plan, its units, what they write and what goes wrong.

use std::collections::BTreeMap;

use nhip_core::period::Month;
use serde::Deserialize;

/// Everything the demo is made from.
pub struct City {
    /// The plan.
    pub plan: PlanText,
    /// The units, in the order of their list.
    pub units: Vec<CityUnit>,
    /// What they write.
    pub speech: Speech,
    /// What goes wrong.
    pub events: Vec<Event>,
}

/// The plan's head, body and foot.
#[derive(Deserialize)]
pub struct PlanText {
    /// Issuing body, in capitals.
    pub issuer: String,
    /// "214".
    pub number: String,
    /// "KH-UBND".
    pub symbol: String,
    /// Place of issue.
    pub place: String,
    /// Date of issue, `2026-08-14`.
    pub date: String,
    /// "KẾ HOẠCH".
    pub kind: String,
    /// Subject.
    pub subject: String,
    /// Legal bases without their closing mark.
    pub bases: Vec<String>,
    /// The clause that enacts the plan.
    pub enacting: String,
    /// One paragraph a line; its label says its level.
    pub body: String,
    /// Recipients without dash and mark.
    pub recipients: Vec<String>,
    /// "TM. …".
    pub authority: String,
    /// Lines of the signer's role.
    pub roles: Vec<String>,
    /// Who signs.
    pub signer: String,
}

/// A unit of the city.
#[derive(Clone, Deserialize)]
pub struct CityUnit {
    /// Number of its group's heading in the plan.
    pub group: usize,
    /// Code.
    pub code: String,
    /// Official name.
    pub name: String,
    /// What it calls itself in a text.
    pub short: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// What stands behind `BC-` in its numbers.
    #[serde(default = "people_s_committee")]
    pub symbol: String,
    /// "phường", "xã", "trường".
    pub place: String,
    /// Places inside it.
    pub quarters: Vec<String>,
    /// How large its figures are, 1 being usual.
    pub size: f64,
    /// How it usually sends its report.
    pub habit: Habit,
}

fn people_s_committee() -> String {
    "UBND".to_owned()
}

/// How a unit usually sends its report.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Habit {
    /// Our form, filled in in a word processor.
    FormDocx,
    /// Our form, filled in in a spreadsheet.
    FormXlsx,
    /// A report of its own making.
    FreeDocx,
    /// A plain text.
    FreeTxt,
    /// A report of its own making, printed to PDF.
    FreePdf,
}

/// What the units write.
#[derive(Deserialize)]
pub struct Speech {
    /// Lowest and highest usual figure, by slot.
    pub slot: BTreeMap<String, [u64; 2]>,
    /// Sentences by group and task.
    pub task: Vec<TaskSpeech>,
    /// The parts that are no task.
    pub parts: Parts,
    /// Rows of the figures table, by group.
    pub figure: Vec<FigureRows>,
}

/// Ways to report on one task.
#[derive(Deserialize)]
pub struct TaskSpeech {
    /// Number of the group's heading.
    pub group: usize,
    /// Number of the task in its group.
    pub n: usize,
    /// Texts with `{slots}`.
    pub says: Vec<String>,
}

/// Texts for the parts that are no task.
#[derive(Deserialize)]
pub struct Parts {
    /// "Khó khăn, vướng mắc".
    pub difficulties: Vec<String>,
    /// "Đề xuất, kiến nghị".
    pub proposals: Vec<String>,
    /// "Phương hướng".
    pub outlook: Vec<String>,
    /// Sentences that several units write alike.
    pub shared: Vec<String>,
}

/// The figures a group gives.
#[derive(Deserialize)]
pub struct FigureRows {
    /// Number of the group's heading.
    pub group: usize,
    /// Indicator, unit of count, slot.
    pub rows: Vec<[String; 3]>,
}

/// Something that goes wrong with one report.
#[derive(Clone, Deserialize)]
pub struct Event {
    /// Month.
    pub month: Month,
    /// Code of the unit.
    pub unit: String,
    /// What.
    pub kind: Trouble,
    /// Days after the due day, for [`Trouble::Late`].
    #[serde(default)]
    pub days: i64,
    /// The figure it is about.
    #[serde(default)]
    pub slot: String,
    /// Code of the other unit.
    #[serde(default)]
    pub of: String,
}

/// What can go wrong; the head of `data/mess.toml` says what each means.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Trouble {
    Late,
    Missing,
    Copied,
    WrongMonth,
    Empty,
    Damaged,
    Locked,
    Scanned,
    Twice,
    OldFont,
    NoAccents,
    Tenfold,
    WrongTotal,
    Cumulative,
    Nil,
    Blanks,
    Misnamed,
    Neighbour,
}

#[derive(Deserialize)]
struct Units {
    unit: Vec<CityUnit>,
}

#[derive(Deserialize)]
struct Events {
    event: Vec<Event>,
}

fn data<T: serde::de::DeserializeOwned>(file: &str, text: &str) -> Result<T, String> {
    toml::from_str(text).map_err(|error| format!("{file}: {error}"))
}

impl City {
    /// Thành phố Lạc Giang, from the data files built into the program; the error names the file
    /// whose TOML is wrong.
    pub fn lac_giang() -> Result<City, String> {
        let units: Units = data("city.toml", include_str!("data/city.toml"))?;
        let events: Events = data("mess.toml", include_str!("data/mess.toml"))?;
        Ok(City {
            plan: data("plan.toml", include_str!("data/plan.toml"))?,
            units: units.unit,
            speech: data("sentences.toml", include_str!("data/sentences.toml"))?,
            events: events.event,
        })
    }

    /// The unit with a code.
    pub fn unit(&self, code: &str) -> Option<&CityUnit> {
        self.units.iter().find(|unit| unit.code == code)
    }

    /// What goes wrong with a unit's report of a month.
    pub fn trouble<'a>(
        &'a self,
        unit: &'a str,
        month: Month,
    ) -> impl Iterator<Item = &'a Event> + 'a {
        self.events
            .iter()
            .filter(move |event| event.unit == unit && event.month == month)
    }
}

impl Speech {
    /// The tasks of a group, in the plan's order.
    pub fn tasks(&self, group: usize) -> impl Iterator<Item = &TaskSpeech> {
        self.task.iter().filter(move |task| task.group == group)
    }

    /// The figures table of a group.
    pub fn rows(&self, group: usize) -> &[[String; 3]] {
        self.figure
            .iter()
            .find(|rows| rows.group == group)
            .map_or(&[], |rows| &rows.rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_files_fit_together() {
        let city = City::lac_giang().unwrap();
        for event in &city.events {
            assert!(city.unit(&event.unit).is_some(), "no unit {}", event.unit);
            assert!(event.slot.is_empty() || city.speech.slot.contains_key(&event.slot));
        }
        for unit in &city.units {
            assert!(
                city.speech.tasks(unit.group).count() >= 3,
                "group {}",
                unit.group
            );
            assert!(
                !city.speech.rows(unit.group).is_empty(),
                "group {}",
                unit.group
            );
        }
        for [_, _, slot] in city.speech.figure.iter().flat_map(|rows| &rows.rows) {
            assert!(city.speech.slot.contains_key(slot), "no slot {slot}");
        }
    }
}
