//! A form of a decision read: units by code or full name, never by a guess.

use nhip_core::id::UnitId;
use nhip_core::unit::history::{Change, NewUnit, Part, Shares, Succession, Target};

use super::kind::Kind;
use super::named::found;
use crate::app::App;
use crate::fields::{Fields, FormState};
use crate::who::SignedIn;
use nhip_office::succession::Decided;

/// Rows a form opens with, and by how many it grows.
const UNITS: usize = 4;
const PARTS: usize = 2;
pub const MORE_UNITS: usize = 4;
pub const MORE_PARTS: usize = 1;
/// No decision is about more; a form stays a form.
const MOST_ROWS: usize = 60;

/// How many rows a form has.
pub fn rows(kind: Kind, fields: &Fields) -> usize {
    let least = if kind == Kind::Merge { UNITS } else { PARTS };
    let asked = fields.get("so-o").parse().unwrap_or(least);
    asked.clamp(least, MOST_ROWS)
}

/// The unit a decision is looked at from once it is kept.
pub fn focus(decided: &Decided, id: &UnitId) -> String {
    match &decided.succession.change {
        Change::Merge { into, .. } => into.id().to_string(),
        _ => id.to_string(),
    }
}

/// The decision, if everything needed is there; otherwise the form says what is not.
pub fn entered(
    app: &App,
    me: &SignedIn,
    id: &UnitId,
    kind: Kind,
    form: &mut FormState,
) -> Option<Decided> {
    let mut reading = Reading { app, me, id, form };
    let decision = reading
        .form
        .line("so", "số quyết định", "the number of the decision");
    let effective = nhip_core::period::day(reading.form.value("ngay"));
    if effective.is_none() {
        reading.form.refuse(
            "ngay",
            "Hãy viết ngày hiệu lực như 01/07/2026.",
            "Write the first day of the new order like 2026-07-01.",
        );
    }
    let (change, people_to) = match kind {
        Kind::Merge => (reading.merge(), None),
        Kind::Split => reading.split(),
        Kind::Rename => (reading.rename(), None),
        Kind::Move => (reading.put(), None),
        Kind::Dissolve => (Some(Change::Dissolve { unit: id.clone() }), None),
    };
    let succession = Succession {
        decision,
        effective: effective?,
        change: change?,
    };
    form.is_right().then_some(Decided {
        succession,
        people_to,
    })
}

struct Reading<'a> {
    app: &'a App,
    me: &'a SignedIn,
    id: &'a UnitId,
    form: &'a mut FormState,
}

impl Reading<'_> {
    fn merge(&mut self) -> Option<Change> {
        let mut units = vec![self.id.to_owned()];
        for row in 1..=rows(Kind::Merge, &self.form.fields) {
            let field = format!("dv-{row}");
            if self.form.value(&field).is_empty() {
                continue;
            }
            let other = self.unit(&field)?;
            if units.contains(&other) {
                self.form.refuse(
                    &field,
                    "Đơn vị này đã nêu ở trên.",
                    "This unit is named above already.",
                );
            }
            units.push(other);
        }
        if self.form.value("thanh") == "giu" {
            let stays = self.unit("giu")?;
            units.retain(|unit| *unit != stays);
            return Some(Change::Merge {
                ends: units,
                into: Target::Existing(stays),
            });
        }
        let above = self.unit("cap-tren");
        let new = NewUnit {
            id: self.app.new_id(),
            name: self
                .form
                .line("ten", "tên đơn vị mới", "the name of the new unit"),
            code: self
                .form
                .line("ma", "mã đơn vị mới", "the code of the new unit"),
            aliases: Vec::new(),
            kind: self.form.value("loai").to_owned(),
            parent: Some(above?),
        };
        Some(Change::Merge {
            ends: units,
            into: Target::New(new),
        })
    }

    fn split(&mut self) -> (Option<Change>, Option<UnitId>) {
        let mut parts = Vec::new();
        let mut people = Vec::new();
        for row in 1..=rows(Kind::Split, &self.form.fields) {
            if ["ten", "ma", "co", "dan"]
                .iter()
                .all(|name| self.form.value(&format!("{name}-{row}")).is_empty())
            {
                continue;
            }
            let Some(into) = self.part(row) else {
                return (None, None);
            };
            people.push(self.form.value(&format!("dan-{row}")).to_owned());
            parts.push((
                row,
                Part {
                    into,
                    takes: Vec::new(),
                },
            ));
        }
        let tree = self.me.units.register.at(self.me.units.today);
        for child in tree.children(self.id) {
            let chosen = self.form.value(&format!("con-{child}"));
            let part = parts.iter_mut().find(|(row, _)| row.to_string() == chosen);
            if let Some((_, part)) = part {
                part.takes.push((*child).to_owned());
            }
        }
        let chosen = self.form.value("tai-khoan");
        let people_to = parts.iter().find(|(row, _)| row.to_string() == chosen);
        let people_to = people_to.map(|(_, part)| part.into.id().to_owned());
        let shares = self.shares(&people);
        let change = Change::Split {
            ends: self.id.clone(),
            parts: parts.into_iter().map(|(_, part)| part).collect(),
            shares,
        };
        (Some(change), people_to)
    }

    fn part(&mut self, row: usize) -> Option<Target> {
        let existing = format!("co-{row}");
        if !self.form.value(&existing).is_empty() {
            return self.unit(&existing).map(Target::Existing);
        }
        let spell = self.me.units.spell(self.id)?;
        Some(Target::New(NewUnit {
            id: self.app.new_id(),
            name: self
                .form
                .line(&format!("ten-{row}"), "tên đơn vị", "the name"),
            code: self
                .form
                .line(&format!("ma-{row}"), "mã đơn vị", "the code"),
            aliases: Vec::new(),
            kind: spell.kind.clone(),
            parent: spell.parent.clone(),
        }))
    }

    /// By how many people live in each part; nothing where no part says so.
    fn shares(&mut self, people: &[String]) -> Option<Shares> {
        if people.iter().all(String::is_empty) {
            return None;
        }
        let numbers: Option<Vec<u64>> = people
            .iter()
            .map(|text| text.replace(['.', ' '], "").parse().ok())
            .collect();
        let shares = numbers.and_then(|parts| {
            let whole = parts
                .iter()
                .try_fold(0_u64, |sum, part| sum.checked_add(*part));
            Shares::new(whole?, parts)
        });
        if shares.is_none() {
            self.form.refuse(
                "dan-1",
                "Hãy ghi số dân của mọi phần, hoặc để trống tất cả.",
                "Enter the population of every part, or of none.",
            );
        }
        shares
    }

    fn rename(&mut self) -> Option<Change> {
        let name = self.form.line("ten", "tên đơn vị", "the name");
        let code = self.form.line("ma", "mã đơn vị", "the code");
        Some(Change::Rename {
            unit: self.id.clone(),
            name,
            code: Some(code),
            sort: Some(self.form.value("loai").to_owned()),
        })
    }

    fn put(&mut self) -> Option<Change> {
        let parent = self.unit("cap-tren")?;
        Some(Change::Move {
            unit: self.id.clone(),
            parent: Some(parent),
        })
    }

    /// The unit a field names, among those this person manages.
    fn unit(&mut self, field: &str) -> Option<UnitId> {
        let text = self.form.value(field).to_owned();
        match found(self.me, &text) {
            Ok(id) => Some(id),
            Err(why) => {
                self.form.problems.push((field.to_owned(), why));
                None
            }
        }
    }
}
