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

#[tokio::test]
async fn a_stranger_founds_nothing_without_the_code_that_the_service_printed() {
    on_both(|city| async move {
        let mut here = city.browser();
        here.get("/bat-dau").await.is(200).silent("ma-dau");
        let mut away = city.browser();
        away.from = [203, 0, 113, 7].into();
        let mut proxied = city.browser();
        proxied.forwarded = Some("203.0.113.8");
        let mut all = vec![
            ("thanh-pho", "Phường Bến Ngự"),
            ("co-quan", "UBND phường Bến Ngự"),
            ("ho-ten", "A"),
            ("ten", "a"),
            ("mat-khau", PASSWORD),
        ];
        // A proxy that says for nobody, or a page that had its own name point here.
        let mut named = city.browser();
        named.host = "nhip.example.vn";
        for browser in [&mut away, &mut proxied, &mut named] {
            browser.get("/bat-dau").await.is(200).says("ma-dau");
            let page = browser.send("/bat-dau", &all).await.is(200);
            page.says("Mã không đúng").silent("Hôm nay");
        }
        all.push(("ma-dau", city.app.first_code()));
        away.send("/bat-dau", &all).await.says("Hôm nay");
        proxied.get("/bat-dau").await.is(404);
    })
    .await;
}

#[tokio::test]
async fn the_code_of_the_first_visit_is_not_guessed_and_is_another_at_each_start() {
    on_both(|city| async move {
        let mut away = city.browser();
        away.from = [203, 0, 113, 7].into();
        away.get("/bat-dau").await;
        let mut answered = 0;
        for n in 0..120 {
            let guess = n.to_string();
            let page = away.send("/bat-dau", &[("ma-dau", &guess)]).await;
            answered += usize::from(page.status == 200);
        }
        assert_eq!(answered, 100);
        let twin = city.twin().await;
        assert_ne!(twin.app.first_code(), city.app.first_code());
        twin.app.db().close().await;
    })
    .await;
}
