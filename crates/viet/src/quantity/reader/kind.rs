//! In what sense a number was given.

use super::super::count::Counted;
use super::super::given;
use super::super::lexicon::{self, Class, Tags};
use super::super::mention::Mention;
use super::super::period::{Calendar, Period};
use super::super::standing::{self, Standing};
use super::super::token::{Kind as Piece, Token};
use super::super::told::Sense;
use super::super::{Kind, scope};
use super::Reader;

impl Reader<'_> {
    /// In what sense a number was given, and of which named period it is.
    pub(super) fn kind(
        &self,
        mention: &Mention,
        counted: &Counted,
        limit: usize,
    ) -> (Kind, Option<Period>) {
        let tokens = self.source.tokens;
        if scope::is_change(tokens, mention) || self.joins_change(mention) {
            return (Kind::Change, None);
        }
        if counted.rate {
            let named = counted.count_unit.contains('/') || !self.brackets.is_empty();
            let aim = self.sense.sense == Sense::Target && !counted.percent && !named;
            return (if aim { Kind::Plan } else { Kind::Rate }, None);
        }
        if self.is_base(mention, counted)
            || scope::is_whole_of_share(tokens, mention)
            || counted.bare && scope::is_as_of(tokens, mention)
        {
            return (Kind::State, None);
        }
        if self.is_compared_with(mention) {
            let planned = is_planned(tokens, mention) || is_set(tokens, counted.next);
            return (if planned { Kind::Plan } else { Kind::Other }, None);
        }
        let trailing = scope::trailing(self.calendar(), &self.told, counted.next, limit);
        let of_year = mention.base.is_some() && scope::is_of_plan_of_year(tokens, counted.next);
        let trailing = trailing.or(of_year.then_some(Sense::Cumulative));
        let held = self.sense.sense;
        let sense = match trailing {
            _ if is_planned(tokens, mention) || is_set(tokens, counted.next) => Sense::Target,
            _ if is_assigned(tokens, mention) && standing::is_deed(counted.unit) => Sense::Target,
            // "chỉ tiêu sổ điện tử (90% dân số) mới đạt 77%"
            _ if counted.percent && held == Sense::Target && is_reached(tokens, mention) => {
                self.told.sense_of_own()
            }
            // "dự kiến tổ chức 12 buổi trong tháng"
            Some(Sense::Month | Sense::Cumulative) if held == Sense::Target => held,
            trailing => trailing.unwrap_or(held),
        };
        match sense {
            Sense::Other(period) => (Kind::Other, period),
            Sense::Target => (Kind::Plan, None),
            _ if counted.percent => (Kind::Percent, None),
            Sense::Standing if !standing::is_deed(counted.unit) => (Kind::State, None),
            _ if given::is_given(tokens, mention.first, counted.next, counted.unit) => {
                (Kind::Other, None)
            }
            _ if self.stands(mention, counted, sense) => {
                (self.standing_kind(mention, counted), None)
            }
            Sense::Cumulative => (Kind::Cumulative, None),
            Sense::Window(period) => (Kind::Window, Some(period)),
            Sense::Month | Sense::Standing => match self.told.window() {
                Some(window) => (Kind::Window, Some(window)),
                None => (Kind::Month, None),
            },
        }
    }

    /// "Đầu tháng tồn 500 tờ" is no state of the period's end, and deeds that come to a number with all
    /// before them ("nâng tổng số lên 260 lượt") are a running total.
    fn standing_kind(&self, mention: &Mention, counted: &Counted) -> Kind {
        let tokens = self.source.tokens;
        let words: Vec<&str> = (1..=NEAR_CLAUSE)
            .map_while(|back| {
                let token = mention.before(tokens, back)?;
                (token.kind == Piece::Word).then_some(&*token.key)
            })
            .collect();
        let pair = |first: &[&str], second: &[&str]| {
            words
                .windows(2)
                .any(|two| matches!(two, [b, a] if first.contains(a) && second.contains(b)))
        };
        if pair(&["đầu"], &["tháng", "kỳ", "quý", "năm"]) {
            Kind::Other
        } else if standing::is_deed(counted.unit) && pair(&["nâng", "đưa"], &["tổng"]) {
            Kind::Cumulative
        } else {
            Kind::State
        }
    }

    /// "đạt 80% so với 1.500 tờ được giao"
    fn is_compared_with(&self, mention: &Mention) -> bool {
        let key = |back| {
            mention
                .before(self.source.tokens, back)
                .map_or("", |token| &*token.key)
        };
        (key(2), key(1)) == ("so", "với")
    }

    pub(super) fn calendar(&self) -> Calendar<'_> {
        Calendar {
            text: self.source.text,
            tokens: self.source.tokens,
        }
    }

    /// "2.608 hộ / 3.115 hộ": the second is how many there are.
    fn is_base(&self, mention: &Mention, counted: &Counted) -> bool {
        let slash = mention
            .before(self.source.tokens, 1)
            .is_some_and(|token| token.is_mark('/'));
        let same = self
            .units
            .last()
            .is_some_and(|last| last.map(|unit| unit.name) == counted.unit.map(|unit| unit.name));
        let less = self
            .out
            .last()
            .is_some_and(|last| last.value <= mention.value);
        slash && same && less && self.last_end + 1 == mention.first
    }

    /// What is said to stand, or is no deed and stands to this day ("đến nay có 8 khu phố").
    fn stands(&self, mention: &Mention, counted: &Counted, sense: Sense) -> bool {
        let deed = standing::is_deed(counted.unit);
        let said = match self.standing {
            Some(Standing::All) => true,
            Some(Standing::Things) => !deed,
            None => false,
        };
        let place = counted.unit.is_some_and(|unit| {
            let first = unit.words.first().copied().unwrap_or_default();
            unit.class == Class::Place
                && matches!(
                    first,
                    "khu" | "xã" | "phường" | "thôn" | "tổ" | "ấp" | "bản" | "xóm" | "khóm"
                )
        });
        let has = (1..=2).any(|back| {
            mention
                .before(self.source.tokens, back)
                .is_some_and(|token| token.is_word("có"))
        });
        let rest = !deed && self.is_rest(counted.next);
        let shown = sense != Sense::Cumulative && self.is_shown_on(mention, counted);
        let lacks = self.is_what_lacks(mention, counted);
        said || lacks
            || sense == Sense::Cumulative && place && has
            || rest
            || shown
            || self.is_standing(mention, counted)
    }

    /// "2 thôn chưa có loa", "3 trẻ hoãn", as a clause of its own.
    fn is_what_lacks(&self, mention: &Mention, counted: &Counted) -> bool {
        let tokens = self.source.tokens;
        let place = counted.unit.is_some_and(|unit| unit.class == Class::Place);
        let opens = mention
            .before(tokens, 1)
            .is_none_or(|token| !token.is_text() && !token.is_mark('('));
        let key = |at: usize| tokens.get(at).map_or("", |token| &*token.key);
        let behind = (key(counted.next), key(counted.next + 1));
        let lacks = matches!(behind, ("chưa" | "không", "có") | ("thiếu", _));
        // "Tiêm 97 trẻ, 3 trẻ hoãn, 2 trẻ từ chối": nothing was done for them.
        let left_out = matches!(
            behind,
            ("hoãn" | "vắng", _)
                | ("từ", "chối")
                | (
                    "chưa" | "không",
                    "tiêm" | "đến" | "tham" | "dự" | "đồng" | "khám" | "phát" | "thực"
                )
        );
        let joined = opens
            || mention
                .before(tokens, 1)
                .is_some_and(|token| token.is_word("và"));
        place && opens && lacks || joined && left_out
    }

    /// "5 lớp còn lại"
    fn is_rest(&self, next: usize) -> bool {
        let words = self.source.tokens.iter().skip(next).take(4);
        let words: Vec<&Token> = words
            .take_while(|token| token.kind == Piece::Word)
            .collect();
        let mut words = words.windows(2);
        words.any(|two| matches!(two, [a, b] if a.is_word("còn") && b.is_word("lại")))
    }

    /// "trên 18 cụm loa": what something is sent out over is there before and after.
    fn is_shown_on(&self, mention: &Mention, counted: &Counted) -> bool {
        let on = mention
            .before(self.source.tokens, 1)
            .is_some_and(|token| matches!(&*token.key, "trên" | "qua"));
        let thing = counted.unit.is_some_and(|unit| {
            matches!(
                unit.name,
                "cụm loa" | "loa" | "bảng điện tử" | "màn hình" | "bảng"
            )
        });
        thing && (on || self.numbers_things(mention))
    }

    /// "Số bảng điện tử chạy chữ: 3 bảng"
    fn numbers_things(&self, mention: &Mention) -> bool {
        let tokens = self.source.tokens;
        let colon = mention
            .before(tokens, 1)
            .is_some_and(|token| token.is_mark(':'));
        let from = tokens.iter().skip(self.begun.0);
        let mut words = from.skip_while(|token| token.kind != Piece::Word);
        let first = words.next().is_some_and(|token| token.is_word("số"));
        colon && first
    }

    /// "tăng 2 buổi và 30 lượt người so với ...", "giảm 4 ca, tương đương 30%": the second is a
    /// difference as well.
    fn joins_change(&self, mention: &Mention) -> bool {
        let change = self.out.last().is_some_and(|q| q.kind == Kind::Change);
        let between = self
            .source
            .tokens
            .get(self.last_end..mention.first)
            .unwrap_or_default();
        let joint = |token: &Token| match token.kind {
            Piece::Mark(mark) => matches!(mark, ',' | '('),
            _ => matches!(&*token.key, "và" | "tương" | "đương" | "hay" | "tức" | "là"),
        };
        let linked = |t: &Token| t.kind == Piece::Word || t.is_mark('(');
        change && between.iter().any(linked) && between.iter().all(joint)
    }
}

