//! What there is and what is kept up, told from what was done: "duy trì 9 mô hình", "còn tồn 300 tờ".

use super::lexicon::{Class, Tags, Unit};
use super::token::{Kind, Token};

/// How far a phrase says that what follows stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// Things stand; deeds are still done ("duy trì 8 buổi").
    Things,
    /// Whatever is counted ("hiện có", "còn tồn").
    All,
}

/// The phrase at a token that says that what follows stands.
pub(super) fn at(tokens: &[Token], at: usize) -> Option<Standing> {
    let key = |i: usize| tokens.get(i).map_or("", |token| &*token.key);
    let before = at.checked_sub(1).map_or("", &key);
    match (key(at), key(at + 1)) {
        // "ctv toàn xã : 14"
        ("toàn", _) if tokens.get(at + 2).is_some_and(|token| token.is_mark(':')) => {
            Some(Standing::Things)
        }
        ("tồn" | "dư", _) if before != "bảo" && number_within(tokens, at + 1, 2) => {
            Some(Standing::All)
        }
        ("hỏng" | "hư" | "mất", _) if number_within(tokens, at + 1, 0) => Some(Standing::All),
        ("đặt", "ở" | "tại") if before != "lắp" => Some(Standing::All),
        ("duy", "trì") | ("phụ", "trách") | ("quản", "lý") => Some(Standing::Things),
        ("phân", "công") if number_within(tokens, at + 2, 2) => Some(Standing::Things),
        ("danh", "sách") if number_within(tokens, at + 2, 0) => Some(Standing::Things),
        ("dân", "số") if opens(tokens, at) && number_within(tokens, at + 2, FARTHEST) => {
            Some(Standing::Things)
        }
        ("cơ", "sở") if key(at + 2) == "vật" && heads_line(tokens, at) => Some(Standing::All),
        ("nhân", "lực" | "sự") | ("quân", "số") | ("biên", "chế") | ("trang", "thiết")
            if heads_line(tokens, at) =>
        {
            Some(Standing::All)
        }
        // "mua 3 bộ, nâng tổng số lên 7 bộ"
        ("nâng" | "đưa", "tổng") | ("vẫn", "còn" | "giữ") => Some(Standing::All),
        // "còn trong kho: 7 kg"
        ("còn", "trong" | "ở") if tokens.get(at + 3).is_some_and(|token| token.is_mark(':')) => {
            Some(Standing::All)
        }
        ("còn", "hiệu" | "dùng" | "sử" | "hoạt" | "nguyên") => Some(Standing::All),
        ("còn", "lại") if tokens.get(at + 2).is_some_and(tells_rest) => Some(Standing::Things),
        ("đang", _) if number_within(tokens, at + 1, FARTHEST) => Some(Standing::All),
        // "NVYT ấp có 10 người", "ytb: 12 người"
        ("nvyt" | "ctv" | "ytb" | "ytt" | "tnv", _) if opens(tokens, at) => staff(tokens, at),
        ("có", _) if is_what_body_has(tokens, at) => Some(Standing::Things),
        ("còn", "tồn" | "thiếu" | "hạn") | ("đang", "có" | "quản" | "sử" | "thiếu" | "tồn") => {
            Some(Standing::All)
        }
        ("hiện", "có" | "còn" | "thiếu") => Some(Standing::All),
        ("hiện", next) if is_now(before, next) => Some(Standing::Things),
        ("còn", _) if is_what_is_left(tokens, at, before) => Some(Standing::All),
        ("chỉ" | "mới", _) if is_what_is_left(tokens, at, before) => Some(Standing::Things),
        _ => None,
    }
}

/// Whether the clause that begins at a token tells a deed: it opens with a word that is no thing, no
/// body and no word of what there is, and no colon stands before its number.
pub(super) fn opens_deed(tokens: &[Token], at: usize) -> bool {
    let Some(first) = tokens.get(at).filter(|first| first.kind == Kind::Word) else {
        return false;
    };
    let thing = Tags::UNIT
        .and(Tags::LABEL)
        .and(Tags::STOP)
        .and(Tags::NUMBER);
    let stays = first.tags.any(thing) && !first.tags.any(Tags::ACT)
        || BODIES.contains(&&*first.key)
        || matches!(
            &*first.key,
            "và" | "hiện" | "đang" | "duy" | "tồn" | "số" | "tổng" | "riêng" | "cả" | "hỏng" | "hư"
        );
    let mut behind = tokens.iter().skip(at).take(LONGEST_LABEL);
    let number = behind.find(|token| token.kind != Kind::Word);
    !stays && number.is_some_and(|token| matches!(token.kind, Kind::Figures(_)))
}

/// "(ấp 5 mới nghỉ 1 người)": who came or left lately is no staff that stands.
pub(super) fn ends(tokens: &[Token], at: usize) -> bool {
    let moved = ["nghỉ", "chuyển", "về", "nhận"];
    let next = tokens.get(at + 1);
    tokens.get(at).is_some_and(|token| token.is_word("mới"))
        && moved
            .iter()
            .any(|verb| next.is_some_and(|token| token.is_word(verb)))
}

/// How many a staff has: its short name, where it is, then "có" or a colon before the number.
fn staff(tokens: &[Token], at: usize) -> Option<Standing> {
    let has = |token: &Token| token.is_word("có") || token.is_mark(':');
    let to = (at + 1..at + 4).find(|to| tokens.get(*to).is_some_and(has))?;
    number_within(tokens, to + 1, 0).then_some(Standing::All)
}

