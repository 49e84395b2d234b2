//! An entry as JSON has it: which part it belongs to stands among its own fields.
//!
//! Writing it so is serde's `flatten`. Reading is not: `flatten` first sets every field of every
//! entry aside, and a city's month took twice the time to read.

use nhip_viet::quantity::Quantity;
use serde::Deserialize;

use super::{Answer, Entry, Part};
use crate::document::Place;

/// The fields of [`Entry`], those of its part beside them.
#[derive(Deserialize)]
pub(super) struct Record {
    part: Name,
    task: Option<String>,
    score: f64,
    answer: Answer,
    text: String,
    quantities: Vec<Quantity>,
    #[serde(default)]
    others: Vec<usize>,
    place: Place,
}

/// The names of [`Part`].
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Name {
    Task,
    Other,
    Figures,
    Difficulties,
    Proposals,
    Outlook,
}

impl TryFrom<Record> for Entry {
    type Error = &'static str;

    fn try_from(record: Record) -> Result<Entry, &'static str> {
        Ok(Entry {
            part: match record.part {
                Name::Task => Part::Task {
                    task: record.task.ok_or("missing field `task`")?,
                },
                Name::Other => Part::Other,
                Name::Figures => Part::Figures,
                Name::Difficulties => Part::Difficulties,
                Name::Proposals => Part::Proposals,
                Name::Outlook => Part::Outlook,
            },
            score: record.score,
            answer: record.answer,
            text: record.text,
            quantities: record.quantities,
            others: record.others,
            place: record.place,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(part: Part) -> Entry {
        Entry {
            part,
            score: 0.5,
            answer: Answer::Given,
            text: "Phát 12 tờ rơi.".to_owned(),
            quantities: nhip_viet::quantity::quantities("Phát 12 tờ rơi."),
            others: vec![0],
            place: Place::default(),
        }
    }

    #[test]
    fn an_entry_of_any_part_comes_back() {
        let parts = [
            Part::Task {
                task: "UBND.1".to_owned(),
            },
            Part::Other,
            Part::Figures,
            Part::Difficulties,
            Part::Proposals,
            Part::Outlook,
        ];
        for part in parts {
            let json = serde_json::to_string(&entry(part.clone())).unwrap();
            let back: Entry = serde_json::from_str(&json).unwrap();
            assert_eq!(back, entry(part), "{json}");
        }
    }

    #[test]
    fn a_result_of_no_task_is_refused() {
        let json = serde_json::to_string(&entry(Part::Other)).unwrap();
        let named = json.replace(r#""part":"other""#, r#""part":"task""#);
        let refused = serde_json::from_str::<Entry>(&named).unwrap_err();
        assert!(refused.to_string().contains("`task`"), "{refused}");
    }
}