/// Followers and staff, which a month does not bring forth.
const STANDING: [&str; 4] = ["người theo dõi", "người quan tâm", "biên chế", "dân số"];
/// Bodies there are, unless somebody does something there.
const BODIES: [&str; 5] = [
    "trạm y tế",
    "điểm trạm",
    "bệnh viện",
    "phòng khám",
    "trung tâm y tế",
];
/// First words of both.
const MAY_STAND: [&str; 8] = [
    "người", "biên", "dân", "trạm", "điểm", "bệnh", "phòng", "trung",
];
/// Tokens before a number in which a deed is looked for.
const NEAR: usize = 24;

impl Reader<'_> {
    /// What nobody brings forth in a month: followers, staff, bodies listed without a deed, a cause
    /// ("vì 1 viên chức nghỉ").
    fn is_standing(&self, mention: &Mention, counted: &Counted) -> bool {
        let tokens = self.source.tokens;
        let first = |what: &str| {
            what.split(' ')
                .next()
                .is_some_and(|word| MAY_STAND.contains(&word))
        };
        let may = tokens
            .get(mention.next)
            .is_some_and(|token| first(&token.key))
            || counted.bare;
        let name = match may {
            true => crate::fold::key(&format!("{} {}", counted.count_unit, counted.what)),
            false => String::new(),
        };
        let named = |names: &[&str]| names.iter().any(|one| name.trim_start().starts_with(one));
        let cause = mention
            .before(tokens, 1)
            .is_some_and(|token| match &*token.key {
                "vì" | "do" | "bởi" => true,
                "là" => mention
                    .before(tokens, 2)
                    .zip(mention.before(tokens, 3))
                    .is_some_and(|(second, first)| {
                        first.is_word("nguyên") && second.is_word("nhân")
                    }),
                _ => false,
            });
        let from = self.begun.0.max(mention.first.saturating_sub(NEAR));
        let done = || {
            (from..mention.first).any(|at| {
                let (first, second) = (tokens.get(at), tokens.get(at + 1));
                first.is_some_and(|first| {
                    let pair = second.map_or(Tags::default(), |second| {
                        lexicon::pair(&first.key, &second.key)
                    });
                    first.tags.and(pair).any(Tags::ACT)
                })
            })
        };
        cause || named(&STANDING) || named(&BODIES) && !done()
    }
}

