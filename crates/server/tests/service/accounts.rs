//! Accounts and roles.

use nhip_core::permission::Role;
use nhip_office::account::{self, Hand};
use nhip_store::account::HeldRole;
use nhip_store::audit;

use crate::browser::{Browser, Page};
use crate::city::{City, PASSWORD, on_both};
use crate::succession::decided;

#[tokio::test]
async fn a_given_password_is_shown_once_and_must_be_changed() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let unit = city.unit(&mut admin, "001", "UBND phường Bến Ngự").await;
        let mut reporter = city
            .person(&mut admin, &unit, "benngu", &["reporter", "approver"])
            .await;
        reporter
            .get("/toi")
            .await
            .says("Người báo cáo")
            .says("Thủ trưởng");
        admin
            .get("/tai-khoan")
            .await
            .says("benngu")
            .silent("mat-khau-moi");
    })
    .await;
}

#[tokio::test]
async fn a_role_that_is_ended_shows_nothing_any_more() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let unit = city.unit(&mut admin, "001", "UBND phường Bến Ngự").await;
        let mut reporter = city
            .person(&mut admin, &unit, "benngu", &["reporter"])
            .await;
        reporter.get(&format!("/don-vi/{unit}")).await.is(200);
        ended(&city, &mut admin, "benngu").await.is(200);
        reporter.get(&format!("/don-vi/{unit}")).await.is(404);
        // Neither comes back with the clock: what ended has ended, what was given is given.
        city.pass(-24 * 3600);
        reporter.get(&format!("/don-vi/{unit}")).await.is(404);
        let list = admin.get("/tai-khoan").await.is(200);
        list.says("Không giữ vai trò nào").says("(benngu)");
        city.pass(24 * 3600);
        let told = admin.get(&format!("/don-vi/{unit}/nhat-ky")).await.is(200);
        told.says("Người báo cáo").silent("reporter");
        given(&mut admin, &unit, "benngu", "reporter")
            .await
            .says("Đã giao vai trò");
        reporter.get(&format!("/don-vi/{unit}")).await.is(200);
    })
    .await;
}

#[tokio::test]
async fn an_administrator_of_one_ward_gives_nothing_in_another() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let ours = city.unit(&mut admin, "001", "UBND phường Bến Ngự").await;
        let theirs = city.unit(&mut admin, "002", "UBND xã Thạnh An").await;
        let mut ward = city
            .person(&mut admin, &ours, "qt.benngu", &["administrator"])
            .await;
        ward.get(&format!("/tai-khoan/don-vi/{ours}")).await.is(200);
        let path = format!("/tai-khoan/don-vi/{theirs}");
        ward.send(
            &path,
            &[
                ("ten", "ke.la"),
                ("ho-ten", "Kẻ lạ"),
                ("vai-tro", "approver"),
            ],
        )
        .await
        .is(404);
        admin.get("/tai-khoan").await.silent("ke.la");
    })
    .await;
}

/// Address of somebody's account.
async fn at(city: &City, login: &str) -> String {
    let account = nhip_store::account::by_login(city.app.db(), login).await;
    format!("/tai-khoan/nguoi/{}", account.unwrap().unwrap().id)
}

/// Ends the first role of somebody that the administrator sees.
async fn ended(city: &City, by: &mut Browser, login: &str) -> Page {
    let path = at(city, login).await;
    let page = by.get(&path).await.is(200);
    let role = page.between("name=\"vai-tro\" value=\"", "\"");
    by.send(&format!("{path}/vai-tro"), &[("vai-tro", &role)])
        .await
}

/// Gives a role to somebody who has an account.
async fn given(by: &mut Browser, unit: &str, login: &str, role: &str) -> Page {
    let path = format!("/tai-khoan/don-vi/{unit}");
    by.get(&path).await.is(200);
    let fields = [("ten-co", login), ("vai-tro-co", role)];
    by.send(&format!("{path}/moi"), &fields).await
}

