//! Quantities as a table: number, unit of count, what, sense, and the sentence.

use nhip_core::lang::Lang;
use nhip_viet::quantity::{Kind, Quantity};

use super::sheet::{Ink, Sheet, cell, columns, cut};
use crate::screen::Screen;

/// Widest column of words; the sentence above has the whole.
const WORDS: usize = 34;

/// The table, each sentence above its rows, or a line that says there is nothing.
pub fn table(screen: &Screen, quantities: &[Quantity]) -> String {
    let mut sheet = Sheet::new(screen);
    if quantities.is_empty() {
        sheet.line(screen.pick("Không tìm thấy số liệu nào.", "No quantities found."));
        return sheet.into_text();
    }
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
    sheet.into_text()
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
