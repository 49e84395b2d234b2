//! Head, title, body and foot: which lines of a paper are which.

use std::ops::Range;

use nhip_core::document::label::Kind;
use nhip_viet::fold::{folded, key};

use super::line::{Item, Line};
use super::phrase::Phrases;
use super::title::{opening_type, type_name};
use super::word::opening;

/// The parts of a paper, as ranges of items.
#[derive(Debug, Clone, Default)]
pub(super) struct Areas {
    /// Before the title.
    pub head: Range<usize>,
    /// Type line and subject.
    pub title: Range<usize>,
    /// Bases, enacting clause, sections, closing; of a decision with a plan attached, its articles.
    pub body: Range<usize>,
    /// Recipients and signature.
    pub foot: Range<usize>,
    /// Title and body of the plan attached to a decision or a letter.
    pub attached: Option<(Range<usize>, Range<usize>)>,
}

impl Areas {
    /// Where sections stand: in the attachment, if there is one.
    pub fn plan(&self) -> Range<usize> {
        self.attached
            .as_ref()
            .map_or(self.body.clone(), |(_, body)| body.clone())
    }
}

/// How far down a title is looked for, and how many lines it may take.
const HEAD: usize = 60;
/// Lines among which a title without a head is looked for.
const FIRST: usize = 3;

const TITLE: usize = 10;

