//! A report handed in as a Word form, made with the program's own writer and filled.

use nhip_core::period::Month;
use nhip_core::unit::Unit;
use nhip_documents::write::paper::Part;
use nhip_documents::write::profile::{Profile, Style};
use nhip_documents::write::{docx, form};

use crate::city::on_both;
use crate::planned::{Planned, opened, planned};

/// The ward's form of a month, its first task answered.
fn filled(planned: &Planned, month: Month) -> Vec<u8> {
    let unit = Unit {
        code: "001".into(),
        name: "UBND phường Bến Ngự".into(),
        aliases: Vec::new(),
        group: planned.group.clone(),
        parent: None,
        valid_from: None,
        valid_to: None,
    };
    let profile = Profile::of(Style::State).unwrap();
    let mut paper = form::paper(&planned.reading, &unit, month, &profile);
    let room = format!("text:{}", planned.tasks()[0]);
    for part in &mut paper.body {
        if matches!(part, Part::Room { tag, .. } if *tag == room) {
            *part = Part::text("Thăm 215 hộ gia đình tại tổ 4.");
        }
    }
    docx::bytes(&paper).unwrap()
}

#[tokio::test]
async fn a_word_form_is_previewed_then_taken_and_one_of_another_month_is_refused() {
    on_both(|city| async move {
        let mut planned = planned(&city).await;
        let ward = planned.ward.clone();
        let mut reporter = city
            .person(&mut planned.admin, &ward, "nguoiviet", &["reporter"])
            .await;
        let report = opened(&mut reporter, &ward, &planned.plan).await;
        let path = format!("/bao-cao/{report}/bieu-mau");
        let november = Month::new(2026, 11).unwrap();
        let wrong = filled(&planned, november.previous());
        let file = ("tep", "thang-10.docx", wrong.as_slice());
        reporter.get(&path).await.is(200);
        reporter
            .send_file(&path, &[], file)
            .await
            .says("L342")
            .silent("Lấy vào báo cáo</button>");
        let right = filled(&planned, november);
        reporter.get(&path).await;
        let page = reporter
            .send_file(&path, &[], ("tep", "thang-11.docx", right.as_slice()))
            .await
            .is(200)
            .says("215 hộ");
        // Nothing is taken before she says so.
        let id = page.between("name=\"bieu-mau\" value=\"", "\"");
        let ban = page.between("name=\"ban\" value=\"", "\"");
        let own = format!("/bao-cao/{report}");
        reporter.get(&own).await.silent("215 hộ");
        let fields = [("bieu-mau", id.as_str()), ("ban", ban.as_str())];
        reporter
            .send(&format!("{path}/lay"), &fields)
            .await
            .says("215 hộ gia đình");
        reporter.get(&own).await.says("215 hộ gia đình");
        reporter.get(&path).await;
        let junk = ("tep", "anh.docx", b"not a document".as_slice());
        reporter
            .send_file(&path, &[], junk)
            .await
            .is(200)
            .says("Còn chỗ cần sửa");
        for kind in ["docx", "xlsx"] {
            let page = reporter.get(&format!("{path}/trong?dang={kind}")).await;
            assert!(page.is(200).html.starts_with("PK"));
        }
    })
    .await;
}
