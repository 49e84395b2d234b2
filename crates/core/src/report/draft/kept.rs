//! Boxes as they are kept, and what activities bring into a report begun before them.
//!
//! A box is the program's until a person types in it. From then on it is hers, an emptied one too:
//! activities write nothing in it, and what they would have brought is offered beside it.

use std::collections::{BTreeMap, HashSet};

use super::{Column, Draft, Field, FigureRow, add_line};
use crate::report::Answer;

/// A box as it is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeptBox {
    /// Name ([`Field`]).
    pub name: String,
    /// What stands in it.
    pub value: String,
    /// A person has typed in it.
    pub typed: bool,
    /// Typed: what activities had brought until then, or until she took or declined an offer.
    pub filled: String,
    /// Typed: what activities would bring now.
    pub offered: String,
}

impl KeptBox {
    /// One nobody has touched, with what the program puts into it.
    pub fn untouched(name: String, value: String) -> KeptBox {
        KeptBox {
            name,
            value,
            ..KeptBox::default()
        }
    }

    /// One a person has filled for the first time.
    pub fn by_hand(name: impl Into<String>, value: impl Into<String>) -> KeptBox {
        KeptBox::untouched(name.into(), String::new()).typed(value.into())
    }

    /// The same with what a person typed.
    #[must_use]
    pub fn typed(mut self, value: String) -> KeptBox {
        let was = std::mem::replace(&mut self.value, value);
        if !self.typed {
            self.typed = true;
            self.filled.clone_from(&was);
            self.offered = was;
        }
        self
    }

    /// What activities have for the box and it has not: lines of a text, or a figure.
    pub fn offers(&self) -> Vec<&str> {
        if !self.typed || self.offered == self.filled {
            return Vec::new();
        }
        if self.is_cell() {
            let new = Some(self.offered.as_str());
            let new = new.filter(|new| !new.is_empty() && *new != self.value);
            return new.into_iter().collect();
        }
        let had: HashSet<&str> = self.filled.lines().collect();
        let new = |line: &&str| !line.is_empty() && !had.contains(line);
        let lines = self.offered.lines().filter(new);
        lines.filter(|line| !self.value.contains(line)).collect()
    }

    /// The same with what is offered: a text is added below hers, a figure takes the place of hers.
    #[must_use]
    pub fn taken(self) -> KeptBox {
        let mut value = match self.is_cell() {
            true => String::new(),
            false => self.value.clone(),
        };
        for line in self.offers() {
            add_line(&mut value, line);
        }
        match self.offers().is_empty() {
            true => self.declined(),
            false => KeptBox { value, ..self }.declined(),
        }
    }

    /// The same with nothing offered until there is something new.
    #[must_use]
    pub fn declined(mut self) -> KeptBox {
        self.filled.clone_from(&self.offered);
        self
    }

    fn is_cell(&self) -> bool {
        matches!(Field::parse(&self.name), Some(Field::Figure(..)))
    }
}

/// The boxes that change, so that a report begun before holds what it would open with now, or
/// offers it. `draft` is what the kept boxes make.
pub fn bring(kept: &[KeptBox], draft: &Draft, fresh: &Draft) -> Vec<KeptBox> {
    let named = kept.iter().map(|one| (one.name.as_str(), one));
    let mut bringing = Bringing {
        known: named.collect(),
        found: Vec::new(),
    };
    let texts = draft
        .answers
        .iter()
        .map(|answer| Field::Text(answer.task.clone()));
    for field in texts.chain([Field::Other]) {
        bringing.put(&field, fresh.get(&field));
    }
    bringing.figures(draft, fresh);
    // A row further down than the table goes is no box.
    let mut found = bringing.found;
    found.retain(|one| Field::parse(&one.name).is_some());
    found
}

struct Bringing<'a> {
    known: BTreeMap<&'a str, &'a KeptBox>,
    found: Vec<KeptBox>,
}

/// A row of the table: known by what stands in it, or by what the program once put there.
struct Row {
    number: usize,
    shown: (String, String),
    brought: (String, String),
}

impl Row {
    fn is_hers(&self) -> bool {
        self.shown != self.brought
    }
}

