//! Which part or task a piece of text is laid to, and how sure that is.

use nhip_core::document::Place;
use nhip_core::report::{Answer, Entry, Part, answer};
use nhip_viet::quantity::quantities_below;

use super::super::heading as headings;
use super::super::matching::{Match, Matcher};
use super::{Body, Heading, State};

impl Body<'_> {
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
            text: text.to_owned(),
            place,
        });
    }
}

/// The task of a paragraph below a sub-heading: the quoted one; else its own best; else the
/// heading's; else what both say together.
fn below(heading: &Heading, text: &str, matcher: &Matcher, own: Option<&str>) -> Option<Match> {
    let quoted = heading.task.as_ref().filter(|task| task.score >= 0.6);
    quoted
        .cloned()
        .or_else(|| matcher.best(text, own))
        .or_else(|| heading.task.clone())
        .or_else(|| matcher.best(&format!("{}\n{text}", heading.text), own))
}

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
        place,
    }
}
