//! What was written, by task and part: verbatim, what several wrote shown once.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::alike::Alike;
use super::prepared::{self, Key, Keys};
use super::total::Counted;
use super::{Paragraph, Source, TaskResult};
use crate::lang::Bilingual;
use crate::plan::Plan;
use crate::report::{Answer, Entry, Part};
use crate::unit::Roster;

/// Words a sentence has at least to be shown apart because others wrote it too.
const FEWEST_WORDS: usize = 5;
/// Characters of a task's text in its heading.
const HEADING_LENGTH: usize = 110;

/// One counted report.
struct Voice<'a> {
    code: &'a Arc<str>,
    file: &'a Arc<str>,
    /// Plan unit whose tasks it owes.
    group: &'a str,
}

/// An entry of a voice, by its position, with its keys.
type Said<'a> = (usize, &'a Entry, &'a Keys);

/// Results by the plan's own tasks in order, then the parts that are no task.
pub(super) fn results(plan: &Plan, roster: &Roster, counted: &[Counted]) -> Vec<TaskResult> {
    let mut voices = Vec::new();
    let mut by_part: HashMap<&Part, Vec<Said>> = HashMap::new();
    for one in counted {
        let Some(unit) = roster.units().get(one.unit) else {
            continue;
        };
        for (entry, keys) in one.report.entries() {
            by_part
                .entry(&entry.part)
                .or_default()
                .push((voices.len(), entry, keys));
        }
        voices.push(Voice {
            code: &one.code,
            file: &one.file,
            group: &unit.group,
        });
    }
    let mut results = outline(plan);
    let said: Vec<Vec<Said>> = results
        .iter()
        .map(|result| by_part.remove(&result.part).unwrap_or_default())
        .collect();
    let parts = results.par_iter_mut().zip(said);
    parts.for_each(|(result, said)| fill(result, &said, &voices, plan));
    results
}

/// The parts of a report in the order they are printed, without any text yet.
pub(super) fn outline(plan: &Plan) -> Vec<TaskResult> {
    let mut results = Vec::new();
    for (n, unit) in plan.units.iter().enumerate() {
        for (m, task) in unit.tasks.iter().enumerate() {
            let heading = shortened(&task.text, HEADING_LENGTH);
            results.push(TaskResult {
                part: Part::Task {
                    task: task.id.clone(),
                },
                label: format!("{}.{}", n + 1, m + 1),
                heading: Bilingual::new(heading.clone(), heading),
                text: task.text.clone(),
                owner: unit.name.clone(),
                paragraphs: Vec::new(),
                nil: Vec::new(),
                blank: Vec::new(),
            });
        }
    }
    let parts = [
        (Part::Other, "Nội dung khác", "Other matters"),
        (Part::Difficulties, "Khó khăn, vướng mắc", "Difficulties"),
        (Part::Proposals, "Đề xuất, kiến nghị", "Proposals"),
        (Part::Outlook, "Phương hướng, nhiệm vụ tháng tới", "Outlook"),
    ];
    results.extend(parts.into_iter().map(|(part, vi, en)| TaskResult {
        part,
        label: String::new(),
        heading: Bilingual::new(vi, en),
        text: String::new(),
        owner: String::new(),
        paragraphs: Vec::new(),
        nil: Vec::new(),
        blank: Vec::new(),
    }));
    results
}

/// The text up to the last whole word that fits.
pub(super) fn shortened(text: &str, length: usize) -> String {
    let line = text.lines().next().unwrap_or_default().trim();
    let Some((end, _)) = line.char_indices().nth(length) else {
        return line.to_owned();
    };
    let start = line.get(..end).unwrap_or(line);
    let cut = start
        .rfind(' ')
        .and_then(|at| start.get(..at))
        .unwrap_or(start);
    format!("{}…", cut.trim_end_matches([',', ';', ':', ' ']))
}

fn fill(result: &mut TaskResult, said: &[Said], voices: &[Voice], plan: &Plan) {
    let mut answers = vec![None; voices.len()];
    for (voice, entry, _) in said {
        if let Some(answer) = answers.get_mut(*voice) {
            *answer = stronger(*answer, entry.answer);
        }
    }
    let owing = match &result.part {
        Part::Task { task } => plan
            .units
            .iter()
            .find(|unit| unit.tasks.iter().any(|own| own.id == *task)),
        _ => None,
    };
    for (answer, voice) in answers.iter().zip(voices) {
        let owes = owing.is_some_and(|unit| unit.id == voice.group);
        match answer {
            Some(Answer::Nil) => result.nil.push(voice.code.to_string()),
            Some(Answer::Blank) => result.blank.push(voice.code.to_string()),
            None if owes => result.blank.push(voice.code.to_string()),
            _ => {}
        }
    }
    result.paragraphs = paragraphs(said, voices);
}

