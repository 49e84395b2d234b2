//! Signing in and out, and what strangers try.

use std::net::IpAddr;

use nhip_office::guard::STRANGERS;
use nhip_office::sign_in;

use crate::browser::Page;
use crate::city::{PASSWORD, on_both};

/// Where a whole office comes from, and a guesser among them.
const CROWD: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(203, 0, 113, 7));

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
            .says("Hãy đợi 2 phút");
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
async fn a_thousand_wrong_sign_ins_from_one_address_stop_neither_another_nor_a_known_browser() {
    on_both(|city| async move {
        let mut known = city.begun().await;
        known.from = CROWD;
        known.send("/dang-xuat", &[]).await.says("Đăng nhập");
        let mut guesser = city.browser();
        guesser.from = CROWD;
        guesser.get("/dang-nhap").await;
        let mut checked = 0;
        for n in 0..1_000 {
            let login = format!("ai-do-{n}");
            let fields = [("ten", login.as_str()), ("mat-khau", "x")];
            let page = guesser.send("/dang-nhap", &fields).await;
            checked += usize::from(page.status == 200);
        }
        assert_eq!(checked, 100);
        let mut beside = city.browser();
        beside.from = CROWD;
        city.first_step(&mut beside, "quantri").await.is(429);
        city.first_step(&mut city.browser(), "quantri")
            .await
            .is(200)
            .says("Hôm nay");
        city.first_step(&mut known, "quantri")
            .await
            .is(200)
            .says("Hôm nay");
        city.pass(60);
        city.first_step(&mut beside, "quantri")
            .await
            .is(200)
            .says("Hôm nay");
    })
    .await;
}

#[tokio::test]
async fn whoever_guesses_at_one_account_keeps_its_owner_out_nowhere_she_has_been_before() {
    on_both(|city| async move {
        let mut owner = city.begun().await;
        owner.send("/dang-xuat", &[]).await;
        let mut guesser = city.browser();
        guesser.get("/dang-nhap").await;
        let wrong = [("ten", "quantri"), ("mat-khau", "x")];
        for _ in 0..8 {
            guesser.send("/dang-nhap", &wrong).await.is(200);
        }
        guesser.send("/dang-nhap", &wrong).await.is(429);
        owner.get("/dang-nhap").await;
        for _ in 0..9 {
            owner.send("/dang-nhap", &wrong).await.is(200);
        }
        city.first_step(&mut owner, "quantri").await.says("Hôm nay");
    })
    .await;
}

#[tokio::test]
async fn a_clock_that_jumps_leaves_nobody_waiting() {
    on_both(|city| async move {
        city.begun().await;
        let year = 365 * 24 * 3600;
        city.pass(year);
        let mut browser = city.browser();
        browser.get("/dang-nhap").await;
        for _ in 0..9 {
            browser
                .send("/dang-nhap", &[("ten", "quantri"), ("mat-khau", "x")])
                .await;
        }
        city.pass(-year);
        city.first_step(&mut browser, "quantri").await.is(429);
        city.pass(130);
        city.first_step(&mut browser, "quantri")
            .await
            .says("Hôm nay");
    })
    .await;
}

#[tokio::test]
async fn what_is_typed_as_a_name_is_kept_nowhere_and_refusals_are_told_once_an_hour() {
    on_both(|city| async move {
        city.begun().await;
        let mut browser = city.browser();
        browser.get("/dang-nhap").await;
        let long = "k".repeat(1_500);
        let longer = "k".repeat(480_000);
        let fields = [("ten", longer.as_str()), ("mat-khau", "x")];
        browser.send("/dang-nhap", &fields).await.is(400);
        for name in ["mat-khau-go-nham", "quantri", "quantri", &long] {
            let fields = [("ten", name), ("mat-khau", "x")];
            browser
                .send("/dang-nhap", &fields)
                .await
                .is(200)
                .says("không đúng");
        }
        sign_in::tell_refusals(&city.app, false).await.unwrap();
        assert!(!city.everything().await.contains("sign-in-refused"));
        city.pass(3_601);
        sign_in::tell_refusals(&city.app, false).await.unwrap();
        sign_in::tell_refusals(&city.app, true).await.unwrap();
        let kept = city.everything().await;
        assert_eq!(kept.matches("\"kind\":\"sign-in-refused\"").count(), 2);
        assert!(!kept.contains("go-nham") && !kept.contains("kkkkkkkk"));
        assert!(!kept.contains("127.0.0.1"), "an address is kept");
    })
    .await;
}

