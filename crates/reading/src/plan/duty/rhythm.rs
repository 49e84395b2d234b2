//! One duty for each rhythm a clause names, with the day, date or hour that belongs to it.

use nhip_core::plan::{Duty, Frequency};

use crate::plan::phrase::Phrases;
use crate::plan::when::When;
use crate::plan::word::{self, Word, words};

use super::verb;

/// The duties of a clause: one for each rhythm it names, with the day or hour that belongs to it.
pub(super) fn laid(base: &Duty, times: &[When], clause: &str) -> Vec<Duty> {
    let mut duties: Vec<Duty> = Vec::new();
    let urgent = at_once(clause);
    let is = |often: Frequency| move |t: &When| t.frequency == Some(often);
    // "định kỳ và đột xuất", "ngay khi …, đột xuất": asked for as well, which is no rhythm of its own.
    let beside = urgent || times.iter().any(is(Frequency::Periodic));
    let asked = !urgent && beside && times.iter().any(is(Frequency::OnRequest));
    let mut from = 0;
    for time in times
        .iter()
        .filter(|t| !(beside && is(Frequency::OnRequest)(t)))
    {
        merge(&mut duties, base, time, clause, from);
        from = time.end;
    }
    if urgent {
        add_urgent(&mut duties, base, times, clause);
    }
    half_years(&mut duties);
    share_rhythm(&mut duties, times.iter().any(|t| t.weekday));
    for duty in &mut duties {
        duty.on_request = asked;
        duty.not_stated = not_stated(duty);
    }
    duties
}

/// What is owed at once stands instead of a rhythm that is not told, and beside one that is:
/// "… trước 9 giờ thứ Hai hằng tuần và ngay khi có vụ ngộ độc" is owed twice.
fn add_urgent(duties: &mut Vec<Duty>, base: &Duty, times: &[When], clause: &str) {
    let open = |d: &Duty| d.frequency.is_none_or(|f| f == Frequency::Periodic);
    let last = times.iter().map(|t| t.end).max().unwrap_or_default();
    let behind = clause.get(last..).unwrap_or_default();
    let next = behind.trim_start_matches([')', ' ']);
    let leads = ["và ", ", và ", ", khi ", ", nếu ", ", báo cáo ngay"];
    let joined = leads.iter().any(|lead| next.starts_with(lead)) && at_once(behind);
    if duties.iter().all(open) {
        duties.clear();
    } else if !joined {
        return;
    }
    duties.push(Duty {
        frequency: Some(Frequency::AtOnce),
        ..base.clone()
    });
}

/// Two days of every year come each half-year: "ngày 20 tháng 6 và ngày 20 tháng 12".
fn half_years(duties: &mut [Duty]) {
    use Frequency::{HalfYearly, Yearly};
    let [one, other] = duties else { return };
    let (Some(first), Some(second)) = (one.month_of_year, other.month_of_year) else {
        return;
    };
    let apart = (4..=8).contains(&first.abs_diff(second));
    let yearly = |d: &Duty| matches!(d.frequency, None | Some(Yearly));
    if yearly(one) && yearly(other) && apart {
        (one.frequency, other.frequency) = (Some(HalfYearly), Some(HalfYearly));
    } else if one.frequency == Some(HalfYearly) && other.frequency.is_none() && apart {
        other.frequency = Some(HalfYearly);
    }
}

/// "ngày 15 và ngày 30 hằng tháng": what is said of the last holds for all before it, and what is said
/// of one for the bare days behind it.
fn share_rhythm(duties: &mut [Duty], weekday: bool) {
    let mut rhythm = None;
    for duty in duties.iter_mut().rev() {
        let vague = matches!(duty.frequency, None | Some(Frequency::Periodic));
        if vague && duty.day_of_month.is_some() && duty.month_of_year.is_none() {
            duty.frequency = rhythm.or(duty.frequency);
        }
        rhythm = duty.frequency.or(rhythm);
        let bare = duty.day_of_month.is_none() && duty.dates.is_empty();
        if duty.frequency.is_none() {
            // A day of the week without more comes every week; a day and a month without a year and a
            // rhythm come once.
            duty.frequency = match (weekday && bare, duty.month_of_year) {
                (true, _) => Some(Frequency::Weekly),
                (false, Some(_)) => Some(Frequency::Once),
                (false, None) => None,
            };
        }
    }
    let mut before = None;
    for duty in duties {
        if duty.frequency.is_none() && duty.day_of_month.is_some() {
            duty.frequency = before;
        }
        before = duty.frequency;
    }
}

