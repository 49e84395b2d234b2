//! The first visit.

use crate::city::{PASSWORD, on_both};

#[tokio::test]
async fn the_first_visit_founds_the_city_and_happens_once() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        admin
            .get("/")
            .await
            .is(200)
            .says("Thành phố Lạc Giang")
            .says("Thêm các đơn vị");
        let mut stranger = city.browser();
        stranger.get("/bat-dau").await.is(404);
        stranger.get("/").await.is(200).says("Đăng nhập");
    })
    .await;
}

#[tokio::test]
async fn what_is_missing_is_said_all_at_once_and_nothing_typed_is_lost() {
    on_both(|city| async move {
        let mut browser = city.browser();
        browser.get("/bat-dau").await.is(200);
        let fields = [
            ("thanh-pho", "Phường Bến <Ngự>"),
            ("ten", "a"),
            ("mat-khau", "ngắn"),
        ];
        let page = browser.send("/bat-dau", &fields).await;
        let page = page
            .says("Còn chỗ cần sửa")
            .says("ít nhất 10 ký tự")
            .says("Hãy điền họ tên");
        page.says("value=\"Phường Bến &#60;Ngự&#62;\"")
            .silent("value=\"ngắn\"");
        let all = [
            ("thanh-pho", "Phường Bến Ngự"),
            ("co-quan", "UBND phường Bến Ngự"),
            ("ho-ten", "A"),
            ("ten", "a"),
            ("mat-khau", PASSWORD),
        ];
        browser.send("/bat-dau", &all).await.says("Hôm nay");
    })
    .await;
}
