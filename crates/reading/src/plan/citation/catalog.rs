//! Every cited document once, however often and in however many words it is mentioned.

use std::collections::HashMap;

use nhip_core::document::Place;
use nhip_core::finding::Finding;
use nhip_core::plan::Citation;
use nhip_core::plan::ids::Ids;
use nhip_viet::fold::{folded, key};

use super::Mention;

/// The documents, and how to find the one a mention means.
#[derive(Debug, Default)]
pub(in crate::plan) struct Catalog {
    /// In order of first mention.
    pub documents: Vec<Citation>,
    /// Doubts about them.
    pub findings: Vec<Finding>,
    by_symbol: HashMap<String, usize>,
    ids: Ids,
}

impl Catalog {
    /// Id of the document a mention means.
    pub fn id(&self, mention: &Mention) -> Option<String> {
        let at = self.by_symbol.get(&symbol_key(mention))?;
        self.documents.get(*at).map(|d| d.id.clone())
    }

    /// Ids of the documents some mentions mean, each once.
    pub fn ids<'a>(&self, mentions: impl Iterator<Item = &'a Mention>) -> Vec<String> {
        let mut ids = Vec::new();
        mentions.filter_map(|m| self.id(m)).for_each(|id| {
            if !ids.contains(&id) {
                ids.push(id);
            }
        });
        ids
    }
}

fn symbol_key(mention: &Mention) -> String {
    key(&mention.symbol.normalized)
}

/// Collects the mentions of the title and of the body (each list as one text gave it).
pub(in crate::plan) fn catalog(texts: &[(bool, Vec<Mention>)]) -> Catalog {
    let mut catalog = Catalog::default();
    for (title, mentions) in texts {
        for mention in mentions {
            add(&mut catalog, mention, *title);
        }
    }
    for (_, mentions) in texts {
        nest(&mut catalog, mentions);
    }
    catalog
}

fn add(catalog: &mut Catalog, mention: &Mention, title: bool) {
    let key = symbol_key(mention);
    let Some(&at) = catalog.by_symbol.get(&key) else {
        catalog.by_symbol.insert(key, catalog.documents.len());
        let id = catalog.ids.free(&wished(mention), "-");
        catalog.documents.push(first(mention, id));
        return;
    };
    let Some(known) = catalog.documents.get_mut(at) else {
        return;
    };
    known.mentions += 1;
    if known.lines.last() != Some(&mention.line) {
        known.lines.push(mention.line);
    }
    known.kind = known.kind.take().or(mention.kind.clone());
    date(&mut catalog.findings, known, mention);
    issuer(known, mention);
    subject(&mut catalog.findings, known, mention, title);
}

fn first(mention: &Mention, id: String) -> Citation {
    let symbol = &mention.symbol;
    let type_name = symbol
        .type_code
        .as_deref()
        .and_then(crate::plan::symbol::type_name);
    Citation {
        id,
        kind: mention.kind.clone().or(type_name.map(str::to_owned)),
        number_symbol: symbol.normalized.clone(),
        number: symbol.number.clone().unwrap_or_default(),
        type_code: symbol.type_code.clone(),
        issuer_code: symbol.issuer_code.clone(),
        date: mention.date,
        date_as_printed: mention.date_as_printed.clone(),
        issuer: mention.issuer.clone(),
        issuer_full_inferred: None,
        subject: mention.subject.clone(),
        subject_variants: mention.subject.iter().cloned().collect(),
        nested_citations: Vec::new(),
        system: symbol.system,
        mentions: 1,
        lines: vec![mention.line],
    }
}

/// "CT10"; laws have no code, so their kind's first letters serve ("L03").
fn wished(mention: &Mention) -> [String; 2] {
    let code = mention.symbol.type_code.clone().unwrap_or_else(|| {
        let kind = folded(mention.kind.as_deref().unwrap_or("vb"));
        kind.split(' ')
            .filter_map(|w| w.chars().next())
            .map(|c| c.to_ascii_uppercase())
            .collect()
    });
    let base = format!(
        "{code}{}",
        mention.symbol.number.as_deref().unwrap_or_default()
    );
    let issuer = mention.symbol.issuer_code.as_deref().unwrap_or("2");
    let with_issuer = format!("{base}-{issuer}");
    [base, with_issuer]
}

fn date(findings: &mut Vec<Finding>, known: &mut Citation, mention: &Mention) {
    match (known.date, mention.date) {
        (Some(one), Some(other)) if one != other => findings.push(
            Finding::new(
                "C211",
                format!(
                    "Văn bản {} được ghi hai ngày khác nhau: {} và {}.",
                    known.number_symbol,
                    one.format("%d/%m/%Y"),
                    other.format("%d/%m/%Y")
                ),
                format!(
                    "Document {} is cited with two dates: {one} and {other}.",
                    known.number_symbol
                ),
            )
            .at(place(mention.line))
            .quoting(mention.date_as_printed.clone().unwrap_or_default()),
        ),
        (None, Some(date)) => {
            known.date = Some(date);
            known.date_as_printed = mention.date_as_printed.clone();
        }
        _ => {}
    }
}

fn issuer(known: &mut Citation, mention: &Mention) {
    if known.issuer.is_none() {
        known.issuer = mention.issuer.clone();
    }
}

/// So many spellings of one subject say no more than half of them.
const MOST_VARIANTS: usize = 12;

/// All subjects are kept; the body's is preferred to the title's, then the fuller one.
fn subject(findings: &mut Vec<Finding>, known: &mut Citation, mention: &Mention, title: bool) {
    let Some(new) = &mention.subject else { return };
    let same = key(new);
    let enough = known.subject_variants.len() >= MOST_VARIANTS;
    if enough || known.subject_variants.iter().any(|v| key(v) == same) {
        return;
    }
    let differs = known.subject_variants.iter().find(|v| !prefix(v, new));
    if let Some(other) = differs {
        findings.push(
            Finding::new(
                "C210",
                format!(
                    "Trích yếu của văn bản {} được ghi khác nhau: “{other}” và “{new}”.",
                    known.number_symbol
                ),
                format!(
                    "Document {} is cited with different subjects: “{other}” and “{new}”.",
                    known.number_symbol
                ),
            )
            .at(place(mention.line))
            .quoting(new.clone()),
        );
    }
    // Variants of the title come first in the list; the first body variant replaces them.
    let only_title = known
        .lines
        .first()
        .is_some_and(|line| mention.line != *line)
        && known.subject_variants.len() == 1;
    let fuller = known
        .subject
        .as_ref()
        .is_none_or(|old| new.len() > old.len());
    if !title && (fuller || (only_title && differs.is_some())) {
        known.subject = Some(new.clone());
    }
    known.subject_variants.push(new.clone());
}

fn prefix(one: &str, other: &str) -> bool {
    let (one, other) = (key(one), key(other));
    one.starts_with(&other) || other.starts_with(&one)
}

fn place(line: u32) -> Place {
    Place {
        line,
        ..Place::default()
    }
}

fn nest(catalog: &mut Catalog, mentions: &[Mention]) {
    for mention in mentions {
        let inner: Vec<String> =
            catalog.ids(mention.nested.iter().filter_map(|at| mentions.get(*at)));
        let Some(&at) = catalog.by_symbol.get(&symbol_key(mention)) else {
            continue;
        };
        let Some(known) = catalog.documents.get_mut(at) else {
            continue;
        };
        for id in inner {
            if id != known.id && !known.nested_citations.contains(&id) {
                known.nested_citations.push(id);
            }
        }
    }
}