/// Answers the first offer on somebody's page.
async fn answered(by: &mut Browser, answer: &str) -> Page {
    let page = by.get("/loi-moi").await.is(200);
    let id = page.between("name=\"loi-moi\" value=\"", "\"");
    let fields = [("loi-moi", id.as_str()), ("tra-loi", answer)];
    by.send("/loi-moi", &fields).await.is(200)
}

/// What a ward's administrator may try on an account, and what each was answered.
async fn tried(city: &City, by: &mut Browser, login: &str) -> Vec<u16> {
    let path = at(city, login).await;
    let mut answers = vec![by.get(&path).await.status.as_u16()];
    let acts: [(&str, &[(&str, &str)]); 5] = [
        ("", &[("ho-ten", "Kẻ lạ")]),
        ("/mat-khau", &[]),
        ("/buoc-hai", &[]),
        ("/phien", &[]),
        ("/dong", &[("viec", "dong")]),
    ];
    for (act, fields) in acts {
        by.get("/tai-khoan").await.is(200);
        let page = by.send(&format!("{path}{act}"), fields).await;
        answers.push(page.status.as_u16());
    }
    answers
}

const NOTHING: [u16; 6] = [404; 6];
const SEEN_ONLY: [u16; 6] = [200, 403, 403, 403, 403, 403];

/// Two wards, the administrator of the first, somebody who works at the second.
struct Wards {
    admin: Browser,
    ours: String,
    theirs: String,
    ward: Browser,
    hoa: Browser,
}

async fn wards(city: &City) -> Wards {
    let mut admin = city.begun().await;
    let ours = city.unit(&mut admin, "001", "UBND phường Bến Ngự").await;
    let theirs = city.unit(&mut admin, "002", "UBND xã Thạnh An").await;
    let ward = city
        .person(&mut admin, &ours, "qt.benngu", &["administrator"])
        .await;
    let hoa = city.person(&mut admin, &theirs, "hoa", &["reporter"]).await;
    Wards {
        admin,
        ours,
        theirs,
        ward,
        hoa,
    }
}

