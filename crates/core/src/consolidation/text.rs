//! What was written, by task and part: verbatim, what several wrote shown once.

use std::collections::HashMap;
use std::ops::Range;

use nhip_viet::sentence::sentences;

use super::alike::Alike;
use super::figure::sentence_key;
use super::{Paragraph, Source, TaskResult};
use crate::lang::Bilingual;
use crate::plan::Plan;
use crate::report::{Answer, Entry, Part, Reading};
use crate::unit::Roster;

/// Words a sentence has at least to be shown apart because others wrote it too.
const FEWEST_WORDS: usize = 5;
/// Characters of a task's text in its heading.
const HEADING_LENGTH: usize = 110;

/// One counted report.
pub(super) struct Voice<'a> {
    pub code: &'a str,
    /// Plan unit whose tasks it owes.
    pub group: &'a str,
    pub reading: &'a Reading,
}

/// Results by the plan's own tasks in order, then the parts that are no task.
pub(super) fn results(
    plan: &Plan,
    roster: &Roster,
    counted: &[Option<&Reading>],
) -> Vec<TaskResult> {
    let voices: Vec<Voice> = roster
        .units()
        .iter()
        .zip(counted)
        .filter_map(|(unit, reading)| {
            Some(Voice {
                code: &unit.code,
                group: &unit.group,
                reading: (*reading)?,
            })
        })
        .collect();
    let mut by_part: HashMap<&Part, Vec<(usize, &Entry)>> = HashMap::new();
    for (voice, one) in voices.iter().enumerate() {
        for entry in &one.reading.entries {
            by_part.entry(&entry.part).or_default().push((voice, entry));
        }
    }
    let mut results = outline(plan);
    for result in &mut results {
        let entries = by_part.remove(&result.part).unwrap_or_default();
        fill(result, &entries, &voices, plan);
    }
    results
}

/// The parts of a report in the order they are printed, without any text yet.
pub(super) fn outline(plan: &Plan) -> Vec<TaskResult> {
    let mut results = Vec::new();
    for (n, unit) in plan.units.iter().enumerate() {
        for (m, task) in unit.tasks.iter().enumerate() {
            let heading = shortened(&task.text);
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
fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default().trim();
    let Some((end, _)) = line.char_indices().nth(HEADING_LENGTH) else {
        return line.to_owned();
    };
    let start = line.get(..end).unwrap_or(line);
    let cut = start
        .rfind(' ')
        .and_then(|at| start.get(..at))
        .unwrap_or(start);
    format!("{}…", cut.trim_end_matches([',', ';', ':', ' ']))
}

fn fill(result: &mut TaskResult, entries: &[(usize, &Entry)], voices: &[Voice], plan: &Plan) {
    let mut answers = vec![None; voices.len()];
    for (voice, entry) in entries {
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
            Some(Answer::Nil) => result.nil.push(voice.code.to_owned()),
            Some(Answer::Blank) => result.blank.push(voice.code.to_owned()),
            None if owes => result.blank.push(voice.code.to_owned()),
            _ => {}
        }
    }
    result.paragraphs = paragraphs(entries, voices);
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
    same: HashMap<String, usize>,
    alike: Alike,
}

fn paragraphs(entries: &[(usize, &Entry)], voices: &[Voice]) -> Vec<Paragraph> {
    let given: Vec<(usize, &Entry)> = entries
        .iter()
        .copied()
        .filter(|(_, entry)| entry.answer == Answer::Given)
        .collect();
    let (whole, parts) = shared(&given);
    let mut collector = Collector {
        voices,
        shown: Vec::new(),
        same: HashMap::new(),
        alike: Alike::default(),
    };
    for (voice, entry) in given {
        let key = sentence_key(&entry.text);
        // A paragraph others wrote as well stays one; only parts of others' are cut out.
        if whole.get(&key).is_some_and(|writers| writers.several) {
            collector.add(voice, entry, &entry.text);
            continue;
        }
        for piece in pieces(&entry.text, &parts) {
            if let Some(text) = entry.text.get(piece) {
                collector.add(voice, entry, text);
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

type Keys = HashMap<String, Writers>;

/// Whole paragraphs and single sentences, with whether several units wrote them.
fn shared(given: &[(usize, &Entry)]) -> (Keys, Keys) {
    let (mut whole, mut parts) = (Keys::new(), Keys::new());
    let note = |keys: &mut Keys, key: String, voice: usize| {
        let writers = keys.entry(key).or_insert(Writers {
            first: voice,
            several: false,
        });
        writers.several |= writers.first != voice;
    };
    for (voice, entry) in given {
        note(&mut whole, sentence_key(&entry.text), *voice);
        for range in sentences(&entry.text) {
            let sentence = entry.text.get(range).unwrap_or_default();
            if sentence.split_whitespace().count() >= FEWEST_WORDS {
                note(&mut parts, sentence_key(sentence), *voice);
            }
        }
    }
    (whole, parts)
}

/// A paragraph cut where sentences of several units begin and end; the rest stays together.
fn pieces(text: &str, parts: &Keys) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    for range in sentences(text) {
        let sentence = text.get(range.clone()).unwrap_or_default();
        let several = parts
            .get(&sentence_key(sentence))
            .is_some_and(|writers| writers.several);
        match pieces.last_mut().filter(|_| open && !several) {
            Some(last) => last.end = range.end,
            None => pieces.push(range),
        }
        open = !several;
    }
    pieces
}

impl Collector<'_> {
    fn add(&mut self, voice: usize, entry: &Entry, text: &str) {
        let Some(from) = self.voices.get(voice) else {
            return;
        };
        let next = self.shown.len();
        let key = sentence_key(text);
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
            .is_none_or(|last| last.unit != from.code)
        {
            shown.sources.push(Source {
                unit: from.code.to_owned(),
                file: from.reading.file.clone(),
                place: entry.place.clone(),
                score: entry.score,
            });
        }
    }
}
