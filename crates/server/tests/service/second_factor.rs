//! The second step of signing in.

use nhip_office::password;
use nhip_store::{account, second_factor};

use crate::browser::{Browser, Page};
use crate::city::{City, PASSWORD, on_both};

/// Seconds of a day.
const DAY: i64 = 24 * 3600;

/// Sends a code to the second step that a page shows.
async fn coded(browser: &mut Browser, page: &Page, code: &str) -> Page {
    let half = page.between("name=\"buoc-mot\" value=\"", "\"");
    let fields = [("buoc-mot", half.as_str()), ("ma", code)];
    browser.send("/dang-nhap/ma", &fields).await
}

/// The recovery codes on a page.
fn codes(page: &Page) -> Vec<String> {
    let lines = page.html.split("<li><code>").skip(1);
    lines
        .map(|line| line.split('<').next().unwrap().to_owned())
        .collect()
}

/// An administrator with a second step, signed out; her recovery codes.
async fn with_second(city: &City) -> (Browser, Vec<String>) {
    let mut admin = city.begun().await;
    let page = city.set_up_second(&mut admin, "quantri").await;
    admin.get("/").await.says("Hôm nay");
    admin.send("/dang-xuat", &[]).await.says("Đăng nhập");
    city.pass(60);
    (admin, codes(&page))
}

#[tokio::test]
async fn a_password_alone_does_not_let_in_whoever_has_a_second_step() {
    on_both(|city| async move {
        let (mut admin, _) = with_second(&city).await;
        let page = city
            .first_step(&mut admin, "quantri")
            .await
            .says("Mã bước hai");
        admin.get("/don-vi").await.says("Mật khẩu");
        let page = coded(&mut admin, &page, "000000")
            .await
            .says("Mã không đúng");
        let code = city.code("quantri");
        coded(&mut admin, &page, &code).await.says("Hôm nay");
    })
    .await;
}

#[tokio::test]
async fn a_code_serves_once_and_none_of_an_earlier_step_after_it() {
    on_both(|city| async move {
        let (mut admin, _) = with_second(&city).await;
        city.pass(-30);
        let earlier = city.code("quantri");
        city.pass(30);
        let code = city.code("quantri");
        let page = city.first_step(&mut admin, "quantri").await;
        coded(&mut admin, &page, &code).await.says("Hôm nay");
        let mut thief = city.browser();
        let page = city.first_step(&mut thief, "quantri").await;
        let page = coded(&mut thief, &page, &code).await.says("Mã không đúng");
        coded(&mut thief, &page, &earlier)
            .await
            .says("Mã không đúng");
    })
    .await;
}

#[tokio::test]
async fn codes_are_not_guessed_and_the_first_step_serves_its_own_browser_for_ten_minutes() {
    on_both(|city| async move {
        let (mut admin, _) = with_second(&city).await;
        let page = city.first_step(&mut admin, "quantri").await;
        let code = city.code("quantri");
        let mut other = city.browser();
        other.get("/dang-nhap").await;
        coded(&mut other, &page, &code).await.is(409);
        for _ in 0..5 {
            coded(&mut admin, &page, "123456")
                .await
                .is(200)
                .says("Mã không đúng");
        }
        coded(&mut admin, &page, &code).await.is(429);
        city.pass(601);
        let code = city.code("quantri");
        coded(&mut admin, &page, &code).await.is(409);
        let page = city.first_step(&mut admin, "quantri").await;
        coded(&mut admin, &page, &code).await.says("Hôm nay");
    })
    .await;
}

#[tokio::test]
async fn a_recovery_code_serves_once_and_ten_are_given() {
    on_both(|city| async move {
        let (mut admin, codes) = with_second(&city).await;
        assert_eq!(codes.len(), 10);
        for says in ["Hôm nay", "Mã không đúng"] {
            let mut browser = city.browser();
            let page = city.first_step(&mut browser, "quantri").await;
            coded(&mut browser, &page, &codes[0].to_uppercase())
                .await
                .says(says);
        }
        let page = city.first_step(&mut admin, "quantri").await;
        coded(&mut admin, &page, &codes[1]).await.says("Hôm nay");
        admin.get("/toi").await.says("Mã khôi phục còn lại: 8");
        let again = [("cu", PASSWORD)];
        let page = admin
            .send("/toi/ma-buoc-hai/khoi-phuc", &[("cu", "x")])
            .await;
        page.is(403);
        admin.get("/toi/ma-buoc-hai").await;
        admin
            .send("/toi/ma-buoc-hai/khoi-phuc", &again)
            .await
            .says("chỉ hiện một lần");
        let mut browser = city.browser();
        let page = city.first_step(&mut browser, "quantri").await;
        coded(&mut browser, &page, &codes[2])
            .await
            .says("Mã không đúng");
    })
    .await;
}

#[tokio::test]
async fn without_the_key_file_the_database_makes_no_code_and_recovery_codes_still_serve() {
    on_both(|city| async move {
        let (_, codes) = with_second(&city).await;
        let lost = city.without_key();
        let mut browser = lost.browser();
        let page = lost.first_step(&mut browser, "quantri").await;
        let code = city.code("quantri");
        coded(&mut browser, &page, &code)
            .await
            .is(403)
            .says("tệp khóa");
        let page = lost.first_step(&mut browser, "quantri").await;
        coded(&mut browser, &page, &codes[0]).await.says("Hôm nay");
        let closed = nhip_office::second_factor::closed(&lost.app).await;
        assert_eq!(closed.unwrap(), 1);
        let page = browser.get("/toi/ma-buoc-hai").await.says("tệp khóa");
        let (draft, words) = (
            page.between("name=\"hat\" value=\"", "\""),
            page.between("id=\"khoa\">", "<"),
        );
        lost.holds("quantri", words);
        let code = lost.code("quantri");
        let fields = [
            ("hat", draft.as_str()),
            ("ma", &code),
            ("cu", PASSWORD),
            ("ma-cu", &codes[1]),
        ];
        browser
            .send("/toi/ma-buoc-hai", &fields)
            .await
            .says("chỉ hiện một lần");
    })
    .await;
}

