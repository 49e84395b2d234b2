//! Head, title, body and foot: which lines of a paper are which.

use std::ops::Range;

use nhip_core::document::label::Kind;
use nhip_viet::fold::{folded, key};

use super::line::{Item, Line};
use super::phrase::Phrases;
use super::title::type_name;
use super::word::opening;

/// The parts of a paper, as ranges of items.
#[derive(Debug, Clone, Default)]
pub(super) struct Areas {
    /// Before the title.
    pub head: Range<usize>,
    /// Type line and subject.
    pub title: Range<usize>,
    /// Bases, enacting clause, sections, closing.
    pub body: Range<usize>,
    /// Recipients and signature.
    pub foot: Range<usize>,
}

/// How far down a title is looked for, and how many lines it may take.
const HEAD: usize = 60;

const TITLE: usize = 10;

/// Finds the parts of a paper.
pub(super) fn areas(items: &[Item<'_>]) -> Areas {
    let typed = items.iter().take(HEAD).position(|item| {
        item.line()
            .is_some_and(|l| l.label.is_none() && type_name(&l.text).is_some())
    });
    let head = typed.unwrap_or_else(|| {
        let last = items
            .iter()
            .take(20)
            .rposition(|i| i.line().is_some_and(is_head_line));
        last.map_or(0, |at| at + 1)
    });
    let title_end = title_end(items, head, typed.is_some());
    let foot = foot_start(items, title_end);
    let annex = annex_start(items, foot);
    Areas {
        head: 0..head,
        title: head..title_end,
        body: title_end..foot,
        foot: foot..annex,
    }
}

fn is_head_line(line: &Line) -> bool {
    let plain = folded(&line.text);
    let motto = ["cong hoa xa hoi", "dang cong san", "doc lap"]
        .iter()
        .any(|s| plain.contains(s) && plain.len() < 120);
    let numbered = ["so:", "so "].iter().any(|s| plain.starts_with(s))
        && plain.contains(['/', '-'])
        && plain.len() < 120;
    motto
        || numbered
        || (plain.contains("ngay") && plain.contains("thang") && plain.len() < 60)
        || line.text == "*"
}

fn title_end(items: &[Item<'_>], head: usize, typed: bool) -> usize {
    let mut end = head + usize::from(typed);
    let first = end;
    while end < items.len().min(first + TITLE) {
        let Some(line) = items.get(end).and_then(Item::line) else {
            break;
        };
        let rule = !line.text.chars().any(char::is_alphanumeric);
        let subject = items.get(first).and_then(Item::line);
        let opens =
            opens_body(line) || (end > first && subject.is_some_and(|s| leaves_subject(s, line)));
        let first_subject = end == first && !opens;
        if !(rule
            || first_subject
            || (!opens && line.text.len() < 400 && !line.text.ends_with(['.', ';', ':'])))
        {
            break;
        }
        end += 1;
    }
    end
}

/// Words a legal basis opens with.
pub(super) static LEADS: Phrases = Phrases::new(
    "tiếp tục thực hiện | trên cơ sở | để thực hiện | căn cứ | thực hiện | theo | xét | \
     để | nhằm | qua",
);

/// A line that can no longer belong to the title: labelled, a basis, or a sentence.
fn opens_body(line: &Line) -> bool {
    let words = key(&line.text);
    let lead = LEADS.opens(&words);
    let sentence = line.text.ends_with([';', ':', '.', ',']) || line.text.len() > 500;
    let counted = line.label.as_ref().is_some_and(|l| l.kind != Kind::Bullet);
    counted || words.starts_with("căn cứ") || (lead && sentence) || words.ends_with("như sau:")
}

/// A line that cannot go on with the subject above it: a sentence below a subject in capitals, or
/// a basis whose end stands on a further line.
fn leaves_subject(subject: &Line, line: &Line) -> bool {
    let capital = line.text.starts_with(char::is_uppercase);
    let lower = |text: &str| text.chars().any(char::is_lowercase);
    let words = key(&line.text);
    let basis = LEADS.opens(&words) && words.contains(" số ");
    capital && (basis || (!lower(&subject.text) && lower(&line.text)))
}

/// First line of "Nơi nhận" or of the signature, whichever is higher.
fn foot_start(items: &[Item<'_>], from: usize) -> usize {
    let line = |at: usize| items.get(at).and_then(Item::line);
    let recipients = (from..items.len())
        .find(|at| line(*at).is_some_and(|l| opening(&l.text).starts_with("nơi nhận")));
    let limit = recipients.unwrap_or(items.len());
    let signed = (limit.saturating_sub(14).max(from)..limit)
        .find(|at| line(*at).is_some_and(super::signer::opens));
    match (signed, recipients) {
        (Some(at), _) => at,
        (None, Some(at)) => at,
        (None, None) => items.len(),
    }
}

/// First item of what is attached below the signature.
fn annex_start(items: &[Item<'_>], foot: usize) -> usize {
    let starts = |item: &Item<'_>| match item {
        Item::Table(_) => true,
        Item::Line(line) => {
            let plain = folded(&line.text);
            [
                "phu luc",
                "bieu mau",
                "bang phan cong",
                "danh muc",
                "(kem theo",
                "(ban hanh kem",
                "bieu so",
            ]
            .iter()
            .any(|s| plain.starts_with(s))
                || (type_name(&line.text).is_some() && line.label.is_none())
        }
    };
    (foot..items.len())
        .skip(1)
        .find(|at| items.get(*at).is_some_and(starts))
        .unwrap_or(items.len())
}
