//! Where a sentence belongs by what it says itself: the deed it names, next month, another body, another
//! matter.

use nhip_core::plan::Plan;
use nhip_core::report::{Answer, DOUBTFUL, Entry, Part, Reading};
use nhip_core::unit::Roster;
use nhip_reading::report::read;
use nhip_viet::quantity::Kind;

use super::build::{plan, plan_unit, report, unit};

/// Wards with four deeds, and a centre.
fn city() -> (Plan, Roster) {
    let wards = [
        "Tổ chức truyền thông trực tiếp về bệnh lao tại tổ dân phố, chợ; nói chuyện chuyên đề.",
        "Phát thanh thông điệp phòng, chống lao trên hệ thống truyền thanh cơ sở.",
        "Chỉ đạo cộng tác viên đến hộ gia đình tư vấn, vận động người ho kéo dài đi khám.",
        "Cấp phát tờ rơi, tài liệu truyền thông đến hộ gia đình.",
    ];
    let mut plan = plan();
    plan.title.subject = Some("Truyền thông phòng, chống bệnh lao năm 2026".into());
    plan.units = vec![
        plan_unit("UBND", "Ủy ban nhân dân các xã, phường", true, &wards),
        plan_unit(
            "VH",
            "Sở Văn hóa và Thể thao",
            false,
            &["Cổ động trực quan bằng pa nô, băng rôn."],
        ),
    ];
    let units = vec![
        unit("1", "UBND phường Cầu Đá", "UBND"),
        unit("2", "Sở Văn hóa và Thể thao", "VH"),
    ];
    let roster = Roster::new(units, &plan);
    (plan, roster)
}

fn told(text: &str) -> Reading {
    let (plan, roster) = city();
    let title = "Kết quả truyền thông phòng, chống lao tháng 11 năm 2026";
    read(
        &report("UBND PHƯỜNG CẦU ĐÁ", title, text),
        &plan,
        &roster,
        "a.txt",
    )
}

fn entry<'a>(reading: &'a Reading, start: &str) -> &'a Entry {
    let found = reading
        .entries
        .iter()
        .find(|entry| entry.text.starts_with(start));
    found.unwrap_or_else(|| panic!("{start}: {:#?}", reading.entries))
}

fn part(text: &str) -> Part {
    let first = text.split(' ').next().unwrap();
    entry(&told(text), first).part.clone()
}

fn task(n: u32) -> Part {
    Part::Task {
        task: format!("UBND.{n}"),
    }
}

#[test]
fn a_deed_is_known_by_any_of_its_words() {
    for (n, text) in [
        (1, "TT trực tiếp: 5 buổi / 170 lượt người"),
        (2, "loa phát 18 lượt"),
        (2, "Loa phường tháng này phát được 18 lượt."),
        (3, "Gõ cửa 215 căn nhà."),
        (3, "Cán bộ trạm đi thăm 60 lượt hộ."),
        (4, "Tờ rơi thì phát hết 700 tờ."),
        (4, "Phát tờ rơi đến 300 hộ gia đình."),
    ] {
        let reading = told(text);
        let found = reading.entries.first().unwrap();
        assert_eq!(found.part, task(n), "{text}");
        assert!(found.score >= DOUBTFUL, "{text} {}", found.score);
    }
}

#[test]
fn sentences_of_one_paragraph_go_their_own_ways() {
    let reading = told(
        "Phường tổ chức 9 buổi truyền thông trực tiếp, 400 lượt người dự. Trước đó, tháng 10 có 7 buổi. Loa phường phát 18 lượt. Ngoài ra, phường giải quyết 17 đơn thư.",
    );
    assert_eq!(entry(&reading, "Phường tổ chức").part, task(1));
    assert!(entry(&reading, "Phường tổ chức").text.ends_with("7 buổi."));
    assert_eq!(entry(&reading, "Loa phường").part, task(2));
    assert_eq!(entry(&reading, "Ngoài ra").part, Part::Other);
}