#[tokio::test]
async fn only_so_many_sign_ins_wait_at_once_and_known_browsers_have_a_line_of_their_own() {
    on_both(|city| async move {
        let mut known = city.begun().await;
        known.send("/dang-xuat", &[]).await;
        let all = u32::try_from(STRANGERS).unwrap();
        let places = city.app.guard().places(false);
        let places = places.acquire_many(all).await.unwrap();
        let mut browser = city.browser();
        city.first_step(&mut browser, "quantri").await.is(429);
        city.first_step(&mut known, "quantri").await.says("Hôm nay");
        drop(places);
        city.first_step(&mut browser, "quantri")
            .await
            .says("Hôm nay");
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_after_a_week_however_much_it_is_used() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        for _ in 0..18 {
            city.pass(9 * 3600);
            admin.get("/").await.says("Hôm nay");
        }
        city.pass(9 * 3600);
        admin.get("/").await.says("Đăng nhập");
    })
    .await;
}

#[tokio::test]
async fn signing_in_again_ends_the_session_the_browser_was_in() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let mut copy = admin.clone();
        city.first_step(&mut admin, "quantri").await.says("Hôm nay");
        copy.get("/").await.says("Đăng nhập");
        admin.get("/").await.says("Hôm nay");
    })
    .await;
}

#[tokio::test]
async fn e_mail_and_telephone_change_with_the_password_only_and_the_audit_tells_of_it() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        admin.get("/toi").await;
        let mut said = vec![("ho-ten", "Quản trị"), ("thu", "a@lacgiang.gov.vn")];
        let page = admin.send("/toi", &said).await;
        page.says("Mật khẩu hiện tại không đúng");
        said.push(("cu", PASSWORD));
        admin
            .send("/toi", &said)
            .await
            .says("a@lacgiang.gov.vn")
            .silent("không đúng");
        let name_only = [("ho-ten", "Chị Quản trị"), ("thu", "a@lacgiang.gov.vn")];
        admin
            .send("/toi", &name_only)
            .await
            .says("Chị Quản trị")
            .silent("không đúng");
        let kept = city.everything().await;
        assert!(kept.contains("changed") && kept.contains("account-changed"));
    })
    .await;
}

#[tokio::test]
async fn the_present_password_is_not_guessed_inside_a_session() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        admin.get("/toi/mat-khau").await;
        let new = "con đò nhỏ bến sông";
        for _ in 0..8 {
            let wrong = [("cu", "x"), ("moi", new), ("lai", new)];
            let page = admin.send("/toi/mat-khau", &wrong).await;
            page.is(200).says("Mật khẩu hiện tại không đúng");
        }
        let right = [("cu", PASSWORD), ("moi", new), ("lai", new)];
        admin.send("/toi/mat-khau", &right).await.is(429);
        city.pass(121);
        admin.get("/toi/mat-khau").await;
        admin
            .send("/toi/mat-khau", &right)
            .await
            .is(200)
            .says("Hôm nay");
    })
    .await;
}

#[tokio::test]
async fn a_common_password_is_refused_and_one_typed_on_another_keyboard_is_the_same() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        admin.get("/toi/mat-khau").await;
        for weak in [
            "1234567890",
            "matkhau2026",
            "Lạc Giang 2026",
            "quantri-2026",
        ] {
            let fields = [("cu", PASSWORD), ("moi", weak), ("lai", weak)];
            let page = admin.send("/toi/mat-khau", &fields).await;
            page.is(200).says("dễ đoán");
        }
        let apart = "me\u{323}\u{302}t nhoai sau buoi hop  ";
        let new = [("cu", PASSWORD), ("moi", apart), ("lai", apart)];
        admin.send("/toi/mat-khau", &new).await.says("Hôm nay");
        for form in [
            apart,
            "m\u{1ec7}t nhoai sau buoi hop",
            "mẹ\u{302}t nhoai sau buoi hop ",
        ] {
            let mut browser = city.browser();
            browser.get("/dang-nhap").await;
            let fields = [("ten", "quantri"), ("mat-khau", form)];
            browser.send("/dang-nhap", &fields).await.says("Hôm nay");
        }
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

