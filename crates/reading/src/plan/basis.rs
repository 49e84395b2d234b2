//! Legal bases and the enacting clause, which often share a sentence.

use super::phrase::Phrases;

use nhip_core::document::label::Kind;
use nhip_core::plan::{Basis, Clause};
use nhip_viet::fold::key;
use nhip_viet::sentence::sentences;

use super::area::LEADS;
use super::citation::{self, Catalog, Mention};
use super::line::Item;
use super::name;
use super::word::{self, Word, words};

/// What a body does with its plan.
static ENACTS: Phrases = Phrases::new(
    "ban hành | gửi kèm | xây dựng | triển khai | đề ra | lập | tổ chức | thống nhất | phối hợp | \
     yêu cầu | thực hiện | phát động | quyết định",
);

/// Bases listed as items of a section ("Căn cứ xây dựng kế hoạch") instead of before it.
pub(super) fn listed<'a>(
    items: impl Iterator<Item = (u32, &'a str)>,
    catalog: &Catalog,
) -> Vec<Basis> {
    let mut out = Preamble::default();
    let parts = items.flat_map(|(line, text)| text.split(';').map(move |part| (line, part)));
    for (line, text) in parts.filter(|(_, part)| part.chars().any(char::is_alphabetic)) {
        let part = text.trim().trim_end_matches(['.', ',', ';']).trim();
        let own = lead(part);
        let n = u32::try_from(out.bases.len() + 1).unwrap_or(u32::MAX);
        let basis = basis(
            part,
            own.unwrap_or("căn cứ"),
            own.is_some(),
            n,
            line,
            catalog,
        );
        if basis.kind.is_some() || own.is_some() || FACTS.at(&words(part), 0) {
            out.bases.push(basis);
        }
    }
    out.bases
}

/// What stands between title and first section.
#[derive(Debug, Default)]
pub(super) struct Preamble {
    /// Legal bases in order.
    pub bases: Vec<Basis>,
    /// Enacting clause.
    pub clause: Option<Clause>,
    /// Body named in it.
    pub issuer: Option<String>,
    /// How many items it takes.
    pub len: usize,
    /// The line read last names who is addressed.
    addressed: bool,
    /// Bases are listed below the line read last.
    listing: bool,
}

impl Preamble {
    /// Adds what stands at the beginning of an attached plan; how many items that takes.
    pub fn join(&mut self, attached: Preamble) -> usize {
        for mut basis in attached.bases {
            basis.n = u32::try_from(self.bases.len() + 1).unwrap_or(u32::MAX);
            self.bases.push(basis);
        }
        self.clause = self.clause.take().or(attached.clause);
        self.issuer = self.issuer.take().or(attached.issuer);
        attached.len
    }
}

/// Reads bases up to the first section.
pub(super) fn read(items: &[Item<'_>], catalog: &Catalog) -> Preamble {
    let mut out = Preamble::default();
    for item in items {
        let Some(line) = item.line() else { break };
        let set_apart = |k: Kind| matches!(k, Kind::Dash | Kind::Plus | Kind::Bullet);
        let counted = line.label.as_ref().is_some_and(|l| !set_apart(l.kind));
        // "Căn cứ các văn bản:" above a list of papers.
        let rests =
            !citation::mentions(&line.text, 0).is_empty() || FACTS.at(&words(&line.text), 0);
        let item = out.listing && line.label.is_some() && rests;
        let is_basis = lead(&line.text).is_some() || item;
        let capitals = !line.text.chars().any(char::is_lowercase)
            && line.text.chars().any(char::is_alphabetic);
        // "CHỦ TỊCH … ĐIỆN:" with those addressed below it stands before the bases of a telegram.
        let text = key(&line.text);
        out.addressed = (capitals && line.text.trim_end().ends_with(':'))
            || text.ends_with("điện:")
            || text.starts_with("kính gửi")
            || (out.addressed && line.label.is_some() && !counted);
        if out.addressed && out.clause.is_none() {
            out.len += 1;
            continue;
        }
        if capitals
            || (counted && !is_basis)
            || (line.label.is_some() && !is_basis && out.clause.is_some())
        {
            break;
        }
        if out.clause.is_some() && !is_basis {
            break;
        }
        out.len += 1;
        if item {
            let n = u32::try_from(out.bases.len() + 1).unwrap_or(u32::MAX);
            let part = line.text.trim().trim_end_matches(['.', ',', ';']).trim();
            out.bases
                .push(basis(part, "căn cứ", false, n, line.line, catalog));
            continue;
        }
        out.listing = is_basis
            && line.text.trim_end().ends_with(':')
            && citation::mentions(&line.text, 0).is_empty();
        if out.listing {
            continue;
        }
        read_line(&mut out, &line.text, line.line, catalog);
    }
    out
}

fn lead(text: &str) -> Option<&'static str> {
    let words = words(text);
    LEADS.any(&words, 0).map(|(n, _)| LEADS.get(n))
}

