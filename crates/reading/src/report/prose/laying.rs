//! Which part or task a piece of text is laid to, and how sure that is.

use nhip_core::document::Place;
use nhip_core::document::label::Label;
use std::ops::Range;

use nhip_core::finding::Finding;
use nhip_core::report::{Answer, DOUBTFUL, Entry, Part, answer};
use nhip_viet::fold;
use nhip_viet::quantity::{Quantity, quantities_below};
use nhip_viet::sentence::sentences;

use super::super::actor::{self, Actor};
use super::super::heading as headings;
use super::super::matching::{Match, Matcher};
use super::super::told;
use super::{Body, Heading, State};

impl Body<'_> {
    /// Among results, or below figures, which other results follow.
    pub(super) fn among_results(&self) -> bool {
        match &self.state {
            State::Results { .. } => true,
            State::Parts(parts) => parts.first() == Some(&Part::Figures),
            _ => false,
        }
    }

    /// A short line without anything around it: "Truyền thanh cơ sở" between sentences.
    pub(super) fn stands_alone(&self, label: Option<&Label>, text: &str) -> bool {
        let words = text.split_whitespace().count();
        let capital = text.chars().next().is_some_and(char::is_uppercase);
        let open = text.ends_with(|c: char| c.is_alphanumeric());
        self.own.is_some() && label.is_none() && capital && open && words <= ALONE
    }

    /// A paragraph of a free report: whole where its sentences have one place, else parted between
    /// those that have another.
    pub(super) fn passages(&mut self, text: &str, place: &Place) {
        if !self.among_results() || self.own.is_none() {
            return self.content(text, place.clone());
        }
        let mut pieces: Vec<Piece> = Vec::new();
        for range in sentences(text) {
            let sentence = text.get(range.clone()).unwrap_or_default();
            let own = self.sentence(sentence);
            match (pieces.last_mut(), own) {
                // What says nothing of its place goes on with what stands before it.
                (Some(last), None) if !told::turns(sentence) => last.range.end = range.end,
                (Some(last), Some((part, score))) if last.part == part => {
                    last.range.end = range.end;
                    last.score = last.score.max(score);
                }
                (_, own) => pieces.push(Piece::new(own, range)),
            }
        }
        if let [one] = pieces.as_mut_slice() {
            one.range = 0..text.len();
        }
        self.read_on(&pieces);
        for Piece { part, score, range } in pieces {
            let said = text.get(range).unwrap_or_default();
            if part == Part::Other && score == 0.0 {
                self.doubt_the_place(said, place);
            }
            self.answer(part, score, said, place.clone());
        }
    }

    /// A result laid to no task that may answer one is asked about.
    fn doubt_the_place(&mut self, text: &str, place: &Place) {
        let counted = quantities_below(text, self.told).0;
        let meets = |one: &Quantity| matches!(fold::key(&one.count_unit).as_str(), "buổi" | "cuộc");
        let task = self.matcher.suspected(text, self.own);
        let task = task.or_else(|| {
            let first = self.matcher.of_group(self.own).next();
            first.filter(|_| counted.iter().any(meets))
        });
        let Some(task) = task.filter(|_| !answer::is_nil(text)) else {
            return;
        };
        let finding = Finding::new(
            "C279",
            format!(
                "đoạn này để ở “Nội dung khác” nhưng có thể thuộc một nhiệm vụ của đơn vị ({task}); xem lại"
            ),
            format!(
                "this passage was laid to “Other matters” but may answer a task of the unit ({task}); please look"
            ),
        );
        let quote: String = text.chars().take(QUOTED).collect();
        self.findings.push(finding.at(place.clone()).quoting(quote));
    }

    /// A heading has been written below.
    fn read_on(&mut self, pieces: &[Piece]) {
        if let State::Results {
            heading: Some(heading),
        } = &mut self.state
        {
            heading.used |= !pieces.is_empty();
        }
    }

    /// Where one sentence among the results belongs, and how sure that is; `None` where neither it nor
    /// the heading above says.
    fn sentence(&self, text: &str) -> Option<(Part, f64)> {
        if let Some(part) = told::part(text, self.month) {
            return Some((part, 1.0));
        }
        if self.is_of_another(text) || self.matcher.is_elsewhere(text) {
            return Some((Part::Other, 1.0));
        }
        let heading = match &self.state {
            State::Results { heading } => heading.as_ref(),
            _ => None,
        };
        let mut found = match heading {
            Some(heading) => below(heading, text, self.matcher, self.own)?,
            None => self.matcher.answered(text, self.own)?,
        };
        if told::complains(text) && !self.matcher.mends(&found.task) {
            found.score = found.score.min(DOUBTFUL - 0.01);
        }
        Some((Part::Task { task: found.task }, found.score))
    }

    /// Whether another unit did what a clause tells. Of "toàn thành phố" it is
    /// the one whose task it is more like.
    fn is_of_another(&self, clause: &str) -> bool {
        self.who
            .is_some_and(|(roster, own)| match actor::of(clause, own, roster) {
                Actor::Own => false,
                Actor::Another => true,
                Actor::Whole => self.matcher.fits_others(clause, self.own),
            })
    }

    /// Marks the figures of what other units did: they are printed and told, and never added.
    pub(super) fn mark_others(&mut self) {
        let mut entries = std::mem::take(&mut self.entries);
        let results = entries.iter_mut().filter(|entry| {
            matches!(entry.part, Part::Task { .. } | Part::Other) && !entry.quantities.is_empty()
        });
        for entry in results {
            let clauses = actor::clauses(&entry.text, |clause| self.is_of_another(clause));
            let within = |one: &Quantity| clauses.iter().any(|range| range.contains(&one.start));
            let others = entry.quantities.iter().enumerate();
            entry.others = others
                .filter(|(_, one)| within(one))
                .map(|(n, _)| n)
                .collect();
            let first = entry.others.first().and_then(|n| entry.quantities.get(*n));
            if let Some(first) = first {
                self.findings
                    .push(others_told(&first.sentence, &entry.place));
            }
        }
        self.entries = entries;
    }

    /// A paragraph of a free report, laid to its part or task.
    pub(super) fn content(&mut self, text: &str, place: Place) {
        let (part, score) = match &mut self.state {
            State::Parts(parts) => match headings::among(parts, text) {
                Some(Part::Figures) | None => laid(self.matcher.best(text, self.own)),
                Some(part) => (part, 1.0),
            },
            State::Results {
                heading: Some(heading),
            } => {
                heading.used = true;
                laid(below(heading, text, self.matcher, self.own))
            }
            _ => laid(self.matcher.best(text, self.own)),
        };
        self.answer(part, score, text, place);
    }

    fn answer(&mut self, part: Part, score: f64, text: &str, place: Place) {
        if answer::is_nil(text) {
            let nil = Entry {
                answer: Answer::Nil,
                ..blank(part, place)
            };
            return self.entries.push(Entry {
                score,
                text: text.to_owned(),
                ..nil
            });
        }
        self.push(part, score, text, place);
    }

    pub(super) fn push(&mut self, part: Part, score: f64, text: &str, place: Place) {
        let elsewhere = self.told.is_elsewhere();
        let (quantities, told) = quantities_below(text, self.told);
        if elsewhere && !quantities.is_empty() && self.elsewhere.is_none() {
            self.elsewhere = Some((place.clone(), text.chars().take(200).collect()));
        }
        self.told = told;
        self.entries.push(Entry {
            part,
            score,
            answer: Answer::Given,
            quantities,
            others: Vec::new(),
            text: text.to_owned(),
            place,
        });
    }
}

