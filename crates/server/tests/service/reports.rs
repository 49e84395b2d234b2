//! A monthly report from the first box to acceptance, as its people do it.

use crate::browser::{Browser, Page};
use crate::city::{City, on_both};
use crate::planned::{Planned, opened, planned};

struct Ward {
    planned: Planned,
    reporter: Browser,
    approver: Browser,
    coordinator: Browser,
    report: String,
}

async fn ward(city: &City) -> Ward {
    let mut planned = planned(city).await;
    let top = city.app.units().await.unwrap().top().unwrap().to_owned();
    let (ward, admin) = (planned.ward.clone(), &mut planned.admin);
    let mut reporter = city.person(admin, &ward, "nguoiviet", &["reporter"]).await;
    let approver = city.person(admin, &ward, "thutruong", &["approver"]).await;
    let coordinator = city.person(admin, &top, "daumoi", &["coordinator"]).await;
    let report = opened(&mut reporter, &ward, &planned.plan).await;
    Ward {
        planned,
        reporter,
        approver,
        coordinator,
        report,
    }
}

/// The hidden mark of what a page shows in a box.
fn seen(page: &Page, name: &str) -> String {
    page.between(&format!("name=\"cu.{name}\" value=\""), "\"")
}

async fn typed(browser: &mut Browser, report: &str, name: &str, value: &str) -> Page {
    let page = browser.get(&format!("/bao-cao/{report}")).await.is(200);
    let cu = seen(&page, name);
    let fields = [("ten", name), ("cu", cu.as_str()), ("gia-tri", value)];
    browser.send(&format!("/bao-cao/{report}/o"), &fields).await
}

/// Explains everything there is to explain.
async fn explained(browser: &mut Browser, report: &str) {
    let path = format!("/bao-cao/{report}/kiem-tra");
    let page = browser.get(&path).await.is(200);
    let names: Vec<String> = page
        .html
        .split(" name=\"giai-thich.")
        .skip(1)
        .map(|rest| format!("giai-thich.{}", rest.split('"').next().unwrap()))
        .collect();
    let fields: Vec<(&str, &str)> = names
        .iter()
        .map(|name| (name.as_str(), "Đúng như vậy, đã kiểm tra"))
        .collect();
    browser.send(&path, &fields).await.is(200);
}

async fn sent(browser: &mut Browser, report: &str) -> Page {
    let page = browser.get(&format!("/bao-cao/{report}/kiem-tra")).await;
    let ban = page.between("name=\"ban\" value=\"", "\"");
    browser
        .send(&format!("/bao-cao/{report}/nop"), &[("ban", &ban)])
        .await
}

async fn stepped(browser: &mut Browser, report: &str, step: &str, more: &[(&str, &str)]) -> Page {
    let page = browser.get(&format!("/bao-cao/{report}")).await.is(200);
    let ban = page.between("name=\"ban\" value=\"", "\"");
    let mut fields = vec![("ban", ban.as_str())];
    fields.extend(more);
    browser
        .send(&format!("/bao-cao/{report}/{step}"), &fields)
        .await
}

/// Written box by box, explained and sent; what may not yet be is not offered.
async fn written_and_sent(it: &mut Ward, text: &str) {
    let report = it.report.clone();
    it.reporter
        .get("/")
        .await
        .says("Viết tiếp báo cáo tháng 11/2026")
        .says("23/11/2026");
    typed(&mut it.reporter, &report, text, "Phát 1.200 tờ rơi tại chợ")
        .await
        .is(200)
        .says("\"saved\"");
    // A row with a name and no value: a warning to explain.
    let name = "so-lieu.1.ten";
    typed(&mut it.reporter, &report, name, "Buổi nói chuyện")
        .await
        .says("\"saved\"");
    typed(&mut it.reporter, &report, "so-lieu.1.gia-tri", "nhiều")
        .await
        .says("\"wrong\"");
    let check = format!("/bao-cao/{report}/kiem-tra");
    it.reporter
        .get(&check)
        .await
        .says("C343")
        .silent("Nộp báo cáo</button>");
    explained(&mut it.reporter, &report).await;
    it.reporter
        .get(&check)
        .await
        .says("Chờ thủ trưởng nộp")
        .silent("Nộp báo cáo</button>");
    let today = it.approver.get("/").await;
    today.says("Xem và nộp báo cáo tháng 11/2026");
    sent(&mut it.approver, &report)
        .await
        .is(200)
        .says("Đã gửi, chờ duyệt");
}

