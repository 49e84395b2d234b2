//! What a report or a consolidated report says, as lists that can be compared.

use std::collections::BTreeMap;

use nhip_viet::quantity::{Kind, Quantity, indicator_key};

use super::Amount;
use crate::consolidation::Consolidation;
use crate::report::{Answer, Part, Reading, UnitMatch};

/// Where a figure belongs; figures with the same key are the same indicator.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key<'a> {
    pub unit: &'a str,
    pub part: &'a Part,
    indicator: String,
    kind: Kind,
}

/// The figures of one key.
pub(super) struct Figures<'a> {
    /// Unit of count and thing counted as written; of several wordings the first by alphabet.
    pub name: (&'a str, &'a str),
    pub amounts: Vec<Amount>,
}

/// Unit, part and words; no words for "không phát sinh".
pub(super) type Words<'a> = (&'a str, &'a Part, Option<&'a str>);

/// Everything said. Borrowed: a large city says two hundred thousand things.
#[derive(Default)]
pub(super) struct Said<'a> {
    pub figures: BTreeMap<Key<'a>, Figures<'a>>,
    /// How often each text stands there.
    pub texts: BTreeMap<Words<'a>, usize>,
}

impl<'a> Said<'a> {
    /// By all the counted reports of a month.
    pub fn together(consolidation: &'a Consolidation) -> Said<'a> {
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
    pub fn alone(reading: &'a Reading) -> Said<'a> {
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
        unit: &'a str,
        part: &'a Part,
        kind: Kind,
        name: (&'a str, &'a str),
        amount: Amount,
    ) {
        let key = Key {
            unit,
            part,
            indicator: indicator_key(name.0, name.1),
            kind,
        };
        let figures = self.figures.entry(key).or_insert_with(|| Figures {
            name,
            amounts: Vec::new(),
        });
        if name < figures.name {
            figures.name = name;
        }
        figures.amounts.push(amount);
    }

    fn text(&mut self, unit: &'a str, part: &'a Part, text: Option<&'a str>) {
        *self.texts.entry((unit, part, text)).or_default() += 1;
    }
}

fn amount(quantity: &Quantity) -> Amount {
    Amount {
        value: quantity.value,
        upper: quantity.upper,
        approximate: quantity.approximate,
    }
}
