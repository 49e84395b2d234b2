//! What always holds for quantities, and the rules for adding like with like.

use super::*;
use crate::fold::folded;
use proptest::prelude::*;

proptest! {
    #[test]
    fn a_long_text_read_in_stretches_tells_what_it_tells_as_a_whole(
        lines in proptest::collection::vec(proptest::sample::select(vec![
            "Lũy kế từ đầu năm:", "- 96 buổi phát thanh", "- Trong tháng 12 buổi", "+ 3 hộ (trong đó 1 hộ mới)",
            "Phát 300 tờ rơi, trong đó:", "100 tờ tại chợ", "a) 5 ca", "Tháng trước 15 ca", "Tổ chức 12 buổi",
            "“Khẩu hiệu 5K", "và 30 lượt người”", "", "  ", "so với cùng kỳ tăng 2 ca", "Riêng 20 hộ", "45/50 hộ",
            "Chỉ tiêu 120 buổi (", "gồm 4 buổi)", "năm", "hai", "ba buổi", "Kết quả: 7", "buổi tư vấn",
        ]), 1..30),
        bytes in 1..200_usize,
    ) {
        let text = lines.join("\n");
        let read = |bytes| reader::in_stretches(&text, bytes, Told::default(), true);
        prop_assert_eq!(read(bytes), read(text.len()));
    }
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let chars: Vec<char> = text.chars().collect();
    let found = quantities(text);
    let mut end = 0;
    for (i, quantity) in found.iter().enumerate() {
        prop_assert!(quantity.start < quantity.end && quantity.end <= chars.len());
        prop_assert!(end <= quantity.start, "overlap at {i}");
        end = quantity.end;
        let written: String = chars[quantity.start..quantity.end].iter().collect();
        prop_assert!(
            text.contains(&*quantity.sentence),
            "sentence is not in the text"
        );
        prop_assert!(
            written.ends_with(&quantity.count_unit)
                || written.chars().all(|c| !c.is_whitespace())
                || text.contains(&quantity.count_unit)
                || folded(text).contains(&folded(&quantity.count_unit))
        );
        if let Some(whole) = quantity.part_of {
            // A total may be told behind its parts, which then come to it.
            let parts = found.iter().filter(|part| part.part_of == Some(whole));
            let sum: Decimal = parts.map(|part| part.value).sum();
            prop_assert!(whole < i || whole > i && sum == found[whole].value);
            prop_assert_eq!(found[whole].kind, quantity.kind);
        }
    }
    Ok(())
}

/// Every digit of a text stands in one number of its account, and in no second one.
fn check_account(text: &str) -> Result<(), TestCaseError> {
    let read = account(text, Told::default());
    prop_assert_eq!(&read.quantities, &quantities(text));
    let mut numbers = read.numbers.iter().peekable();
    for (at, c) in text.chars().enumerate() {
        while numbers.peek().is_some_and(|number| number.end <= at) {
            numbers.next();
        }
        let inside = numbers.peek().is_some_and(|number| number.start <= at);
        prop_assert!(inside || !c.is_ascii_digit(), "{c} at {at} is in no number");
    }
    let apart = read
        .numbers
        .windows(2)
        .all(|two| two[0].end <= two[1].start);
    prop_assert!(apart);
    Ok(())
}

proptest! {
    #[test]
    fn any_string_gives_an_account_of_every_digit(text in "[\\PC0-9]*") {
        check_account(&text)?;
    }

    #[test]
    fn any_string_gives_places_inside_it_in_order(text in "\\PC*") {
        check(&text)?;
    }

    #[test]
    fn words_of_reports_in_any_order_give_places_inside_the_text(words in prop::collection::vec(
        prop::sample::select(vec![
            "12", "1.200", "2-3", "45/50", "98,5", "%", "buổi", "tờ rơi", "trong đó", "lũy kế", "(", ")", ",", ";",
            ".", ":", "\n", "- ", "gồm", "tăng", "so với tháng trước", "từ", "đến", "năm", "mười hai", "một", "hai",
            "khu phố", "số", "trong tháng", "người", "và", "hơn", "mỗi", "/", "“", "”", "triệu", "đồng", "phần trăm",
        ]), 0..40), gap in prop::sample::select(vec![" ", ""])) {
        check(&words.join(gap))?;
    }
}

