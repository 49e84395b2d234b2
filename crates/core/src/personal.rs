//! What a free text must not hold about a person, and what somebody should look at again.
//!
//! | module | what it finds |
//! |---|---|
//! | `number` | telephone, identity, insurance, passport and account numbers: refused |
//! | `web` | profile links, e-mail: asked about |
//! | `word` | names (`name`) and addresses (`address`): asked about |
//!
//! Reports are about work done, so no such number is ever needed, and none is stored. A name
//! cannot be told from a street's or a school's without guessing, so it is only asked about.
//! All of them read the text with its disguises off ([`Bare`]). Nothing here keeps a value: what is said shows its first and last signs alone.

mod address;
mod name;
mod number;
mod web;
mod word;

use std::collections::{BTreeSet, HashSet};
use std::hash::{BuildHasher, RandomState};
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use nhip_viet::bare::Bare;
use nhip_viet::{fold, spelt};

use crate::lang::Bilingual;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A telephone number that may be a person's.
    Telephone,
    /// Identity card, old or new, or nine digits and more in one run, as on cards.
    Identity,
    /// Health insurance card.
    Insurance,
    /// Passport.
    Passport,
    /// Bank account.
    Account,
    /// E-mail, but for offices' own.
    Email,
    /// A page of somebody's.
    Link,
    /// A person's name.
    Name,
    /// A place that is a household's.
    Address,
}

impl Kind {
    /// Whether it is never taken; the rest may stay once a person has looked.
    pub fn is_refused(self) -> bool {
        self <= Kind::Account
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Kind::Telephone => ("số điện thoại", "a telephone number"),
            Kind::Identity => ("số căn cước hoặc số thẻ", "an identity or card number"),
            Kind::Insurance => ("số thẻ bảo hiểm y tế", "a health insurance number"),
            Kind::Passport => ("số hộ chiếu", "a passport number"),
            Kind::Account => ("số tài khoản ngân hàng", "a bank account number"),
            Kind::Email => ("địa chỉ thư điện tử", "an e-mail address"),
            Kind::Link => ("liên kết tới trang cá nhân", "a link to somebody's page"),
            Kind::Name => ("tên người", "a person's name"),
            Kind::Address => ("địa chỉ nhà", "a home address"),
        }
    }
}

/// One place in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What.
    pub kind: Kind,
    /// Where, in bytes.
    pub place: Range<usize>,
    /// First and last sign, the rest dots: the value itself is not to be kept or shown.
    pub masked: String,
}

impl Found {
    fn new(kind: Kind, text: &str, place: Range<usize>) -> Found {
        let value = text.get(place.clone()).unwrap_or_default().trim();
        let first: String = value.chars().take(2).collect();
        let last = value.chars().next_back().unwrap_or_default();
        let masked = format!("{first}…{last}");
        Found {
            kind,
            place,
            masked,
        }
    }

    /// What it is and what to do.
    pub fn text(&self) -> Bilingual {
        let (vi, en) = self.kind.words();
        let masked = &self.masked;
        if !self.kind.is_refused() {
            return Bilingual::new(
                format!("Có vẻ có {vi} (“{masked}”). Nếu là của người dân, hãy xóa."),
                format!("This looks like {en} (“{masked}”). If it is a resident's, remove it."),
            );
        }
        let (more_vi, more_en) = match self.kind {
            Kind::Identity => (
                " Nếu đây là số lượng, hãy viết có dấu chấm, như 120.000.000.",
                " If it is a quantity, write it with points, like 120.000.000.",
            ),
            _ => ("", ""),
        };
        Bilingual::new(
            format!(
                "Có vẻ có {vi} (“{masked}”). Nhịp không lưu thông tin cá nhân của người dân: hãy xóa số này.{more_vi}"
            ),
            format!(
                "This looks like {en} (“{masked}”). Nhịp keeps no personal data of residents: remove the number.{more_en}"
            ),
        )
    }
}

/// Numbers offices have made public: those are nobody's own. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Published(Arc<Known>);

/// The numbers, and marks of the texts last found to hold nothing beside them: a report is looked
/// through when it is shown, checked and sent.
#[derive(Debug, Default)]
struct Known {
    numbers: BTreeSet<String>,
    clean: Mutex<HashSet<u64>>,
    marks: RandomState,
}

/// Marks kept: a seventh of a megabyte.
const MOST_CLEAN: usize = 14_000;

