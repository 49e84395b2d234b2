//! The hour a duty's clause prints: "trước 17 giờ ngày 23", "16h30", "17:00".

use chrono::NaiveTime;

/// An hour as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hour {
    pub time: NaiveTime,
    /// "trước" stands right before it.
    pub is_bound: bool,
}

/// The hour of a clause; `None` when none or several different ones are printed. 24 giờ is the
/// end of the day, so no hour.
pub(super) fn printed(clause: &str) -> Option<Hour> {
    let clause = clause.to_lowercase();
    let mut found: Option<Hour> = None;
    let mut after = 0;
    while let Some(start) = next_digit(&clause, after) {
        let rest = clause.get(start..)?;
        let digits = digits(rest);
        after = start + digits;
        let lead = clause.get(..start)?;
        let fresh = !lead.ends_with(|c: char| c.is_alphanumeric() || "/.,-:".contains(c));
        let time = rest.get(digits..).and_then(minutes);
        let hour = rest.get(..digits)?.parse().ok();
        let read = hour.zip(time).filter(|_| fresh && digits <= 2);
        let Some(time) = read.and_then(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0))
        else {
            continue;
        };
        if found.is_some_and(|earlier| earlier.time != time) {
            return None;
        }
        let is_bound = lead.trim_end().ends_with("trước");
        found = found.or(Some(Hour { time, is_bound }));
    }
    found
}

/// The minutes when what follows a number makes it an hour.
fn minutes(tail: &str) -> Option<u32> {
    let two = |text: &str| text.get(..2).filter(|_| digits(text) == 2)?.parse().ok();
    if let Some(tail) = tail.strip_prefix(':') {
        return two(tail);
    }
    let spelled = tail.trim_start();
    if let Some(tail) = spelled.strip_prefix("giờ") {
        return Some(
            two(tail.trim_start())
                .filter(|_| says_minutes(tail))
                .unwrap_or(0),
        );
    }
    let tail = tail.strip_prefix(['h', 'g'])?;
    let ends = !tail.starts_with(char::is_alphabetic);
    ends.then(|| two(tail).unwrap_or(0))
}

/// "giờ 30" and "giờ 30 phút", but not "giờ 23/11".
fn says_minutes(tail: &str) -> bool {
    let tail = tail.trim_start().get(2..).unwrap_or_default();
    !tail.starts_with(|c: char| c.is_alphanumeric() || "/.-".contains(c))
}

fn next_digit(text: &str, from: usize) -> Option<usize> {
    let at = text.get(from..)?.find(|c: char| c.is_ascii_digit())?;
    Some(from + at)
}

/// How many digits a text begins with.
fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(clause: &str) -> Option<(String, bool)> {
        printed(clause).map(|hour| (hour.time.format("%H:%M").to_string(), hour.is_bound))
    }

    #[test]
    fn hours_are_read_as_plans_print_them() {
        for (clause, time, is_bound) in [
            ("gửi trước 17 giờ ngày 23 hằng tháng", "17:00", true),
            ("chậm nhất 16h30, ngày 23", "16:30", false),
            ("Trước 16 giờ 30 phút ngày 23/11/2026", "16:30", true),
            ("trước 17h ngày 23; bản giấy cũng trước 17h", "17:00", true),
            ("lúc 08:00 ngày 5 tháng sau", "08:00", false),
            ("trước 9 giờ 23/11", "09:00", true),
        ] {
            assert_eq!(read(clause), Some((time.to_owned(), is_bound)), "{clause}");
        }
    }

    #[test]
    fn what_is_no_hour_is_not_taken_for_one() {
        for clause in [
            "trước ngày 23 hằng tháng",
            "trước 24 giờ ngày 23",
            "trong vòng 48 giờ",
            "trước 17 giờ ngày 23, qua thư trước 9 giờ ngày 24",
            "phòng chống cúm A/H5N1, 3 hội nghị, 12 gia đình",
            "Kế hoạch 32-KH/ThU ngày 01/9/2026",
            "tỷ lệ 1:200",
        ] {
            assert_eq!(read(clause), None, "{clause}");
        }
    }
}
