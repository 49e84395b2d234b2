//! Which task of the plan a paragraph answers, and how sure that is.
//!
//! [`nhip_viet::similar`] compares; here stands what a report adds to it: a unit answers its own
//! tasks and its group's, a heading may quote a task, and below a threshold nothing fits. A measure of our
//! own (share of the paragraph's words a task has) was tried beside it: it laid two of fourteen
//! paragraphs on the long tasks of a real plan wrongly, this one none.

use std::collections::HashMap;

use nhip_core::plan::Plan;
use nhip_viet::fold;
use nhip_viet::similar::Index;

/// From here on a paragraph is laid to its best task; below it goes under "Nội dung khác".
/// Calibrated on the pairs in `tests/report/matching.rs` and on a real plan with tasks of 200
/// words: foreign paragraphs reach 0.12, fitting ones begin at 0.13 there and at 0.25 where
/// tasks are short.
pub const THRESHOLD: f64 = 0.125;

/// The tasks of a plan, indexed by their words.
pub struct Matcher {
    tasks: Vec<Known>,
    index: Index,
    /// Task ids, upper case, to position.
    ids: HashMap<String, usize>,
}

struct Known {
    id: String,
    unit: String,
    opening: String,
}

/// A task found for a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// [`nhip_core::plan::Task::id`].
    pub task: String,
    /// How well it fits, 0–1.
    pub score: f64,
}

impl Matcher {
    /// Indexes all tasks of a plan, with the items below them.
    pub fn new(plan: &Plan) -> Matcher {
        let (mut tasks, mut texts) = (Vec::new(), Vec::new());
        for unit in &plan.units {
            for task in &unit.tasks {
                let items = task.sub_items.iter().map(|item| item.text.as_str());
                let parts: Vec<&str> = std::iter::once(task.text.as_str()).chain(items).collect();
                texts.push(parts.join("\n"));
                tasks.push(Known {
                    id: task.id.clone(),
                    unit: unit.id.clone(),
                    opening: fold::key(&task.text),
                });
            }
        }
        let ids = tasks
            .iter()
            .enumerate()
            .map(|(at, task)| (task.id.to_uppercase(), at))
            .collect();
        Matcher {
            tasks,
            index: Index::new(texts.iter().map(String::as_str)),
            ids,
        }
    }

    /// The task with this id, in any case.
    pub fn by_id(&self, id: &str) -> Option<&str> {
        let at = self.ids.get(&id.to_uppercase())?;
        self.tasks.get(*at).map(|task| task.id.as_str())
    }

    /// The best task for a text, of the unit's own group's where it is given: nobody reports for
    /// another. `None` below [`THRESHOLD`].
    pub fn best(&self, text: &str, own: Option<&str>) -> Option<Match> {
        self.nearest(text, own)
            .filter(|found| found.score >= THRESHOLD && self.is_of(&found.task, own))
    }

    /// Whether a task is of the group; with no group any is.
    fn is_of(&self, task: &str, own: Option<&str>) -> bool {
        let mut tasks = self.tasks.iter().filter(|known| known.id == task);
        own.is_none() || tasks.any(|known| Some(known.unit.as_str()) == own)
    }

    /// The tasks of a group.
    pub fn of_group<'a>(&'a self, own: Option<&'a str>) -> impl Iterator<Item = &'a str> {
        let tasks = self.tasks.iter();
        tasks
            .filter(move |task| Some(task.unit.as_str()) == own)
            .map(|task| task.id.as_str())
    }

    /// The best task however poor it is; `None` only in a plan without tasks.
    pub fn nearest(&self, text: &str, own: Option<&str>) -> Option<Match> {
        let scores = self.index.scores(text);
        let best = |mine: bool| {
            let fitting = scores.iter().enumerate().filter(|(at, _)| {
                let unit = self.tasks.get(*at).map(|task| task.unit.as_str());
                (own.is_some() && unit == own) == mine
            });
            // The earlier of two equal ones, so that the result never depends on luck.
            fitting.fold(None, |best: Option<(usize, f64)>, (at, score)| match best {
                Some((_, top)) if top >= *score => best,
                _ => Some((at, *score)),
            })
        };
        let mine = best(true).filter(|(_, score)| *score >= THRESHOLD);
        let (at, score) = mine.or_else(|| best(false)).or_else(|| best(true))?;
        let task = self.tasks.get(at)?.id.clone();
        Some(Match { task, score })
    }

    /// The task a heading quotes: it opens with the heading's words, or the other way round.
    pub fn quoted(&self, heading: &str, own: Option<&str>) -> Option<Match> {
        let key = fold::key(heading);
        let key = key.trim_end_matches(|c: char| !c.is_alphanumeric());
        let long = key.split(' ').count() >= 4;
        let opens = |task: &&Known| {
            let short = task
                .opening
                .trim_end_matches(|c: char| !c.is_alphanumeric());
            task.opening.starts_with(key) || (short.len() >= 12 && key.starts_with(short))
        };
        let fitting: Vec<&Known> = self
            .tasks
            .iter()
            .filter(|task| long && opens(task) && (own.is_none() || own == Some(&*task.unit)))
            .collect();
        let quoted = fitting.first().map(|task| Match {
            task: task.id.clone(),
            score: 1.0,
        });
        quoted.or_else(|| self.best(heading, own))
    }
}