#[test]
fn places_count_characters_of_the_whole_text() {
    let text = "Phường Bến Ngự.\nĐã tổ chức hơn 12 (mười hai) buổi tuyên truyền.";
    let found = quantities(text);
    let written: String = text
        .chars()
        .skip(found[0].start)
        .take(found[0].end - found[0].start)
        .collect();
    assert_eq!(written, "12 (mười hai) buổi");
    assert_eq!(
        &*found[0].sentence,
        "Đã tổ chức hơn 12 (mười hai) buổi tuyên truyền."
    );
    assert!(found[0].approximate);
}

#[test]
fn the_two_numbers_of_a_ratio_have_places_of_their_own() {
    let found = quantities("Đã kiểm tra 45/50 hộ.");
    let places: Vec<_> = found.iter().map(|q| (q.start, q.end)).collect();
    assert_eq!(places, [(12, 14), (15, 20)]);
}

#[test]
fn an_endless_sentence_is_quoted_around_its_number() {
    let text = "tuyên truyền ".repeat(1000) + "12 buổi " + &"vận động ".repeat(1000);
    let found = quantities(&text);
    assert!(found[0].sentence.contains("12 buổi") && found[0].sentence.len() < 1000);
}

#[test]
fn decomposed_text_is_read_like_composed_text() {
    use unicode_normalization::UnicodeNormalization;
    let decomposed: String = "Tổ chức 12 buổi với 540 lượt người, lũy kế 96 buổi"
        .nfd()
        .collect();
    let kinds: Vec<_> = quantities(&decomposed)
        .iter()
        .map(|q| (q.value, q.kind))
        .collect();
    let expected = [
        (12, Kind::Month),
        (540, Kind::Month),
        (96, Kind::Cumulative),
    ];
    assert_eq!(kinds, expected.map(|(n, kind)| (Decimal::from(n), kind)));
}

#[test]
fn hostile_input_takes_linear_time_and_memory() {
    let size = 300_000;
    let texts = [
        "7".repeat(size),
        "1 ".repeat(size / 2),
        "1.".repeat(size / 2),
        "trong đó 1 tờ ".repeat(size / 18),
        "trong đó 1 tờ, ".repeat(size / 19),
        "(1 tờ ".repeat(size / 7),
        "một ".repeat(size / 6),
        "trăm nghìn tỷ ".repeat(size / 20),
        "lũy kế tăng hơn ".repeat(size / 20) + "5 buổi",
        "mỗi 2-3 buổi so với cùng kỳ\n- ".repeat(size / 36),
        "“1 tờ ".repeat(size / 9),
        "gồm 1 tờ; 2 hộ: ".repeat(size / 18),
    ];
    for text in &texts {
        let found = quantities(text);
        let kept: usize = found.iter().map(|q| q.sentence.len() + q.what.len()).sum();
        assert!(kept <= text.len() * 400, "{kept} bytes kept");
    }
}

#[track_caller]
fn added_together(first: (&str, &str), second: (&str, &str)) {
    assert_eq!(
        indicator_key(first.0, first.1),
        indicator_key(second.0, second.1)
    );
}

#[track_caller]
fn kept_apart(first: (&str, &str), second: (&str, &str)) {
    assert_ne!(
        indicator_key(first.0, first.1),
        indicator_key(second.0, second.1)
    );
}

#[test]
fn names_for_the_same_thing_are_added_together() {
    added_together(("hộ", ""), ("hộ gia đình", ""));
    added_together(("hộ", "ký cam kết"), ("hộ dân", "đã ký cam kết"));
    added_together(("tờ", "Tờ rơi đã phát"), ("tờ rơi", ""));
    added_together(("Áp phích", ""), ("poster", ""));
    added_together(("lượt người", "tham dự"), ("lượt người", ""));
    added_together(("buổi", "tuyên truyền"), ("Buổi", "Tuyên truyền"));
    added_together(
        ("ca mắc", "sốt xuất huyết"),
        ("ca", "ca mắc sốt xuất huyết"),
    );
    added_together(
        ("buổi", "tuyên truyền hoà giải"),
        ("buổi", "tuyên truyền hòa giải"),
    );
}

