//! Quantities as a table: number, unit of count, what, sense, and the sentence.

use nhip_core::lang::Lang;
use nhip_reading::report::figures::{Coverage, Figures};
use nhip_viet::quantity::{Kind, Other, Quantity};

use super::sheet::{Ink, Sheet, cell, columns, cut};
use crate::screen::Screen;

/// Widest column of words; the sentence above has the whole.
const WORDS: usize = 34;

/// The table, each sentence above its rows, or a line that says there is nothing; and below it what
/// the numbers are that count nothing, and those nobody understood.
pub fn table(screen: &Screen, found: &Figures) -> String {
    let mut sheet = Sheet::new(screen);
    if found.quantities.is_empty() {
        sheet.line(screen.pick("Không tìm thấy số liệu nào.", "No quantities found."));
    } else {
        rows(screen, &found.quantities, &mut sheet);
    }
    account(screen, &found.coverage(), &mut sheet);
    sheet.into_text()
}

/// "Trong 12 số: 9 thuộc số liệu, 2 ngày tháng, 1 chưa hiểu.", and each of the last.
fn account(screen: &Screen, coverage: &Coverage, sheet: &mut Sheet) {
    if coverage.numbers == 0 {
        return;
    }
    let lang = screen.lang;
    let part = |n: usize, name: &str| {
        let share = n * 100 / coverage.numbers;
        format!("{n} {name} ({share}%)")
    };
    let unread = coverage.not_understood.len();
    let mut parts = vec![part(
        coverage.quantities,
        lang.pick("thuộc số liệu", "in quantities"),
    )];
    parts.extend(
        coverage
            .other
            .iter()
            .map(|(other, n)| part(*n, name(*other, lang))),
    );
    parts.push(part(unread, lang.pick("chưa hiểu", "not understood")));
    let (all, parts) = (coverage.numbers, parts.join(", "));
    let (of, numbers) = (lang.pick("Trong", "Of"), lang.pick("số", "numbers"));
    sheet.line(&format!("{of} {all} {numbers}: {parts}."));
    for one in &coverage.not_understood {
        sheet.item(2, "?", &cut(&one.around, 240), Ink::Faint);
    }
}

/// What a number is that counts nothing, in words.
fn name(other: Other, lang: Lang) -> &'static str {
    let (vi, en) = match other {
        Other::Date => ("ngày tháng", "dates"),
        Other::Span => ("khoảng thời gian", "lengths of time"),
        Other::Time => ("giờ", "hours"),
        Other::Paper => ("số văn bản, biểu mẫu", "numbers of papers"),
        Other::Article => ("điều, khoản, mục", "articles"),
        Other::Telephone => ("số điện thoại", "telephones"),
        Other::Age => ("độ tuổi", "ages"),
        Other::Heading => ("số đề mục", "labels of headings"),
        Other::Place => ("địa điểm", "places"),
        Other::Ordinal => ("số thứ tự", "ordinals"),
        Other::Code => ("tên, mã", "names and codes"),
        Other::Limit => ("ngưỡng", "limits"),
        Other::Measure => ("kích thước, khoảng cách", "sizes and distances"),
        Other::Per => ("mẫu số của tỷ suất", "denominators"),
        Other::Quoted => ("trong ngoặc kép", "in quotation marks"),
        Other::Some => ("“1 số”", "“some”"),
        Other::Row => ("số dòng, cột của bảng", "numbers of rows and columns"),
    };
    lang.pick(vi, en)
}

fn rows(screen: &Screen, quantities: &[Quantity], sheet: &mut Sheet) {
    let heads = match screen.lang {
        Lang::Vi => ["TT", "Số", "Đơn vị tính", "Nội dung", "Loại", "Thuộc"],
        Lang::En => ["No", "Value", "Counted in", "What", "Kind", "Part of"],
    };
    let rows: Vec<[String; 6]> = quantities
        .iter()
        .enumerate()
        .map(|(n, quantity)| row(n, quantity, screen.lang))
        .collect();
    let widths: Vec<usize> = (0..6)
        .map(|column| {
            let cells = rows
                .iter()
                .filter_map(|row| row.get(column))
                .map(|text| columns(text));
            cells
                .chain(heads.get(column).map(|head| columns(head)))
                .max()
                .unwrap_or(0)
        })
        .collect();
    let heads = heads.map(str::to_owned);
    sheet.line_in(&line(&heads, &widths), Ink::Strong);
    let indent = widths.first().copied().unwrap_or(0) + 2;
    let mut sentence = "";
    for (cells, quantity) in rows.iter().zip(quantities) {
        if *quantity.sentence != *sentence {
            sentence = &quantity.sentence;
            sheet.item(indent, "", &cut(sentence, 240), Ink::Faint);
        }
        sheet.line(&line(cells, &widths));
    }
}

fn row(n: usize, quantity: &Quantity, lang: Lang) -> [String; 6] {
    let about = if quantity.approximate && quantity.upper.is_none() {
        "≈"
    } else {
        ""
    };
    let value = number(&quantity.value.normalize().to_string(), lang);
    let upper = quantity
        .upper
        .map(|upper| number(&upper.normalize().to_string(), lang));
    let kind = match quantity.kind {
        Kind::Month => lang.pick("trong tháng", "month"),
        Kind::Cumulative => lang.pick("lũy kế", "cumulative"),
        Kind::Window => lang.pick("khoảng ngày", "window"),
        Kind::State => lang.pick("hiện có", "state"),
        Kind::Percent => lang.pick("tỷ lệ", "percent"),
        Kind::Rate => lang.pick("bình quân", "rate"),
        Kind::Plan => lang.pick("kế hoạch", "plan"),
        Kind::Change => lang.pick("tăng/giảm", "change"),
        Kind::Other => lang.pick("kỳ khác", "other period"),
    };
    [
        (n + 1).to_string(),
        format!(
            "{about}{value}{}",
            upper.map(|upper| format!("–{upper}")).unwrap_or_default()
        ),
        cut(&quantity.count_unit, WORDS),
        cut(&quantity.what, WORDS),
        kind.to_owned(),
        quantity
            .part_of
            .map(|whole| (whole + 1).to_string())
            .unwrap_or_default(),
    ]
}

fn line(cells: &[String; 6], widths: &[usize]) -> String {
    let set = cells
        .iter()
        .zip(widths)
        .enumerate()
        .map(|(n, (text, width))| cell(text, *width, n < 2));
    set.collect::<Vec<_>>().join("  ").trim_end().to_owned()
}

/// Digits grouped the way the language writes them.
pub fn number(plain: &str, lang: Lang) -> String {
    let (sign, digits) = plain
        .strip_prefix('-')
        .map_or(("", plain), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut out = String::from(sign);
    for (n, digit) in whole.chars().enumerate() {
        if n > 0 && (whole.len() - n) % 3 == 0 {
            out.push_str(lang.pick(".", ","));
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push_str(lang.pick(",", "."));
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_the_way_the_language_writes_them() {
        assert_eq!(number("1234567.5", Lang::Vi), "1.234.567,5");
        assert_eq!(number("1234567.5", Lang::En), "1,234,567.5");
        assert_eq!(number("-12", Lang::Vi), "-12");
    }
}
