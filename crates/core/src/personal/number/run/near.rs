//! What the words before a number say it is.

use nhip_viet::fold;

use super::words::{BANKS, CALLS, CARDS, INSURANCE, LOTS, PASSPORTS};

/// Letters before a number in which a word tells what it is.
pub(super) const NEAR: usize = 48;

/// What is said near before a number.
#[derive(Debug, Default)]
pub(super) struct Near {
    pub(super) call: bool,
    pub(super) right_behind_call: bool,
    pub(super) card: bool,
    pub(super) insurance: bool,
    /// "thẻ", of whatever kind.
    pub(super) any_card: bool,
    pub(super) passport: bool,
    pub(super) lot: bool,
    /// A thing that has a letter and digits too.
    pub(super) thing: bool,
    pub(super) account: bool,
    pub(super) bank: bool,
    /// "tài khoản Agribank 200.206.381": no sum of money.
    pub(super) right_behind_account: bool,
}

impl Near {
    /// From the text before.
    pub(super) fn of(head: &str) -> Near {
        let near = head.char_indices().rev().nth(NEAR).map_or(0, |(at, _)| at);
        // At the beginning of a line, the line above tells what the number is.
        let near = head.get(near..).unwrap_or_default().trim_end();
        let line = near.rsplit(['\n', ';']).next().unwrap_or_default();
        if !line.contains(char::is_alphabetic) {
            return Near::default();
        }
        let before = fold::folded(line).replace(|c: char| !c.is_alphanumeric(), " ");
        let words: Vec<&str> = before.split_whitespace().collect();
        let has = |phrases: &[&str]| phrases.iter().any(|phrase| stands_in(phrase, &words));
        let last = words.strip_suffix(&["so"]).unwrap_or(&words);
        let ends = |phrase: &str| {
            let len = phrase.split(' ').count().min(last.len());
            stands_in(phrase, last.get(last.len() - len..).unwrap_or_default())
        };
        let account = has(&["tai khoan", "tk"]);
        let held = |bank: &str| ends(bank) && (account || bank == "tai khoan");
        Near {
            call: has(&CALLS),
            right_behind_call: CALLS.iter().any(|call| ends(call)),
            card: has(&CARDS),
            insurance: has(&INSURANCE),
            any_card: has(&["the"]),
            passport: has(&PASSPORTS),
            lot: has(&LOTS),
            thing: has(&["lo", "lot", "so lo", "may", "ma", "seri"]),
            account: has(&["stk", "so tai khoan", "so tk", "tk ngan hang", "account"]),
            bank: has(&BANKS),
            right_behind_account: BANKS.iter().any(|bank| held(bank)),
        }
    }
}

/// Whether the words of a phrase stand in others, one behind the other.
fn stands_in(phrase: &str, words: &[&str]) -> bool {
    let len = phrase.split(' ').count();
    words
        .windows(len)
        .any(|window| window.iter().copied().eq(phrase.split(' ')))
}