#[test]
fn the_theme_of_a_deed_or_a_leaflet_is_not_the_thing_counted() {
    added_together(
        ("buổi", "tuyên truyền"),
        ("buổi", "tuyên truyền về phòng, chống sốt xuất huyết"),
    );
    added_together(("tờ rơi", "về an toàn thực phẩm"), ("tờ rơi", ""));
}

#[test]
fn different_things_are_kept_apart() {
    kept_apart(("buổi", "tuyên truyền lưu động"), ("buổi", "tập huấn"));
    kept_apart(("tờ rơi", ""), ("tờ gấp", ""));
    kept_apart(("người", ""), ("lượt người", ""));
    kept_apart(("ca mắc", "sốt xuất huyết"), ("ca mắc", "sởi"));
    kept_apart(("hộ", "ký cam kết"), ("hộ", "được kiểm tra"));
    kept_apart(("liều", "vắc xin sởi"), ("liều", "vắc xin dại"));
    kept_apart(("lượt", ""), ("lượt người", ""));
}

#[test]
fn a_number_in_words_behind_a_slash_is_no_part_of_the_unit_before_it() {
    let found = quantities("Chi 12 đồng/mười hai%, phát 2 lượt/ngày.");
    let units: Vec<&str> = found.iter().map(|q| q.count_unit.as_str()).collect();
    assert_eq!(units, ["đồng", "%", "lượt/ngày"]);
    assert!(found.windows(2).all(|two| two[0].end <= two[1].start));
}

/// Paragraphs, and the kinds of what is counted in them.
const HELD: [(&[&str], &[Kind]); 9] = [
    (
        &[
            "Kết quả 6 tháng đầu năm 2026, xã làm tốt công tác truyền thông.",
            "Nói chuyện 26 buổi.",
            "Phát 3.500 tờ rơi.",
        ],
        &[Kind::Cumulative, Kind::Cumulative],
    ),
    (
        &[
            "Trong quý III, phường tổ chức 30 buổi. Treo 12 băng rôn.",
            "Riêng tháng 9, phường dồn sức cho tựu trường. Đã có 15 buổi.",
        ],
        &[Kind::Cumulative, Kind::Cumulative, Kind::Month],
    ),
    // The time of one sum is not the time of what follows.
    (
        &["Lũy kế từ đầu năm tổ chức 96 buổi. Phát 300 tờ rơi."],
        &[Kind::Cumulative, Kind::Month],
    ),
    (
        &["Đến nay có 96 buổi.", "Phát 300 tờ rơi."],
        &[Kind::Cumulative, Kind::Month],
    ),
    // But of a heading it is.
    (
        &[
            "II. Lũy kế từ đầu năm",
            "Phát 300 tờ rơi.",
            "III. Kết quả trong tháng",
            "Phát 20 tờ rơi.",
        ],
        &[Kind::Cumulative, Kind::Month],
    ),
    (
        &["IV. Phương hướng tháng tới", "Tổ chức 10 buổi."],
        &[Kind::Plan],
    ),
    // Nor of the head of a table.
    (
        &["Nội dung | Trong tháng | Lũy kế", "Tổ chức 10 buổi."],
        &[Kind::Month],
    ),
    (
        &[
            "Báo cáo tháng 6, quý II và 6 tháng đầu năm; kết quả tháng 6 như sau:",
            "Tổ chức 10 buổi.",
        ],
        &[Kind::Month],
    ),
    (
        &[
            "Sáu tháng qua mưa nhiều. Thực hiện kế hoạch 6 tháng, phường báo cáo kết quả tháng 6.",
            "Tổ chức 10 buổi.",
        ],
        &[Kind::Month],
    ),
];

#[test]
fn a_period_that_was_named_holds_until_another_is() {
    for (paragraphs, kinds) in HELD {
        let mut told = Told::default();
        let mut found = Vec::new();
        for paragraph in paragraphs {
            let (quantities, behind) = quantities_below(paragraph, told);
            found.extend(quantities.into_iter().map(|quantity| quantity.kind));
            told = behind;
        }
        assert_eq!(found, kinds, "{paragraphs:?}");
        let whole = quantities(&paragraphs.join("\n"));
        let whole: Vec<Kind> = whole.into_iter().map(|quantity| quantity.kind).collect();
        assert_eq!(whole, kinds, "{paragraphs:?} as one text");
    }
}

