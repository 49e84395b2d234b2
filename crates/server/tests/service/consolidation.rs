//! A month joined on the pages, as coordinator, approver and ward meet it.

use nhip_documents::read::Reader;

use crate::city::{PASSWORD, on_both};
use crate::month::MonthOf;

const BEN_NGU: &str = "Tổ chức 12 buổi tuyên truyền lưu động.";
const THANH_AN: &str = "Tổ chức 7 buổi tuyên truyền lưu động.";

#[tokio::test]
async fn totals_are_what_units_wrote_and_a_missing_one_holds_nothing_up() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let ben_ngu = city.unit(&mut admin, "001", "UBND phường Bến Ngự").await;
        let thanh_an = city.unit(&mut admin, "002", "UBND xã Thanh An").await;
        let thanh_an_2 = city.unit(&mut admin, "003", "UBND xã Thạnh An").await;
        let left = city.unit(&mut admin, "004", "UBND phường Vĩ Hạ").await;
        let month = MonthOf::begun(&city, &[&ben_ngu, &thanh_an, &thanh_an_2, &left]).await;
        let report = month.reported(&ben_ngu, 1, BEN_NGU).await;
        month.reported(&thanh_an, 1, THANH_AN).await;
        month.excluded(&left, "Đang sắp xếp lại đơn vị").await;
        let mut hoa = city
            .person(&mut admin, &month.top, "hoa", &["coordinator"])
            .await;
        let path = month.joined(&mut hoa).await;
        let page = hoa.get(&path).await.is(200).says("<strong>2/4</strong>");
        let page = page.says("UBND xã Thạnh An</a>: chưa có báo cáo được duyệt");
        let page = page.says("loại trừ: Đang sắp xếp lại đơn vị").says(">19<");
        let total = page.between("<th scope=\"row\"><a href=\"", "\"");
        hoa.get(&total)
            .await
            .says(BEN_NGU)
            .says(THANH_AN)
            .says(&format!("/bao-cao/{report}"));
        let file = hoa.bytes(&format!("{path}/bao-cao-tong-hop.docx")).await;
        let read = Reader::default()
            .read_bytes("tong-hop.docx", &file)
            .unwrap();
        let text = format!("{read:?}");
        assert!(text.contains("12 buổi tuyên truyền") && text.contains("7 buổi tuyên truyền"));
        hoa.get(&format!("{path}/bao-cao-tong-hop.xlsx"))
            .await
            .is(200);
        let json = hoa.get(&format!("{path}/bao-cao-tong-hop.json")).await;
        json.is(200).says("\"schema\"");
        hoa.get(&format!("{path}/../../etc/passwd")).await.is(404);
        hoa.get(&format!("{path}/khac.docx")).await.is(404);
    })
    .await;
}

#[tokio::test]
async fn a_signed_month_changes_only_by_a_new_version_that_says_what_changed() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let ward = city.unit(&mut admin, "001", "UBND phường Bến Ngự").await;
        let month = MonthOf::begun(&city, &[&ward]).await;
        let report = month.reported(&ward, 1, BEN_NGU).await;
        let mut hoa = city
            .person(&mut admin, &month.top, "hoa", &["coordinator"])
            .await;
        let mut an = city
            .person(&mut admin, &month.top, "an", &["approver"])
            .await;
        let path = month.joined(&mut hoa).await;
        an.get("/").await.says("chờ ký duyệt");
        let seal = an.get(&path).await.between("name=\"dau\" value=\"", "\"");
        hoa.send(&format!("{path}/ky"), &[("dau", &seal), ("cu", PASSWORD)])
            .await
            .is(403);
        an.send(&format!("{path}/ky"), &[("dau", "khac"), ("cu", PASSWORD)])
            .await
            .is(409);
        let unproved = [("dau", seal.as_str()), ("cu", "x")];
        let page = an.send(&format!("{path}/ky"), &unproved).await.is(200);
        page.says("Mật khẩu hiện tại không đúng")
            .says("Ký duyệt")
            .silent("Đã ký");
        let sign = [("dau", seal.as_str()), ("cu", PASSWORD)];
        an.send(&format!("{path}/ky"), &sign)
            .await
            .is(200)
            .says("Đã ký");
        let kept = nhip_store::report::by_id(city.app.db(), &report.as_str().into())
            .await
            .unwrap();
        assert_eq!(kept.unwrap().state.stage().code(), "closed");
        assert_eq!(month.joined(&mut hoa).await, path, "nothing has changed");
        month
            .reported(&ward, 2, "Tổ chức 15 buổi tuyên truyền lưu động.")
            .await;
        let page = hoa.get(&path).await.says("1 số liệu");
        page.says("12 → 15").says("Lập bản tổng hợp mới");
        let next = month.joined(&mut hoa).await;
        assert_ne!(next, path);
        hoa.get(&next)
            .await
            .says("So với bản trước")
            .says("12 → 15");
        hoa.get(&path).await.says("Đã ký").says(">12<");
        let seal = an.get(&next).await.between("name=\"dau\" value=\"", "\"");
        an.send(&format!("{next}/ky"), &[("dau", &seal), ("cu", PASSWORD)])
            .await
            .is(200);
        an.get(&path).await.says("Đã thay bằng bản mới");
    })
    .await;
}

