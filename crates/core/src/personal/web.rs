//! Addresses of pages and of mail, also said or spaced out: `facebook[.]com / a.b`, "a a còng gmail
//! chấm com", and broken by a line end.

use std::iter::successors;
use std::ops::Range;

use nhip_viet::fold;

use super::{Hit, Kind};

/// A word or one sign, as an address is made of.
#[derive(Debug, Clone)]
struct Piece<'a> {
    /// Folded; of a sign that is written in letters ("chấm", "[at]") the sign.
    key: &'a str,
    place: Range<usize>,
    /// White space stands before it.
    apart: bool,
    line_end: bool,
    /// A sign in letters.
    said: bool,
}

impl Piece<'_> {
    fn is(&self, sign: &str) -> bool {
        self.key == sign
    }

    fn is_word(&self) -> bool {
        !self.said
            && self
                .key
                .starts_with(|c: char| fold::is_alphanumeric(c) || c == '_')
    }
}

/// The pieces of a text; their keys stand in `keys`, one behind the other.
fn pieces<'a>(text: &str, keys: &'a mut String) -> Vec<Piece<'a>> {
    let inner = |c: char| fold::is_alphanumeric(c) || c == '_';
    let mut found: Vec<Piece> = Vec::new();
    let mut ends = Vec::new();
    let (mut apart, mut line_end) = (true, false);
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        if c.is_whitespace() {
            apart = true;
            line_end |= c == '\n';
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some((next, c)) = rest.next_if(|(_, other)| inner(c) && inner(*other)) {
            end = next + c.len_utf8();
        }
        keys.push_str(&fold::folded(text.get(at..end).unwrap_or_default()));
        ends.push(keys.len());
        found.push(Piece {
            key: "",
            place: at..end,
            apart: std::mem::take(&mut apart),
            line_end: std::mem::take(&mut line_end),
            said: false,
        });
    }
    let starts = [0].into_iter().chain(ends.iter().copied());
    for ((piece, start), end) in found.iter_mut().zip(starts).zip(&ends) {
        piece.key = keys.get(start..*end).unwrap_or_default();
    }
    said(spaced_out(found, keys))
}

/// `g m a i l` is one word.
fn spaced_out<'a>(pieces: Vec<Piece<'a>>, keys: &'a str) -> Vec<Piece<'a>> {
    const FEWEST: usize = 3;
    let letter = |piece: &Piece| piece.is_word() && piece.key.chars().nth(1).is_none();
    let together = |one: &Piece, next: &Piece| letter(one) && letter(next) && !next.line_end;
    if pieces.chunk_by(together).all(|run| run.len() < FEWEST) {
        return pieces;
    }
    let mut found = Vec::with_capacity(pieces.len());
    let mut end = 0;
    for run in pieces.chunk_by(together) {
        let start = end;
        end += run.iter().map(|piece| piece.key.len()).sum::<usize>();
        match run {
            [first, .., last] if run.len() >= FEWEST => found.push(Piece {
                key: keys.get(start..end).unwrap_or_default(),
                place: first.place.start..last.place.end,
                ..*first
            }),
            _ => found.extend_from_slice(run),
        }
    }
    found
}

/// Signs in letters or brackets become the sign.
fn said(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut found = Vec::with_capacity(pieces.len());
    let mut rest = pieces.as_slice();
    while let Some(first) = rest.first() {
        let (key, len) = sign(rest).unwrap_or((first.key, 1));
        let (taken, tail) = rest.split_at(len.min(rest.len()));
        rest = tail;
        let end = taken.last().map_or(first.place.end, |last| last.place.end);
        found.push(Piece {
            said: len > 1 || key != first.key,
            key,
            place: first.place.start..end,
            apart: first.apart,
            line_end: first.line_end,
        });
    }
    found
}

/// The sign that pieces stand for and how many they are.
fn sign(pieces: &[Piece]) -> Option<(&'static str, usize)> {
    let key = |at: usize| pieces.get(at).map_or("", |piece| piece.key);
    let bracket = matches!(key(0), "[" | "(" | "{" | "<");
    if bracket {
        let inner = pieces.get(1..)?;
        let (sign, len) = match key(1) {
            "." => (".", 1),
            "@" => ("@", 1),
            "/" => ("/", 1),
            ":" => (":", 1),
            _ => in_letters(inner)?,
        };
        return matches!(key(1 + len), "]" | ")" | "}" | ">").then_some((sign, len + 2));
    }
    in_letters(pieces)
}