#[tokio::test]
async fn a_password_handed_out_serves_for_seven_days_and_no_longer() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let unit = city.unit(&mut admin, "001", "UBND phường Bến Ngự").await;
        let path = format!("/tai-khoan/don-vi/{unit}");
        admin.get(&path).await.is(200);
        let fields = [
            ("ten", "benngu"),
            ("ho-ten", "Bến Ngự"),
            ("vai-tro", "reporter"),
        ];
        let page = admin.send(&path, &fields).await.is(200);
        let given = page.between("id=\"mat-khau-moi\">", "<");
        let fields = [("ten", "benngu"), ("mat-khau", given.as_str())];
        city.pass(7 * 24 * 3600 - 1);
        let mut browser = city.browser();
        browser.get("/dang-nhap").await;
        browser
            .send("/dang-nhap", &fields)
            .await
            .says("Đổi mật khẩu");
        browser.send("/dang-xuat", &[]).await.says("Đăng nhập");
        city.pass(1);
        let page = browser.send("/dang-nhap", &fields).await.is(200);
        page.says("quá 7 ngày")
            .says("người quản trị")
            .silent("Đổi mật khẩu");
    })
    .await;
}

#[tokio::test]
async fn password_fields_are_masked_and_take_what_is_pasted() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let mut stranger = city.browser();
        let pages = [
            stranger.get("/dang-nhap").await,
            admin.get("/toi/mat-khau").await,
            admin.get("/toi").await,
            admin.get("/toi/ma-buoc-hai").await,
        ];
        for page in pages {
            let page = page
                .is(200)
                .silent("onpaste")
                .silent("autocomplete=\"off\" type=\"password\"");
            for field in ["mat-khau", "cu", "moi", "lai"] {
                let named = format!("name=\"{field}\"");
                for rest in page.html.split(&named).skip(1) {
                    let field = rest.split('>').next().unwrap();
                    assert!(field.contains("type=\"password\""), "{field}");
                    assert!(field.contains("-password\""), "{field}");
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_password_one_chose_has_no_end() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let unit = city.unit(&mut admin, "001", "UBND phường Bến Ngự").await;
        let mut reporter = city
            .person(&mut admin, &unit, "benngu", &["reporter"])
            .await;
        city.pass(400 * 24 * 3600);
        city.first_step(&mut reporter, "benngu")
            .await
            .says("Hôm nay");
    })
    .await;
}

#[tokio::test]
async fn a_person_sees_her_sessions_and_ends_the_others() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let (mut one, mut two, mut three) = (city.browser(), city.browser(), city.browser());
        for other in [&mut one, &mut two, &mut three] {
            city.first_step(other, "quantri").await.says("Hôm nay");
        }
        let page = admin.get("/toi").await;
        let id = page.between("name=\"phien\" value=\"", "\"");
        admin.send("/toi/phien", &[("phien", &id)]).await.is(200);
        let open = |page: Page| page.html.contains("Hôm nay");
        let mut left = 0;
        for other in [&mut one, &mut two, &mut three] {
            left += usize::from(open(other.get("/").await));
        }
        assert_eq!(left, 2);
        admin
            .send("/toi/phien", &[])
            .await
            .is(200)
            .silent("name=\"phien\"");
        for other in [&mut one, &mut two, &mut three] {
            assert!(!open(other.get("/").await));
        }
        admin.get("/").await.says("Hôm nay");
    })
    .await;
}

#[tokio::test]
async fn every_sign_in_tells_by_what_it_was_made() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        city.set_up_second(&mut admin, "quantri").await;
        admin.send("/dang-xuat", &[]).await;
        city.sign_in(&mut admin, "quantri").await;
        let kept = city.everything().await;
        for told in ["second-factor-set", "signed-out", "password and code"] {
            assert!(kept.contains(told), "{told}");
        }
    })
    .await;
}