/// A role written as a decision or an older program leaves it.
async fn with_role(city: &City, login: &str, unit: &str, role: Role, days: (&str, Option<&str>)) {
    let db = city.app.db();
    let account = nhip_store::account::by_login(db, login)
        .await
        .unwrap()
        .unwrap();
    let held = HeldRole {
        id: city.app.new_id(),
        account: account.id,
        unit: unit.into(),
        role: role.code().to_owned(),
        valid_from: days.0.to_owned(),
        valid_to: days.1.map(str::to_owned),
        given_at: None,
        ended_at: None,
    };
    let mut tx = db.begin().await.unwrap();
    nhip_store::account::give(&mut tx, &held).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_wards_administrator_takes_over_nobody_by_giving_a_role() {
    on_both(|city| async move {
        let mut w = wards(&city).await;
        for (login, role) in [("quantri", "reporter"), ("hoa", "administrator")] {
            let page = given(&mut w.ward, &w.ours, login, role).await.is(200);
            page.says("Đã ghi lời mời").silent("mat-khau-moi");
            assert_eq!(tried(&city, &mut w.ward, login).await, NOTHING, "{login}");
        }
        // Whoever accepts stays her own: the ward sees her, and nothing more.
        w.hoa.get("/").await.says("lời mời giữ vai trò");
        answered(&mut w.hoa, "nhan")
            .await
            .says("Không có lời mời nào");
        w.hoa
            .get(&format!("/tai-khoan/don-vi/{}", w.ours))
            .await
            .is(200);
        assert_eq!(tried(&city, &mut w.ward, "hoa").await, SEEN_ONLY);
        assert_eq!(ended(&city, &mut w.admin, "hoa").await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn nobody_gives_herself_a_role_not_even_at_the_top() {
    on_both(|city| async move {
        let mut w = wards(&city).await;
        let page = given(&mut w.ward, &w.ours, "qt.benngu", "approver").await;
        page.says("Không ai tự giao vai trò cho mình");
        let page = given(&mut w.admin, &w.ours, "quantri", "approver").await;
        page.says("Không ai tự giao vai trò cho mình");
        w.ward.get("/toi").await.silent("Thủ trưởng");
        // Nor does she answer for another what she offered.
        given(&mut w.ward, &w.ours, "hoa", "reader")
            .await
            .says("Đã ghi lời mời");
        w.ward.get("/loi-moi").await.says("Không có lời mời nào");
    })
    .await;
}

#[tokio::test]
async fn a_role_that_has_ended_serves_neither_side() {
    on_both(|city| async move {
        let mut w = wards(&city).await;
        let over = ("2026-01-01", Some("2026-11-04"));
        with_role(&city, "hoa", &w.ours, Role::Reader, over).await;
        assert_eq!(tried(&city, &mut w.ward, "hoa").await, NOTHING);
        with_role(&city, "qt.benngu", &w.theirs, Role::Administrator, over).await;
        assert_eq!(tried(&city, &mut w.ward, "hoa").await, NOTHING);
        // What protects her does until its last day.
        with_role(&city, "hoa", &w.ours, Role::Reader, ("2026-01-01", None)).await;
        assert_eq!(tried(&city, &mut w.ward, "hoa").await, SEEN_ONLY);
    })
    .await;
}

#[tokio::test]
async fn whoever_manages_two_wards_does_nothing_to_somebody_with_a_role_in_a_third() {
    on_both(|city| async move {
        let mut w = wards(&city).await;
        let third = city.unit(&mut w.admin, "003", "UBND xã Phú Lộc").await;
        given(&mut w.admin, &w.theirs, "qt.benngu", "administrator")
            .await
            .says("Đã giao vai trò");
        given(&mut w.admin, &third, "hoa", "reader")
            .await
            .says("Đã giao vai trò");
        assert_eq!(tried(&city, &mut w.ward, "hoa").await, SEEN_ONLY);
        let page = given(&mut w.ward, &w.ours, "hoa", "approver").await;
        page.says("Đã ghi lời mời");
        // The office above all of them may answer for her.
        w.admin.get("/").await.says("lời mời giữ vai trò");
        answered(&mut w.admin, "nhan").await;
        w.hoa.get("/toi").await.says("Thủ trưởng");
    })
    .await;
}

#[tokio::test]
async fn a_role_that_begins_tomorrow_protects_today() {
    on_both(|city| async move {
        let mut w = wards(&city).await;
        given(&mut w.admin, &w.theirs, "qt.benngu", "administrator")
            .await
            .says("Đã giao vai trò");
        let top = city.app.units().await.unwrap().top().unwrap().to_owned();
        with_role(&city, "hoa", &top, Role::Reader, ("2026-11-06", None)).await;
        assert_eq!(tried(&city, &mut w.ward, "hoa").await, SEEN_ONLY);
        // And gives its holder nothing before.
        with_role(
            &city,
            "hoa",
            &w.ours,
            Role::Administrator,
            ("2026-11-06", None),
        )
        .await;
        w.hoa.get("/tai-khoan").await.is(404);
        let login = nhip_store::account::by_login(city.app.db(), "hoa")
            .await
            .unwrap()
            .unwrap();
        assert!(
            account::close(&city.app, Hand::Herself(&login), &login.id)
                .await
                .is_err()
        );
    })
    .await;
}

#[tokio::test]
async fn people_of_merged_wards_are_their_successors_from_the_day_on() {
    on_both(|city| async move {
        let mut w = wards(&city).await;
        let third = city.unit(&mut w.admin, "003", "UBND xã Phú Lộc").await;
        let merger = [
            ("so", "1685/NQ-UBTVQH15"),
            ("ngay", "06/11/2026"),
            ("dv-1", "003"),
            ("thanh", "moi"),
            ("ten", "UBND phường Lạc An"),
            ("ma", "004"),
            ("cap-tren", "Văn phòng UBND thành phố Lạc Giang"),
        ];
        let mut other = city
            .person(&mut w.admin, &third, "qt.phuloc", &["administrator"])
            .await;
        let path = format!("/don-vi/{}/thay-doi/sap-nhap", w.theirs);
        w.admin.get(&path).await.is(200);
        let d = decided(&mut w.admin, &w.theirs, "sap-nhap", &merger).await;
        assert_eq!(tried(&city, &mut other, "hoa").await, NOTHING);
        assert_eq!(tried(&city, &mut w.ward, "hoa").await, NOTHING);
        city.pass(24 * 3600);
        city.sign_in(&mut other, "qt.phuloc").await;
        other
            .get(&format!("/tai-khoan/don-vi/{d}"))
            .await
            .is(200)
            .says("hoa");
        let page = other.get(&at(&city, "hoa").await).await.is(200);
        page.says("Cấp lại mật khẩu").says("UBND phường Lạc An");
        // Where nobody is any more nobody begins.
        let gone = format!("/tai-khoan/don-vi/{third}");
        let fields = [
            ("ho-ten", "Kẻ lạ"),
            ("ten", "ke.la"),
            ("vai-tro", "reporter"),
        ];
        other.get("/tai-khoan").await.is(200);
        assert_eq!(other.send(&gone, &fields).await.status, 404);
        city.sign_in(&mut w.ward, "qt.benngu").await;
        assert_eq!(tried(&city, &mut w.ward, "hoa").await, NOTHING);
    })
    .await;
}

/// A page without what differs by itself: ids, tokens, and the name that was asked for.
fn plain(page: &Page, login: &str) -> String {
    let mut parts = page.html.split("value=\"");
    let first = parts.next().unwrap_or_default().to_owned();
    let rest = parts.map(|part| part.split_once('"').map_or("", |(_, rest)| rest));
    rest.fold(first, |all, part| all + part)
        .replace(login, "NAME")
}

#[tokio::test]
async fn what_is_answered_and_listed_does_not_tell_whether_a_user_name_exists() {
    on_both(|city| async move {
        let mut w = wards(&city).await;
        let mut known = city
            .person(&mut w.admin, &w.theirs, "q.known", &["reporter"])
            .await;
        let audit = format!("/don-vi/{}/nhat-ky", w.ours);
        let mut seen = Vec::new();
        for login in ["q.known", "q.nobody"] {
            let answer = plain(&given(&mut w.ward, &w.ours, login, "reader").await, login);
            let path = format!("/tai-khoan/don-vi/{}", w.ours);
            let list = plain(&w.ward.get(&path).await, login);
            let told = w.ward.get(&audit).await.between("<tbody>", "</tr>");
            let told = told.split_once("</td>").unwrap().1.replace(login, "NAME");
            if login == "q.known" {
                // Her no is nobody's business.
                answered(&mut known, "khong").await;
                let after = plain(&w.ward.get(&path).await, login);
                assert!(list == after, "{list}\n{after}");
                let again = w.ward.get(&audit).await.between("<tbody>", "</tr>");
                assert!(again.replace(login, "NAME").ends_with(&told));
            }
            let page = w.ward.get(&path).await;
            let id = page.between("name=\"loi-moi\" value=\"", "\"");
            let page = w
                .ward
                .send(&format!("{path}/rut"), &[("loi-moi", &id)])
                .await;
            seen.push((answer, list, told, plain(&page, login)));
        }
        assert!(seen[0] == seen[1], "{:?}\n{:?}", seen[0], seen[1]);
        known.get("/toi").await.silent("Người xem");
        known.get("/loi-moi").await.says("Không có lời mời nào");
        // Of a new account no more is said than that the name cannot be used.
        let path = format!("/tai-khoan/don-vi/{}", w.ours);
        let fields = [("ho-ten", "Hoa"), ("ten", "hoa"), ("vai-tro", "reporter")];
        w.ward.get(&path).await.is(200);
        let page = w.ward.send(&path, &fields).await;
        page.says("Không dùng được tên đăng nhập này")
            .silent("mat-khau-moi");
    })
    .await;
}

#[tokio::test]
async fn an_offer_is_void_once_it_is_not_the_makers_to_give_withdrawn_or_too_old() {
    on_both(|city| async move {
        let mut w = wards(&city).await;
        given(&mut w.ward, &w.ours, "hoa", "approver")
            .await
            .says("Đã ghi lời mời");
        let page = w.hoa.get("/loi-moi").await;
        let id = page.between("name=\"loi-moi\" value=\"", "\"");
        let yes = [("loi-moi", id.as_str()), ("tra-loi", "nhan")];
        // Nobody else accepts it, and nobody below.
        w.ward.get("/loi-moi").await.is(200);
        assert_eq!(w.ward.send("/loi-moi", &yes).await.status, 404);
        ended(&city, &mut w.admin, "qt.benngu").await.is(200);
        let page = w.hoa.send("/loi-moi", &yes).await;
        page.is(403).says("không còn hiệu lực");
        given(&mut w.admin, &w.ours, "qt.benngu", "administrator")
            .await
            .says("Đã giao vai trò");
        city.pass(31 * 24 * 3600);
        city.sign_in(&mut w.hoa, "hoa").await;
        assert_eq!(w.hoa.send("/loi-moi", &yes).await.status, 404);
        w.hoa.get("/toi").await.silent("Thủ trưởng");
    })
    .await;
}

#[tokio::test]
async fn the_last_top_administrator_neither_ends_nor_is_closed() {
    on_both(|city| async move {
        let mut w = wards(&city).await;
        let page = ended(&city, &mut w.admin, "quantri").await;
        page.is(403).says("người quản trị cuối cùng");
        let top = city.app.units().await.unwrap().top().unwrap().to_owned();
        let mut second = city
            .person(&mut w.admin, &top, "quantri2", &["administrator"])
            .await;
        let first = at(&city, "quantri").await;
        let close = [("viec", "dong")];
        second.get(&first).await.is(200);
        second
            .send(&format!("{first}/dong"), &close)
            .await
            .is(200)
            .says("đã đóng");
        let page = ended(&city, &mut second, "quantri2").await;
        page.is(403).says("người quản trị cuối cùng");
        let own = at(&city, "quantri2").await;
        second.get(&own).await.is(200);
        second.send(&format!("{own}/dong"), &close).await.is(403);
        // Nor from the command line.
        let id = own.rsplit('/').next().unwrap();
        let closed =
            account::close(&city.app, Hand::Server("nhip account close"), &id.into()).await;
        assert!(matches!(closed, Err(nhip_office::Error::Refused(_))));
        second
            .send(&format!("{first}/dong"), &[("viec", "mo")])
            .await
            .is(200);
        ended(&city, &mut second, "quantri2").await.is(200);
    })
    .await;
}

#[tokio::test]
async fn two_who_each_go_and_leave_the_other_leave_one() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let top = city.app.units().await.unwrap().top().unwrap().to_owned();
        city.person(&mut admin, &top, "quantri2", &["administrator"])
            .await;
        let id = async |login| {
            at(&city, login)
                .await
                .rsplit('/')
                .next()
                .unwrap()
                .to_owned()
        };
        let (one, two) = (id("quantri").await, id("quantri2").await);
        let (one, two) = (one.as_str().into(), two.as_str().into());
        let server = Hand::Server("nhip account close");
        let (one, two) = tokio::join!(
            account::close(&city.app, server, &one),
            account::close(&city.app, server, &two)
        );
        assert_eq!(usize::from(one.is_ok()) + usize::from(two.is_ok()), 1);
    })
    .await;
}

#[tokio::test]
async fn a_closed_account_signs_in_nowhere_until_it_is_opened_and_the_audit_tells_of_it() {
    on_both(|city| async move {
        let mut w = wards(&city).await;
        let path = at(&city, "hoa").await;
        w.admin
            .get(&format!("{path}/dong"))
            .await
            .says("không đăng nhập được nữa");
        let page = w
            .admin
            .send(&format!("{path}/dong"), &[("viec", "dong")])
            .await;
        page.is(200).says("đã đóng");
        w.hoa.get("/").await.says("Đăng nhập");
        let fields = [("ten", "hoa"), ("mat-khau", PASSWORD)];
        w.hoa.send("/dang-nhap", &fields).await.says("không đúng");
        w.admin.get("/tai-khoan").await.says("đã đóng");
        w.admin.send(&format!("{path}/mat-khau"), &[]).await.is(403);
        w.admin
            .send(&format!("{path}/dong"), &[("viec", "mo")])
            .await
            .is(200);
        city.sign_in(&mut w.hoa, "hoa").await;
        w.admin.send(&format!("{path}/phien"), &[]).await.is(200);
        w.hoa.get("/").await.says("Đăng nhập");
        let page = w.admin.get(&format!("/don-vi/{}/nhat-ky", w.theirs)).await;
        page.says("đóng tài khoản")
            .says("mở lại tài khoản")
            .says("hủy phiên đăng nhập");
    })
    .await;
}

#[tokio::test]
async fn an_administrator_renews_passwords_and_contacts_of_her_own_people() {
    on_both(|city| async move {
        let mut w = wards(&city).await;
        city.person(&mut w.ward, &w.ours, "lan", &["reporter"])
            .await;
        let path = at(&city, "lan").await;
        w.ward.get(&path).await.is(200);
        let page = w.ward.send(&format!("{path}/mat-khau"), &[]).await.is(200);
        let new = page.between("id=\"mat-khau-moi\">", "<");
        let account = nhip_store::account::by_login(city.app.db(), "lan")
            .await
            .unwrap()
            .unwrap();
        assert_eq!(account.password_handed_out_at, Some(city.app.now().0));
        let mut lan = city.browser();
        lan.get("/dang-nhap").await;
        let page = lan
            .send("/dang-nhap", &[("ten", "lan"), ("mat-khau", &new)])
            .await;
        page.says("Đổi mật khẩu");
        let chosen = [("cu", new.as_str()), ("moi", PASSWORD), ("lai", PASSWORD)];
        lan.send("/toi/mat-khau", &chosen).await.says("Hôm nay");
        let account = nhip_store::account::by_login(city.app.db(), "lan")
            .await
            .unwrap()
            .unwrap();
        assert_eq!(account.password_handed_out_at, None);
        w.ward.get(&path).await.is(200);
        let fields = [("ho-ten", "Nguyễn Lan"), ("thu", "lan@benngu.vn")];
        w.ward.send(&path, &fields).await.is(200).says("Nguyễn Lan");
        let again = w.ward.send(&format!("{path}/mat-khau"), &[]).await.is(200);
        again.says("value=\"lan@benngu.vn\"");
        // On her own account she does nothing of it here.
        let own = at(&city, "qt.benngu").await;
        for act in ["/mat-khau", "/phien", "/buoc-hai"] {
            w.ward.get(&own).await.is(200).silent("Cấp lại mật khẩu");
            w.ward.send(&format!("{own}{act}"), &[]).await.is(403);
        }
        w.ward.get(&format!("{own}/dong")).await.is(403);
        let told = audit::of_subject(city.app.db(), &account.id).await.unwrap();
        assert!(
            told.iter()
                .all(|kept| !format!("{:?}", kept.event).contains(&new))
        );
    })
    .await;
}

#[tokio::test]
async fn an_administrator_ends_the_sessions_of_a_person_she_manages() {
    on_both(|city| async move {
        let mut w = wards(&city).await;
        let mut lan = city
            .person(&mut w.ward, &w.ours, "lan", &["reporter"])
            .await;
        let page = city.set_up_second(&mut lan, "lan").await;
        page.says("chỉ hiện một lần");
        lan.get("/").await.says("Hôm nay");
        let path = at(&city, "lan").await;
        w.ward.get(&path).await.is(200).says("dùng lần cuối");
        let page = w.ward.send(&format!("{path}/phien"), &[]).await.is(200);
        page.says("Không đăng nhập ở đâu");
        lan.get("/").await.says("Đăng nhập");
        city.sign_in(&mut lan, "lan").await;
        w.ward.get(&path).await.is(200);
        let page = w.ward.send(&format!("{path}/buoc-hai"), &[]).await;
        page.is(200).says("Hãy ghi lý do");
        let why = [("ly-do", "Mất điện thoại")];
        w.ward.send(&format!("{path}/buoc-hai"), &why).await.is(200);
        lan.get("/").await.says("Đăng nhập");
        city.first_step(&mut lan, "lan").await.says("Hôm nay");
        assert!(city.everything().await.contains("Mất điện thoại"));
    })
    .await;
}
