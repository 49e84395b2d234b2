//! Who issued the plan: from the head, otherwise inferred from clause, signature and symbol.

use super::phrase::Phrases;

use nhip_core::plan::{Clause, Family, IssuingBody, Signer};
use nhip_viet::fold::key;

use super::basis::Preamble;
use super::head::Head;
use super::name;
use super::word::{Word, words};

/// Levels of place, longer ones first.
static LEVELS: Phrases = Phrases::new(
    "thành phố | đặc khu | thị trấn | thị xã | khu vực | tỉnh | phường | huyện | quận | \
     xã | thôn",
);
/// Party organs and the level each governs.
const ORGANS: [(&str, &str); 7] = [
    ("Tỉnh ủy", "tỉnh"),
    ("Thành ủy", "thành phố"),
    ("Huyện ủy", "huyện"),
    ("Quận ủy", "quận"),
    ("Thị ủy", "thị xã"),
    ("Đảng ủy", ""),
    ("Đảng bộ", ""),
];

/// A named place in a text: "thành phố Bảo Lộc".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// Line.
    pub line: u32,
    /// "thành phố".
    pub level: &'static str,
    /// "Bảo Lộc".
    pub name: String,
    /// With the words before it ("trên địa bàn thành phố Bảo Lộc").
    pub quote: String,
}

/// All named places of a text.
pub(super) fn places(text: &str, line: u32) -> Vec<Place> {
    let words = words(text);
    let mut found = Vec::new();
    let mut next = 0;
    while next < words.len() {
        let at = next;
        next += 1;
        let Some((n, len)) = LEVELS.any(&words, at) else {
            continue;
        };
        next = at + len;
        let mut to = at + len;
        // In a title in capitals the year behind the name has a capital too.
        let inside = |word: &Word<'_>| {
            word.is_capital() && !matches!(word.key.as_str(), "năm" | "giai" | "trong" | "và")
        };
        while words.get(to).is_some_and(inside)
            && words.get(to - 1).is_some_and(|w| w.tail.is_empty())
        {
            to += 1;
        }
        let Some(name) = name::slice(text, &words, at + len, to).filter(|_| to > at + len) else {
            continue;
        };
        let lead = at
            .checked_sub(3)
            .filter(|b| super::word::phrase(&words, *b, "trên địa bàn").is_some())
            .unwrap_or(at);
        let quote = name::slice(text, &words, lead, to).unwrap_or_default();
        {
            let level = LEVELS.get(n);
            found.push(Place {
                line,
                level,
                name,
                quote,
            });
        }
    }
    found
}

/// Place a name governs: "Ủy ban nhân dân phường Bến Ngự" → "phường Bến Ngự".
fn place_of(body: &str) -> Option<String> {
    for (organ, level) in ORGANS {
        if let Some(rest) = body
            .strip_prefix(organ)
            .map(str::trim)
            .filter(|r| !r.is_empty())
        {
            let bare = rest.starts_with(char::is_uppercase) && !level.is_empty();
            return Some(if bare {
                format!("{level} {rest}")
            } else {
                rest.to_owned()
            });
        }
    }
    places(body, 0)
        .into_iter()
        .last()
        .map(|p| format!("{} {}", p.level, p.name))
}

/// Organ of a party name: the name without its place.
fn organ_of(body: &str, family: Family) -> String {
    let organ = ORGANS
        .iter()
        .map(|(organ, _)| *organ)
        .find(|organ| body.contains(organ));
    match (family, organ) {
        (Family::Party, Some(organ)) => organ.to_owned(),
        _ => body.to_owned(),
    }
}

/// Puts the issuer together.
pub(super) fn read(
    head: &Head,
    preamble: &Preamble,
    signer: Option<&Signer>,
    found: &[Place],
    family: Family,
) -> IssuingBody {
    let names: Vec<(String, u32)> = head
        .bodies
        .iter()
        .map(|(n, line)| (name::from_capitals(n), *line))
        .collect();
    // "HỘI LIÊN HIỆP PHỤ NỮ TỈNH … / BAN THƯỜNG VỤ": the board speaks for the body above it.
    let board = |(name, _): &(String, u32)| BOARDS.contains(&key(name).as_str());
    let names = match names.split_last() {
        Some((last, above)) if board(last) && !above.is_empty() => above.to_vec(),
        _ => names,
    };
    match names.split_last() {
        Some(((name, line), above)) => {
            // A copied head can have lost its second line ("ỦY BAN NHÂN DÂN"): the clause has the rest.
            let clause = preamble.issuer.as_deref().filter(|longer| {
                level_of(name).is_none() && key(longer).starts_with(&format!("{} ", key(name)))
            });
            let mut body = stated(clause.unwrap_or(name), *line, above, family, found);
            of_the_place(&mut body, head.place.as_deref(), found);
            body
        }
        None => inferred(head, preamble, signer, found, family),
    }
}

/// Boards of bodies, which carry no name of their own.
const BOARDS: [&str; 3] = ["ban thường vụ", "ban chấp hành", "ban thường trực"];