fn in_letters(pieces: &[Piece]) -> Option<(&'static str, usize)> {
    let key = |at: usize| pieces.get(at).map_or("", |piece| piece.key);
    let hyphen = usize::from(key(1) == "-");
    Some(match (key(0), key(1 + hyphen)) {
        ("a", "cong" | "moc" | "vong") => ("@", 2 + hyphen),
        ("vong", "a") => ("@", 2 + hyphen),
        ("\\", _) => ("/", 1),
        ("acong" | "at" | "amoc", _) => ("@", 1),
        ("dau", "cham") => (".", 2 + hyphen),
        ("cham" | "dot" | "cham_", _) => (".", 1),
        ("gach", "cheo") | ("dau", "xuyet") => ("/", 2 + hyphen),
        ("xuyet" | "xoet" | "xet" | "slash" | "suyet", _) => ("/", 1),
        ("gach", "duoi") => ("_", 2 + hyphen),
        ("gach", "ngang") => ("-", 2 + hyphen),
        ("face", "book") => ("facebook", 2 + hyphen),
        ("tik", "tok") => ("tiktok", 2 + hyphen),
        ("insta", "gram") => ("instagram", 2 + hyphen),
        ("you", "tube") => ("youtube", 2 + hyphen),
        ("g", "mail") => ("gmail", 2 + hyphen),
        _ => return None,
    })
}

/// The first address of a page or of mail that may be somebody's.
pub(super) fn first(text: &str) -> Hit {
    let mut keys = String::with_capacity(text.len());
    let pieces = pieces(text, &mut keys);
    (0..pieces.len()).find_map(|at| {
        email(&pieces, at)
            .map(|place| (Kind::Email, place))
            .or_else(|| link(&pieces, at).map(|place| (Kind::Link, place)))
    })
}

/// Every address of a page, an office's too.
pub(super) fn links(text: &str) -> Vec<Range<usize>> {
    let mut keys = String::with_capacity(text.len());
    let pieces = pieces(text, &mut keys);
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in 0..pieces.len() {
        let inside = found
            .last()
            .zip(pieces.get(at))
            .is_some_and(|(last, piece)| piece.place.start < last.end);
        if !inside {
            found.extend(link(&pieces, at).or_else(|| page(&pieces, at)));
        }
    }
    found
}

const TOPS: [&str; 17] = [
    "com", "vn", "net", "org", "edu", "gov", "info", "me", "io", "biz", "name", "asia", "xyz",
    "online", "site", "uk", "us",
];
const MAILS: [&str; 11] = [
    "gmail",
    "yahoo",
    "hotmail",
    "outlook",
    "icloud",
    "ymail",
    "googlemail",
    "live",
    "msn",
    "proton",
    "protonmail",
];

/// Around an `@`.
fn email(pieces: &[Piece], at: usize) -> Option<Range<usize>> {
    let sign = pieces.get(at).filter(|piece| piece.is("@"))?;
    let before = at.checked_sub(1).and_then(|before| pieces.get(before));
    let own = before.filter(|piece| piece.is_word() || piece.is("_"))?;
    let (labels, end) = host(pieces, at + 1)?;
    let last = labels.last().copied().unwrap_or_default();
    let first = labels.first().copied().unwrap_or_default();
    let next = pieces.get(at + 1)?;
    let tight = !sign.said && !sign.apart && !next.apart && labels.len() > 1;
    let known = (labels.len() > 1 && TOPS.contains(&last)) || MAILS.contains(&first);
    let office = labels.ends_with(&["gov", "vn"]) || labels.ends_with(&["chinhphu", "vn"]);
    ((tight || known) && !office).then_some(own.place.start..end)
}

/// The labels of a host; behind a top one, a space ends it.
fn host<'a>(pieces: &[Piece<'a>], at: usize) -> Option<(Vec<&'a str>, usize)> {
    let first = pieces.get(at).filter(|piece| piece.is_word())?;
    let (mut labels, mut end) = (vec![first.key], first.place.end);
    let mut rest = pieces.get(at + 1..).unwrap_or_default();
    while let [sign, label, ..] = rest {
        let hyphen = sign.is("-") && !sign.apart && !label.apart;
        let top = labels.last().is_some_and(|last| TOPS.contains(last));
        let over = label.apart && top && !TOPS.contains(&label.key);
        if !(sign.is(".") || hyphen) || !label.is_word() || over {
            break;
        }
        labels.push(label.key);
        end = label.place.end;
        rest = rest.get(2..).unwrap_or_default();
    }
    Some((labels, end))
}

