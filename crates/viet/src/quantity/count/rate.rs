//! So many for each: `2 lượt/ngày`, `mỗi khu phố 2 buổi`, `12 ca trên 100.000 dân`.

use super::super::lexicon::{self, Class, Tags};
use super::super::mention::Mention;
use super::super::other::Other;
use super::super::token::{Kind, Token};
use super::Source;

/// How far a word that makes a rate of a number stands from it.
const FARTHEST: usize = 8;

impl Source<'_> {
    /// Tokens of `/ngày` behind a unit; a number behind the slash is a quantity of its own.
    pub(super) fn per(&self, next: usize, limit: usize) -> usize {
        let slash = self
            .tokens
            .get(next)
            .is_some_and(|t| t.is_mark('/') && !t.spaced);
        let word = self
            .tokens
            .get(next + 1)
            .filter(|t| next + 1 < limit && t.kind == Kind::Word && !t.spaced);
        if !slash || word.is_none() {
            return 0;
        }
        lexicon::unit_at(self.tokens, next + 1).map_or(2, |unit| 1 + unit.words.len())
    }

    /// Whether a number that counts up to `next` is told for each of something.
    pub(super) fn is_rate(&self, mention: &Mention, next: usize, limit: usize) -> bool {
        self.for_each(mention) || self.each_behind(next, limit) || self.is_daily(mention)
    }

    /// `mỗi khu phố 2 buổi`, `bình quân 45 người`, `đơn giá 620 đồng`, `cứ 1.000 người thì có 640`.
    fn for_each(&self, mention: &Mention) -> bool {
        // "nhuận bút một tin 80.000 đồng"; "hỗ trợ một hộ 5 triệu đồng" is what one got.
        let at = mention.first;
        let one = at >= 2
            && self
                .tokens
                .get(at - 2)
                .is_some_and(|token| token.is_word("một"));
        let class = |at: usize| lexicon::unit_at(self.tokens, at).map(|unit| unit.class);
        let thing = one && !matches!(class(at - 1), None | Some(Class::Person | Class::Place));
        if thing && class(mention.next) == Some(Class::Money) {
            return true;
        }
        for back in 1..=FARTHEST {
            let Some(token) = mention.before(self.tokens, back) else {
                return false;
            };
            let at = mention.first - back;
            let every = self.named.get(at) == Some(&Some(Other::Per));
            if every {
                return mention
                    .before(self.tokens, back + 1)
                    .is_some_and(|token| token.is_word("cứ"));
            }
            if token.kind != Kind::Word && !token.is_mark(':') {
                return false;
            }
            let worded = token.tags.any(Tags::NUMBER);
            if worded
                && mention
                    .before(self.tokens, back + 1)
                    .is_some_and(|t| t.is_word("cứ"))
            {
                return true;
            }
            let second = mention
                .before(self.tokens, back + 1)
                .map_or("", |token| &*token.key);
            match (second, &*token.key) {
                (_, "mỗi" | "từng")
                | ("bình", "quân")
                | ("trung", "bình")
                | ("đơn", "giá")
                | ("mật", "độ")
                | ("chỉ" | "tỷ" | "hệ", "số")
                | ("tỷ", "suất") => return !self.is_list_of_each(at),
                // "giá 240 nghìn đồng"; "trị giá" is that of all.
                ("trị" | "đánh" | "tổng" | "tham" | "thẩm", "giá") => {}
                (_, "giá") if back == 1 => return true,
                _ => {}
            }
        }
        false
    }

    /// "từng hộ", "từng thôn" as those a deed reaches: "phát tận từng hộ 300 tờ".
    fn is_list_of_each(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.tokens.get(at));
        before.is_some_and(|token| token.is_word("tận"))
    }

    /// `2 lần mỗi ngày`, `1,5 triệu đồng từ mỗi chi hội`, `12 ca trên 100.000 dân`: up to the end of
    /// the clause; not where another number is told for each ("phát 200 tờ, mỗi hộ 1 tờ").
    pub(super) fn each_behind(&self, next: usize, limit: usize) -> bool {
        let mut each = false;
        for at in next..self.tokens.len().min(next + FARTHEST + 4) {
            let Some(token) = self.tokens.get(at) else {
                break;
            };
            if self.named.get(at) == Some(&Some(Other::Per)) {
                return true;
            }
            let ends = match token.kind {
                Kind::Break => true,
                Kind::Mark(mark) => matches!(mark, ',' | ';' | '.' | ')' | '(' | ':'),
                _ => false,
            };
            if ends {
                return each;
            }
            if at >= limit {
                return false;
            }
            // "1.900 lượt một ngày", "290.000 đồng một hộ"
            let one = token.is_word("một")
                && self.tokens.get(at + 1).is_some_and(|behind| {
                    matches!(
                        &*behind.key,
                        "ngày" | "tuần" | "tháng" | "hộ" | "người" | "buổi"
                    )
                });
            each |= (token.is_word("mỗi") || one && at <= next + 1) && at < next + FARTHEST;
        }
        each
    }

    /// `ngày 2 lần`, `tuần 3 buổi`, but no date.
    fn is_daily(&self, mention: &Mention) -> bool {
        let word = mention.before(self.tokens, 1).map_or("", |t| &*t.key);
        let event = lexicon::unit_at(self.tokens, mention.next)
            .is_some_and(|unit| unit.class == Class::Event);
        let opens = mention
            .before(self.tokens, 2)
            .is_none_or(|token: &Token| !token.is_text());
        matches!(word, "ngày" | "tuần") && event && opens || self.is_of_every_day(mention)
    }

    /// "Hằng ngày, loa xã phát 01 lượt", as its sentence opens.
    fn is_of_every_day(&self, mention: &Mention) -> bool {
        let key = |at: usize| self.tokens.get(at).map_or("", |token| &*token.key);
        let first = mention.first.saturating_sub(FARTHEST + 2);
        let comma = (first..mention.first).rfind(|at| {
            self.tokens
                .get(*at)
                .is_some_and(|token| token.kind != Kind::Word)
        });
        let Some(opening) = comma.and_then(|comma| comma.checked_sub(2)) else {
            return false;
        };
        let opens = opening
            .checked_sub(1)
            .and_then(|at| self.tokens.get(at))
            .is_none_or(|token| matches!(token.kind, Kind::Break | Kind::Mark('.' | ';')));
        let every = matches!(key(opening), "hằng" | "hàng" | "mỗi");
        let comma = self.tokens.get(opening + 2);
        let day = matches!(key(opening + 1), "ngày" | "tuần");
        every && day && opens && comma.is_some_and(|token| token.is_mark(','))
    }
}