/// Of two answers to one task the one that says more.
pub(super) fn stronger(one: Option<Answer>, other: Answer) -> Option<Answer> {
    Some(match (one, other) {
        (Some(Answer::Given), _) | (_, Answer::Given) => Answer::Given,
        (Some(Answer::Nil), _) | (_, Answer::Nil) => Answer::Nil,
        _ => Answer::Blank,
    })
}

/// A text to be shown, in the making.
struct Shown {
    text: String,
    sources: Vec<Source>,
}

/// Collects texts so that what is the same, or nearly, is shown once.
struct Collector<'a> {
    voices: &'a [Voice<'a>],
    shown: Vec<Shown>,
    /// Key of a text to its place among those shown.
    same: HashMap<Key, usize>,
    alike: Alike,
}

fn paragraphs(said: &[Said], voices: &[Voice]) -> Vec<Paragraph> {
    let given = || {
        said.iter()
            .filter(|(_, entry, _)| entry.answer == Answer::Given)
    };
    let (whole, parts) = shared(given());
    let mut collector = Collector {
        voices,
        shown: Vec::new(),
        same: HashMap::new(),
        alike: Alike::default(),
    };
    for (voice, entry, keys) in given() {
        // A paragraph others wrote as well stays one; only parts of others' are cut out.
        if whole
            .get(&keys.whole)
            .is_some_and(|writers| writers.several)
        {
            collector.add(*voice, entry, &entry.text, keys.whole);
            continue;
        }
        for (range, key) in pieces(keys, &parts) {
            if let Some(text) = entry.text.get(range) {
                collector.add(
                    *voice,
                    entry,
                    text,
                    key.unwrap_or_else(|| prepared::key(text)),
                );
            }
        }
    }
    let shown = collector.shown.into_iter();
    shown
        .map(|shown| Paragraph {
            text: shown.text,
            sources: shown.sources,
        })
        .collect()
}

/// Who wrote a text: the first, and whether there are others.
struct Writers {
    first: usize,
    several: bool,
}

type Written = HashMap<Key, Writers>;

/// Whole paragraphs and single sentences, with whether several units wrote them.
fn shared<'a>(given: impl Iterator<Item = &'a Said<'a>>) -> (Written, Written) {
    let (mut whole, mut parts) = (Written::new(), Written::new());
    let note = |written: &mut Written, key: Key, voice: usize| {
        let writers = written.entry(key).or_insert(Writers {
            first: voice,
            several: false,
        });
        writers.several |= writers.first != voice;
    };
    for (voice, _, keys) in given {
        note(&mut whole, keys.whole, *voice);
        for sentence in keys
            .sentences
            .iter()
            .filter(|sentence| sentence.words >= FEWEST_WORDS)
        {
            note(&mut parts, sentence.key, *voice);
        }
    }
    (whole, parts)
}

/// A paragraph cut where sentences of several units begin and end; the rest stays together.
/// The key is known where a piece is one sentence or the whole.
fn pieces(keys: &Keys, parts: &Written) -> Vec<(Range<usize>, Option<Key>)> {
    let mut pieces: Vec<(Range<usize>, Option<Key>)> = Vec::new();
    let mut open = false;
    for sentence in &keys.sentences {
        let several = parts
            .get(&sentence.key)
            .is_some_and(|writers| writers.several);
        match pieces.last_mut().filter(|_| open && !several) {
            Some((last, key)) => {
                last.end = sentence.range.end;
                *key = None;
            }
            None => pieces.push((sentence.range.clone(), Some(sentence.key))),
        }
        open = !several;
    }
    if let [(_, key)] = pieces.as_mut_slice() {
        *key = Some(keys.whole);
    }
    pieces
}

impl Collector<'_> {
    fn add(&mut self, voice: usize, entry: &Entry, text: &str, key: Key) {
        let Some(from) = self.voices.get(voice) else {
            return;
        };
        let next = self.shown.len();
        let known = self
            .same
            .get(&key)
            .copied()
            .or_else(|| self.alike.find_or_add(text, next));
        let at = known.unwrap_or(next);
        self.same.entry(key).or_insert(at);
        if known.is_none() {
            self.shown.push(Shown {
                text: text.to_owned(),
                sources: Vec::new(),
            });
        }
        let Some(shown) = self.shown.get_mut(at) else {
            return;
        };
        // Voices come in order, so a unit that wrote this before is the last source.
        if shown
            .sources
            .last()
            .is_none_or(|last| last.unit != *from.code)
        {
            shown.sources.push(Source {
                unit: Arc::clone(from.code),
                file: Arc::clone(from.file),
                place: entry.place.clone(),
                score: entry.score,
            });
        }
    }
}