/// Words between "đang" and the number of what is going on.
const FARTHEST: usize = 6;

/// "số còn lại gồm 52 trẻ", "còn lại: 3"
fn tells_rest(next: &Token) -> bool {
    next.is_mark(':') || matches!(next.kind, Kind::Figures(_)) || matches!(&*next.key, "gồm" | "là")
}

/// Whether a number stands at a token or a few words behind, in the same breath.
fn number_within(tokens: &[Token], at: usize, words: usize) -> bool {
    let mut behind = tokens.iter().skip(at).take(words + 1);
    let number = behind.find(|token| {
        token.kind != Kind::Word && !token.is_mark(':') || matches!(&*token.key, "đã" | "được")
    });
    number.is_some_and(|token| matches!(token.kind, Kind::Figures(_)))
}

/// Words of the longest label before a colon.
const LONGEST_LABEL: usize = 8;

/// "Nhân lực: 5 viên chức", "Quân số làm nhiệm vụ: 7".
fn heads_line(tokens: &[Token], at: usize) -> bool {
    let mut behind = tokens.iter().skip(at).take(LONGEST_LABEL);
    let ends = behind.find(|token| token.kind != Kind::Word);
    opens(tokens, at) && ends.is_some_and(|token| token.is_mark(':'))
}

fn opens(tokens: &[Token], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| tokens.get(at));
    before.is_none_or(|token| !token.is_text() && !token.is_mark(',') && !token.is_mark('('))
}

/// Bodies that have things.
const BODIES: [&str; 24] = [
    "toàn",
    "xã",
    "phường",
    "trường",
    "trạm",
    "đơn",
    "đồn",
    "đoàn",
    "hội",
    "chi",
    "tỉnh",
    "thôn",
    "khoa",
    "bệnh",
    "trung",
    "phòng",
    "sở",
    "ban",
    "tổ",
    "đội",
    "cơ",
    "công",
    "nhà",
    "địa",
];
/// Words before "có" and behind the number it has.
const FARTHEST_BODY: usize = 6;

/// "Trường có 27 lớp, 1 phòng y tế": a body has things; what somebody did or what befell somebody
/// is told in more words.
fn is_what_body_has(tokens: &[Token], at: usize) -> bool {
    let number = tokens
        .get(at + 1)
        .is_some_and(|token| matches!(token.kind, Kind::Figures(_)));
    if !number {
        return false;
    }
    let before = (1..=FARTHEST_BODY).map_while(|back| {
        let token = tokens.get(at.checked_sub(back)?)?;
        (token.kind == Kind::Word).then_some(token)
    });
    let words: Vec<&Token> = before.collect();
    let body = words.len() < FARTHEST_BODY
        && words
            .last()
            .is_some_and(|first| BODIES.contains(&&*first.key))
        && !words.iter().any(|word| is_verb(word));
    let mut thing = tokens.iter().skip(at + 2).take(FARTHEST_BODY);
    let ends = thing.find(|token| token.kind != Kind::Word || is_verb(token));
    body && ends.is_none_or(|token| {
        matches!(
            token.kind,
            Kind::Break | Kind::Mark(',' | ';' | '.' | ':' | '(')
        )
    })
}

fn is_verb(token: &Token) -> bool {
    token.tags.any(Tags::ACT)
        || matches!(
            &*token.key,
            "tham"
                | "dự"
                | "được"
                | "đã"
                | "bị"
                | "mắc"
                | "chết"
                | "nghe"
                | "đạt"
                | "không"
                | "chưa"
                | "đến"
                | "tử"
                | "trong"
                | "mới"
                | "học"
                | "đi"
                | "này"
        )
}

/// "hiện" for "now", no end of "thực hiện", no beginning of "hiện tượng".
fn is_now(before: &str, next: &str) -> bool {
    let verb = matches!(
        before,
        "thực" | "phát" | "thể" | "xuất" | "tái" | "biểu" | "hoàn" | "hữu" | "thị"
    );
    let noun = matches!(
        next,
        "tượng" | "hành" | "đại" | "trường" | "vật" | "thực" | "hữu" | "đã"
    );
    !verb && !noun
}

/// "còn 3 khu phố", "chỉ có 02 người", "mới có 9 khu phố"; not "giảm còn 6 ca".
fn is_what_is_left(tokens: &[Token], at: usize, before: &str) -> bool {
    let key = |i: usize| tokens.get(i).map_or("", |token| &*token.key);
    let number = |i: usize| {
        tokens
            .get(i)
            .is_some_and(|token| matches!(token.kind, Kind::Figures(_)))
    };
    match (key(at), key(at + 1)) {
        ("còn", _) => {
            number(at + 1) && !matches!(before, "giảm" | "xuống" | "chỉ" | "ngoài" | "bi")
        }
        (_, "có") => number(at + 2),
        _ => false,
    }
}

/// Whether this unit counts what is done, of which a period has so many.
pub(super) fn is_deed(unit: Option<&Unit>) -> bool {
    let Some(unit) = unit else { return false };
    let thing = matches!(
        unit.name,
        "mô hình" | "chương trình" | "hoạt động" | "chiến dịch" | "gian hàng"
    );
    let first = unit.words.first().copied().unwrap_or_default();
    !thing && (matches!(unit.class, Class::Event | Class::News | Class::Case) || first == "lượt")
}
