//! What changed between two versions of a plan: tasks added, taken out, worded otherwise.

use std::collections::HashMap;

use nhip_viet::fold::key;
use nhip_viet::similar::resemblance;

use super::{Plan, PlanUnit, Task};

/// Texts that share this much are one task, worded otherwise.
const ALIKE: f64 = 0.4;
/// Tasks of one unit that are compared by their words; of more, the rest is told as added and
/// taken out, so that no file makes the comparison long.
const COMPARED: usize = 100;

/// One task in two versions; at least one side is there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TaskPair<'a> {
    /// The unit or group, as the newer version has it, or else the older.
    pub unit: &'a PlanUnit,
    /// In the older version; `None` where it was added.
    pub before: Option<&'a Task>,
    /// In the newer version; `None` where it was taken out.
    pub after: Option<&'a Task>,
}

impl TaskPair<'_> {
    /// Whether nothing changed but the place.
    pub fn is_same(&self) -> bool {
        match (self.before, self.after) {
            (Some(before), Some(after)) => key(&before.text) == key(&after.text),
            _ => false,
        }
    }
}

/// Every task of both versions, those of one unit together: the newer version's in its order, then
/// what was taken out. Units are the same when their names are; tasks when their texts are, or
/// are much alike.
pub fn versions<'a>(before: &'a Plan, after: &'a Plan) -> Vec<TaskPair<'a>> {
    let mut old: HashMap<String, Vec<&'a PlanUnit>> = HashMap::new();
    for unit in &before.units {
        old.entry(key(&unit.name)).or_default().push(unit);
    }
    let mut pairs = Vec::new();
    for unit in &after.units {
        let was = old.remove(&key(&unit.name)).unwrap_or_default();
        let was: Vec<&Task> = was.iter().flat_map(|unit| &unit.tasks).collect();
        pairs.extend(of_unit(unit, &was));
    }
    for unit in &before.units {
        if old.contains_key(&key(&unit.name)) {
            pairs.extend(unit.tasks.iter().map(|task| TaskPair {
                unit,
                before: Some(task),
                after: None,
            }));
        }
    }
    pairs
}

fn of_unit<'a>(unit: &'a PlanUnit, was: &[&'a Task]) -> Vec<TaskPair<'a>> {
    let mut left: HashMap<String, Vec<&'a Task>> = HashMap::new();
    for task in was.iter().rev() {
        left.entry(key(&task.text)).or_default().push(task);
    }
    let mut pairs: Vec<TaskPair<'a>> = Vec::new();
    for task in &unit.tasks {
        let before = left.get_mut(&key(&task.text)).and_then(Vec::pop);
        pairs.push(TaskPair {
            unit,
            before,
            after: Some(task),
        });
    }
    let mut rest: Vec<&'a Task> = was
        .iter()
        .filter(|task| {
            left.get(&key(&task.text))
                .is_some_and(|left| left.iter().any(|one| one.id == task.id))
        })
        .copied()
        .collect();
    let open = pairs.iter_mut().filter(|pair| pair.before.is_none());
    for pair in open.take(COMPARED) {
        pair.before = pair.after.and_then(|task| take_alike(&mut rest, task));
    }
    pairs.extend(rest.into_iter().map(|task| TaskPair {
        unit,
        before: Some(task),
        after: None,
    }));
    pairs
}

/// The most alike of the tasks left, taken out of them.
fn take_alike<'a>(rest: &mut Vec<&'a Task>, task: &Task) -> Option<&'a Task> {
    let alike = rest.iter().take(COMPARED).enumerate();
    let (at, _) = alike
        .map(|(at, one)| (at, resemblance(&one.text, &task.text)))
        .filter(|(_, alike)| *alike >= ALIKE)
        .max_by(|(_, one), (_, two)| one.total_cmp(two))?;
    Some(rest.remove(at))
}
