//! What a cell of a workbook shows: numbers without the noise of floating point, dates as
//! Vietnamese write them.

use calamine::{Data, DataRef, ExcelDateTime, ExcelDateTimeType};

use super::super::habit::Sort;
use super::format::{self, Shape};

/// Letters of a column: 0 is A, 26 is AA.
pub(crate) fn column_name(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    loop {
        letters.push(char::from(b'A' + (rest % 26) as u8));
        match (rest / 26).checked_sub(1) {
            Some(left) => rest = left,
            None => break,
        }
    }
    letters.into_iter().rev().collect()
}

/// Text of a cell.
pub(super) fn text(value: &Data) -> String {
    match value {
        Data::Int(number) => number.to_string(),
        Data::Float(number) => decimal(*number),
        Data::String(text) => tidy(text),
        Data::Bool(yes) => boolean(*yes),
        Data::DateTime(moment) => date_time(moment),
        Data::DateTimeIso(text) => iso_date(text),
        Data::DurationIso(text) => text.clone(),
        Data::Error(error) => error.to_string(),
        Data::Empty => String::new(),
    }
}

/// What a cell holds.
pub(super) fn sort(value: &Data) -> Sort {
    match value {
        Data::Int(_) | Data::Float(_) => Sort::Number,
        Data::DateTime(moment) if !moment.is_duration() => Sort::Date,
        Data::DateTimeIso(_) => Sort::Date,
        Data::Error(_) => Sort::Error,
        _ => Sort::Text,
    }
}

/// Text and sort of a cell whose number format is known: a share is shown in percent.
pub(super) fn formatted(value: DataRef<'_>, format: &str) -> (String, Sort) {
    match (value, format::percent(format)) {
        (DataRef::SharedString(text), _) => (tidy(text), Sort::Text),
        (DataRef::Float(number), Some(sign)) => (sign.show(number), Sort::Number),
        (other, _) => {
            let value = Data::from(other);
            (text(&value), sort(&value))
        }
    }
}

/// Text and sort of a cell whose format may say more than the library knows.
pub(super) fn shaped(value: &Data, shape: Option<Shape>) -> (String, Sort) {
    let number = match value {
        Data::Int(number) => Some(*number as f64),
        Data::Float(number) => Some(*number),
        Data::DateTime(moment) => Some(moment.as_f64()),
        _ => None,
    };
    match (number, shape) {
        (Some(number), Some(Shape::Percent(percent))) => (percent.show(number), Sort::Number),
        (Some(number), Some(Shape::Number)) => (decimal(number), Sort::Number),
        (Some(number), Some(Shape::Date)) => {
            let moment = ExcelDateTime::new(number, ExcelDateTimeType::DateTime, false);
            (date_time(&moment), Sort::Date)
        }
        _ => (text(value), sort(value)),
    }
}

/// A share in percent: 0.985 is "98,5%".
pub(super) fn percent(share: f64) -> String {
    format!("{}%", decimal(share * 100.0))
}

/// "TRUE" and "FALSE" as Excel prints them in any language of the file.
pub(super) fn boolean(yes: bool) -> String {
    if yes { "TRUE" } else { "FALSE" }.to_owned()
}

/// The shortest decimal that has 15 significant digits in common with the number, which is
/// what Excel shows: 0.1 + 0.2 is 0.3. Never an exponent. The decimal sign is the comma.
pub(crate) fn decimal(number: f64) -> String {
    if !number.is_finite() {
        return String::new();
    }
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    if rounded == 0.0 || rounded.abs() < 1e-15 {
        return "0".to_owned();
    }
    if rounded.abs() >= 1e18 {
        return format!("{rounded:.0}");
    }
    rounded.to_string().replace('.', ",")
}

/// Line breaks of Windows become ours, blanks at the ends go.
pub(super) fn tidy(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace("_x000D_", "")
        .trim()
        .to_owned()
}

fn date_time(moment: &ExcelDateTime) -> String {
    if moment.is_duration() {
        let minutes = (moment.as_f64() * 1440.0).round().clamp(0.0, 1e12) as u64;
        return format!("{:02}:{:02}", minutes / 60, minutes % 60);
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let time = if second == 0 {
        format!("{hour:02}:{minute:02}")
    } else {
        format!("{hour:02}:{minute:02}:{second:02}")
    };
    // A time without a date has the serial number of day 0.
    match (moment.as_f64() < 1.0, moment.as_f64().fract() == 0.0) {
        (true, _) => time,
        (false, true) => format!("{day:02}/{month:02}/{year}"),
        (false, false) => format!("{day:02}/{month:02}/{year} {time}"),
    }
}

/// "2026-11-23" or "2026-11-23T08:30:00" as Vietnamese write it; anything else unchanged.
pub(super) fn iso_date(text: &str) -> String {
    let (date, time) = text.split_once('T').unwrap_or((text, ""));
    let mut parts = date.splitn(3, '-');
    let (Some(year), Some(month), Some(day)) = (parts.next(), parts.next(), parts.next()) else {
        return text.to_owned();
    };
    let time = time.get(..5).filter(|time| *time != "00:00");
    match time {
        Some(time) => format!("{day}/{month}/{year} {time}"),
        None => format!("{day}/{month}/{year}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{column_name, decimal, iso_date};

    #[test]
    fn columns_are_named_like_in_excel() {
        assert_eq!(
            [0, 25, 26, 701, 702, 16_383].map(column_name),
            ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
        );
    }

    #[test]
    fn numbers_lose_the_noise_of_floating_point() {
        let shown = [0.1 + 0.2, 1200.0, 98.5, -3.0, 1e15, 0.0, -0.0, 0.000123].map(decimal);
        assert_eq!(
            shown,
            [
                "0,3",
                "1200",
                "98,5",
                "-3",
                "1000000000000000",
                "0",
                "0",
                "0,000123"
            ]
        );
        assert_eq!(decimal(f64::NAN), "");
        assert_eq!(decimal(1e300).len(), 301);
    }

    #[test]
    fn iso_dates_are_written_the_vietnamese_way() {
        assert_eq!(iso_date("2026-11-23"), "23/11/2026");
        assert_eq!(iso_date("2026-11-23T08:30:00"), "23/11/2026 08:30");
        assert_eq!(iso_date("2026-11-23T00:00:00"), "23/11/2026");
        assert_eq!(iso_date("tháng 11"), "tháng 11");
    }
}
