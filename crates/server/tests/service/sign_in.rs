//! Signing in and out, and what strangers try.

use nhip_server::app::SIGN_INS;
use nhip_store::session;

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

#[tokio::test]
async fn many_wrong_sign_ins_under_many_names_make_everybody_wait_a_minute() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let now = city.app.now();
        for n in 0..100 {
            let (id, login) = (city.app.new_id(), format!("ai-do-{n}"));
            session::refused(city.app.db(), &id, &login, now, now)
                .await
                .unwrap();
        }
        let mut browser = city.browser();
        browser.get("/dang-nhap").await;
        let right = [("ten", "quantri"), ("mat-khau", PASSWORD)];
        let page = browser.send("/dang-nhap", &right).await.is(429);
        page.says("quá nhiều lượt đăng nhập");
        admin.get("/").await.is(200).says("Hôm nay");
        city.pass(61);
        browser.get("/dang-nhap").await;
        browser.send("/dang-nhap", &right).await.says("Hôm nay");
    })
    .await;
}

#[tokio::test]
async fn only_so_many_sign_ins_wait_at_once() {
    on_both(|city| async move {
        city.begun().await;
        let mut browser = city.browser();
        browser.get("/dang-nhap").await;
        let right = [("ten", "quantri"), ("mat-khau", PASSWORD)];
        let all = u32::try_from(SIGN_INS).unwrap();
        let places = city.app.sign_ins().acquire_many(all).await.unwrap();
        browser.send("/dang-nhap", &right).await.is(429);
        drop(places);
        browser.get("/dang-nhap").await;
        browser.send("/dang-nhap", &right).await.says("Hôm nay");
    })
    .await;
}

#[tokio::test]
async fn guesses_made_side_by_side_learn_no_more_than_one_after_the_other() {
    on_both(|city| async move {
        city.begun().await;
        let guess = |password: String| {
            let mut browser = city.browser();
            async move {
                browser.get("/dang-nhap").await;
                let fields = [("ten", "quantri"), ("mat-khau", password.as_str())];
                browser.send("/dang-nhap", &fields).await
            }
        };
        let guesses = (0..24).map(|n| tokio::spawn(guess(format!("đoán lần {n}"))));
        let mut answered = 0;
        for one in guesses.collect::<Vec<_>>() {
            answered += usize::from(one.await.unwrap().status != 429);
        }
        // A right one among them would begin the counting anew, as it should: it comes after.
        assert!(answered <= 8, "{answered} guesses were answered");
        assert_eq!(guess(PASSWORD.to_owned()).await.status, 429);
    })
    .await;
}