/// What is owed as soon as something happens.
fn at_once(clause: &str) -> bool {
    static SIGNS: Phrases = Phrases::new(
        "báo cáo ngay | ngay trong ngày | ngay lập tức | lập tức báo cáo | khẩn cấp báo cáo | phải báo cáo ngay | báo cáo khẩn | báo cáo tức thời | báo cáo tức thì | ngay khi | ngay sau khi | \
         báo ngay | báo cáo kịp thời | trong vòng 24 giờ | trong 24 giờ | trong vòng 12 giờ | trong vòng 48 giờ | \
         trong vòng 02 giờ | trong vòng 2 giờ | báo cáo nhanh khi | báo cáo gấp | khi xảy ra | khi phát hiện | \
         khi xuất hiện | khi có ca bệnh | khi ghi nhận",
    );
    let words = words(clause);
    let asked = (0..words.len()).any(|at| word::phrase(&words, at, "yêu cầu").is_some());
    // "khi lượng dự trữ dưới 30% phải báo cáo …", "có người bị cắn thì báo …".
    let verb = (0..words.len())
        .find(|at| verb::report(&words, *at).is_some())
        .unwrap_or_default();
    let opens = word::phrase(&words, 0, "khi").is_some();
    let then = verb
        .checked_sub(1)
        .and_then(|b| words.get(b))
        .is_some_and(|w| matches!(w.key.as_str(), "thì" | "phải"));
    if opens && then && !asked && word::phrase(&words, 0, "khi kết thúc").is_none() {
        return true;
    }
    let happens = |at: usize| word::phrase(&words, at, "khi có").is_some() && !asked;
    (0..words.len()).any(|at| SIGNS.at(&words, at) || within_hours(&words, at) || happens(at))
}