#[tokio::test]
async fn a_new_phone_takes_the_password_and_a_code_of_the_old_one_and_ends_other_sessions() {
    on_both(|city| async move {
        let (mut admin, codes) = with_second(&city).await;
        city.sign_in(&mut admin, "quantri").await;
        let mut other = city.browser();
        city.sign_in(&mut other, "quantri").await;
        let page = admin.get("/toi/ma-buoc-hai").await;
        let (draft, words) = (
            page.between("name=\"hat\" value=\"", "\""),
            page.between("id=\"khoa\">", "<"),
        );
        city.holds("quantri", words);
        let code = city.code("quantri");
        let mut fields = vec![
            ("hat", draft.as_str()),
            ("ma", &code),
            ("cu", "x"),
            ("ma-cu", &codes[0]),
        ];
        let page = admin.send("/toi/ma-buoc-hai", &fields).await;
        page.says("Mật khẩu hiện tại không đúng");
        fields[2] = ("cu", PASSWORD);
        fields[3] = ("ma-cu", "000000");
        admin
            .send("/toi/ma-buoc-hai", &fields)
            .await
            .says("Mã không đúng");
        fields[3] = ("ma-cu", &codes[0]);
        admin
            .send("/toi/ma-buoc-hai", &fields)
            .await
            .says("chỉ hiện một lần");
        other.get("/").await.says("Đăng nhập");
        admin.get("/").await.says("Hôm nay");
    })
    .await;
}

#[tokio::test]
async fn a_second_step_taken_away_ends_every_session_and_is_set_up_again_at_once() {
    on_both(|city| async move {
        let (mut admin, _) = with_second(&city).await;
        city.pass(15 * DAY);
        city.sign_in(&mut admin, "quantri").await;
        let account = account::by_login(city.app.db(), "quantri").await;
        let id = account.unwrap().unwrap().id;
        let mut tx = city.app.db().begin().await.unwrap();
        assert!(second_factor::clear(&mut tx, &id).await.unwrap());
        tx.commit().await.unwrap();
        admin.get("/").await.says("Đăng nhập");
        city.first_step(&mut admin, "quantri")
            .await
            .says("14 ngày để đặt đã hết");
    })
    .await;
}

#[tokio::test]
async fn who_gives_rights_receives_or_signs_has_fourteen_days_and_then_only_the_set_up_opens() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let unit = city.unit(&mut admin, "001", "UBND phường Bến Ngự").await;
        let mut reporter = city
            .person(&mut admin, &unit, "benngu", &["reporter"])
            .await;
        admin.get("/").await.says("Đặt mã bước hai");
        reporter.get("/").await.silent("Đặt mã bước hai");
        city.pass(13 * DAY);
        city.first_step(&mut admin, "quantri")
            .await
            .says("Hôm nay")
            .says("Đặt mã bước hai");
        city.pass(2 * DAY);
        let page = city.first_step(&mut admin, "quantri").await;
        page.says("14 ngày để đặt đã hết");
        for path in ["/", "/don-vi", "/toi", "/tai-khoan"] {
            assert_eq!(admin.get(path).await.path, "/toi/ma-buoc-hai");
        }
        city.first_step(&mut reporter, "benngu")
            .await
            .says("Hôm nay");
        city.set_up_second(&mut admin, "quantri").await;
        admin
            .get("/")
            .await
            .says("Hôm nay")
            .silent("Đặt mã bước hai");
    })
    .await;
}

#[tokio::test]
async fn whoever_wants_a_second_step_may_have_one() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let unit = city.unit(&mut admin, "001", "UBND phường Bến Ngự").await;
        let mut reporter = city
            .person(&mut admin, &unit, "benngu", &["reporter"])
            .await;
        city.set_up_second(&mut reporter, "benngu").await;
        let mut other = city.browser();
        let page = city.first_step(&mut other, "benngu").await;
        page.says("Mã bước hai").silent("Hôm nay");
    })
    .await;
}

#[tokio::test]
async fn a_password_handed_out_anew_does_not_take_the_second_step_away() {
    on_both(|city| async move {
        let (mut admin, _) = with_second(&city).await;
        let account = account::by_login(city.app.db(), "quantri")
            .await
            .unwrap()
            .unwrap();
        let hash = password::hash("k7xw-9mpt-2rqz", city.world.as_ref())
            .await
            .unwrap();
        let mut tx = city.app.db().begin().await.unwrap();
        let now = Some(city.app.now());
        account::set_password(&mut tx, &account.id, &hash, now)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let fields = [("ten", "quantri"), ("mat-khau", "k7xw-9mpt-2rqz")];
        let page = admin.send("/dang-nhap", &fields).await.says("Mã bước hai");
        let code = city.code("quantri");
        coded(&mut admin, &page, &code).await.says("Đổi mật khẩu");
    })
    .await;
}
