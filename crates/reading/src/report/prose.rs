//! The text of a report, block by block: parts by tag or heading, paragraphs laid to tasks.

mod laying;
mod tables;

use nhip_core::document::label::{self, Kind, Label};
use nhip_core::document::{Block, Document, Paragraph, Place};
use nhip_core::finding::Finding;
use nhip_core::period::Month;
use nhip_core::report::{Answer, Entry, Part, answer, form};
use nhip_core::unit::Roster;
use nhip_viet::quantity::{Kind as Sense, Quantity, Told, quantities, quantities_below};

use super::head::Head;
use super::heading::{self, Opens};
use super::matching::{Match, Matcher};
use super::{frame, told, typed_table};
use laying::{blank, laid};

/// Collects the entries of one report.
pub(super) struct Body<'a> {
    matcher: &'a Matcher,
    /// Plan unit whose tasks the reporting unit owes.
    own: Option<&'a str>,
    /// The list of units and the code of the reporting one.
    who: Option<(&'a Roster, &'a str)>,
    month: Option<Month>,
    state: State,
    form: bool,
    /// The period the text speaks of, until another is named.
    told: Told,
    entries: Vec<Entry>,
    findings: Vec<Finding>,
    /// The first text below a time that is not the report's own.
    elsewhere: Option<(Place, String)>,
}

/// Where in the report we are.
enum State {
    /// Among results; a sub-heading may tell the task.
    Results { heading: Option<Heading> },
    /// Below a heading of other parts.
    Parts(Vec<Part>),
    /// Below a tagged heading of a form.
    Tagged {
        part: Part,
        place: Place,
        ticked: bool,
        written: bool,
    },
    /// Signature and recipients.
    End,
}

/// A sub-heading among the results.
struct Heading {
    text: String,
    place: Place,
    task: Option<Match>,
    /// Something stood below it; otherwise it is itself what was written.
    used: bool,
}