/// "trong vòng 24 giờ", "không quá 06 giờ", "chậm nhất sau 02 giờ".
fn within_hours(words: &[Word<'_>], at: usize) -> bool {
    let led = word::any(words, at, &["vòng", "quá", "sau", "trong"]).is_some();
    let number = words.get(at + 1).is_some_and(|w| w.number().is_some());
    let unit = words
        .get(at + 2)
        .is_some_and(|w| matches!(w.key.as_str(), "giờ" | "phút"));
    led && number && unit
}

/// A frequency and the day or hour beside it are one duty; a second frequency opens another.
fn merge(duties: &mut Vec<Duty>, base: &Duty, time: &When, clause: &str, from: usize) {
    // "quý I, 6 tháng và năm … ngày 05 của tháng sau kỳ báo cáo": one day for all of them.
    let open = |d: &Duty| is_long(d.frequency) && d.day_of_month.is_none() && d.dates.is_empty();
    if time.next_month
        && time.frequency == Some(Frequency::Monthly)
        && !duties.is_empty()
        && duties.iter().all(open)
    {
        for duty in duties.iter_mut() {
            (duty.day_of_month, duty.next_month, duty.before) = (time.day, true, time.before);
        }
        return;
    }
    let said = duties.last().and_then(|last| last.frequency);
    // "báo cáo năm trước ngày 05/12 hằng năm" says twice how often.
    if said.is_some() && said == time.frequency && !time.is_dated() {
        return;
    }
    match duties
        .last_mut()
        .filter(|last| takes(last, time, clause, from))
    {
        Some(last) => tell(last, time, clause),
        None => {
            let mut duty = base.clone();
            tell(&mut duty, time, clause);
            // "… sơ kết 6 tháng trước 25/6, tổng kết trước 25/11": the year's.
            let between = clause.get(from..time.start).unwrap_or_default();
            let halves = duties
                .last()
                .is_some_and(|last| last.frequency == Some(Frequency::HalfYearly));
            if halves && duty.frequency.is_none() && between.contains("tổng kết") {
                duty.frequency = Some(Frequency::Yearly);
            }
            duties.push(duty);
        }
    }
}

/// The duty read last takes a further time, which stands behind `from`.
fn takes(last: &Duty, time: &When, clause: &str, from: usize) -> bool {
    let dated = time.date.is_some();
    let vague = matches!(last.frequency, None | Some(Frequency::Periodic));
    let fits = vague
        || (dated && is_long(last.frequency))
        || time.frequency.is_none()
        || last.frequency == time.frequency;
    // Two dates of one report are one duty; a second report named between them is another.
    let again = dated && !last.dates.is_empty() && !names_report(clause, from, time);
    let undated = last.day_of_month.is_none() && last.dates.is_empty();
    let point = time.day.is_none() && !dated;
    fits && (again
        || (undated && (time.is_dated() || last.frequency.is_none()))
        || (point && (time.frequency.is_none() || vague)))
}

/// Writes into a duty what a time says.
fn tell(duty: &mut Duty, time: &When, clause: &str) {
    let printed = clause.get(time.start..time.end).map(str::to_owned);
    // "Báo cáo 6 tháng gửi trước ngày 15/6/2026" is owed once: the year is printed.
    if time.date.is_some() && is_long(duty.frequency) {
        duty.frequency = time.frequency;
    }
    let vague = matches!(duty.frequency, None | Some(Frequency::Periodic));
    if let Some(frequency) = time
        .frequency
        .filter(|f| vague && *f != Frequency::Periodic || duty.frequency.is_none())
    {
        duty.frequency = Some(frequency);
        duty.frequency_as_printed = printed.clone();
    }
    if time.is_dated() {
        duty.day_of_month = duty.day_of_month.or(time.day);
        duty.month_of_year = duty.month_of_year.or(time.month);
        duty.hour = duty.hour.or(time.hour);
        duty.day_as_printed = bracketed(clause, time)
            .or(printed)
            .or(duty.day_as_printed.take());
        duty.before |= time.before;
        duty.next_month |= time.next_month;
        duty.dates.extend(time.date);
    }
}

/// A rhythm of months, which a full date makes one of its occasions.
fn is_long(frequency: Option<Frequency>) -> bool {
    use Frequency::{HalfYearly, NineMonths, Quarterly, Yearly};
    matches!(
        frequency,
        Some(Quarterly | HalfYearly | NineMonths | Yearly)
    )
}

/// A second report is named between the date before, which ends at `from`, and this one.
fn names_report(clause: &str, from: usize, time: &When) -> bool {
    let between = clause
        .get(from..time.start)
        .unwrap_or_default()
        .to_lowercase();
    let words = words(&between);
    let named = [
        "báo cáo",
        "quý",
        "năm",
        "6 tháng",
        "9 tháng",
        "tổng kết",
        "sơ kết",
        "đợt",
        "kỳ 2",
        "kỳ ii",
        "kỳ hai",
        "giữa kỳ",
        "cuối kỳ",
        "lần 2",
        "lần hai",
    ];
    (0..words.len()).any(|at| word::any(&words, at, &named).is_some())
}

/// "(**ngày 23**)": the day with the brackets and emphasis around it.
fn bracketed(clause: &str, time: &When) -> Option<String> {
    let before = clause.get(..time.start)?;
    let after = clause.get(time.end..)?;
    let open = before.len() - before.trim_end_matches(['(', '*', '_']).len();
    let close = after.len() - after.trim_start_matches([')', '*', '_']).len();
    (open > 0 && close > 0).then(|| {
        clause
            .get(time.start - open..time.end + close)
            .map(str::to_owned)
    })?
}

fn not_stated(duty: &Duty) -> Vec<String> {
    let mut out = Vec::new();
    if duty.dates.is_empty() {
        out.push("first month due".to_owned());
    }
    if duty.hour.is_none() {
        out.push("hour".to_owned());
    }
    if let Some(day) = duty.day_of_month {
        out.push(format!(
            "what to do when the {} falls on a weekend or holiday",
            ordinal(day)
        ));
    }
    out.push("form of the report".to_owned());
    if duty.dates.is_empty() {
        out.push("end date of the plan".to_owned());
    }
    out
}

fn ordinal(day: u32) -> String {
    let ending = match (day % 10, day % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{day}{ending}")
}
