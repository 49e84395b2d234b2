//! One run of groups of digits, judged.

mod near;
mod words;

use std::cell::OnceCell;

use nhip_viet::fold;
use nhip_viet::spelt::Group;

use super::super::{Kind, Published, is_fixed, is_mobile, is_of_a_province};
use super::{FEWEST_DIGITS, Judged, LONG, MOST_DIGITS, is_date};
use near::{NEAR, Near};
use words::{COUNTED, INSURANCE, PASSPORTS};

/// Signs that part a number as one likes, where nothing else says that it is one.
const PLAIN: &str = ".-_·•*'’~";
/// All that may part a number which begins like one.
const PARTS: &str = ".,:\"-_()[]·•*/\\|+'’~\n";

/// Groups that may be one number, and the words around.
pub(super) struct Run<'a> {
    text: &'a str,
    groups: &'a [Group],
    /// Of all groups, and where each ends in them.
    digits: String,
    ends: Vec<usize>,
    /// The words before, looked at where the digits could be a number at all.
    near: OnceCell<Near>,
}

/// Whether so many groups of a run, joined, are a number of some kind.
type Test<'a> = fn(&Run<'a>, usize, &str) -> bool;

impl<'a> Run<'a> {
    pub(super) fn new(text: &'a str, groups: &'a [Group]) -> Run<'a> {
        let mut digits = String::new();
        let joined = groups.iter().map(|group| {
            digits.push_str(&group.digits);
            digits.len()
        });
        Run {
            text,
            groups,
            ends: joined.collect(),
            digits,
            near: OnceCell::new(),
        }
    }

    fn near(&self) -> &Near {
        self.near.get_or_init(|| {
            let start = self.groups.first().map_or(0, |group| group.place.start);
            Near::of(self.text.get(..start).unwrap_or_default())
        })
    }

    pub(super) fn start(&self) -> usize {
        self.groups.first().map_or(0, |group| group.word)
    }

    pub(super) fn judged(&self, published: &Published) -> Judged {
        if is_date(self.groups) {
            return Judged::Open(3);
        }
        let fits = |len: &usize| (FEWEST_DIGITS..=MOST_DIGITS).contains(&self.joined(*len).len());
        let lens: Vec<usize> = (1..=self.groups.len()).rev().filter(fits).collect();
        let lens = || lens.iter().copied();
        let open = |len: usize| {
            let digits = self.joined(len);
            self.is_service(len, digits) || published.has(digits)
        };
        if let Some(len) = lens().find(|len| open(*len)) {
            return Judged::Open(len);
        }
        let kinds: [(Kind, Test<'a>); 5] = [
            (Kind::Insurance, Run::is_insurance),
            (Kind::Telephone, Run::is_telephone),
            (Kind::Identity, Run::is_identity),
            (Kind::Passport, Run::is_passport),
            (Kind::Account, Run::is_account),
        ];
        for (kind, is) in kinds {
            let fits = |len: &usize| {
                let dense = *len == 1 && !self.groups.iter().take(1).any(|group| group.spoken);
                (dense || !self.is_of_a_paper(*len)) && is(self, *len, self.joined(*len))
            };
            if let Some(len) = lens().find(fits) {
                return Judged::Kind(kind, len);
            }
        }
        Judged::Nothing
    }

    /// The folded word behind so many groups.
    fn word_behind(&self, len: usize) -> String {
        let end = self.groups.get(len - 1).map_or(0, |group| group.place.end);
        let rest = self.text.get(end..).unwrap_or_default();
        let rest: String = rest.chars().take(12).collect();
        let word = fold::folded(&rest);
        word.split(|c: char| !c.is_alphabetic())
            .next()
            .unwrap_or_default()
            .to_owned()
    }

    fn is_counted(&self, len: usize) -> bool {
        let word = self.word_behind(len);
        COUNTED.contains(&word.as_str()) && !self.joined(len).starts_with('0')
    }

    /// `120.000.000`, `12 345 678`.
    fn is_in_thousands(&self, len: usize) -> bool {
        let first = self.groups.first().map_or(0, |group| group.digits.len());
        let points = |group: &Group| {
            matches!(group.gap.as_deref(), Some("." | " ")) && group.digits.len() == 3
        };
        len > 1 && first <= 3 && self.groups.iter().take(len).skip(1).all(points)
    }

    /// `0912/SYT`, `032-2026/KH`: the number of a paper.
    fn is_of_a_paper(&self, len: usize) -> bool {
        let end = self.groups.get(len - 1).map_or(0, |group| group.place.end);
        let mut rest = self.text.get(end..).unwrap_or_default().chars();
        let mark = matches!(rest.next(), Some('/' | '-'));
        mark && rest.next().is_some_and(char::is_alphabetic)
    }

    /// The digits of so many groups.
    fn joined(&self, len: usize) -> &str {
        let end = self.ends.get(len - 1).copied().unwrap_or_default();
        self.digits.get(..end).unwrap_or_default()
    }

    fn lens(&self, len: usize) -> Vec<usize> {
        let groups = self.groups.iter().take(len);
        groups.map(|group| group.digits.len()).collect()
    }

    /// One by one, in digits or in words.
    fn is_single(&self, len: usize) -> bool {
        len > 1 && self.lens(len).iter().all(|len| *len == 1)
    }

    fn spoken(&self, len: usize) -> usize {
        let groups = self.groups.iter().take(len);
        groups.filter(|group| group.spoken).count()
    }

    fn gaps(&self, len: usize) -> impl Iterator<Item = &str> {
        let groups = self.groups.iter().take(len).skip(1);
        groups.filter_map(|group| group.gap.as_deref())
    }

    /// Every gap is one of these, spaces beside them aside.
    fn parted_by(&self, len: usize, seps: &str) -> bool {
        self.gaps(len)
            .all(|gap| gap.chars().all(|c| c == ' ' || seps.contains(c)))
    }

    fn is_one_dense(&self, len: usize) -> bool {
        len == 1 && self.spoken(1) == 0
    }

    /// `1900 9095`, `1800 599 920`.
    fn is_service(&self, len: usize, digits: &str) -> bool {
        let service = digits.starts_with("1800") || digits.starts_with("1900");
        let glued = |group: &Group| !group.prefix.is_empty();
        service
            && matches!(digits.len(), 8 | 10)
            && self.lens(len).iter().all(|len| *len >= 2)
            && !self.groups.first().is_some_and(glued)
            && !self.near().card
    }

    fn is_telephone(&self, len: usize, digits: &str) -> bool {
        let fixed = is_fixed(digits);
        if !is_mobile(digits) && !fixed {
            return self.is_without_zero(len, digits);
        }
        let called = self.near().call;
        let lens = self.lens(len);
        let rest = lens.get(1..).unwrap_or_default();
        let first = lens.first().copied().unwrap_or_default();
        if len == 1 {
            return !(fixed && self.near().lot);
        }
        if self.spoken(len) >= 4 || self.is_single(len) || called {
            return true;
        }
        // A column of counts is no number that a line end broke.
        let broken = self.gaps(len).any(|gap| gap.contains('\n'));
        if broken && (first < 3 || rest.iter().any(|len| *len < 3)) {
            return false;
        }
        let plain = self.parted_by(len, ".-_()·•*'’~[]+|\\\n");
        match first {
            _ if fixed => plain && len <= 5 && rest.iter().any(|len| *len >= 3),
            1 => plain && len <= 4 && rest.iter().all(|len| *len >= 3),
            2 if len == 5 && lens.iter().all(|len| *len == 2) => plain && !self.is_rising(len),
            2 => plain && len <= 5 && rest.iter().all(|len| *len >= 3 || digits.starts_with("84")),
            3 => plain && rest.iter().all(|len| *len >= 2),
            _ => self.parted_by(len, PARTS) && rest.iter().all(|len| *len >= 2),
        }
    }

    /// `02 03 05 07 09`: a list of days or months.
    fn is_rising(&self, len: usize) -> bool {
        let groups = self.groups.iter().take(len);
        let digits: Vec<&str> = groups.map(|group| group.digits.as_str()).collect();
        let of_days = digits.iter().all(|digits| *digits <= "31");
        of_days && digits.is_sorted_by(|one, next| one < next)
    }

    /// `SĐT 905 613 274`: the zero left out.
    fn is_without_zero(&self, len: usize, digits: &str) -> bool {
        let mobile = digits.len() == 9 && digits.starts_with(['3', '5', '7', '8', '9']);
        mobile && self.near().right_behind_call && !self.is_counted(len)
    }

    fn is_identity(&self, len: usize, digits: &str) -> bool {
        if self.is_one_dense(len) {
            return digits.len() >= LONG && !self.near().lot && !self.is_counted(1);
        }
        if !matches!(digits.len(), 9 | 12) {
            return false;
        }
        let (lens, named) = (self.lens(len), self.near().card);
        let new = digits.len() == 12 && is_of_a_province(digits);
        let even = lens.iter().all(|len| Some(len) == lens.first()) && len <= 4;
        let plain = self.parted_by(len, PLAIN);
        let alone = even || self.is_single(len) || self.spoken(len) >= 4;
        let old = named && !self.is_counted(len);
        (new && ((alone && plain) || named)) || old
    }

    /// `DN 4 79 0123456789`.
    fn is_insurance(&self, len: usize, digits: &str) -> bool {
        let near = self.near();
        if digits.len() == 10 {
            let counted = || self.is_counted(len) || self.is_in_thousands(len);
            return near.insurance && !is_mobile(digits) && !counted();
        }
        if digits.len() != 13 {
            return false;
        }
        let named = near.insurance || near.any_card;
        let letters = self.letters_before();
        let two = letters.chars().rev().take(2).collect::<String>();
        let two = two.len() == 2 && two.bytes().all(|byte| byte.is_ascii_alphabetic());
        let alone = letters.len() == 2;
        let lens = self.lens(len);
        let shape = len == 1 || matches!(lens.as_slice(), [1, 2, ..] | [3, ..] | [13]);
        two && ((alone && shape) || named || self.is_labelled(letters))
    }

    /// Letters that are one word with the number, or the word before it.
    fn letters_before(&self) -> &str {
        let glued = self.groups.first().map(|group| group.prefix.as_str());
        match glued {
            Some("") | None => self.word_before(),
            Some(prefix) => prefix,
        }
    }

    /// `bhytDN`, `passportC`: the letters with the name of the card before them.
    fn is_labelled(&self, letters: &str) -> bool {
        let key = fold::folded(letters);
        let labels = INSURANCE.iter().chain(&PASSPORTS);
        labels
            .map(|label| label.replace(' ', ""))
            .any(|label| key.starts_with(&label))
    }

    fn word_before(&self) -> &str {
        let start = self.groups.first().map_or(0, |group| group.place.start);
        let head = self.text.get(..start).unwrap_or_default();
        let head = head.trim_end_matches([' ', '\n', '-', '.', ',', ':', '/']);
        let word = |c: char| c.is_alphanumeric();
        let from = head.char_indices().rev().take(NEAR);
        let from = from.take_while(|(_, c)| word(*c)).last();
        from.and_then(|(at, _)| head.get(at..)).unwrap_or_default()
    }

    /// `B1234567`; letters that look like digits have been taken for such.
    fn is_passport(&self, len: usize, digits: &str) -> bool {
        let first = self.groups.first();
        let Some(first) = first.filter(|_| matches!(digits.len(), 7 | 8)) else {
            return false;
        };
        let letters = self.letters_before();
        let labelled = self.is_labelled(letters);
        let named = self.near().passport || labelled;
        let written = self.text.get(first.place.clone()).unwrap_or_default();
        let b = written.starts_with('B') && digits.len() == 8;
        if named && !self.is_counted(len) && !self.is_in_thousands(len) {
            let letter = letters.len() == 1 || labelled;
            let whole = len == 1 || self.is_single(len) || self.spoken(len) >= 4;
            return letter || whole || b;
        }
        let letter =
            first.prefix.len() == 1 && first.prefix.bytes().all(|b| b.is_ascii_uppercase());
        len == 1 && !self.near().thing && ((digits.len() == 7 && letter) || b)
    }

    fn is_account(&self, len: usize, digits: &str) -> bool {
        let near = self.near();
        if !(near.account || near.bank && digits.len() >= 8) {
            return false;
        }
        let held = near.right_behind_account && digits.len() > LONG;
        let sum = self.is_in_thousands(len) && !held;
        // "TK 627, 111, 112" are accounts of books.
        let one = self.is_single(len) || self.spoken(len) >= 4;
        let books = !one && self.gaps(len).any(|gap| gap.contains(','));
        !books && !self.is_counted(len) && (near.account || !sum)
    }
}