impl<'a> Body<'a> {
    /// `month`: the one the report is on, if it says so.
    pub(super) fn new(
        matcher: &'a Matcher,
        own: Option<&'a str>,
        who: Option<(&'a Roster, &'a str)>,
        month: Option<Month>,
    ) -> Body<'a> {
        let told = month.map(|month| Told::on(month.year(), month.month()));
        let state = State::Results { heading: None };
        Body {
            matcher,
            own,
            who,
            month,
            state,
            form: false,
            told: told.unwrap_or_default(),
            entries: Vec::new(),
            findings: Vec::new(),
            elsewhere: None,
        }
    }

    pub(super) fn is_form(&self) -> bool {
        self.form
    }

    pub(super) fn read(&mut self, document: &Document, head: &Head) {
        self.form = document.blocks.iter().any(|block| match block {
            Block::Paragraph(paragraph) => self.tagged(&paragraph.text).is_some(),
            Block::Table(_) => false,
        });
        // The head may name the days the report is on.
        self.told = quantities_below(&head.title, self.told).1.anew();
        let body = document.blocks.get(head.body..).unwrap_or_default();
        for block in typed_table::laid_out(body).iter() {
            match block {
                Block::Paragraph(paragraph) => self.paragraph(paragraph),
                Block::Table(table) => self.table(table),
            }
        }
    }

    /// The entries, and what was noticed on the way.
    pub(super) fn finish(mut self) -> (Vec<Entry>, Vec<Finding>) {
        self.close();
        self.answer_nothing();
        self.mark_others();
        self.doubt_the_period();
        (self.entries, self.findings)
    }

    /// A month's report all of whose figures stand below another time is asked about.
    fn doubt_the_period(&mut self) {
        let own = |one: &Quantity| matches!(one.kind, Sense::Month | Sense::Window | Sense::State);
        let quantities = |entry: &Entry| entry.quantities.iter().any(own);
        let any = self.entries.iter().any(quantities);
        let Some((place, text)) = self.elsewhere.take().filter(|_| !any) else {
            return;
        };
        self.findings.push(
            Finding::new(
                "C278",
                "mọi số liệu của báo cáo nằm dưới một thời gian khác tháng báo cáo (lũy kế hoặc kỳ khác) nên không số nào được cộng; nếu là số của tháng, hãy ghi rõ “trong tháng”",
                "all figures of the report stand below another time than its month (a running total or another period), so none is added; if they are the month's, say so",
            )
            .at(place)
            .quoting(text),
        );
    }

    /// A report that says it has nothing answers all its tasks so; nothing was left blank.
    fn answer_nothing(&mut self) {
        let result = |entry: &Entry| {
            let results = matches!(entry.part, Part::Task { .. } | Part::Other | Part::Figures);
            let done = |one: &Quantity| {
                matches!(one.kind, Sense::Month | Sense::Window) && !one.value.is_zero()
            };
            results && entry.quantities.iter().any(done)
        };
        let said = |entry: &Entry| {
            let results = matches!(entry.part, Part::Task { .. } | Part::Other);
            results && answer::denies_all(&entry.text)
        };
        let at = self.entries.iter().position(said);
        let Some(at) = at.filter(|_| !self.form && !self.entries.iter().any(result)) else {
            return;
        };
        let tasks = self.matcher.of_group(self.own);
        let parts: Vec<Part> = tasks
            .map(|task| Part::Task {
                task: task.to_owned(),
            })
            .collect();
        let whole = self.entries.remove(at);
        let parts = if parts.is_empty() {
            vec![Part::Other]
        } else {
            parts
        };
        let nil = parts.into_iter().map(|part| Entry {
            part,
            score: 1.0,
            answer: Answer::Nil,
            quantities: Vec::new(),
            ..whole.clone()
        });
        self.entries.splice(at..at, nil);
    }

    /// The part a tagged heading opens.
    fn tagged(&self, text: &str) -> Option<Part> {
        let code = form::tag_in(text)?;
        let task = self.matcher.by_id(code).map(|task| Part::Task {
            task: task.to_owned(),
        });
        task.or_else(|| form::part_of_code(code))
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        if paragraph.text.trim().is_empty() {
            return;
        }
        if let Some(part) = self.tagged(&paragraph.text) {
            let place = paragraph.place.clone();
            // Each box of a form is written for itself.
            self.told = self.told.anew();
            return self.enter(State::Tagged {
                part,
                place,
                ticked: false,
                written: false,
            });
        }
        let (label, text) = label::of(paragraph);
        if frame::is_end(text) {
            self.told = self.told.anew();
            return self.enter(State::End);
        }
        match self.state {
            State::Tagged { .. } => self.in_form(paragraph, label.as_ref(), text),
            State::End => self.after_end(paragraph, label.as_ref(), text),
            State::Results { .. } | State::Parts(_) => self.free(paragraph, label.as_ref(), text),
        }
    }

    /// A paragraph below a tagged heading: box, prompt, the form's own headings, or an answer.
    fn in_form(&mut self, paragraph: &Paragraph, label: Option<&Label>, text: &str) {
        if let Some(checked) = answer::nil_box(&paragraph.text) {
            if let State::Tagged { ticked, .. } = &mut self.state {
                *ticked |= checked;
            }
            return;
        }
        if answer::is_blank(text) {
            return;
        }
        let roman = label.is_some_and(|label| label.kind == Kind::Roman) || heading::caps(text);
        if roman && heading::opens(label, text, true).is_some() {
            return self.enter(State::Results { heading: None });
        }
        let State::Tagged {
            part,
            written,
            ticked,
            ..
        } = &mut self.state
        else {
            return;
        };
        if answer::is_nil(text) {
            *ticked = true;
            return;
        }
        *written = true;
        // Words typed beside the figures table belong to no task.
        let part = if *part == Part::Figures {
            Part::Other
        } else {
            part.clone()
        };
        self.push(part, 1.0, text, paragraph.place.clone());
    }

    /// After the signature only a heading brings the text back ("PHỤ LỤC SỐ LIỆU").
    fn after_end(&mut self, paragraph: &Paragraph, label: Option<&Label>, text: &str) {
        if (label.is_some() || heading::caps(text))
            && let Some(opens) = heading::opens(label, text, paragraph.bold)
        {
            self.open(opens);
        }
    }

    fn free(&mut self, paragraph: &Paragraph, label: Option<&Label>, text: &str) {
        let marked = paragraph.bold || paragraph.level.is_some();
        if answer::is_blank(text)
            || self.entries.is_empty() && (frame::is_preamble(text) || frame::is_correction(text))
        {
            return;
        }
        if told::heads_next(text, self.month) {
            self.told = self.told.anew().of_plans();
            return self.open(Opens::Parts(vec![Part::Outlook]));
        }
        if let Some(opens) = heading::opens(label, text, marked) {
            self.told = quantities_below(text, self.told.behind_plans()).1;
            let bare = heading::says_nothing_else(text);
            let results = opens == Opens::Results;
            self.told = told_by(&opens, self.told);
            self.open(opens);
            if !bare && results {
                self.subheading(text, &paragraph.place);
            } else if !bare {
                self.content(text, paragraph.place.clone());
            }
            return;
        }
        if let Some(opens) = heading::inline(text) {
            self.open(opens);
        } else if self.is_subheading(label, text, marked) {
            return self.subheading(text, &paragraph.place);
        }
        self.passages(text, &paragraph.place);
    }

    fn open(&mut self, opens: Opens) {
        self.enter(match opens {
            Opens::Results => State::Results { heading: None },
            Opens::Parts(parts) => State::Parts(parts),
        });
    }

    /// Short, set apart, no sentence and no figure: a heading among the results.
    fn is_subheading(&self, label: Option<&Label>, text: &str, marked: bool) -> bool {
        let counted = label.is_some_and(Label::counts);
        let short = text.split_whitespace().count() <= 30;
        let colon = text.ends_with(':');
        let set_apart = marked || counted || self.stands_alone(label, text);
        self.among_results()
            && short
            && (colon || set_apart && !text.ends_with(['.', ';', '…']))
            && !answer::is_nil(text)
            && quantities(text).is_empty()
    }

    fn subheading(&mut self, text: &str, place: &Place) {
        self.close();
        let task = self.matcher.quoted(text, self.own);
        let told = quantities_below(text, self.told).1;
        // A heading that quotes its task quotes what was asked for; below it stands what was done.
        let quotes = task.as_ref().is_some_and(|task| task.score >= 0.5);
        self.told = if quotes { told.behind_plans() } else { told };
        let heading = Heading {
            text: text.to_owned(),
            place: place.clone(),
            task,
            used: false,
        };
        self.state = State::Results {
            heading: Some(heading),
        };
    }

    fn enter(&mut self, state: State) {
        self.close();
        self.state = state;
    }

    /// Ends what is open: a form's part that was left empty, a heading nothing stood below.
    fn close(&mut self) {
        match std::mem::replace(&mut self.state, State::Results { heading: None }) {
            State::Tagged {
                part,
                place,
                ticked: true,
                ..
            } => {
                let nil = Entry {
                    answer: Answer::Nil,
                    ..blank(part, place)
                };
                self.entries.push(Entry {
                    text: form::NIL.to_owned(),
                    ..nil
                });
            }
            // An empty figures table is told row by row.
            State::Tagged {
                part,
                place,
                written: false,
                ..
            } if part != Part::Figures => {
                self.entries.push(blank(part, place));
            }
            State::Results {
                heading: Some(heading),
            } if !heading.used => {
                let (part, score) = laid(heading.task);
                self.push(part, score, &heading.text, heading.place);
            }
            _ => {}
        }
    }
}

/// What the heading of a part tells of the figures below it: no outlook and no proposal is a result.
fn told_by(opens: &Opens, told: Told) -> Told {
    match opens {
        Opens::Parts(parts) => match parts.first() {
            Some(Part::Outlook | Part::Proposals) => told.of_plans(),
            Some(Part::Difficulties) => told.of_standing(),
            _ => told,
        },
        // "Nhiệm vụ được giao và kết quả" is about results.
        Opens::Results => told.behind_plans(),
    }
}
