//! Which task of the plan a paragraph answers, and how sure that is.
//!
//! Words without accents, alone and in pairs, weighted by how few tasks have them: pairs nearly
//! replace the accents people leave out, and what stands in every task ("tuyên truyền", "phòng,
//! chống dịch") decides nothing. Learned rankers and embeddings were no better on so few tasks.

use std::collections::HashMap;

use nhip_viet::fold;

use crate::plan::Plan;

/// From here on a paragraph is laid to its best task; below it goes under "Nội dung khác".
/// Calibrated on the pairs in `tests/report/matching.rs`: the foreign ones reach 0.34,
/// the fitting ones begin at 0.52.
pub const THRESHOLD: f64 = 0.38;
/// Below this an assignment is printed with a doubt.
pub const DOUBTFUL: f64 = 0.48;

/// Evidence a paragraph must bring besides sharing all it has: two common words are no match.
const PRIOR: f64 = 2.0;
/// Weight of words that no task has: names, numbers, details of the activity.
const FOREIGN: f64 = 0.3;
/// A task of another unit must fit clearly better than the unit's own.
const OTHERS_FACTOR: f64 = 0.75;

/// The tasks of a plan, indexed by their words.
pub struct Matcher {
    tasks: Vec<Known>,
    /// Term to the tasks that have it.
    postings: HashMap<u64, Vec<u32>>,
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
    /// [`crate::plan::Task::id`].
    pub task: String,
    /// How well it fits, 0–1.
    pub score: f64,
}

impl Matcher {
    /// Indexes all tasks of a plan.
    pub fn new(plan: &Plan) -> Matcher {
        let mut matcher = Matcher {
            tasks: Vec::new(),
            postings: HashMap::new(),
            ids: HashMap::new(),
        };
        for unit in &plan.units {
            for task in &unit.tasks {
                let mut text = task.text.clone();
                for item in &task.sub_items {
                    text.push('\n');
                    text.push_str(&item.text);
                }
                let at = matcher.tasks.len();
                matcher.ids.insert(task.id.to_uppercase(), at);
                matcher.tasks.push(Known {
                    id: task.id.clone(),
                    unit: unit.id.clone(),
                    opening: fold::key(&task.text),
                });
                for (term, _) in terms(&text) {
                    matcher.postings.entry(term).or_default().push(at as u32);
                }
            }
        }
        matcher
    }

    /// The task with this id, in any case.
    pub fn by_id(&self, id: &str) -> Option<&str> {
        let at = self.ids.get(&id.to_uppercase())?;
        self.tasks.get(*at).map(|task| task.id.as_str())
    }

    /// The best task for a text; those of the unit's own group first. `None` below
    /// [`THRESHOLD`].
    pub fn best(&self, text: &str, own: Option<&str>) -> Option<Match> {
        self.nearest(text, own)
            .filter(|found| found.score >= THRESHOLD)
    }

    /// The best task however poor it is; `None` only in a plan without tasks.
    pub fn nearest(&self, text: &str, own: Option<&str>) -> Option<Match> {
        let scores = self.scores(text);
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
        let others = best(false).map(|(at, score)| match own {
            Some(_) => (at, score * OTHERS_FACTOR),
            None => (at, score),
        });
        let (at, score) = match (best(true), others) {
            (Some(mine), Some(other)) => {
                if other.1 > mine.1 {
                    other
                } else {
                    mine
                }
            }
            (one, other) => one.or(other)?,
        };
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
        let mut fitting: Vec<&Known> = self
            .tasks
            .iter()
            .filter(|task| long && opens(task))
            .collect();
        if fitting.iter().any(|task| own == Some(task.unit.as_str())) {
            fitting.retain(|task| own == Some(task.unit.as_str()));
        }
        let quoted = fitting.first().map(|task| Match {
            task: task.id.clone(),
            score: 1.0,
        });
        quoted.or_else(|| self.best(heading, own))
    }

    /// How well each task fits, 0–1.
    fn scores(&self, text: &str) -> Vec<f64> {
        let mut shared = vec![0.0; self.tasks.len()];
        let (mut known, mut foreign) = (0.0, 0.0);
        for (term, says) in terms(text) {
            let Some(tasks) = self.postings.get(&term) else {
                foreign += says;
                continue;
            };
            let weight = says * self.weight(tasks.len());
            known += weight;
            for &at in tasks {
                if let Some(sum) = shared.get_mut(at as usize) {
                    *sum += weight;
                }
            }
        }
        let whole = known + FOREIGN * foreign + PRIOR;
        shared.into_iter().map(|sum| sum / whole).collect()
    }

    fn weight(&self, having: usize) -> f64 {
        let (all, having) = (self.tasks.len() as f64, having as f64);
        ((all + 1.5) / (having + 0.5)).ln().max(0.02)
    }
}

/// A word or pair of words, and how much it says.
type Term = (u64, f64);

/// Pairs of neighbouring words say most.
const PAIR: f64 = 1.0;
/// A word with its accents says less; without them it is half a guess ("thu", "thứ", "thư").
const WORD: f64 = 0.5;
const BARE_WORD: f64 = 0.15;

/// Words as written, folded words and folded pairs, each once; short numbers left out.
fn terms(text: &str) -> Vec<Term> {
    let key = fold::key(text);
    let mut found = Vec::new();
    let mut before = None;
    for word in key.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric()) {
        if word.is_empty() {
            continue;
        }
        if word.len() < 4 && word.bytes().any(|byte| byte.is_ascii_digit()) {
            before = None;
            continue;
        }
        let bare = hash(word.chars().map(fold::base));
        found.push((hash(word.chars()).rotate_left(31), WORD));
        found.push((bare, BARE_WORD));
        if let Some(before) = before {
            found.push((bare.rotate_left(17) ^ before, PAIR));
        }
        before = Some(bare);
    }
    found.sort_unstable_by_key(|(term, _)| *term);
    found.dedup_by_key(|(term, _)| *term);
    found
}

/// FNV-1a over letters: the same on every machine and run.
fn hash(word: impl Iterator<Item = char>) -> u64 {
    word.fold(0xcbf2_9ce4_8422_2325, |hash, letter| {
        (hash ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3)
    })
}
