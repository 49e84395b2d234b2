//! Corrections a person makes to what was read: a task's words, a task more or less, one split.

use super::{Plan, PlanUnit, Task};

/// Words of a task that stand for it in lists.
const FIRST_WORDS: usize = 14;

/// What a person corrects in a plan that was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corrections {
    /// Tasks more: [`PlanUnit::id`] and words.
    pub added: Vec<(String, String)>,
    /// Tasks by [`Task::id`] with their words; none where the task goes.
    pub tasks: Vec<(String, Option<String>)>,
}

impl Plan {
    /// Its own number and symbol, as they are normally written.
    pub fn number(&self) -> Option<&str> {
        let number = self.number_symbol.as_ref();
        number.map(|number| number.normalized.as_str())
    }

    /// Every task, in the order of the plan.
    pub fn tasks(&self) -> impl Iterator<Item = &Task> {
        self.units.iter().flat_map(|unit| &unit.tasks)
    }

    /// Corrects what was read.
    pub fn correct(&mut self, corrections: &Corrections) {
        // New ones first: they never take the number of one that goes in the same breath.
        for (unit, text) in &corrections.added {
            self.add_task(unit, text);
        }
        for (task, text) in &corrections.tasks {
            match text {
                Some(text) => self.reword_task(task, text),
                None => self.remove_task(task),
            };
        }
    }

    /// A task and the unit that owes it, by [`Task::id`].
    pub fn task(&self, id: &str) -> Option<(&PlanUnit, &Task)> {
        self.units.iter().find_map(|unit| {
            let task = unit.tasks.iter().find(|task| task.id == id)?;
            Some((unit, task))
        })
    }

    /// Gives a task other words; whether anything changed.
    pub fn reword_task(&mut self, id: &str, text: &str) -> bool {
        let text = text.trim();
        let tasks = self.units.iter_mut().flat_map(|unit| &mut unit.tasks);
        let Some(task) = tasks.into_iter().find(|task| task.id == id) else {
            return false;
        };
        if text.is_empty() || task.text == text {
            return false;
        }
        task.starts_with = first_words(text);
        text.clone_into(&mut task.text);
        true
    }

    /// Takes a task out; whether it was there.
    pub fn remove_task(&mut self, id: &str) -> bool {
        let before = self.tasks().count();
        for unit in &mut self.units {
            unit.tasks.retain(|task| task.id != id);
        }
        self.counts.tasks = self.tasks().count();
        self.counts.tasks != before
    }

    /// Adds a task at the end of a unit's; its new id, or `None` where the unit is unknown or the
    /// text empty. The id continues the unit's numbers, so no other task's id changes.
    pub fn add_task(&mut self, unit: &str, text: &str) -> Option<String> {
        let unit = self.units.iter_mut().find(|known| known.id == unit)?;
        let id = format!("{}.{}", unit.id, next_number(&unit.id, &unit.tasks));
        let task = made(&id, unit.line, text)?;
        unit.tasks.push(task);
        self.counts.tasks = self.tasks().count();
        Some(id)
    }

    /// Adds the parts of a task right behind it, "UBND.1.1", "UBND.1.2"; their ids. The task
    /// itself stays, for reports already name it.
    pub fn split_task(&mut self, id: &str, texts: &[String]) -> Vec<String> {
        let home = self.units.iter_mut().find_map(|unit| {
            let at = unit.tasks.iter().position(|task| task.id == id)?;
            Some((unit, at))
        });
        let Some((unit, at)) = home else {
            return Vec::new();
        };
        let line = unit.tasks.get(at).map_or(unit.line, |task| task.line);
        let first = next_number(id, &unit.tasks);
        let parts: Vec<Task> = (first..)
            .zip(texts)
            .filter_map(|(n, text)| made(&format!("{id}.{n}"), line, text))
            .collect();
        let ids = parts.iter().map(|task| task.id.clone()).collect();
        let behind = at + 1 + below(id, unit.tasks.get(at + 1..).unwrap_or_default());
        unit.tasks.splice(behind..behind, parts);
        self.counts.tasks = self.tasks().count();
        ids
    }
}

/// How many tasks at the beginning are parts of this one already.
fn below(id: &str, tasks: &[Task]) -> usize {
    let part = |task: &&Task| number_below(id, &task.id).is_some();
    tasks.iter().take_while(part).count()
}

/// 2 of "UBND.2" below "UBND".
pub(super) fn number_below(above: &str, id: &str) -> Option<u32> {
    let rest = id.strip_prefix(above)?.strip_prefix('.')?;
    rest.split('.').next()?.parse().ok()
}

fn next_number(above: &str, tasks: &[Task]) -> u32 {
    let numbers = tasks
        .iter()
        .filter_map(|task| number_below(above, &task.id));
    numbers.max().unwrap_or(0).saturating_add(1)
}

fn made(id: &str, line: u32, text: &str) -> Option<Task> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    Some(Task {
        id: id.to_owned(),
        line,
        lines: Vec::new(),
        marker: None,
        starts_with: first_words(text),
        text: text.to_owned(),
        sub_items: Vec::new(),
        co_owners: Vec::new(),
        due: None,
    })
}

fn first_words(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(FIRST_WORDS).collect();
    words.join(" ")
}