/// "1.500 tờ được giao", "20 buổi theo kế hoạch năm"
fn is_set(tokens: &[Token], next: usize) -> bool {
    let key = |at: usize| tokens.get(at).map_or("", |token| &*token.key);
    matches!(
        (key(next), key(next + 1)),
        ("được", "giao") | ("phải", "thực")
    )
}

/// "Quyết định giao 12 buổi"; not "bàn giao 5 căn nhà".
fn is_assigned(tokens: &[Token], mention: &Mention) -> bool {
    let key = |back| mention.before(tokens, back).map_or("", |token| &*token.key);
    key(1) == "giao" && !matches!(key(2), "bàn" | "chuyển" | "trao" | "đã")
}

/// Words before a number that tell of what time it stands.
const NEAR_CLAUSE: usize = 8;

/// "mới đạt 77%", "đã đạt 95%"
fn is_reached(tokens: &[Token], mention: &Mention) -> bool {
    let key = |back| mention.before(tokens, back).map_or("", |token| &*token.key);
    matches!(key(1), "đạt" | "được" | "bằng") && matches!(key(2), "mới" | "đã" | "chỉ" | "nay")
}

/// Most tokens between "kế hoạch" and its number.
const FARTHEST_PLAN: usize = 8;

/// Whether a number is what was planned: "kế hoạch 200", "chỉ tiêu giao 30", "48% kế hoạch năm
/// (120 buổi)", "mục tiêu cả năm trên 70%".
fn is_planned(tokens: &[Token], mention: &Mention) -> bool {
    // "theo Kế hoạch 112/KH-UBND, gồm 03 đợt": what the plan holds.
    let holds = mention
        .before(tokens, 1)
        .is_some_and(|token| token.is_word("gồm"));
    if holds {
        let words = (2..=NEAR).map_while(|back| {
            let token = mention.before(tokens, back)?;
            (!token.is_mark(';') && !token.is_mark('.'))
                .then_some((mention.before(tokens, back + 1), token))
        });
        return words.into_iter().any(|(first, second)| {
            second.is_word("hoạch") && first.is_some_and(|first| first.is_word("kế"))
        });
    }
    for back in 1..=FARTHEST_PLAN {
        let Some(token) = mention.before(tokens, back) else {
            return false;
        };
        let second = mention.before(tokens, back + 1).map_or("", |t| &*t.key);
        let named = matches!(
            (second, &*token.key),
            ("kế", "hoạch")
                | ("chỉ" | "mục", "tiêu")
                | ("dự", "toán")
                | ("được", "giao")
                | (_, "kh")
        );
        if named {
            return true;
        }
        let filler = match token.kind {
            Piece::Mark(mark) => matches!(mark, '(' | ':' | '≥' | '≤' | '>' | '<' | '|'),
            _ => {
                token.tags.any(Tags::ABOUT)
                    || matches!(
                        &*token.key,
                        "năm"
                            | "tháng"
                            | "quý"
                            | "cả"
                            | "cuối"
                            | "giao"
                            | "đề"
                            | "ra"
                            | "là"
                            | "đạt"
                            | "từ"
                            | "của"
                            | "được"
                            | "số"
                    )
            }
        };
        if !filler {
            return false;
        }
    }
    false
}