#[tokio::test]
async fn words_are_edited_figures_are_not_and_the_paper_has_the_new_words() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let ward = city.unit(&mut admin, "001", "UBND phường Bến Ngự").await;
        let month = MonthOf::begun(&city, &[&ward]).await;
        month.reported(&ward, 1, BEN_NGU).await;
        let mut hoa = city
            .person(&mut admin, &month.top, "hoa", &["coordinator"])
            .await;
        let path = month.joined(&mut hoa).await;
        let words = format!("{path}/loi-van");
        let key = hoa.get(&words).await.between("?doan=", "\"");
        hoa.get(&format!("{words}?doan={key}")).await.says(BEN_NGU);
        let wrong = "Đã mở 21 buổi tuyên truyền lưu động.";
        let page = hoa.send(&words, &[("doan", &key), ("van", wrong)]).await;
        page.says("Số liệu, ngày tháng").says(wrong);
        let right = "Phường đã mở 12 buổi tuyên truyền lưu động.";
        let page = hoa.send(&words, &[("doan", &key), ("van", right)]).await;
        page.is(200).says(right).says("đã sửa");
        let file = hoa.bytes(&format!("{path}/bao-cao-tong-hop.docx")).await;
        let read = Reader::default().read_bytes("x.docx", &file).unwrap();
        assert!(format!("{read:?}").contains(right));
        hoa.get(&format!("{words}?doan={key}")).await;
        let back = [("doan", key.as_str()), ("van", right), ("tra-ve", "1")];
        hoa.send(&words, &back).await.silent("đã sửa");
    })
    .await;
}

#[tokio::test]
async fn the_signed_report_goes_to_the_recipients_of_the_plan() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let ward = city.unit(&mut admin, "001", "UBND phường Bến Ngự").await;
        let month = MonthOf::begun(&city, &[&ward]).await;
        let recipient = &month.plan.reading.recipients[0].name;
        let both = ["coordinator", "approver"];
        let mut hoa = city.person(&mut admin, &month.top, "hoa", &both).await;
        let path = month.joined(&mut hoa).await;
        let seal = hoa.get(&path).await.between("name=\"dau\" value=\"", "\"");
        hoa.send(&format!("{path}/ky"), &[("dau", &seal), ("cu", PASSWORD)])
            .await;
        let list = format!("{path}/noi-nhan");
        let page = hoa.get(&list).await.says(recipient);
        let id = page.between("name=\"gui\" value=\"", "\"");
        hoa.send(&list, &[("nhan", &id)]).await.silent("✓");
        hoa.send(&list, &[("gui", &id)]).await.says("✓ 05/11/2026");
        let page = hoa.send(&list, &[("nhan", &id)]).await;
        page.silent(&format!("name=\"nhan\" value=\"{id}\""));
    })
    .await;
}

/// The coordinator accepts the report a reporter has just sent; the page of the report.
async fn accepted(hoa: &mut crate::browser::Browser, report: &str) {
    let page = hoa.get(report).await.is(200);
    let ban = page.between("name=\"ban\" value=\"", "\"");
    let page = hoa.send(&format!("{report}/duyet"), &[("ban", &ban)]).await;
    page.is(200).silent("Chưa");
}

#[tokio::test]
async fn a_draft_holds_what_is_accepted_the_moment_it_is_accepted() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let ben_ngu = city.unit(&mut admin, "001", "UBND phường Bến Ngự").await;
        let thanh_an = city.unit(&mut admin, "002", "UBND xã Thanh An").await;
        let month = MonthOf::begun(&city, &[&ben_ngu, &thanh_an]).await;
        month.reported(&ben_ngu, 1, BEN_NGU).await;
        let both = ["coordinator", "approver"];
        let mut hoa = city.person(&mut admin, &month.top, "hoa", &both).await;
        let path = month.joined(&mut hoa).await;
        hoa.get(&path).await.says("<strong>1/2</strong>");
        let report = month.waiting(&thanh_an, 1, THANH_AN).await;
        accepted(&mut hoa, &format!("/bao-cao/{report}")).await;
        // Read as it is kept, not as the page would work it out.
        let kept = kept_draft(&city, &path).await;
        assert_eq!(
            kept.units.iter().filter(|one| one.status.counted()).count(),
            2
        );
        let stage = nhip_store::report::by_id(city.app.db(), &report.as_str().into()).await;
        assert_eq!(stage.unwrap().unwrap().state.stage().code(), "consolidated");
        let page = hoa.get(&path).await.says(">19<").silent("Tổng hợp lại để");
        let seal = page.between("name=\"dau\" value=\"", "\"");
        let page = hoa
            .send(&format!("{path}/ky"), &[("dau", &seal), ("cu", PASSWORD)])
            .await;
        page.is(200).says("Đã ký");
        // The ward corrects itself after the signature.
        let report = month.waiting(&thanh_an, 2, "Tổ chức 9 buổi tuyên truyền lưu động.");
        let report = report.await;
        accepted(&mut hoa, &format!("/bao-cao/{report}")).await;
        let kept = kept_draft(&city, &path).await;
        assert!(
            format!("{:?}", kept.totals).contains("19"),
            "what is signed stays"
        );
        let page = hoa.get(&path).await.says("1 số liệu").says("7 → 9");
        page.says("Lập bản tổng hợp mới");
        let next = month.joined(&mut hoa).await;
        hoa.get(&next).await.says("7 → 9").says(">21<");
    })
    .await;
}

async fn kept_draft(
    city: &crate::city::City,
    path: &str,
) -> nhip_core::consolidation::Consolidation {
    let id = path.strip_prefix("/tong-hop/").unwrap();
    nhip_store::consolidation::result(city.app.db(), &id.into())
        .await
        .unwrap()
}