/// Seen whole above, and sent back for one item; without a reason it stays.
async fn returned(it: &mut Ward, text: &str) {
    let report = it.report.clone();
    let today = it.coordinator.get("/").await;
    today.says("Xem và duyệt báo cáo tháng 11/2026");
    let page = it.coordinator.get(&format!("/bao-cao/{report}")).await;
    let page = page.says("1.200 tờ rơi").says("Đúng như vậy, đã kiểm tra");
    let page = page.says("Đến nơi nhận");
    let ban = page.between("name=\"ban\" value=\"", "\"");
    let path = format!("/bao-cao/{report}/tra-lai");
    it.coordinator
        .send(&path, &[("ban", &ban)])
        .await
        .says("Hãy ghi rõ lý do");
    let item = format!("y-kien.{text}");
    let remark = [(item.as_str(), "Ghi rõ chợ nào")];
    stepped(&mut it.coordinator, &report, "tra-lai", &remark)
        .await
        .says("Yêu cầu chỉnh lý");
}

/// Corrected where it was remarked on, and sent again.
async fn corrected(it: &mut Ward, text: &str) {
    let report = it.report.clone();
    it.reporter.get("/").await.says("Sửa báo cáo bị trả lại");
    let better = "Phát 1.200 tờ rơi tại chợ Bến Ngự";
    typed(&mut it.reporter, &report, text, better)
        .await
        .says("\"saved\"");
    let page = it.reporter.get(&format!("/bao-cao/{report}")).await;
    page.says("Ghi rõ chợ nào");
    explained(&mut it.reporter, &report).await;
    sent(&mut it.approver, &report)
        .await
        .says("Đã gửi lại (lần 2)");
}

#[tokio::test]
async fn a_report_is_written_explained_sent_returned_corrected_and_accepted() {
    on_both(|city| async move {
        let mut it = ward(&city).await;
        let report = it.report.clone();
        let text = format!("nhiem-vu.{}.noi-dung", it.planned.tasks()[0]);
        written_and_sent(&mut it, &text).await;
        returned(&mut it, &text).await;
        corrected(&mut it, &text).await;
        stepped(&mut it.coordinator, &report, "duyet", &[])
            .await
            .says("Đã duyệt, chờ tổng hợp");
        // The same button pressed twice is no fault.
        it.coordinator
            .send(&format!("/bao-cao/{report}/duyet"), &[])
            .await
            .is(200)
            .says("Đã duyệt, chờ tổng hợp");
        let fields = [("ly-do-ban-moi", "Đếm nhầm tờ rơi")];
        it.reporter.get(&format!("/bao-cao/{report}")).await;
        let path = format!("/bao-cao/{report}/ban-moi");
        let page = it.reporter.send(&path, &fields).await;
        let page = page.says("bản 2").says("chợ Bến Ngự");
        assert_ne!(page.path, format!("/bao-cao/{report}"));
    })
    .await;
}

#[tokio::test]
async fn a_month_in_which_nothing_happened_takes_two_clicks() {
    on_both(|city| async move {
        let mut it = ward(&city).await;
        let report = it.report.clone();
        it.reporter.get(&format!("/bao-cao/{report}")).await;
        it.reporter
            .send(&format!("/bao-cao/{report}/khong-phat-sinh"), &[])
            .await
            .says("Chờ thủ trưởng nộp")
            .says("Không phát sinh");
        sent(&mut it.approver, &report)
            .await
            .says("Đã gửi, chờ duyệt");
    })
    .await;
}

