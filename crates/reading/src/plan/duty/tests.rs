//! Duties to report, in the phrasings plans use.

use nhip_core::plan::Frequency;

use super::*;

fn duties(text: &str) -> Vec<Duty> {
    let unit = Some("Trạm Y tế");
    read(
        [Text {
            line: 1,
            text: text.into(),
            unit: unit.map(Into::into),
        }]
        .into_iter(),
    )
}

fn times_of(text: &str) -> Vec<(Option<Frequency>, Option<u32>, bool)> {
    duties(text)
        .iter()
        .map(|d| (d.frequency, d.day_of_month, d.before))
        .collect()
}

#[test]
fn each_period_named_is_a_duty_of_its_own() {
    assert_eq!(
        times_of("Báo cáo tuần vào thứ 5, báo cáo tháng vào ngày 25 về TTYT thành phố."),
        [
            (Some(Frequency::Weekly), None, false),
            (Some(Frequency::Monthly), Some(25), false)
        ]
    );
    assert_eq!(
        times_of("Định kỳ hằng tuần, tháng báo cáo Sở Y tế."),
        [
            (Some(Frequency::Weekly), None, false),
            (Some(Frequency::Monthly), None, false)
        ]
    );
    assert_eq!(
        times_of("Báo cáo Sở Y tế định kỳ 6 tháng (trước ngày 10/6), năm (trước ngày 10/12)."),
        [
            (Some(Frequency::HalfYearly), Some(10), true),
            (Some(Frequency::Yearly), Some(10), true)
        ]
    );
}

#[test]
fn how_long_a_duty_holds_is_no_duty() {
    let text = "Báo cáo Sở Y tế chậm nhất vào ngày 20 hằng tháng, từ tháng 4 đến tháng 9 năm 2027.";
    assert_eq!(
        times_of(text),
        [(Some(Frequency::Monthly), Some(20), false)]
    );
}

#[test]
fn papers_gathered_or_cited_are_not_the_report_due() {
    let all = duties("Tổng hợp báo cáo của các đơn vị, báo cáo Sở Y tế hằng quý.");
    assert_eq!(all[0].to.as_deref(), Some("Sở Y tế"));
    assert!(duties("Thực hiện Báo cáo số 12/BC-UBND hằng tháng.").is_empty());
    assert!(duties("Kịp thời báo cáo Sở Y tế khi có khó khăn.").is_empty());
}

#[test]
fn receivers_and_the_body_in_between_are_named_in_full() {
    let all = duties(
        "Báo cáo Sở Y tế và Cục Phòng bệnh (qua Chi cục An toàn vệ sinh thực phẩm) trước ngày 20/12/2026.",
    );
    assert_eq!(all[0].to.as_deref(), Some("Sở Y tế và Cục Phòng bệnh"));
    assert_eq!(
        all[0].via.as_deref(),
        Some("Chi cục An toàn vệ sinh thực phẩm")
    );
}

fn ends_of(text: &str) -> Vec<(Vec<String>, Option<String>)> {
    let duties = duties(text);
    duties.into_iter().map(|d| (d.who, d.to)).collect()
}

fn end(who: &str, to: &str) -> (Vec<String>, Option<String>) {
    (vec![who.to_owned()], Some(to.to_owned()))
}

#[test]
fn rhythms_listed_below_a_heading_are_reports_of_its_own() {
    let text = "Chế độ báo cáo với Sở Y tế: tháng, vào ngày 20; sáu tháng, vào ngày 05/6; năm, vào ngày 05/11.";
    assert_eq!(
        times_of(text),
        [
            (Some(Frequency::Monthly), Some(20), false),
            (Some(Frequency::HalfYearly), Some(5), false),
            (Some(Frequency::Yearly), Some(5), false)
        ]
    );
    assert!(
        ends_of(text)
            .iter()
            .all(|one| *one == end("Trạm Y tế", "Sở Y tế"))
    );
}

#[test]
fn what_is_told_at_every_staff_meeting_is_owed() {
    let text = "Báo cáo Thường trực Đảng ủy tại buổi giao ban sáng thứ Hai hằng tuần.";
    assert_eq!(times_of(text), [(Some(Frequency::Weekly), None, false)]);
    assert_eq!(
        times_of("Báo cáo chuyên đề tại buổi tọa đàm hằng tuần."),
        []
    );
}

#[test]
fn who_reports_is_the_one_right_before_the_verb() {
    let text =
        "Khi có từ 02 học sinh nôn, hiệu trưởng phải báo cáo ngay cho Trung tâm Y tế thành phố.";
    assert_eq!(
        ends_of(text),
        [end("hiệu trưởng", "Trung tâm Y tế thành phố")]
    );
    let text =
        "Chuẩn bị để Ủy ban nhân dân thành phố báo cáo Ban Chỉ đạo tỉnh trước ngày 10/9/2017.";
    assert_eq!(
        ends_of(text),
        [end("Ủy ban nhân dân thành phố", "Ban Chỉ đạo tỉnh")]
    );
}

#[test]
fn halves_and_ends_of_a_period_are_reports_apart() {
    let text = "Báo cáo Bộ Y tế: giữa kỳ vào ngày 20/9/2023, cuối kỳ trước ngày 20/01/2024.";
    assert_eq!(duties(text).len(), 2);
    assert_eq!(
        times_of(
            "Báo cáo Trung ương Hội và UBND tỉnh sơ kết 6 tháng trước 25/6, tổng kết trước 25/11."
        ),
        [
            (Some(Frequency::HalfYearly), Some(25), true),
            (Some(Frequency::Yearly), Some(25), true)
        ]
    );
}

#[test]
fn schools_are_no_papers_and_a_station_is_where_they_stand() {
    let text = "Yêu cầu các trường tiểu học, trung học cơ sở báo cáo ngay trạm y tế nơi trường đóng khi có từ 02 trẻ mắc.";
    let schools = "các trường tiểu học, trung học cơ sở";
    assert_eq!(ends_of(text), [end(schools, "trạm y tế nơi trường đóng")]);
    assert!(duties("Trên cơ sở báo cáo của các xã, hằng tháng tổ chức họp.").is_empty());
}

#[test]
fn a_report_after_a_year_is_owed_once() {
    let text = "Sau 01 năm thực hiện, tham mưu Ban Thường vụ Huyện ủy sơ kết, báo cáo Tỉnh ủy.";
    assert_eq!(ends_of(text), [end("Ban Thường vụ Huyện ủy", "Tỉnh ủy")]);
    assert_eq!(times_of(text), [(Some(Frequency::Once), None, false)]);
}

#[test]
fn a_department_is_called_by_its_first_word() {
    let text = "Báo cáo Sở kết quả thực hiện khi kết thúc học kỳ I.";
    assert_eq!(ends_of(text), [end("Trạm Y tế", "Sở")]);
}
