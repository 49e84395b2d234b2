//! What a report or a consolidated report says, as lists that can be compared.

use std::collections::BTreeMap;

use nhip_viet::quantity::{Kind, Quantity, indicator_key};

use super::{Amount, Text};
use crate::consolidation::Consolidation;
use crate::report::{Answer, Part, Reading, UnitMatch};

/// Where a figure belongs; figures with the same key are the same indicator.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub unit: String,
    pub part: Part,
    indicator: String,
    kind: Kind,
}

/// The figures of one key.
#[derive(Default)]
pub(super) struct Figures {
    /// Unit of count and thing counted as written; of several wordings the first by alphabet.
    pub name: (String, String),
    pub amounts: Vec<Amount>,
}

/// Everything said.
#[derive(Default)]
pub(super) struct Said {
    pub figures: BTreeMap<Key, Figures>,
    /// How often each text stands there.
    pub texts: BTreeMap<Text, usize>,
}

impl Said {
    /// By all the counted reports of a month.
    pub fn together(consolidation: &Consolidation) -> Said {
        let mut said = Said::default();
        for figure in &consolidation.figures {
            let amount = Amount {
                value: figure.value,
                upper: figure.upper,
                approximate: figure.approximate,
            };
            let name = (figure.count_unit.as_str(), figure.what.as_str());
            said.figure(&figure.unit, &figure.part, figure.kind, name, amount);
        }
        for task in &consolidation.tasks {
            for paragraph in &task.paragraphs {
                for source in &paragraph.sources {
                    said.text(&source.unit, &task.part, Some(&paragraph.text));
                }
            }
            for unit in &task.nil {
                said.text(unit, &task.part, None);
            }
        }
        said
    }

    /// By one report.
    pub fn alone(reading: &Reading) -> Said {
        let unit = match &reading.unit {
            UnitMatch::One { code, .. } => code.as_str(),
            _ => "",
        };
        let mut said = Said::default();
        for entry in &reading.entries {
            match entry.answer {
                Answer::Given => said.text(unit, &entry.part, Some(&entry.text)),
                Answer::Nil => said.text(unit, &entry.part, None),
                Answer::Blank => {}
            }
            for quantity in &entry.quantities {
                let name = (quantity.count_unit.as_str(), quantity.what.as_str());
                said.figure(unit, &entry.part, quantity.kind, name, amount(quantity));
            }
        }
        said
    }

    fn figure(
        &mut self,
        unit: &str,
        part: &Part,
        kind: Kind,
        (count_unit, what): (&str, &str),
        amount: Amount,
    ) {
        let key = Key {
            unit: unit.to_owned(),
            part: part.clone(),
            indicator: indicator_key(count_unit, what),
            kind,
        };
        let name = (count_unit.to_owned(), what.to_owned());
        let figures = self.figures.entry(key).or_insert_with(|| Figures {
            name: name.clone(),
            amounts: Vec::new(),
        });
        if name < figures.name {
            figures.name = name;
        }
        figures.amounts.push(amount);
    }

    fn text(&mut self, unit: &str, part: &Part, text: Option<&str>) {
        let text = Text {
            unit: unit.to_owned(),
            part: part.clone(),
            text: text.map(str::to_owned),
        };
        *self.texts.entry(text).or_default() += 1;
    }
}

fn amount(quantity: &Quantity) -> Amount {
    Amount {
        value: quantity.value,
        upper: quantity.upper,
        approximate: quantity.approximate,
    }
}