#[tokio::test]
async fn an_empty_report_cannot_be_sent_and_a_stale_page_sends_nothing() {
    on_both(|city| async move {
        let mut it = ward(&city).await;
        let report = it.report.clone();
        let check = format!("/bao-cao/{report}/kiem-tra");
        it.approver.get(&check).await.says("L344");
        let nop = format!("/bao-cao/{report}/nop");
        it.approver.send(&nop, &[("ban", "2")]).await.says("L344");
        it.reporter.get(&format!("/bao-cao/{report}")).await;
        it.reporter
            .send(&format!("/bao-cao/{report}/khong-phat-sinh"), &[])
            .await;
        let page = it.approver.get(&check).await;
        let ban = page.between("name=\"ban\" value=\"", "\"");
        typed(&mut it.reporter, &report, "kho-khan", "Thiếu loa").await;
        it.approver
            .send(&nop, &[("ban", &ban)])
            .await
            .says("đã được lưu ở nơi khác")
            .says("Thiếu loa");
        sent(&mut it.approver, &report).await.says("Đã gửi");
        // Typed on a page opened before it was sent: told, not lost in silence.
        let fields = [("ten", "kho-khan"), ("cu", ""), ("gia-tri", "Muộn")];
        let page = it
            .reporter
            .send(&format!("/bao-cao/{report}/o"), &fields)
            .await;
        page.is(200).silent("\"saved\"");
    })
    .await;
}

#[tokio::test]
async fn two_people_in_one_box_are_told_and_without_script_a_whole_page_is_saved() {
    on_both(|city| async move {
        let mut it = ward(&city).await;
        let (path, admin) = (format!("/bao-cao/{}", it.report), &mut it.planned.admin);
        let mut second = city
            .person(admin, &it.planned.ward, "nguoihai", &["reporter"])
            .await;
        let old = second.get(&path).await.is(200);
        let cu = seen(&old, "kho-khan");
        typed(&mut it.reporter, &it.report, "kho-khan", "Thiếu loa").await;
        let fields = [
            ("cu.kho-khan", cu.as_str()),
            ("kho-khan", "Thiếu người"),
            ("cu.de-xuat", cu.as_str()),
            ("de-xuat", "Thêm <b>loa</b>"),
        ];
        let page = second.send(&path, &fields).await.is(200);
        let page = page
            .says("Thiếu loa")
            .says("Thiếu người")
            .silent("<b>loa</b>")
            .says("trừ các ô");
        // Seen now, it may be put instead.
        let cu = seen(&page, "kho-khan");
        let fields = [("cu.kho-khan", cu.as_str()), ("kho-khan", "Thiếu người")];
        second.send(&path, &fields).await.says("Đã lưu lúc");
        it.reporter
            .get(&path)
            .await
            .says("Thiếu người")
            .silent("Thiếu loa");
    })
    .await;
}

#[tokio::test]
async fn another_wards_report_does_not_exist() {
    on_both(|city| async move {
        let mut it = ward(&city).await;
        let admin = &mut it.planned.admin;
        let mut other = city
            .person(
                admin,
                &it.planned.other,
                "xakhac",
                &["reporter", "approver"],
            )
            .await;
        for path in ["", "/kiem-tra", "/bieu-mau"] {
            other
                .get(&format!("/bao-cao/{}{path}", it.report))
                .await
                .is(404);
        }
        let nop = format!("/bao-cao/{}/nop", it.report);
        other.get("/toi").await;
        other.send(&nop, &[]).await.is(404);
        let again = opened(&mut it.reporter, &it.planned.ward, &it.planned.plan).await;
        assert_eq!(again, it.report, "opened twice is the same report");
    })
    .await;
}
