//! Activities: entered on a phone, in the month's report by themselves.

use crate::browser::{Browser, Page};
use crate::city::on_both;
use crate::planned::{opened, planned};

async fn recorded(reporter: &mut Browser, path: &str, task: &str, what: &str, count: &str) -> Page {
    reporter.get(path).await.is(200);
    let fields = [
        ("nhiem-vu", task),
        ("ngay", "03/11/2026"),
        ("hinh-thuc", "leaflet"),
        ("viec", what),
        ("so", count),
        ("don-vi-tinh", "tờ rơi"),
    ];
    reporter.send(path, &fields).await.is(200).says(what)
}

#[tokio::test]
async fn an_activity_is_in_the_report_opened_before_or_after_it() {
    on_both(|city| async move {
        let mut planned = planned(&city).await;
        let ward = planned.ward.clone();
        let mut reporter = city
            .person(&mut planned.admin, &ward, "nguoiviet", &["reporter"])
            .await;
        let path = format!("/hoat-dong/them/{ward}");
        let task = format!("{}/{}", planned.plan, planned.tasks()[0]);
        reporter.get(&path).await.is(200).says("05/11/2026");
        let refused = reporter.send(&path, &[("ngay", "30/11/2026")]).await;
        refused
            .says("Hãy chọn một nhiệm vụ")
            .says("chưa đến")
            .says("Hãy chọn hình thức")
            .says("Hãy ghi đã làm việc gì");
        let what = "Phát tờ rơi tại chợ Bến Ngự";
        recorded(&mut reporter, &path, &task, what, "300").await;
        let report = opened(&mut reporter, &ward, &planned.plan).await;
        let own = format!("/bao-cao/{report}");
        reporter
            .get(&own)
            .await
            .says("Phát tờ rơi tại chợ Bến Ngự")
            .says("value=\"300\"");
        let what = "Phát tờ rơi tại trường học";
        let page = recorded(&mut reporter, &path, &task, what, "200").await;
        reporter
            .get(&own)
            .await
            .says("Phát tờ rơi tại trường học")
            .says("value=\"500\"");
        let id = page.between("action=\"/hoat-dong/", "/xoa");
        reporter.get("/hoat-dong").await;
        reporter
            .send(&format!("/hoat-dong/{id}/xoa"), &[])
            .await
            .silent("tại chợ Bến Ngự");
        reporter
            .get(&own)
            .await
            .silent("tại chợ Bến Ngự")
            .says("value=\"200\"");
    })
    .await;
}