fn key(row: &FigureRow) -> (String, String) {
    (row.name.clone(), row.count_unit.clone())
}

impl Bringing<'_> {
    /// Fills a box, or offers it.
    fn put(&mut self, field: &Field, now: &str) {
        let name = field.to_string();
        let known = self.known.get(name.as_str()).copied();
        let now = now.to_owned();
        let brought = match known.filter(|kept| kept.typed) {
            Some(kept) => KeptBox {
                offered: now,
                ..kept.clone()
            },
            None => KeptBox::untouched(name, now),
        };
        let same = match known {
            Some(kept) => *kept == brought,
            None => brought.value.is_empty(),
        };
        if !same {
            self.found.push(brought);
        }
    }

    fn figures(&mut self, draft: &Draft, fresh: &Draft) {
        let rows: Vec<Row> = (1..=self.last_row(draft))
            .map(|number| self.row(number, draft))
            .collect();
        let value = |row: &Row| Field::Figure(row.number, Column::Value);
        let mut free = rows.len();
        for figure in &fresh.figures {
            let shown = rows.iter().find(|row| row.shown == key(figure));
            let renamed = rows.iter().find(|row| row.brought == key(figure));
            match (shown, renamed) {
                (Some(row), _) => self.put(&value(row), &figure.value),
                // Renamed or emptied: hers, and not written a second time elsewhere.
                (None, Some(_)) => {}
                (None, None) => {
                    free += 1;
                    self.put(&Field::Figure(free, Column::Name), &figure.name);
                    self.put(&Field::Figure(free, Column::CountUnit), &figure.count_unit);
                    self.put(&Field::Figure(free, Column::Value), &figure.value);
                }
            }
        }
        let keys: HashSet<_> = fresh.figures.iter().map(key).collect();
        for row in &rows {
            if !row.is_hers() && !keys.contains(&row.shown) {
                // Its last activity was taken back.
                self.put(&value(row), "");
            }
        }
    }

    /// Rows emptied at the end of the table count: they are not to be filled again.
    fn last_row(&self, draft: &Draft) -> usize {
        let number = |name: &&str| match Field::parse(name) {
            Some(Field::Figure(row, _)) => Some(row),
            _ => None,
        };
        let kept = self.known.keys().filter_map(number).max();
        kept.unwrap_or_default().max(draft.figures.len())
    }

    fn row(&self, number: usize, draft: &Draft) -> Row {
        let shown = |column| draft.get(&Field::Figure(number, column)).to_owned();
        let brought = |column| {
            let name = Field::Figure(number, column).to_string();
            match self.known.get(name.as_str()).filter(|one| one.typed) {
                Some(one) => one.filled.clone(),
                None => shown(column),
            }
        };
        Row {
            number,
            shown: (shown(Column::Name), shown(Column::CountUnit)),
            brought: (brought(Column::Name), brought(Column::CountUnit)),
        }
    }
}

/// The boxes of a draft that hold something, by name and value.
pub fn filled(draft: &Draft) -> Vec<(String, String)> {
    draft
        .fields()
        .filter(|(_, value)| !value.is_empty())
        .map(|(field, value)| (field.to_string(), value.to_owned()))
        .collect()
}

/// The boxes a form handed in fills: what it answers takes the place of what stood there, what it
/// leaves blank stays. Its table of figures takes the place of the whole table.
pub fn taken_over(now: &Draft, form: &Draft) -> Vec<(String, String)> {
    let mut boxes = filled(form);
    let given = form
        .answers
        .iter()
        .filter(|one| one.answer() == Answer::Given);
    for answer in given {
        let nil = Field::Nil(answer.task.clone());
        if !answer.nil && !now.get(&nil).is_empty() {
            boxes.push((nil.to_string(), String::new()));
        }
    }
    if form.figures.iter().any(|row| !row.is_unanswered()) {
        for row in 1..=now.figures.len() {
            for column in Column::ALL {
                let field = Field::Figure(row, column);
                if form.get(&field).is_empty() && !now.get(&field).is_empty() {
                    boxes.push((field.to_string(), String::new()));
                }
            }
        }
    }
    boxes
}
