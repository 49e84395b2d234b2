//! Numbers that name something instead of counting it: `Điều 7`, `khu phố 3`, `lần 2`, slogans.

use rust_decimal::Decimal;

use super::lexicon::{self, Class, Tags, Unit};
use super::mention::Mention;
use super::token::{Kind, Token};

/// Whether the number is the label of the word before it. `unit`: the unit of count behind it;
/// `noun_follows`: some noun is there.
pub(super) fn is_label(
    tokens: &[Token],
    mention: &Mention,
    unit: Option<&Unit>,
    noun_follows: bool,
) -> bool {
    if after_colon_label(tokens, mention, unit) {
        return true;
    }
    // Nothing is numbered in words of size: "cuối năm 300 nghìn".
    let sized = mention.next > mention.first + 1
        && tokens
            .get(mention.first + 1)
            .is_some_and(|token| token.kind == Kind::Word);
    if sized && mention.value >= Decimal::ONE_THOUSAND {
        return false;
    }
    let Some(before) = mention
        .before(tokens, 1)
        .filter(|token| token.kind == Kind::Word)
    else {
        return false;
    };
    let second = mention.before(tokens, 2);
    let pair = second.map_or(Tags::default(), |second| {
        lexicon::pair(&second.key, &before.key)
    });
    let tags = before.tags.and(pair);
    if tags.any(Tags::LABEL) {
        return !counts_after_all(tokens, mention, unit, noun_follows);
    }
    // "cấp 96 giấy chứng nhận" does what "cấp 2" is.
    let does = tags.any(Tags::ACT) && noun_follows;
    tags.any(Tags::MAYBE_LABEL) && unit.is_none() && !does
}

/// `Số: 32`, `ĐT: 0912 ...`.
fn after_colon_label(tokens: &[Token], mention: &Mention, unit: Option<&Unit>) -> bool {
    let colon = mention
        .before(tokens, 1)
        .is_some_and(|token| token.is_mark(':'));
    let word = mention.before(tokens, 2).map_or("", |token| &*token.key);
    let total = mention
        .before(tokens, 3)
        .is_some_and(|token| token.is_word("tổng"));
    colon
        && match word {
            "số" => !total,
            "thoại" | "đt" | "sđt" | "nóng" | "hotline" | "fax" | "zalo" | "tel" | "mã" => {
                unit.is_none()
            }
            _ => false,
        }
}

/// `tổng số 12 buổi`, `mỗi khu phố 2 buổi`, `trong tháng 12 buổi`: a count behind a word that
/// usually makes a label.
fn counts_after_all(
    tokens: &[Token],
    mention: &Mention,
    unit: Option<&Unit>,
    noun_follows: bool,
) -> bool {
    let key = |back| mention.before(tokens, back).map_or("", |token| &*token.key);
    if key(1) == "số" {
        return matches!(key(2), "tổng" | "con" | "trong");
    }
    // "đạt 95% kế hoạch (kế hoạch 600)"
    let bracketed = mention
        .before(tokens, 3)
        .is_some_and(|token| token.is_mark('('))
        && tokens
            .get(mention.next)
            .is_some_and(|token| token.is_mark(')'));
    if (key(2), key(1)) == ("kế", "hoạch") && bracketed {
        return true;
    }
    if unit.is_some_and(|unit| counts_deeds(tokens, mention, unit)) {
        return true;
    }
    let each = key(2) == "mỗi" && unit.is_none();
    if each && noun_follows {
        return true;
    }
    let (Some(unit), Some(noun)) = (unit, mention.before(tokens, 1)) else {
        return false;
    };
    if !noun.tags.any(Tags::EACH_OF) || is_year(mention) {
        return false;
    }
    if mention.value >= Decimal::from(BIGGEST_LABEL) {
        return true;
    }
    let back = if key(1) == "phố" { 3 } else { 2 };
    let each = mention
        .before(tokens, back)
        .filter(|token| token.tags.any(Tags::EACH));
    match each {
        None => false,
        Some(each) if matches!(&*each.key, "trong" | "cả" | "đầu") => is_deed(unit),
        Some(each) if each.key == "các" => false,
        Some(_) => true,
    }
}

