//! Every phrasing of a time that plans were seen to use.

use super::*;

fn one(text: &str) -> (String, Option<String>, Option<String>, Option<Frequency>) {
    let all = all(text);
    let due = all
        .first()
        .unwrap_or_else(|| panic!("no time in {text}"))
        .due(text);
    (
        due.as_printed,
        due.from.map(|d| d.to_string()),
        due.to.map(|d| d.to_string()),
        due.frequency,
    )
}

/// Text | as printed | from | to | how often.
const PHRASINGS: &str = "
hoàn thành trước ngày 01/6/2026. | trước ngày 01/6/2026 | - | 2026-05-31 | Once
hoàn thành trước 15 tháng 12 năm 2026. | trước 15 tháng 12 năm 2026 | - | 2026-12-14 | Once
chậm nhất ngày 20/12/2026 | chậm nhất ngày 20/12/2026 | - | 2026-12-20 | Once
trong quý IV/2026. | trong quý IV/2026 | 2026-10-01 | 2026-12-31 | Once
Quý I/2027 | Quý I/2027 | 2027-01-01 | 2027-03-31 | Once
đến hết tháng 12/2026. | đến hết tháng 12/2026 | - | 2026-12-31 | Once
từ ngày 15/6/2026 đến ngày 15/7/2026, | từ ngày 15/6/2026 đến ngày 15/7/2026 | 2026-06-15 | 2026-07-15 | Once
Tháng 12/2026 - 01/2027 | Tháng 12/2026 - 01/2027 | 2026-12-01 | 2027-01-31 | Once
từ tháng 4 đến tháng 8/2027 | từ tháng 4 đến tháng 8/2027 | 2027-04-01 | 2027-08-31 | Once
vào sáng thứ Bảy hằng tuần | sáng thứ Bảy hằng tuần | - | - | Weekly
Hai lần một năm, | Hai lần một năm | - | - | HalfYearly
mỗi tháng có ít nhất 02 bài. | mỗi tháng có ít nhất 02 bài | - | - | TwoWeekly
mỗi quý một lần. | mỗi quý một lần | - | - | Quarterly
Thường xuyên | Thường xuyên | - | - | Continuous
20/11/2026 | 20/11/2026 | 2026-11-20 | 2026-11-20 | Once
";

#[test]
fn every_phrasing_of_a_deadline_is_read() {
    for row in PHRASINGS.lines().filter(|row| !row.is_empty()) {
        let cells: Vec<&str> = row.split(" | ").collect();
        let (printed, from, to, frequency) = one(cells[0]);
        let day = |day: Option<String>| day.unwrap_or_else(|| "-".to_owned());
        let often = frequency.map_or("-".to_owned(), |f| format!("{f:?}"));
        assert_eq!(
            [printed, day(from), day(to), often].as_slice(),
            &cells[1..],
            "{row}"
        );
    }
}

#[test]
fn spans_named_in_halves_and_pairs_have_both_ends() {
    let cases = [
        (
            "trong tháng 9 và tháng 10 năm 2026",
            "2026-09-01",
            "2026-10-31",
        ),
        ("Quý III và quý IV/2026", "2026-07-01", "2026-12-31"),
        ("6 tháng đầu năm 2027", "2027-01-01", "2027-06-30"),
        ("trong 6 tháng cuối năm 2026", "2026-07-01", "2026-12-31"),
        ("vào ngày 20/10/2026", "2026-10-20", "2026-10-20"),
    ];
    for (text, from, to) in cases {
        let (printed, first, last, _) = one(text);
        assert_eq!(
            (printed.as_str(), first.as_deref(), last.as_deref()),
            (text, Some(from), Some(to))
        );
    }
}

#[test]
fn counted_rounds_say_how_often() {
    for (text, printed, frequency) in [
        (
            "phát tin mỗi ngày 02 lượt",
            "mỗi ngày 02 lượt",
            Frequency::Daily,
        ),
        (
            "mỗi quý ít nhất 8 lần",
            "mỗi quý ít nhất 8 lần",
            Frequency::Quarterly,
        ),
        (
            "ít nhất 03 lần/tuần trong",
            "03 lần/tuần",
            Frequency::Weekly,
        ),
    ] {
        assert_eq!(one(text), (printed.to_owned(), None, None, Some(frequency)));
    }
}

#[test]
fn a_day_of_every_month_says_which_month_and_whether_it_is_too_late() {
    let w = &all("gửi trước ngày 05 tháng sau")[0];
    assert_eq!(
        (w.day, w.before, w.next_month, w.frequency),
        (Some(5), true, true, Some(Frequency::Monthly))
    );
    let w = &all("trước ngày 25 hằng tháng")[0];
    assert_eq!(
        (w.day, w.before, w.next_month, w.frequency),
        (Some(25), true, false, Some(Frequency::Monthly))
    );
    let w = &all("(trước ngày 10 của tháng cuối quý)")[0];
    assert_eq!((w.day, w.frequency), (Some(10), Some(Frequency::Quarterly)));
    assert_eq!(all("năm (trước ngày 15/12)")[0].month, Some(12));
}

#[test]
fn how_long_something_takes_is_no_deadline() {
    for text in [
        "dành 10 phút mỗi tuần",
        "dự toán hằng năm của các đơn vị",
        "tiêm chủng thường xuyên cho trẻ",
        "kế hoạch năm 2026",
    ] {
        assert!(all(text).is_empty(), "{text}");
    }
}

#[test]
fn every_lead_is_a_first_word() {
    for lead in LEADS
        .list()
        .chain(["từ", "mỗi", "hằng", "hàng", "định", "thường", "đột", "thứ"])
    {
        let first = lead.split(' ').next().unwrap();
        assert!(FIRST.has(first), "{lead}");
    }
}