const PROFILES: [(&str, &str); 16] = [
    ("facebook", "com"),
    ("fb", "com"),
    ("fb", "me"),
    ("m", "me"),
    ("messenger", "com"),
    ("zalo", "me"),
    ("t", "me"),
    ("telegram", "me"),
    ("wa", "me"),
    ("tiktok", "com"),
    ("instagram", "com"),
    ("threads", "net"),
    ("threads", "com"),
    ("twitter", "com"),
    ("x", "com"),
    ("linkedin", "com"),
];
const NETWORKS: [&str; 9] = [
    "fb",
    "facebook",
    "face",
    "tiktok",
    "zalo",
    "instagram",
    "insta",
    "telegram",
    "tele",
];

/// A page of somebody's.
fn link(pieces: &[Piece], at: usize) -> Option<Range<usize>> {
    let rest = pieces.get(at..).unwrap_or_default();
    let key = |at: usize| rest.get(at).map_or("", |piece| piece.key);
    let start = rest.first()?.place.start;
    let site = key(1) == "." && key(3) == "/" && PROFILES.contains(&(key(0), key(2)));
    let parameter = key(0) == "profile" && key(1) == "." && key(2) == "php";
    let len = match () {
        () if site => 4,
        () if parameter => 3,
        () => return named(rest).map(|end| start..end),
    };
    let own = rest.get(len)?;
    let own = own.is_word() || matches!(own.key, "@" | "+" | "?");
    own.then(|| start..end_of_path(rest, len))
}

/// Where the path that begins at a piece ends: at a space, unless a sign of paths stands beside it.
fn end_of_path(pieces: &[Piece], at: usize) -> usize {
    let last = successors(Some(at), |at| {
        let (one, next) = (pieces.get(*at)?, pieces.get(at + 1)?);
        let open = |piece: &Piece| matches!(piece.key, "/" | "?" | "=" | "&");
        let goes_on = !next.apart || open(one) || (open(next) && !next.line_end);
        goes_on.then_some(at + 1)
    });
    let last = last.last().and_then(|last| pieces.get(last));
    last.map_or(0, |piece| piece.place.end)
}

/// `fb: hoa.nguyen.99`, `Facebook ID 100012345678901`.
fn named(rest: &[Piece]) -> Option<usize> {
    let network = rest.first()?;
    if !NETWORKS.contains(&network.key) && !matches!(network.key, "uid") {
        return None;
    }
    let marks = |piece: &&Piece| matches!(piece.key, ":" | "id" | "uid" | "=" | "-" | "la");
    let behind = rest.iter().skip(1).take(4).take_while(marks).count();
    let colon = rest.iter().skip(1).take(behind).any(|piece| piece.is(":"));
    let own = rest.get(1 + behind)?;
    let is_id = |piece: &Piece| {
        piece.key.len() >= 13 && piece.key.bytes().all(|byte| byte.is_ascii_digit())
    };
    if is_id(own) {
        return Some(own.place.end);
    }
    let tail = rest.get(2 + behind..).unwrap_or_default();
    let dotted = matches!(tail, [dot, next, ..]
        if dot.is(".") && !dot.apart && !next.apart && next.is_word());
    let inner = own.key.trim_matches('_').contains('_');
    let latin = own.is_word() && own.key.is_ascii();
    let latin = latin && own.key.contains(|c: char| c.is_ascii_alphabetic());
    (latin && (inner || (dotted && colon))).then_some(own.place.end)
}

/// `https://…`, `www.…`.
fn page(pieces: &[Piece], at: usize) -> Option<Range<usize>> {
    let rest = pieces.get(at..).unwrap_or_default();
    let is = |signs: &[&str]| {
        let pairs = rest.iter().skip(1).zip(signs);
        rest.len() > signs.len() && pairs.clone().all(|(piece, sign)| piece.is(sign))
    };
    let first = rest.first()?;
    let scheme = is(&[":", "/", "/"]);
    let www = first.is("www") && is(&["."]);
    (scheme || www).then(|| first.place.start..end_of_path(rest, 0))
}
