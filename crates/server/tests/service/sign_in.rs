//! Signing in and out, and what strangers try.

use crate::city::{PASSWORD, on_both};

#[tokio::test]
async fn one_comes_back_to_the_page_one_wanted() {
    on_both(|city| async move {
        city.begun().await;
        let mut browser = city.browser();
        let page = browser.get("/don-vi?x=1").await.says("Đăng nhập");
        let next = page.between("name=\"den\" value=\"", "\"");
        let fields = [("ten", " QuanTri "), ("mat-khau", PASSWORD), ("den", &next)];
        let page = browser.send("/dang-nhap", &fields).await.is(200);
        assert_eq!(page.path, "/don-vi?x=1");
        browser.send("/dang-xuat", &[]).await.says("Đăng nhập");
        browser.get("/don-vi").await.says("Đăng nhập");
    })
    .await;
}

#[tokio::test]
async fn a_wrong_name_and_a_wrong_password_get_the_same_answer_and_then_a_pause() {
    on_both(|city| async move {
        city.begun().await;
        let mut browser = city.browser();
        browser.get("/dang-nhap").await;
        let wrong = browser
            .send("/dang-nhap", &[("ten", "nobody"), ("mat-khau", "x")])
            .await;
        let page = browser
            .send("/dang-nhap", &[("ten", "quantri"), ("mat-khau", "x")])
            .await;
        assert_eq!(wrong.html.replace("nobody", "quantri"), page.html);
        for _ in 0..7 {
            browser
                .send("/dang-nhap", &[("ten", "quantri"), ("mat-khau", "x")])
                .await;
        }
        let right = [("ten", "quantri"), ("mat-khau", PASSWORD)];
        browser
            .send("/dang-nhap", &right)
            .await
            .is(429)
            .says("15 phút");
        city.pass(16 * 60);
        browser.get("/dang-nhap").await;
        browser
            .send("/dang-nhap", &right)
            .await
            .is(200)
            .says("Hôm nay");
    })
    .await;
}

#[tokio::test]
async fn a_form_from_elsewhere_changes_nothing() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let page = admin
            .send_with("/toi", "0123", &[("ho-ten", "Kẻ lạ")])
            .await;
        page.is(409).says("Trang đã cũ");
        admin.get("/toi").await.silent("Kẻ lạ");
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_after_a_working_day_unused_and_by_hand() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        city.pass(9 * 3600);
        admin.get("/").await.says("Hôm nay");
        city.pass(9 * 3600);
        admin.get("/").await.says("Hôm nay");
        city.pass(11 * 3600);
        admin.get("/").await.says("Đăng nhập");
    })
    .await;
}

#[tokio::test]
async fn a_new_password_ends_every_other_session() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let mut other = city.browser();
        other.get("/dang-nhap").await;
        other
            .send("/dang-nhap", &[("ten", "quantri"), ("mat-khau", PASSWORD)])
            .await
            .says("Hôm nay");
        admin.get("/toi/mat-khau").await;
        let new = "con đò nhỏ bến sông";
        admin
            .send(
                "/toi/mat-khau",
                &[("cu", PASSWORD), ("moi", new), ("lai", new)],
            )
            .await
            .says("Hôm nay");
        other.get("/").await.says("Đăng nhập");
        admin.get("/").await.says("Hôm nay");
    })
    .await;
}

#[tokio::test]
async fn a_file_sent_where_none_is_asked_for_changes_nothing() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        admin.get("/toi").await;
        let page = admin
            .send_file(
                "/toi",
                &[("ho-ten", "Kẻ lạ")],
                ("tep", "../../a.docx", b"PK"),
            )
            .await;
        page.is(409);
        admin.get("/toi").await.silent("Kẻ lạ");
    })
    .await;
}
