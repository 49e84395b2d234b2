//! What the words before a number say of it: `Đo nồng độ cồn: 208`, `Phát sóng truyền hình 5 lần`.

use super::super::lexicon::Tags;
use super::super::mention::Mention;
use super::super::other::Other;
use super::super::scope;
use super::super::token::{Kind, Token};
use super::{Counted, LONGEST, Source};

/// Units that say nothing of what was counted.
const GENERAL: [&str; 18] = [
    "buổi",
    "cuộc",
    "lần",
    "lượt",
    "đợt",
    "kỳ",
    "chiếc",
    "cái",
    "tấm",
    "bộ",
    "chuyến",
    "giờ",
    "phút",
    "lượt phát",
    "bức",
    "phiên",
    "ngày",
    "loại",
];

/// Units of whom or what something is done to: they say what only in a clause of their own.
const TURNS: [&str; 3] = ["lượt người", "lớp", "người"];

/// Words a clause may begin with that name no deed.
const IDLE: [&str; 26] = [
    "đã", "được", "tổ", "chức", "thực", "hiện", "triển", "khai", "tiến", "hành", "ghi", "nhận",
    "có", "trong", "tháng", "kỳ", "này", "phối", "hợp", "và", "tiếp", "tục", "tổng", "số", "cộng",
    "cả",
];

/// Bodies that do what a clause tells.
const BODIES: [&str; 27] = [
    "xã",
    "phường",
    "trạm",
    "tâm",
    "sở",
    "đoàn",
    "hội",
    "vị",
    "ban",
    "trường",
    "ủy",
    "phòng",
    "tỉnh",
    "thôn",
    "phố",
    "ấp",
    "tổ",
    "ngành",
    "đài",
    "mặt",
    "công",
    "huyện",
    "khu",
    "bản",
    "họ",
    "chúng",
    "hệ",
];