/// Where the paper begins: what a page of the web put above its head is no part of it.
pub(super) fn start(items: &[Item<'_>]) -> usize {
    let line = |at: usize| items.get(at).and_then(Item::line);
    let plain = |at: usize| line(at).map(|l| folded(&l.text)).unwrap_or_default();
    let limit = items.len().min(HEAD);
    let motto = |at: &usize| MOTTOS.iter().any(|motto| plain(*at).contains(motto));
    let Some(motto) = (0..limit).find(motto) else {
        return 0;
    };
    let told = |at: usize| SITE.iter().any(|name| plain(at).contains(name));
    let Some(last) = (0..motto).rfind(|at| told(*at)) else {
        return 0;
    };
    let capital =
        |at: usize| line(at).is_some_and(|l| !l.text.chars().any(char::is_lowercase)) && !told(at);
    (last + 1..motto).find(|at| capital(*at)).unwrap_or(motto)
}

/// Words of the national and the party line, folded.
const MOTTOS: [&str; 2] = ["cong hoa xa hoi chu nghia", "dang cong san viet nam"];
/// What pages of legal portals name above a paper, folded.
const SITE: [&str; 12] = [
    "so hieu",
    "so ky hieu",
    "loai van ban",
    "ngay ban hanh",
    "ngay hieu luc",
    "nguoi ky",
    "tinh trang",
    "noi ban hanh",
    "co quan ban hanh",
    "ngay dang",
    "tai ve",
    "thuoc tinh van ban",
];

/// Finds the parts of a paper.
pub(super) fn areas(items: &[Item<'_>]) -> Areas {
    if let Some(letter) = letter(items) {
        return letter;
    }
    let typed = items.iter().take(HEAD).position(|item| {
        item.line()
            .is_some_and(|l| l.label.is_none() && type_name(&l.text).is_some())
    });
    let opened = |at: &usize| {
        items
            .get(*at)
            .and_then(Item::line)
            .is_some_and(|l| opening_type(&l.text).is_some())
    };
    let typed = typed.or_else(|| (0..FIRST).find(opened));
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
    let attached = attached(items, title_end..foot, annex);
    let end = attached
        .as_ref()
        .map_or(annex, |(title, _)| annex.min(title.start));
    Areas {
        head: 0..head,
        title: head..title_end,
        body: title_end..foot,
        foot: foot..end,
        attached,
    }
}

/// Puts what stands beside the subject of a letter in a two-column head (motto, place and date) above it.
pub(super) fn arrange(items: &mut [Item<'_>]) {
    let plain = |items: &[Item<'_>], at: usize| {
        items
            .get(at)
            .and_then(Item::line)
            .map(|l| folded(&l.text))
            .unwrap_or_default()
    };
    let limit = items.len().min(HEAD);
    let Some(greeting) = (0..limit).find(|at| plain(items, *at).starts_with("kinh gui")) else {
        return;
    };
    let Some(subject) = (0..greeting).find(|at| plain(items, *at).starts_with("v/v")) else {
        return;
    };
    let beside = (subject + 1..greeting).find(|at| {
        items
            .get(*at)
            .and_then(Item::line)
            .is_some_and(is_head_line)
    });
    if let Some(part) = beside.and_then(|_| items.get_mut(subject..greeting)) {
        part.rotate_left(beside.unwrap_or(subject) - subject);
    }
}

/// A letter with a plan attached: no line of type, but "V/v …" and "Kính gửi" above the signature.
fn letter(items: &[Item<'_>]) -> Option<Areas> {
    let plain = |at: usize| {
        items
            .get(at)
            .and_then(Item::line)
            .map(|l| folded(&l.text))
            .unwrap_or_default()
    };
    let limit = items.len().min(HEAD);
    let greeting = (0..limit).find(|at| plain(*at).starts_with("kinh gui"))?;
    let subject =
        (0..greeting).find(|at| plain(*at).starts_with("v/v") || plain(*at).starts_with("ve viec"));
    let subject = subject.unwrap_or(greeting);
    // The addressees below "Kính gửi" are no part of what the letter says.
    let listed = |at: &usize| {
        items
            .get(*at)
            .and_then(Item::line)
            .is_some_and(|l| l.label.is_some())
    };
    let body = (greeting + 1..items.len())
        .find(|at| !listed(at))
        .unwrap_or(items.len());
    let foot = foot_start(items, body);
    let annex = annex_start(items, foot);
    let attached = attached(items, body..foot, annex)?;
    Some(Areas {
        head: 0..subject,
        title: subject..greeting,
        body: body..foot,
        foot: foot..annex.min(attached.0.start),
        attached: Some(attached),
    })
}

/// A plan below the signature of the paper that puts it into force: a type line, and below it that
/// it was issued or sent together with that paper, or in that paper that something is.
fn attached(
    items: &[Item<'_>],
    body: Range<usize>,
    annex: usize,
) -> Option<(Range<usize>, Range<usize>)> {
    let line = |at: usize| items.get(at).and_then(Item::line);
    let typed = |at: usize| line(at).filter(|l| l.label.is_none() && type_name(&l.text).is_some());
    let sent = |at: &usize| {
        typed(*at).is_some()
            && (*at..at + TITLE).any(|below| line(below).is_some_and(|l| is_sent_with(&l.text)))
    };
    let foot = body.end;
    let mut said = body.filter_map(line).map(|l| folded(&l.text));
    let says = said.any(|text| text.contains("kem theo"));
    let bare =
        |at: &usize| typed(*at).is_some_and(|l| !l.text.chars().any(char::is_lowercase)) && says;
    let title = (annex..items.len().min(annex + HEAD))
        .find(sent)
        .or_else(|| (foot..items.len().min(annex + HEAD)).find(bare))?;
    let end = title_end(items, title, true);
    let sent =
        (title..title + TITLE + 1).rfind(|at| line(*at).is_some_and(|l| is_sent_with(&l.text)));
    let start = sent.map_or(end, |at| end.max(at + 1));
    Some((title..start, start..foot_start(items, start)))
}

/// "(Ban hành kèm theo Quyết định số …)", "(Kèm theo Công văn số …)".
fn is_sent_with(text: &str) -> bool {
    let plain = folded(text);
    let plain = plain.trim_start_matches(['(', '*', ' ']);
    plain.starts_with("ban hanh kem theo") || plain.starts_with("kem theo ")
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
        let before = end.checked_sub(1).and_then(|at| items.get(at)?.line());
        if end > first && before.is_some_and(|before| is_authority(&before.text, &line.text)) {
            return end + 1;
        }
        let leaves = subject.is_some_and(|subject| leaves_subject(subject, line));
        let opens = opens_body(line) || (end > first && leaves);
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
    "tiếp tục thực hiện | tiếp theo | trên cơ sở | để thực hiện | căn cứ | thực hiện | theo | xét | \
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

/// "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH" below a subject: who decides, no more of the subject.
pub(super) fn is_authority(subject: &str, line: &str) -> bool {
    const OPEN: [&str; 6] = [" của", " cho", " do", " và", " với", " tại"];
    let open = key(subject);
    let capitals = !line.chars().any(char::is_lowercase);
    capitals && !OPEN.iter().any(|word| open.ends_with(word)) && super::name::is_body(line)
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