#[test]
fn a_heading_holds_until_a_sentence_names_another_deed() {
    let reading = told(
        "1. Truyền thông trực tiếp\nSố lượt người dự: 198\nĐến tư vấn tại 156 hộ.\n2. Hoạt động khác\nPhát 20 tờ rơi về an ninh mạng.\nSửa đường.",
    );
    assert_eq!(entry(&reading, "Số lượt").part, task(1));
    assert_eq!(entry(&reading, "Đến tư vấn").part, task(3));
    assert_eq!(entry(&reading, "Phát 20").part, Part::Other);
    assert_eq!(entry(&reading, "Sửa đường").part, Part::Other);
}

#[test]
fn a_sentence_that_names_other_bodies_is_no_heading() {
    let reading = told("1. Phối hợp các đơn vị khác tổ chức 3 buổi truyền thông trực tiếp");
    assert_eq!(entry(&reading, "Phối hợp").part, task(1));
    let below = told("Việc của đơn vị khác có phối hợp\nPhát 20 tờ rơi.");
    assert_eq!(entry(&below, "Phát 20").part, Part::Other);
}

#[test]
fn a_short_line_between_sentences_is_a_heading() {
    let reading = told("Về loa\nXã phát 16 lượt.\nVề thể thao\nTổ chức 1 giải việt dã.");
    assert_eq!(reading.entries.len(), 2, "{:#?}", reading.entries);
    assert_eq!(entry(&reading, "Tổ chức 1").part, Part::Other);
}

#[test]
fn next_month_wishes_and_complaints_are_no_results() {
    let (plan_words, wish) = (
        "Tháng 12 phường làm 5 buổi truyền thông trực tiếp.",
        "Xin thêm 200 tờ rơi.",
    );
    assert_eq!(part(plan_words), Part::Outlook);
    assert_eq!(part(wish), Part::Proposals);
    assert_eq!(part("Cái khó là loa phường bị rè."), Part::Difficulties);
    let reading =
        told("Phát tờ rơi: 20 tờ.\nIII. THÁNG 12 NĂM 2026\nTruyền thông trực tiếp 4 buổi.");
    let next = entry(&reading, "Truyền thông");
    assert_eq!(next.part, Part::Outlook);
    assert_eq!(next.quantities[0].kind, Kind::Plan);
}

#[test]
fn what_another_body_did_is_other_matters() {
    assert_eq!(
        part("Sở Văn hóa và Thể thao cấp phát 20 tờ rơi tại chợ."),
        Part::Other
    );
    assert_eq!(part("Phường Cầu Đá cấp phát 20 tờ rơi tại chợ."), task(4));
    assert_eq!(
        part("Sở Văn hóa và Thể thao cùng phường phát 20 tờ rơi tại chợ."),
        task(4)
    );
}

#[test]
fn another_matter_than_the_plans_is_other_matters() {
    assert_eq!(part("Phát 20 tờ rơi về sốt xuất huyết."), Part::Other);
    assert_eq!(part("Phát 20 tờ rơi về bệnh lao."), task(4));
}

#[test]
fn what_is_broken_is_laid_with_a_doubt() {
    let reading = told("Loa phường bị hư 2 ngày.");
    let found = reading.entries.first().unwrap();
    assert!(found.part == task(2) && found.score < DOUBTFUL, "{found:?}");
}

#[test]
fn a_result_without_a_place_is_asked_about() {
    let asked = |text: &str| told(text).findings.iter().any(|one| one.code == "C279");
    assert!(asked("Trong 12 buổi nói trên có 6 buổi của tuần đầu."));
    assert!(!asked("Làm mới 2 km đường ngõ."));
    assert!(!asked("Không phát sinh."));
}

#[test]
fn below_a_quoted_task_stands_what_was_done() {
    let reading = told(
        "I. NHIỆM VỤ ĐƯỢC GIAO VÀ KẾT QUẢ\nThực hiện nhiệm vụ “Cấp phát tờ rơi, tài liệu truyền thông đến hộ gia đình, ít nhất 100 tờ”:\nĐã phát 80 tờ rơi.",
    );
    assert_eq!(entry(&reading, "Đã phát").quantities[0].kind, Kind::Month);
}