#[test]
fn people_go_with_what_they_came_to() {
    let text =
        "Nói chuyện 9 buổi với 222 lượt người, trong đó 40 học sinh; phát 300 tờ rơi. Có 5 người.";
    let found = quantities(text);
    let events: Vec<Option<usize>> = (0..found.len()).map(|at| event_of(&found, at)).collect();
    assert_eq!(events, [None, Some(0), None, None, None]);
}

#[test]
fn half_a_word_is_no_filler() {
    kept_apart(("buổi", "phát thanh"), ("buổi", "thanh"));
}

#[test]
fn a_period_reads_what_it_writes_and_knows_its_month() {
    for text in [
        "2026-05",
        "--05",
        "2026-05-16/2026-06-15",
        "--12-16/--01-15",
    ] {
        let period: Period = text.parse().unwrap();
        assert_eq!(period.to_string(), text);
    }
    let of = |text: &str, year, month| text.parse::<Period>().unwrap().is_of(year, month);
    assert!(of("2026-05-16/2026-06-15", 2026, 6) && !of("2026-05-16/2026-06-15", 2026, 5));
    assert!(of("--12-16/--01-15", 2027, 1) && !of("2026-01-01/2026-06-15", 2026, 6));
    assert!(
        "2026-13".parse::<Period>().is_err() && "2026-02-30/2026-03-01".parse::<Period>().is_err()
    );
}

fn read(text: &str) -> Vec<(String, String, Kind)> {
    let found = quantities(text).into_iter();
    found
        .map(|one| (one.value.to_string(), one.count_unit, one.kind))
        .collect()
}

#[test]
fn the_dots_of_a_form_lead_to_what_is_filled_in() {
    let text = "1. Số buổi sinh hoạt ..............: 11\n2. Số hội viên dự ……………: 628";
    let found: Vec<String> = read(text).into_iter().map(|one| one.0).collect();
    assert_eq!(found, ["11", "628"]);
}

#[test]
fn how_large_a_thing_is_is_no_result() {
    for text in [
        "Bể dài 12m, rộng 6m, sâu 0,9m.",
        "Can loại 20 lít để trong kho.",
        "Nơi đo vượt 85 dBA.",
        "Thôn cách trạm y tế xã 17 km.",
    ] {
        assert_eq!(read(text), [], "{text}");
        let numbers = account(text, Told::default()).numbers;
        let measure = |one: &Number| one.is == Is::Other(Other::Measure);
        assert!(!numbers.is_empty() && numbers.iter().all(measure), "{text}");
    }
    assert_eq!(read("Xe loa chạy 17 km.").len(), 1);
    assert_eq!(read("Cấp 20 lít hóa chất.").len(), 1);
}

#[test]
fn people_in_short_are_people_and_a_staff_stands() {
    added_together(("lượt ng", ""), ("lượt người", ""));
    let kinds = |text: &str| read(text).into_iter().map(|one| one.2).collect::<Vec<_>>();
    assert_eq!(
        kinds("NVYT ấp có 10 ng (ấp 5 mới nghỉ 1 ng)."),
        [Kind::State, Kind::Month]
    );
    assert_eq!(kinds("Tuyên truyền cho 10 ng."), [Kind::Month]);
}

#[test]
fn a_whole_month_told_up_to_the_day_of_the_report_is_the_month() {
    let text = "Cả tháng tính đến ngày báo cáo được 19 lượt.";
    assert_eq!(read(text)[0].2, Kind::Month);
    assert_eq!(
        read("Tính đến ngày báo cáo được 19 lượt.")[0].2,
        Kind::Cumulative
    );
}

#[test]
fn a_deed_before_turns_of_people_names_them() {
    let found = quantities("Phát 812 tờ rơi, khám sàng lọc 640 lượt người.");
    assert_eq!(found[1].what, "khám sàng lọc");
    let found = quantities("Tổ chức 5 buổi cho 200 lượt người.");
    assert_eq!(found[1].what, "");
}
