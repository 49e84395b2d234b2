//! One run of groups of digits, judged.

mod words;

use nhip_viet::fold;
use nhip_viet::spelt::Group;

use super::super::{Kind, Published, is_fixed, is_mobile, is_of_a_province};
use super::{Judged, LONG, MOST_DIGITS, is_date};
use words::{BANKS, CALLS, CARDS, COUNTED, INSURANCE, LOTS, PASSPORTS};

/// Letters before a number in which a word tells what it is.
const NEAR: usize = 48;
/// Signs that part a number as one likes, where nothing else says that it is one.
const PLAIN: &str = ".-_·•*'’~";
/// All that may part a number which begins like one.
const PARTS: &str = ".,:\"-_()[]·•*/\\|+'’~\n";

/// Groups that may be one number, and the words around.
pub(super) struct Run<'a> {
    text: &'a str,
    groups: &'a [Group],
    before: String,
}

/// Whether so many groups of a run, joined, are a number of some kind.
type Test<'a> = fn(&Run<'a>, usize, &str) -> bool;

impl<'a> Run<'a> {
    pub(super) fn new(text: &'a str, groups: &'a [Group]) -> Run<'a> {
        let start = groups.first().map_or(0, |group| group.place.start);
        let head = text.get(..start).unwrap_or_default();
        let near = head.char_indices().rev().nth(NEAR).map_or(0, |(at, _)| at);
        // At the beginning of a line, the line above tells what the number is.
        let near = head.get(near..).unwrap_or_default().trim_end();
        let line = near.rsplit(['\n', ';']).next().unwrap_or_default();
        let before = fold::folded(line).replace(|c: char| !c.is_alphanumeric(), " ");
        let before = before.split_whitespace().collect::<Vec<_>>().join(" ");
        Run {
            text,
            groups,
            before: format!(" {before} "),
        }
    }

    pub(super) fn start(&self) -> usize {
        self.groups.first().map_or(0, |group| group.word)
    }

    pub(super) fn judged(&self, published: &Published) -> Judged {
        if is_date(self.groups) {
            return Judged::Open(3);
        }
        let most = self.groups.len();
        let lens = || (1..=most).rev();
        let open = |len: usize| {
            let digits = self.joined(len);
            self.is_service(len, &digits) || published.has(&digits)
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
                (dense || !self.is_of_a_paper(*len)) && is(self, *len, &self.joined(*len))
            };
            if let Some(len) = lens().find(fits) {
                return Judged::Kind(kind, len);
            }
        }
        Judged::Nothing
    }

    /// Whether one of these words stands near before it.
    fn after(&self, words: &[&str]) -> bool {
        words
            .iter()
            .any(|word| self.before.contains(&format!(" {word} ")))
    }

    /// Whether one of these words stands right before it.
    fn right_after(&self, words: &[&str]) -> bool {
        let before = self.before.trim_end();
        let before = before.strip_suffix(" so").unwrap_or(before);
        words.iter().any(|word| {
            before
                .strip_suffix(word)
                .is_some_and(|rest| rest.ends_with(' '))
        })
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

    fn joined(&self, len: usize) -> String {
        let groups = self.groups.iter().take(len);
        groups.map(|group| group.digits.as_str()).collect()
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
            && !self.after(&CARDS)
    }

    fn is_telephone(&self, len: usize, digits: &str) -> bool {
        let called = self.after(&CALLS);
        let fixed = is_fixed(digits);
        if !is_mobile(digits) && !fixed {
            return self.is_without_zero(len, digits);
        }
        let lens = self.lens(len);
        let rest = lens.get(1..).unwrap_or_default();
        let first = lens.first().copied().unwrap_or_default();
        if len == 1 {
            return !(fixed && self.after(&LOTS));
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

    /// `02 03 05 07 09`: a list, as of months.
    fn is_rising(&self, len: usize) -> bool {
        let groups = self.groups.iter().take(len);
        let digits: Vec<&str> = groups.map(|group| group.digits.as_str()).collect();
        digits.is_sorted_by(|one, next| one < next)
    }

    /// `SĐT 905 613 274`: the zero left out.
    fn is_without_zero(&self, len: usize, digits: &str) -> bool {
        let counted =
            self.is_counted(len) || self.is_in_thousands(len) && !self.right_after(&CALLS);
        let mobile = digits.len() == 9 && digits.starts_with(['3', '5', '7', '8', '9']);
        mobile && !counted && self.right_after(&CALLS)
    }

    fn is_identity(&self, len: usize, digits: &str) -> bool {
        let named = self.after(&CARDS);
        if self.is_one_dense(len) {
            return digits.len() >= LONG && !self.after(&LOTS) && !self.is_counted(1);
        }
        let lens = self.lens(len);
        let new = digits.len() == 12 && is_of_a_province(digits);
        let even = lens.iter().all(|len| Some(len) == lens.first()) && len <= 4;
        let plain = self.parted_by(len, PLAIN);
        let alone = even || self.is_single(len) || self.spoken(len) >= 4;
        let old = matches!(digits.len(), 9 | 12) && named && !self.is_counted(len);
        (new && ((alone && plain) || named)) || old
    }

    /// `DN 4 79 0123456789`.
    fn is_insurance(&self, len: usize, digits: &str) -> bool {
        let named = self.after(&INSURANCE) || self.after(&["the"]);
        if digits.len() == 10 && named {
            let counted = self.is_counted(len) || self.is_in_thousands(len);
            return !is_mobile(digits) && self.after(&INSURANCE) && !counted;
        }
        let letters = self.letters_before();
        let two = letters.chars().rev().take(2).collect::<String>();
        let two = two.len() == 2 && two.bytes().all(|byte| byte.is_ascii_alphabetic());
        let alone = letters.len() == 2;
        let lens = self.lens(len);
        let shape = len == 1 || matches!(lens.as_slice(), [1, 2, ..] | [3, ..] | [13]);
        digits.len() == 13 && two && ((alone && shape) || named || self.is_labelled(letters))
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
        let Some(first) = self.groups.first() else {
            return false;
        };
        let letters = self.letters_before();
        let labelled = self.is_labelled(letters);
        let named = self.after(&PASSPORTS) || labelled;
        let lot = self.after(&["lo", "lot", "so lo", "may", "ma", "seri"]);
        let written = self.text.get(first.place.clone()).unwrap_or_default();
        let b = written.starts_with('B') && digits.len() == 8;
        if named && !self.is_counted(len) && !self.is_in_thousands(len) {
            let letter = letters.len() == 1 || labelled;
            let whole = len == 1 || self.is_single(len) || self.spoken(len) >= 4;
            return (matches!(digits.len(), 7 | 8) && (letter || whole)) || b;
        }
        let letter =
            first.prefix.len() == 1 && first.prefix.bytes().all(|b| b.is_ascii_uppercase());
        len == 1 && !lot && ((digits.len() == 7 && letter) || b)
    }

    fn is_account(&self, len: usize, digits: &str) -> bool {
        let strong = self.after(&["stk", "so tai khoan", "so tk", "tk ngan hang", "account"]);
        let beside: Vec<&str> = self.before.split_whitespace().rev().take(4).collect();
        let beside = beside.iter().any(|word| BANKS.contains(word)) || self.after(&BANKS);
        // "tài khoản Agribank 200.206.381" is no sum of money.
        let held = BANKS.iter().any(|bank| {
            self.right_after(&[bank]) && (self.after(&["tai khoan", "tk"]) || *bank == "tai khoan")
        });
        let fits = (6..=MOST_DIGITS).contains(&digits.len()) && !self.is_counted(len);
        let sum = self.is_in_thousands(len) && !(held && digits.len() > LONG);
        // "TK 627, 111, 112" are accounts of books.
        let one = self.is_single(len) || self.spoken(len) >= 4;
        let fits = fits && (one || self.gaps(len).all(|gap| !gap.contains(',')));
        fits && (strong || (digits.len() >= 8 && beside && !sum))
    }
}