impl Published {
    /// From texts that hold numbers.
    pub fn of<'a>(numbers: impl IntoIterator<Item = &'a str>) -> Published {
        Published(Arc::new(Known {
            numbers: numbers.into_iter().flat_map(every_number).collect(),
            ..Known::default()
        }))
    }

    fn has(&self, digits: &str) -> bool {
        self.0.numbers.contains(&national(digits))
    }

    fn clean(&self) -> MutexGuard<'_, HashSet<u64>> {
        self.0.clean.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// "0236 3650 676 - 0905 111 222" holds two, so every telephone number that groups make counts.
fn every_number(text: &str) -> Vec<String> {
    let digits: Vec<String> = spelt::groups(Bare::of(text).text())
        .into_iter()
        .map(|group| group.digits)
        .collect();
    let from = |start: usize| {
        let rest = digits.iter().skip(start).take(LONGEST_TELEPHONE);
        rest.scan(String::new(), |joined, group| {
            joined.push_str(group);
            Some(national(joined))
        })
    };
    let whole = national(&digits.concat());
    let parts = (0..digits.len()).flat_map(from);
    let parts = parts.filter(|number| is_telephone(number) && number.len() <= LONGEST_TELEPHONE);
    parts
        .chain((whole.len() >= 8).then_some(whole.clone()))
        .collect()
}

/// Digits of the longest telephone number.
const LONGEST_TELEPHONE: usize = 11;

/// `84…` and `0084…` as `0…`.
fn national(digits: &str) -> String {
    let bare = digits.strip_prefix("00").unwrap_or(digits);
    match bare.strip_prefix("84") {
        Some(rest) if rest.len() >= 9 => format!("0{}", rest.trim_start_matches('0')),
        _ => digits.to_owned(),
    }
}

/// Mobile numbers of today, and of the time before 2018.
fn is_mobile(digits: &str) -> bool {
    let national = national(digits);
    let second = national.as_bytes().get(1).copied().unwrap_or_default();
    let third = national.as_bytes().get(2).copied().unwrap_or_default();
    let now = national.len() == 10 && matches!(second, b'3' | b'5' | b'7' | b'8' | b'9');
    let then = national.len() == 11 && second == b'1' && matches!(third, b'2' | b'6' | b'8' | b'9');
    national.starts_with('0') && (now || then)
}

/// A line in a house or an office: today's eleven digits.
fn is_fixed(digits: &str) -> bool {
    let national = national(digits);
    national.starts_with("02") && national.len() == 11
}

fn is_telephone(digits: &str) -> bool {
    is_mobile(digits) || is_fixed(digits)
}

/// Province 001 to 096, century and sex.
fn is_of_a_province(digits: &str) -> bool {
    let province = digits.get(..3).and_then(|code| code.parse::<u32>().ok());
    province.is_some_and(|code| (1..=96).contains(&code))
}

/// What was found in a bare text, and where.
type Hit = Option<(Kind, Range<usize>)>;

/// The first number that is never taken.
pub fn refused(text: &str, published: &Published) -> Option<Found> {
    refused_in(&Bare::of(text), text, published)
}

/// As [`refused`]; else the first thing to look at again.
pub fn first(text: &str, published: &Published) -> Option<Found> {
    let mark = published.0.marks.hash_one(text);
    if text.is_empty() || published.clean().contains(&mark) {
        return None;
    }
    let bare = Bare::of(text);
    let found = refused_in(&bare, text, published).or_else(|| doubtful_in(&bare, text));
    if found.is_none() {
        let mut clean = published.clean();
        if clean.len() >= MOST_CLEAN {
            clean.clear();
        }
        clean.insert(mark);
    }
    found
}

/// The first thing to look at again, where nothing is refused.
pub fn doubtful(text: &str) -> Option<Found> {
    doubtful_in(&Bare::of(text), text)
}

fn refused_in(bare: &Bare, text: &str, published: &Published) -> Option<Found> {
    let (kind, place) = number::first(bare.text(), published)?;
    Some(Found::new(kind, text, bare.source(place)))
}

fn doubtful_in(bare: &Bare, text: &str) -> Option<Found> {
    // Figures alone are neither a name nor a place.
    if !bare.text().contains(|c| c == '@' || fold::is_letter(c)) {
        return None;
    }
    let hits = [web::first(bare.text()), word::first(bare.text())];
    let hits = hits.into_iter().flatten();
    let (kind, place) = hits.min_by_key(|(_, place)| place.start)?;
    Some(Found::new(kind, text, bare.source(place)))
}