/// Words that number a time or a turn, before a deed as well: "đợt 2, 3 buổi".
const TURNS: [&str; 17] = [
    "ngày", "mùng", "mồng", "tháng", "năm", "quý", "tuần", "thứ", "lần", "đợt", "mũi", "liều",
    "khóa", "lớp", "số", "kỷ", "đoạn",
];
/// Units of deeds, before which nothing else is numbered.
const DEEDS: [&str; 6] = ["buổi", "cuộc", "lượt", "lần", "hội nghị", "lượt phát thanh"];

/// "Họp thôn 4 cuộc", "phát truyền hình 5 lần", "ngày 2 lần", "kế hoạch 200 tờ rơi".
fn counts_deeds(tokens: &[Token], mention: &Mention, unit: &Unit) -> bool {
    let key = |back| mention.before(tokens, back).map_or("", |token| &*token.key);
    let opens = mention
        .before(tokens, 2)
        .is_none_or(|token| !token.is_text());
    let daily = matches!(key(1), "ngày" | "tuần") && unit.class == Class::Event && opens;
    let planned = (key(2), key(1)) == ("kế", "hoạch");
    let deed = DEEDS.contains(&unit.name) && !TURNS.contains(&key(1));
    // No commune goes by a number.
    daily || planned || deed || key(1) == "xã"
}

/// No ward has so many quarters, and no month so many days: "cho các khu phố 3.000 tờ rơi".
const BIGGEST_LABEL: u32 = 200;

/// Things that are done or come to pass, of which a period has so many.
fn is_deed(unit: &Unit) -> bool {
    let deeds = matches!(
        unit.class,
        Class::Event | Class::Print | Class::News | Class::Case
    );
    deeds || unit.words.first() == Some(&"lượt")
}

fn is_year(mention: &Mention) -> bool {
    mention.value >= Decimal::from(1900) && mention.value <= Decimal::from(2100)
}

/// Whether a word that is more often something else is a number here, before this unit.
pub(super) fn is_number_word(tokens: &[Token], mention: &Mention, unit: &Unit) -> bool {
    let word = tokens.get(mention.first).map_or("", |token| &*token.key);
    let before = mention.before(tokens, 1).map_or("", |token| &*token.key);
    let never = matches!(
        before,
        "không" | "chưa" | "những" | "từng" | "mọi" | "phụ" | "bà"
    );
    match word {
        "dăm" => false,
        "một" => !never && (one_of(unit) || matches!(before, "mở" | "lập" | "tặng" | "dựng")),
        "năm" => {
            let year = matches!(
                before,
                "trong"
                    | "đầu"
                    | "cuối"
                    | "mỗi"
                    | "hằng"
                    | "hàng"
                    | "cả"
                    | "một"
                    | "các"
                    | "nhiều"
                    | "số"
                    | "từ"
                    | "qua"
                    | "sang"
                    | "giữa"
                    | "nửa"
                    | "những"
                    | "đến"
                    | "theo"
            );
            !year
        }
        _ => !never,
    }
}

/// `một buổi`, `một ca` count; `một phần`, `một lần nữa`, `một mô hình hay` speak.
fn one_of(unit: &Unit) -> bool {
    let class = matches!(
        unit.class,
        Class::Event | Class::Person | Class::Household | Class::Case
    );
    let loose = matches!(
        unit.name,
        "lần" | "kỳ" | "vòng" | "hoạt động" | "chương trình" | "em" | "đối tượng" | "đợt"
    );
    class && !loose
}

/// Marks each token inside quotation marks that are closed on the same line: what is quoted is
/// a name, a slogan or a title.
pub(super) fn quoted(tokens: &[Token]) -> Vec<bool> {
    let mut inside = vec![false; tokens.len()];
    let mut open: Option<(usize, char)> = None;
    for (at, token) in tokens.iter().enumerate() {
        match (token.kind, open) {
            (Kind::Break, _) => open = None,
            (Kind::Mark(mark), Some((from, closing))) if mark == closing => {
                inside
                    .iter_mut()
                    .take(at)
                    .skip(from)
                    .for_each(|flag| *flag = true);
                open = None;
            }
            (Kind::Mark(mark), None) => open = closing(mark).map(|closing| (at, closing)),
            _ => {}
        }
    }
    inside
}

fn closing(mark: char) -> Option<char> {
    match mark {
        '“' => Some('”'),
        '"' => Some('"'),
        '«' => Some('»'),
        '‘' => Some('’'),
        _ => None,
    }
}