impl Source<'_> {
    /// With the thing counted from the words before, where the unit alone says nothing of it.
    pub(super) fn told_before(&self, counted: Counted, mention: &Mention) -> Counted {
        let unit = counted.unit.map_or("", |unit| unit.name);
        let kinds = self.is_of_kinds(mention);
        let general =
            GENERAL.contains(&unit) || TURNS.contains(&unit) && self.is_own_clause(mention);
        if !counted.what.is_empty() || counted.percent || !(general || kinds) {
            return counted;
        }
        let what = self.clause_before(mention, kinds).unwrap_or_default();
        Counted { what, ..counted }
    }

    /// Nothing else is counted in its clause: ", khám sàng lọc 640 lượt người", not "5 buổi cho 200
    /// lượt người".
    fn is_own_clause(&self, mention: &Mention) -> bool {
        let before = (1..=LONGEST).map_while(|back| mention.before(self.tokens, back));
        before
            .take_while(|token| !token.is_mark(',') && !token.is_mark(';') && !token.is_mark('.'))
            .all(|token| matches!(token.kind, Kind::Word | Kind::Code))
    }

    /// "tờ rơi, áp phích 1.250 các loại"
    fn is_of_kinds(&self, mention: &Mention) -> bool {
        self.written(mention.next, mention.next + 2) == "các loại"
    }

    /// The deed a clause names before its number; nothing if it names who did it.
    pub(super) fn clause_before(&self, mention: &Mention, commas: bool) -> Option<String> {
        let mut from = mention.first;
        while let Some(at) = from.checked_sub(1) {
            let token = self.tokens.get(at)?;
            let inside = token.kind == Kind::Word || commas && token.is_mark(',');
            if !inside || mention.first - at > LONGEST || token.is_word("với") {
                break;
            }
            from = at;
        }
        let mut to = mention.first;
        let about = Tags::ABOUT;
        while to > from
            && self.tokens.get(to - 1).is_some_and(|token| {
                token.tags.any(about)
                    || matches!(&*token.key, "được" | "là" | "đạt" | "thêm" | "với")
            })
        {
            to -= 1;
        }
        let gives = |token: &Token| commas && matches!(&*token.key, "cấp" | "phát" | "in");
        while from < to
            && self
                .tokens
                .get(from)
                .is_some_and(|token| IDLE.contains(&&*token.key) || gives(token))
        {
            from += 1;
        }
        let words = self.tokens.get(from..to)?;
        let who = |(i, token): (usize, &Token)| {
            token.capital && i > 0 || i < 3 && BODIES.contains(&&*token.key)
        };
        if words.is_empty() || words.iter().enumerate().any(who) {
            return None;
        }
        let what = if commas {
            self.written(from, to).to_owned()
        } else {
            self.what_in_label(from, to)
        };
        let lone = what.split(' ').count() < 2;
        (!lone).then_some(what)
    }

    /// A number with nothing behind it, told by the words before it: `(nam 20, nữ 30)`.
    pub(super) fn bare(&self, mention: &Mention) -> Option<Counted> {
        let next = self.tokens.get(mention.next);
        let ends = next.is_none_or(|token| match token.kind {
            Kind::Mark(mark) => matches!(mark, ',' | ';' | '.' | ')' | '('),
            Kind::Break => true,
            _ if token.is_word("trong") => {
                let number = self.tokens.get(mention.next + 1);
                number.is_some_and(|token| token.is_word("số"))
            }
            _ => matches!(&*token.key, "và" | "đã" | "mới" | "chưa" | "các"),
        });
        if scope::is_whole_of_share(self.tokens, mention) || scope::is_as_of(self.tokens, mention) {
            return Some(Counted {
                next: mention.next,
                bare: true,
                labelled: true,
                ..Counted::default()
            });
        }
        let per = self.each_behind(mention.next, mention.next + 3) || self.is_index(mention);
        let to = mention.first;
        let colon = usize::from(
            mention
                .before(self.tokens, 1)
                .is_some_and(|t| t.is_mark(':')),
        );
        let from = self.words_before(to, colon);
        let about = scope::is_about(self.tokens, mention, false);
        let qualified = next.is_some_and(|token| matches!(&*token.key, "đã" | "mới" | "chưa"));
        let of_those = next.is_some_and(|token| token.is_word("trong"));
        let untold = to - colon.min(to) <= from && !about && colon == 0 && !qualified && !of_those;
        if !per && (untold || !ends) {
            return None;
        }
        let index = colon == 0 && (per || self.is_rate(mention, mention.next, mention.next));
        if colon == 0 && to - from > 2 && self.is_number_of(from) {
            return self.in_label(mention, from, to);
        }
        let what = if about && colon == 0 {
            String::new()
        } else if self.is_of_kinds(mention) {
            self.clause_before(mention, true).unwrap_or_default()
        } else if qualified {
            self.what(mention.next, self.tokens.len())
        } else {
            self.written(from, to - colon).to_owned()
        };
        Some(Counted {
            what,
            next: mention.next,
            bare: true,
            rate: index,
            labelled: index
                || self.is_of_kinds(mention)
                || colon == 1 && self.is_telling(from, to - colon, mention),
            ..Counted::default()
        })
    }

    /// Where the words begin that end at a token, or before the colon there.
    fn words_before(&self, to: usize, colon: usize) -> usize {
        let mut from = to - colon.min(to);
        while from > 0 && to - from < LONGEST {
            let Some(token) = self.tokens.get(from - 1) else {
                break;
            };
            let label =
                colon == 1 && (matches!(token.kind, Kind::Figures(_)) || token.is_mark(','));
            if token.kind != Kind::Word && !label {
                break;
            }
            let ends = token.tags.any(Tags::STOP) || matches!(&*token.key, "đó" | "và");
            if colon == 0 && (ends || to - from >= 8) {
                break;
            }
            from -= 1;
        }
        from
    }

    /// "Chỉ số BI trước chiến dịch 24, sau chiến dịch 8", "mật độ muỗi từ 1,1 xuống 0,4".
    fn is_index(&self, mention: &Mention) -> bool {
        let ends = self
            .tokens
            .get(mention.next)
            .is_none_or(|token| !token.is_text() || matches!(&*token.key, "xuống" | "lên" | "và"));
        let clause = (1..=LONGEST).map_while(|back| {
            let token = mention.before(self.tokens, back)?;
            (!token.is_mark(';') && !token.is_mark('.')).then_some(())?;
            Some((mention.before(self.tokens, back + 1)?, token))
        });
        ends && clause.into_iter().any(|(first, second)| {
            matches!((&*first.key, &*second.key), ("chỉ", "số") | ("mật", "độ"))
        })
    }

    /// "số lượt cài mới 1.377", no number something goes by.
    fn is_number_of(&self, from: usize) -> bool {
        let key = |at: usize| self.tokens.get(at).map_or("", |token| &*token.key);
        let named = matches!(
            key(from + 1),
            "máy" | "hiệu" | "điện" | "tài" | "nhà" | "phòng" | "thứ" | "km" | "tổng" | "công"
        );
        key(from) == "số" && !named
    }

    /// Whether a label before a colon tells what its number counts: no symbol, no code, no date.
    fn is_telling(&self, from: usize, to: usize, mention: &Mention) -> bool {
        let words = self.tokens.get(from..to).unwrap_or_default();
        let last = words.last().map_or("", |token| &*token.key);
        let first = words.first();
        let written = self.written(mention.first, mention.first + 1);
        let code = written.len() > 6 && written.bytes().all(|byte| byte.is_ascii_digit());
        let none = Tags::NO_LABEL.and(Tags::NUMBER);
        let named = first.is_some_and(|first| {
            first.kind == Kind::Word && !(first.tags.any(none) && words.len() < 3)
        });
        let dated = matches!(
            last,
            "số" | "mã" | "năm" | "ngày" | "tháng" | "kỳ" | "thoại" | "đt" | "sđt" | "phí"
        );
        let lone = self.named.get(mention.first) == Some(&Some(Other::Row));
        named && !code && !dated && !lone && !words.iter().any(|word| word.is_word("mã"))
    }
}