#[test]
fn who_reports_and_to_whom_is_no_content() {
    let reading = told(
        "Từ: văn phòng\nGửi: Sở Y tế\nPhát tờ rơi: 20 tờ.\nNgười báo cáo: Lê Thị Sáu, cộng tác viên hộ gia đình.",
    );
    assert_eq!(reading.entries.len(), 1, "{:#?}", reading.entries);
    assert_eq!(reading.entries[0].answer, Answer::Given);
}

/// What a culture office tells, in a city with wards, a health office and a broadcaster.
fn of_the_office(text: &str) -> Reading {
    let (mut plan, _) = city();
    let broadcast = plan_unit(
        "DAI",
        "Đài Phát thanh thành phố",
        false,
        &["Phát chuyên mục sức khỏe hằng tuần."],
    );
    let schools = plan_unit(
        "GD",
        "Sở Giáo dục và Đào tạo",
        false,
        &["Tổ chức sinh hoạt dưới cờ toàn ngành về bệnh lao cho học sinh."],
    );
    plan.units.extend([broadcast, schools]);
    let units = vec![
        unit("1", "UBND phường Cầu Đá", "UBND"),
        unit("2", "Sở Văn hóa và Thể thao", "VH"),
        unit("3", "Đài Phát thanh thành phố Lạc Giang", "DAI"),
        unit("4", "Sở Giáo dục và Đào tạo", "GD"),
    ];
    let roster = Roster::new(units, &plan);
    let title = "Kết quả truyền thông phòng, chống lao tháng 11 năm 2026";
    read(
        &report("SỞ VĂN HÓA VÀ THỂ THAO", title, text),
        &plan,
        &roster,
        "b.txt",
    )
}

/// The values told as another unit's, and whether that was said.
fn others(reading: &Reading) -> (Vec<String>, bool) {
    let values = reading.entries.iter().flat_map(|entry| {
        let own = entry
            .others
            .iter()
            .map(|n| entry.quantities[*n].value.to_string());
        own.collect::<Vec<_>>()
    });
    let said = reading.findings.iter().any(|one| one.code == "G354");
    (values.collect(), said)
}

#[test]
fn what_other_units_or_all_of_them_did_is_marked_as_theirs() {
    for (text, theirs) in [
        (
            "Các xã, phường đã phát thanh 101 lượt, tổ chức 16 buổi nói chuyện.",
            &["101", "16"][..],
        ),
        (
            "Trong tháng, các phường treo 12 băng rôn; phát thanh 9 lượt; riêng Sở treo 4 băng rôn.",
            &["12", "9"],
        ),
        ("34/34 xã, phường phát thanh 70 lượt.", &["34", "34", "70"]),
        (
            "Toàn thành phố đã phát thanh 90 lượt trên hệ thống truyền thanh cơ sở.",
            &["90"],
        ),
        ("Đài Phát thanh thành phố phát 4 chuyên mục.", &["4"]),
        ("Toàn ngành tổ chức 40 buổi sinh hoạt dưới cờ.", &["40"]),
    ] {
        let reading = of_the_office(text);
        let found = others(&reading);
        assert!(
            found.1 && found.0 == theirs,
            "{text} {found:?} {:#?}",
            reading.entries
        );
    }
}

#[test]
fn what_the_unit_did_with_others_or_for_them_is_its_own() {
    for text in [
        "Sở treo 12 băng rôn tại các xã, phường.",
        "Các xã, phường được cấp 300 tấm pa nô.",
        "Các phường cùng Sở treo 12 băng rôn.",
        "Tại các xã, phường đã treo 12 băng rôn.",
        "Toàn ngành treo 15 băng rôn cổ động.",
        "Toàn thành phố treo 15 băng rôn, pa nô cổ động.",
        "Sở Văn hóa và Thể thao treo 12 băng rôn.",
    ] {
        let found = others(&of_the_office(text));
        assert_eq!(found, (vec![], false), "{text}");
    }
}