fn read_line(out: &mut Preamble, text: &str, line: u32, catalog: &Catalog) {
    let words = words(text);
    let enacting = enacting(&words);
    let (before, clause) = match enacting.and_then(|at| words.get(at)) {
        Some(word) => text
            .split_at_checked(word.full_start())
            .unwrap_or((text, "")),
        None => (text, ""),
    };
    bases(out, before, line, catalog);
    if !clause.is_empty() && out.clause.is_none() {
        let at = enacting.unwrap_or_default();
        out.issuer = name::slice(text, &words, at, name::end(&words, at));
        out.clause = Some(Clause {
            line,
            text: clause.trim().to_owned(),
        });
    }
}

/// Word at which "<body> ban hành Kế hoạch … như sau" begins.
fn enacting(words: &[Word<'_>]) -> Option<usize> {
    let opens = |at: usize| {
        at == 0
            || words
                .get(at - 1)
                .is_some_and(|w| w.tail.contains([';', ',', '.']))
    };
    let ends = words.last().is_some_and(|w| w.tail.contains([':', '.']));
    let says = |from: usize| {
        (from..words.len())
            .any(|at| word::any(words, at, &["kế hoạch", "như sau", "sau đây", "sau"]).is_some())
    };
    (0..words.len()).find(|at| {
        opens(*at) && ends && name::starts(words, *at) && {
            let to = name::end(words, *at);
            let to = to + usize::from(words.get(to).is_some_and(|w| w.lead.contains('(')));
            // "… yêu cầu:" calls for what stands below it.
            let calls =
                word::phrase(words, to, "yêu cầu").is_some_and(|len| to + len == words.len());
            ENACTS.at(words, to) && (calls || says(to))
        }
    })
}

/// What a paragraph rests on. Behind its first sentence only those that cite a paper do so:
/// "… đã làm chết 08 người. Thực hiện Công văn số …".
fn bases(out: &mut Preamble, text: &str, line: u32, catalog: &Catalog) {
    static RESTS: Phrases =
        Phrases::new("căn cứ | thực hiện | tiếp tục thực hiện | tiếp theo | để thực hiện");
    for (at, range) in sentences(text).into_iter().enumerate() {
        let sentence = text.get(range).unwrap_or_default();
        let rests = RESTS.at(&words(sentence), 0);
        if at == 0 || (rests && !citation::mentions(sentence, line).is_empty()) {
            in_sentence(out, sentence, line, catalog);
        }
    }
}

/// Parts a sentence at semicolons; a part without its own lead shares the one before.
fn in_sentence(out: &mut Preamble, sentence: &str, line: u32, catalog: &Catalog) {
    let mut last_lead: Option<&str> = None;
    for part in sentence.split(';') {
        let part = part.trim().trim_end_matches(['.', ',', ';']).trim();
        let own = lead(part);
        let Some(lead) = own.or(last_lead.filter(|_| !part.is_empty())) else {
            continue;
        };
        last_lead = Some(lead);
        // What shares a lead is a paper or a fact, no call for something.
        let said = words(part);
        let papers = citation::kind_at(&said, 0).is_some() || FACTS.at(&said, 0);
        if own.is_none() && !papers && citation::mentions(part, line).is_empty() {
            continue;
        }
        // "Để chủ động …, nhằm …" tells why, and rests on nothing unless it cites something.
        let reason = matches!(lead, "để" | "nhằm" | "qua" | "trên cơ sở");
        let found = lead == "trên cơ sở" && FACTS.at(&words(part), 3);
        if reason && !found && citation::mentions(part, line).is_empty() {
            continue;
        }
        let n = u32::try_from(out.bases.len() + 1).unwrap_or(u32::MAX);
        let first = basis(part, lead, own.is_some(), n, line, catalog);
        let twins = twins(part, line, catalog, &first);
        out.bases.push(first);
        out.bases.extend(twins);
    }
}

/// What is known without a paper, and rested on all the same.
static FACTS: Phrases =
    Phrases::new("kết quả | tình hình | thực tế | số liệu | số ca | thực trạng | nhu cầu");

/// The further papers of a clause, each a basis of its own: those that share a symbol ("số 08 và
/// số 09/KH-BCĐ"), and those named behind "và" ("Chỉ thị số … và Kế hoạch số …").
fn twins(part: &str, line: u32, catalog: &Catalog, first: &Basis) -> Vec<Basis> {
    let mentions = citation::mentions(part, line);
    let mut beside = mentions.iter().filter(|m| !m.inside);
    let Some(head) = beside.next() else {
        return Vec::new();
    };
    let twin = |(n, m): (usize, &Mention)| {
        let twin = Basis {
            n: first.n + u32::try_from(n + 1).unwrap_or_default(),
            number: Some(m.symbol.normalized.clone()),
            cited_id: catalog.id(m),
            ..first.clone()
        };
        if m.start == head.start {
            return twin;
        }
        Basis {
            kind: m.kind.clone(),
            date: m.date,
            issuer: m.issuer.clone(),
            subject: m.subject.clone(),
            nested: catalog.ids(m.nested.iter().filter_map(|at| mentions.get(*at))),
            text: part.get(m.start..m.end).unwrap_or(part).to_owned(),
            ..twin
        }
    };
    beside.enumerate().map(twin).collect()
}

fn basis(part: &str, lead: &str, own: bool, n: u32, line: u32, catalog: &Catalog) -> Basis {
    let mentions = citation::mentions(part, line);
    let first = mentions.iter().find(|m| !m.inside);
    let unnumbered = match first {
        Some(_) => citation::Unnumbered::default(),
        None => citation::unnumbered(part, lead),
    };
    let (kind, subject) = match first {
        Some(m) => (m.kind.clone(), m.subject.clone()),
        None => (unnumbered.kind, unnumbered.subject),
    };
    let lead_len = lead.len();
    let lead_word = part
        .get(..lead_len)
        .filter(|_| own)
        .map_or_else(|| capital(lead), str::to_owned);
    let nested = |m: &Mention| catalog.ids(m.nested.iter().filter_map(|at| mentions.get(*at)));
    Basis {
        n,
        lead_word,
        kind,
        number: first.map(|m| m.symbol.normalized.clone()),
        date: first
            .and_then(|m| m.date)
            .or_else(|| unnumbered_date(part).filter(|_| first.is_none())),
        issuer: first.map_or(unnumbered.issuer, |m| m.issuer.clone()),
        subject,
        line,
        cited_id: first.and_then(|m| catalog.id(m)),
        nested: first.map(nested).unwrap_or_default(),
        text: part.to_owned(),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or(String::new(), |c| c.to_uppercase().chain(letters).collect())
}

/// "Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025": dated, not numbered.
fn unnumbered_date(part: &str) -> Option<chrono::NaiveDate> {
    let words = words(part);
    (0..words.len()).find_map(|at| match super::date::at(&words, at) {
        Some((super::date::Date::Day(day), _)) => Some(day),
        _ => None,
    })
}
