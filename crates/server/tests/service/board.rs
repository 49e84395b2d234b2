//! The board and the wall screen.

use crate::city::on_both;
use crate::month::MonthOf;

/// Days in seconds.
const DAY: i64 = 24 * 3600;

#[tokio::test]
async fn the_board_shows_the_coordinator_all_and_a_ward_itself_alone() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let ben_ngu = city.unit(&mut admin, "001", "UBND phường Bến Ngự").await;
        let thanh_an = city.unit(&mut admin, "002", "UBND xã Thạnh An").await;
        let month = MonthOf::begun(&city, &[&ben_ngu, &thanh_an]).await;
        let report = month
            .reported(&ben_ngu, 1, "Tổ chức 12 buổi phát thanh.")
            .await;
        let mut hoa = city
            .person(&mut admin, &month.top, "hoa", &["coordinator"])
            .await;
        let mut ward = city.person(&mut admin, &ben_ngu, "bn", &["reporter"]).await;
        hoa.get("/").await.says("1/2");
        city.pass(20 * DAY);
        for (name, browser) in [("hoa", &mut hoa), ("bn", &mut ward)] {
            city.sign_in(browser, name).await;
        }
        let page = hoa
            .get("/theo-doi")
            .await
            .is(200)
            .says("Bến Ngự")
            .says("Thạnh An");
        let page = page
            .says("Đúng hạn")
            .says("Chưa có")
            .says(&format!("/bao-cao/{report}"));
        let (missing, present) = (page.html.find("Thạnh An"), page.html.find("Bến Ngự"));
        assert!(missing < present, "the one that is missing comes first");
        let page = hoa.get("/theo-doi?loc=thieu").await;
        page.says("Thạnh An").silent("Bến Ngự");
        hoa.get("/theo-doi?tim=ben+ngu")
            .await
            .says("Bến Ngự")
            .silent("Thạnh An");
        let page = hoa.get("/hinh").await.is(200).says("role=\"img\"");
        page.says("1/2 (50%)").says("Nhiệm vụ chưa có hoạt động");
        ward.get("/hinh").await.says("1/1 (100%)");
        let page = ward.get("/theo-doi").await;
        page.says("Bến Ngự")
            .silent("Thạnh An")
            .silent("Màn hình giao ban");
    })
    .await;
}

#[tokio::test]
async fn a_wall_link_needs_no_sign_in_and_is_gone_when_revoked() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let ward = city.unit(&mut admin, "001", "UBND phường Bến Ngự").await;
        let month = MonthOf::begun(&city, &[&ward]).await;
        let links = format!("/man-hinh/don-vi/{}", month.top);
        admin.get(&links).await.is(200);
        let page = admin.send(&links, &[("ten", "Sảnh lớn")]).await.is(200);
        let href = page.between("id=\"lien-ket-moi\" href=\"", "\"");
        let id = page.between("name=\"man-hinh\" value=\"", "\"");
        let mut wall = city.browser();
        let page = wall.get(&href).await.is(200).says("Bến Ngự").says("0/1");
        page.says("http-equiv=\"refresh\"")
            .silent("<form")
            .silent("href=\"/bao-cao");
        wall.get("/man-hinh/0000").await.is(404);
        wall.get("/theo-doi").await.says("Đăng nhập");
        admin.get(&links).await.silent(&href);
        let revoke = format!("{links}/huy");
        admin
            .send(&revoke, &[("man-hinh", &id)])
            .await
            .is(200)
            .silent("Sảnh lớn");
        wall.get(&href).await.is(404);
    })
    .await;
}

#[tokio::test]
async fn who_has_tasks_and_is_asked_for_no_report_is_not_missing() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let ben_ngu = city.unit(&mut admin, "001", "UBND phường Bến Ngự").await;
        let office = city.unit(&mut admin, "002", "Trung tâm Y tế").await;
        let month = MonthOf::begun(&city, &[&ben_ngu]).await;
        month.has_tasks_only(&office).await;
        let mut hoa = city
            .person(&mut admin, &month.top, "hoa", &["coordinator"])
            .await;
        hoa.get("/").await.says("0/1");
        hoa.get("/theo-doi")
            .await
            .says("Bến Ngự")
            .silent("Trung tâm Y tế");
        let joined = month.worked_out().await;
        assert_eq!(joined.units.len(), 1, "{:?}", joined.units);
    })
    .await;
}
