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