fn others_told(sentence: &str, place: &Place) -> Finding {
    let quote: String = sentence.chars().take(QUOTED).collect();
    Finding::new(
        "G354",
        "câu này kể việc của đơn vị khác trong danh sách; số liệu được in nhưng không cộng vào kết quả của đơn vị này",
        "this sentence tells what another unit on the list did; its figures are printed and not added to this unit's",
    )
    .at(place.clone())
    .quoting(quote)
}

/// Sentences of a paragraph that belong together.
struct Piece {
    part: Part,
    score: f64,
    range: Range<usize>,
}

impl Piece {
    fn new(own: Option<(Part, f64)>, range: Range<usize>) -> Piece {
        let (part, score) = own.unwrap_or((Part::Other, 0.0));
        Piece { part, score, range }
    }
}

/// The task of a sentence below a sub-heading: the one whose deed it names; else the one both are like;
/// else the heading's, which quotes it; else its own; else what both say together.
fn below(heading: &Heading, text: &str, matcher: &Matcher, own: Option<&str>) -> Option<Match> {
    let above = heading.task.clone();
    let quoted = above.as_ref().is_some_and(|task| task.score >= 0.5);
    let deed = matcher.by_deed(text, own);
    if deed.is_some() {
        return deed;
    }
    let like = matcher.answered(text, own);
    match (above, like) {
        (Some(above), Some(like))
            if above.task == like.task && (quoted || like.score >= DOUBTFUL) =>
        {
            Some(Match {
                score: above.score.max(like.score).max(AGREED),
                ..like
            })
        }
        (Some(above), Some(like)) if quoted && like.score < APART => Some(above),
        (_, Some(like)) => Some(like),
        (Some(above), None) => Some(above),
        (None, None) => matcher.best(&format!("{}\n{text}", heading.text), own),
    }
}

/// Words of the longest heading that nothing marks as one.
const ALONE: usize = 6;
/// Characters of a quotation.
const QUOTED: usize = 400;

/// Score of a task that heading and sentence both are like.
const AGREED: f64 = 0.4;
/// Likeness from which a sentence belongs to another task than the heading's.
const APART: f64 = 0.3;

pub(super) fn laid(found: Option<Match>) -> (Part, f64) {
    found.map_or((Part::Other, 0.0), |found| {
        (Part::Task { task: found.task }, found.score)
    })
}

pub(super) fn blank(part: Part, place: Place) -> Entry {
    Entry {
        part,
        score: 1.0,
        answer: Answer::Blank,
        text: String::new(),
        quantities: Vec::new(),
        others: Vec::new(),
        place,
    }
}
