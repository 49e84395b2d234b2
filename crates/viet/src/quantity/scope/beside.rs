//! What the words and signs beside a number say of it: a difference, about so many, how many there are.

use super::super::lexicon::{self, Tags};
use super::super::mention::Mention;
use super::super::period::Calendar;
use super::super::token::{Kind, Token};
use super::super::told::{Sense, Told};

/// Words between a share and what it is the share of, in brackets.
const SHARE_WITHIN: usize = 8;

/// Whether a number is the difference itself: "tăng 12%", "giảm so với tháng trước 3 ca",
/// "nhiều hơn 2 buổi"; not "tăng lên 12 ca", "tăng cường 5 buổi".
pub(in crate::quantity) fn is_change(tokens: &[Token], mention: &Mention) -> bool {
    let mut back = 1;
    while back <= 12 {
        let Some(token) = mention.before(tokens, back) else {
            return false;
        };
        if token.tags.any(Tags::CHANGE) {
            return true;
        }
        let second = mention
            .before(tokens, back + 1)
            .map_or("", |token| &*token.key);
        if token.is_word("hơn") && matches!(second, "nhiều" | "ít" | "cao" | "thấp") {
            return true;
        }
        let year = matches!(token.kind, Kind::Figures(_)) && second == "năm";
        let about = lexicon::pair(second, &token.key).any(Tags::ABOUT);
        if !token.tags.any(Tags::CHANGE_FILLER) && !year && !about {
            return false;
        }
        back += 1;
    }
    false
}

/// Whether a word of approximation stands before a number; `on_place`: "trên" may be a place.
pub(in crate::quantity) fn is_about(tokens: &[Token], mention: &Mention, on_place: bool) -> bool {
    if tokens
        .get(mention.first)
        .is_some_and(|first| first.is_word("dăm"))
    {
        return true;
    }
    let Some(before) = mention.before(tokens, 1) else {
        return false;
    };
    let second = mention.before(tokens, 2).map_or("", |token| &*token.key);
    if lexicon::pair(second, &before.key).any(Tags::ABOUT) {
        return true;
    }
    if before.is_word("trên") {
        return !on_place;
    }
    if before.is_word("hơn") && matches!(second, "nhiều" | "ít" | "cao" | "thấp") {
        return false;
    }
    if before.is_word("từ") || before.is_word("đạt") {
        return false;
    }
    before.tags.any(Tags::ABOUT)
}

/// "45/60 buổi kế hoạch năm": so many since January.
pub(in crate::quantity) fn is_of_plan_of_year(tokens: &[Token], at: usize) -> bool {
    let key = |i: usize| tokens.get(i).map_or("", |token| &*token.key);
    (at..at + 4).any(|at| {
        let plan = matches!((key(at), key(at + 1)), ("kế", "hoạch") | ("chỉ", "tiêu"));
        plan && (key(at + 2) == "năm" || (key(at + 2), key(at + 3)) == ("cả", "năm"))
    })
}

/// "Người theo dõi trang tính đến cuối tháng: 3.904": how many there are on a day.
pub(in crate::quantity) fn is_as_of(tokens: &[Token], mention: &Mention) -> bool {
    let key = |back| mention.before(tokens, back).map_or("", |token| &*token.key);
    let colon = mention
        .before(tokens, 1)
        .is_some_and(|token| token.is_mark(':'));
    let end = matches!(
        (key(3), key(2)),
        ("cuối" | "hết", "tháng" | "kỳ" | "quý" | "năm")
    );
    colon && end && key(4) == "đến"
}

/// "94,1% số trẻ trong diện (1.475)", "74,7% tổng số 158 trường": how many there are.
pub(in crate::quantity) fn is_whole_of_share(tokens: &[Token], mention: &Mention) -> bool {
    let is = |at: usize, mark: char| tokens.get(at).is_some_and(|token| token.is_mark(mark));
    let mut before = (1..=SHARE_WITHIN).map_while(|back| mention.before(tokens, back));
    let sign =
        before.find(|token| !matches!(&*token.key, "tổng" | "số" | "của" | "trong" | "trên"));
    let total = (1..=2).any(|back| {
        let token = mention.before(tokens, back);
        token.is_some_and(|token| token.is_word("tổng"))
    });
    if total && sign.is_some_and(|token| token.is_mark('%')) {
        return true;
    }
    let Some(open) = mention.first.checked_sub(1).filter(|at| is(*at, '(')) else {
        return false;
    };
    let words = (1..=SHARE_WITHIN).map_while(|back| tokens.get(open.checked_sub(back)?));
    let mut words = words.skip_while(|token| token.kind == Kind::Word);
    let share = words.next().is_some_and(|token| token.is_mark('%'));
    let of = (1..=SHARE_WITHIN).any(|back| {
        open.checked_sub(back).is_some_and(|at| {
            is(at, '%')
                && tokens
                    .get(at + 1)
                    .is_some_and(|next| next.is_word("số") || next.is_word("tổng"))
        })
    });
    share && of && is(mention.next, ')')
}

/// Words between "tính cả" and the month it adds.
const JOINED_WITHIN: usize = 8;

/// "Tính cả đợt phát tháng 10": another month is counted in.
pub(in crate::quantity) fn joins_other(calendar: Calendar, told: &Told, from: usize) -> bool {
    (from..from + JOINED_WITHIN).any(|at| {
        let named = calendar.month(at);
        named.is_some_and(|(month, year, _)| matches!(told.of_month(month, year), Sense::Other(_)))
    })
}

/// Words of papers that have a date of their own.
const PAPERS: [&str; 8] = ["hoạch", "văn", "định", "số", "dẫn", "báo", "thị", "trình"];

/// The days told at a token behind a number: "5 buổi từ ngày 01/01 đến 24/11", "3 buổi ngày 05/10". A
/// date of the paper's own month says nothing, nor does that of a letter.
pub(in crate::quantity) fn days_behind(
    calendar: Calendar,
    told: &Told,
    from: usize,
    at: usize,
) -> Option<Sense> {
    let tokens = calendar.tokens;
    let words = tokens.get(from..at)?;
    let sense = match calendar.window(at) {
        Some((period, _)) => told.of_days(period),
        None => {
            let dated = words.last().is_some_and(|word| word.is_word("ngày"));
            let (day, _) = calendar.day(at).filter(|_| dated)?;
            told.of_day(day)
        }
    };
    let of_paper = || words.iter().any(|word| PAPERS.contains(&&*word.key));
    let apart = matches!(sense, Sense::Other(_) | Sense::Cumulative | Sense::Target);
    (apart && !of_paper()).then_some(sense)
}

/// "Ước thực hiện cả tháng 30 buổi": nobody has counted them yet.
pub(in crate::quantity) fn is_estimate(tokens: &[Token], mention: &Mention) -> bool {
    let words = (1..=ESTIMATE_WITHIN).map_while(|back| {
        let token = mention.before(tokens, back)?;
        (token.kind == Kind::Word).then_some((token, mention.before(tokens, back - 1)))
    });
    let mut words = words.filter(|(word, _)| word.is_word("ước"));
    words.any(|(_, next)| {
        next.is_some_and(|next| matches!(&*next.key, "thực" | "cả" | "kết" | "tháng" | "tổng"))
    })
}

/// Words between "ước" and its number.
const ESTIMATE_WITHIN: usize = 12;
