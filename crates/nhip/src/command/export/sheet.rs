//! A table as CSV by RFC 4180, in UTF-8 with the mark Excel looks for, and without formulas.

use std::borrow::Cow;

/// What Excel tells UTF-8 by.
pub const MARK: &str = "\u{feff}";

/// One line, ended as the standard ends it.
pub fn line<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let cells: Vec<String> = cells.into_iter().map(cell).collect();
    cells.join(",") + "\r\n"
}

fn cell(text: &str) -> String {
    let text = harmless(text);
    match text.contains(['"', ',', '\n', '\r']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.into_owned(),
    }
}

/// A cell that a spreadsheet would take for a formula gets an apostrophe before it; a number stays
/// a number.
fn harmless(text: &str) -> Cow<'_, str> {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    match risky && text.parse::<f64>().is_err() {
        true => Cow::Owned(format!("'{text}")),
        false => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_commas_and_line_breaks_stay_in_their_cell() {
        assert_eq!(
            line(["a", "b,c", "d\"e", "f\ng"]),
            "a,\"b,c\",\"d\"\"e\",\"f\ng\"\r\n"
        );
    }

    #[test]
    fn a_formula_is_a_text_and_a_number_stays_one() {
        for text in [
            "=1+1",
            "@SUM(A1)",
            "+cmd|' /C calc'!A0",
            "-2+3",
            "\t=1",
            "＝1",
        ] {
            assert!(
                line([text]).trim_start_matches('"').starts_with('\''),
                "{text}"
            );
        }
        assert_eq!(line(["-12.5", "+84"]), "-12.5,+84\r\n");
    }
}
