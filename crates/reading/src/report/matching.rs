//! Which task of the plan a paragraph answers, and how sure that is.
//!
//! [`nhip_viet::similar`] compares; here stands what a report adds to it: a unit answers its own
//! tasks and its group's, a heading may quote a task, and below a threshold nothing fits. A measure of our
//! own (share of the paragraph's words a task has) was tried beside it: it laid two of fourteen
//! paragraphs on the long tasks of a real plan wrongly, this one none.

use std::collections::HashMap;

use nhip_core::plan::Plan;
use nhip_core::report::DOUBTFUL;
use nhip_viet::fold;
use nhip_viet::similar::Index;

use super::deeds::Deeds;
use super::told;

/// From here on a paragraph is laid to its best task; below it goes under "Nội dung khác".
/// Calibrated on the pairs in `tests/report/matching.rs` and on a real plan with tasks of 200
/// words: foreign paragraphs reach 0.12, fitting ones begin at 0.13 there and at 0.25 where
/// tasks are short.
pub const THRESHOLD: f64 = 0.125;

/// Score of a task told by its deed.
const BY_DEED: f64 = 0.5;
/// Likeness from which a sentence laid to no task is asked about.
const SUSPECTED: f64 = 0.1;
/// Likeness that needs no deed beside it.
const BY_WORDS: f64 = 0.35;

/// The tasks of a plan, indexed by their words.
pub struct Matcher {
    tasks: Vec<Known>,
    index: Index,
    /// Task ids, upper case, to position.
    ids: HashMap<String, usize>,
    /// Matters the plan is not about.
    matters: Vec<&'static str>,
}

struct Known {
    id: String,
    unit: String,
    opening: String,
    deeds: Deeds,
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
                    deeds: Deeds::of(&task.text),
                });
            }
        }
        let subject = plan.title.subject.as_deref().unwrap_or_default();
        let matters = told::other_matters(&format!("{subject}\n{}", texts.join("\n")));
        let ids = tasks
            .iter()
            .enumerate()
            .map(|(at, task)| (task.id.to_uppercase(), at))
            .collect();
        Matcher {
            tasks,
            index: Index::new(texts.iter().map(String::as_str)),
            ids,
            matters,
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

    /// The unit's own task a sentence answers by the deed it names; `None` where no task has the deed, or
    /// two have it alike.
    pub(super) fn by_deed(&self, text: &str, own: Option<&str>) -> Option<Match> {
        let deeds = Deeds::of(text);
        if deeds.is_empty() || own.is_none() {
            return None;
        }
        let scores = self.index.scores(text);
        let tasks = self.tasks.iter().zip(&scores);
        let own = tasks.filter(|(task, _)| Some(task.unit.as_str()) == own);
        let mut fitting: Vec<(f64, f64, &Known)> = own
            .map(|(task, score)| (deeds.in_task(&task.deeds), *score, task))
            .filter(|(shared, ..)| *shared > 0.0)
            .collect();
        fitting.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.total_cmp(&a.1)));
        let (shared, score, task) = fitting.first()?;
        let apart = fitting.get(1).is_none_or(|next| shared - next.0 > 0.2);
        apart.then(|| Match {
            task: task.id.clone(),
            score: score.max(BY_DEED),
        })
    }

    /// The unit's own task a sentence answers: by deed, else by likeness, which is doubted where the task
    /// names deeds and the sentence none of them.
    pub(super) fn answered(&self, text: &str, own: Option<&str>) -> Option<Match> {
        self.by_deed(text, own).or_else(|| {
            let found = self.best(text, own)?;
            let mut tasks = self.tasks.iter().filter(|task| task.id == found.task);
            let other = tasks.any(|task| {
                task.deeds.is_told_by_deed() && Deeds::of(text).in_task(&task.deeds) == 0.0
            });
            let doubted = own.is_some() && other && found.score < BY_WORDS;
            Some(Match {
                score: if doubted {
                    found.score.min(DOUBTFUL - 0.01)
                } else {
                    found.score
                },
                ..found
            })
        })
    }

    /// Whether a sentence tells of a matter the plan is not about.
    pub(super) fn is_elsewhere(&self, text: &str) -> bool {
        told::on_another(text, &self.matters)
    }

    /// Whether a task of another unit is more like a text than any of its own.
    pub(super) fn fits_others(&self, text: &str, own: Option<&str>) -> bool {
        let scores = self.index.scores(text);
        let best = |mine: bool| {
            let tasks = self.tasks.iter().zip(&scores);
            let fitting = tasks.filter(|(task, _)| (Some(&*task.unit) == own) == mine);
            fitting.fold(0.0_f64, |best, (_, score)| best.max(*score))
        };
        best(false) >= THRESHOLD && best(false) > best(true)
    }

    /// The unit's own task that a sentence laid to none may answer all the same: it names one of its deeds,
    /// or is a little like it.
    pub(super) fn suspected(&self, text: &str, own: Option<&str>) -> Option<&str> {
        let deeds = Deeds::of(text);
        let scores = self.index.scores(text);
        let own = self
            .tasks
            .iter()
            .zip(scores)
            .filter(|(task, _)| Some(task.unit.as_str()) == own);
        let weighed = own.map(|(task, score)| (deeds.in_task(&task.deeds) + score, task));
        let (score, task) = weighed.max_by(|a, b| a.0.total_cmp(&b.0))?;
        (score >= SUSPECTED).then_some(task.id.as_str())
    }

    /// Whether mending what is broken is what the task asks for.
    pub(super) fn mends(&self, task: &str) -> bool {
        let mut tasks = self.tasks.iter().filter(|known| known.id == task);
        tasks.any(|known| known.opening.contains("sửa chữa"))
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