/// A body without a level ("Ủy ban nhân dân") is the one of the place where the paper was dated.
fn of_the_place(body: &mut IssuingBody, dated: Option<&str>, found: &[Place]) {
    let level = body.name.as_deref().and_then(level_of);
    let home = dated.and_then(|place| found.iter().find(|p| key(&p.name) == key(place)));
    if let Some(home) = home.filter(|_| body.place.is_none() && level.is_none()) {
        let place = format!("{} {}", home.level, dated.unwrap_or(&home.name));
        body.name_full_inferred = body.name.as_ref().map(|name| format!("{name} {place}"));
        body.place = Some(place);
    }
}

fn stated(
    name: &str,
    line: u32,
    above: &[(String, u32)],
    family: Family,
    found: &[Place],
) -> IssuingBody {
    let superior = above.last().map(|(n, _)| n.clone());
    let of_level = || {
        let home = level_of(name).and_then(|level| found.iter().find(|p| p.level == level));
        home.map(|p| format!("{} {}", p.level, p.name))
    };
    IssuingBody {
        name: Some(name.to_owned()),
        organ: Some(organ_of(name, family)),
        place: place_of(name)
            .or_else(|| superior.as_deref().and_then(place_of))
            .or_else(of_level),
        superior,
        name_full_inferred: None,
        header_name_inferred: None,
        superior_header_inferred: None,
        stated_in_header: true,
        evidence: vec![Clause {
            line,
            text: name.to_owned(),
        }],
    }
}

fn inferred(
    head: &Head,
    preamble: &Preamble,
    signer: Option<&Signer>,
    found: &[Place],
    family: Family,
) -> IssuingBody {
    let from_signer = signer
        .and_then(|s| s.authority_line.as_deref())
        .and_then(|line| {
            let rest = line.split_once(' ').map(|(_, rest)| rest)?;
            Some(name::from_capitals(rest.trim()))
        });
    let name = preamble.issuer.clone().or(from_signer);
    let organ = name.as_deref().map(|n| organ_of(n, family));
    let level = level_of(name.as_deref().unwrap_or_default());
    let home = level.and_then(|level| found.iter().find(|p| p.level == level));
    let above = found
        .iter()
        .find(|p| p.level == "tỉnh" && level != Some("tỉnh"))
        .or_else(|| {
            found
                .iter()
                .find(|p| p.level == "thành phố" && !matches!(level, Some("tỉnh" | "thành phố")))
        });
    let parts: Vec<String> = [home, above]
        .into_iter()
        .flatten()
        .map(|p| format!("{} {}", p.level, p.name))
        .collect();
    let with_place = |text: &str| {
        home.map(|p| {
            if key(text).ends_with(&key(p.level)) || key(text).ends_with("ủy") {
                format!("{text} {}", p.name)
            } else {
                format!("{text} {} {}", p.level, p.name)
            }
        })
    };
    IssuingBody {
        name_full_inferred: name.as_deref().and_then(with_place),
        header_name_inferred: organ
            .as_deref()
            .and_then(with_place)
            .map(|n| n.to_uppercase()),
        superior_header_inferred: above.map(|p| superior_header(p, family)),
        place: Some(parts.join(", ")).filter(|p| !p.is_empty()),
        superior: None,
        stated_in_header: false,
        evidence: evidence(head, preamble, signer, home, above),
        name,
        organ,
    }
}

fn superior_header(above: &Place, family: Family) -> String {
    let place = format!("{} {}", above.level, above.name).to_uppercase();
    let name = above.name.to_uppercase();
    match (family, above.level) {
        (Family::Party, "tỉnh") => format!("ĐẢNG BỘ {place} (or TỈNH ỦY {name})"),
        (Family::Party, _) => format!("ĐẢNG BỘ {place} (or THÀNH ỦY {name})"),
        (Family::State, _) => format!("ỦY BAN NHÂN DÂN {place}"),
    }
}

/// Level the body's own name says it governs.
pub(super) fn level_of(body: &str) -> Option<&'static str> {
    let organ = ORGANS
        .iter()
        .find(|(organ, level)| body.contains(organ) && !level.is_empty());
    let text = key(body);
    organ
        .map(|(_, level)| *level)
        .or_else(|| LEVELS.list().find(|level| text.contains(level)))
}

fn evidence(
    head: &Head,
    preamble: &Preamble,
    signer: Option<&Signer>,
    home: Option<&Place>,
    above: Option<&Place>,
) -> Vec<Clause> {
    let mut out = Vec::new();
    if let Some(clause) = &preamble.clause {
        let cut = [" với ", " như sau", ", cụ thể", " cụ thể"]
            .iter()
            .filter_map(|s| clause.text.find(s))
            .min();
        let text = clause
            .text
            .get(..cut.unwrap_or(clause.text.len()))
            .unwrap_or(&clause.text);
        out.push(Clause {
            line: clause.line,
            text: text.trim_end_matches(':').to_owned(),
        });
    }
    out.extend([home, above].into_iter().flatten().map(|p| Clause {
        line: p.line,
        text: p.quote.clone(),
    }));
    if let Some((line, signer)) = signer.and_then(|s| s.lines.first().zip(s.authority_line.clone()))
    {
        out.push(Clause {
            line: *line,
            text: signer,
        });
    }
    if let Some((_, symbol, line)) = &head.number {
        out.push(Clause {
            line: *line,
            text: symbol.symbol.clone(),
        });
    }
    out
}
