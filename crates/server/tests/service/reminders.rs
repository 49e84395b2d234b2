//! Reminders by e-mail: to whom, when, once; and what an administrator sees of them.

use nhip_office::jobs;

use crate::browser::Browser;
use crate::city::{City, on_both};
use crate::planned::{Planned, opened, planned};
use crate::post::Post;

const DAY: i64 = 24 * 3600;

/// Enters the test's mail server on the settings page.
async fn mail_on(admin: &mut Browser, port: u16) {
    admin.get("/cai-dat/thu").await.is(200);
    let port = port.to_string();
    let fields = [
        ("bat", "co"),
        ("may", "127.0.0.1"),
        ("cong", &port),
        ("ma-hoa", "khong"),
        ("nguoi-gui", "nhip@lacgiang.example"),
        ("dia-chi", "https://nhip.lacgiang.example/"),
    ];
    let page = admin.send("/cai-dat/thu", &fields).await.is(200);
    page.silent("Còn chỗ cần sửa");
}

/// Gives a person an address.
async fn reached(browser: &mut Browser, name: &str, address: &str) {
    browser.get("/toi").await.is(200);
    let fields = [
        ("ho-ten", name),
        ("thu", address),
        ("cu", crate::city::PASSWORD),
        ("nhac", "co"),
        ("ngon-ngu", "vi"),
    ];
    browser.send("/toi", &fields).await.is(200);
}

struct Office {
    planned: Planned,
    reporter: Browser,
    post: Post,
}

/// A city with mail: a reporter at the first ward, the coordinator above.
async fn office(city: &City) -> Office {
    let mut planned = planned(city).await;
    let post = Post::open().await;
    mail_on(&mut planned.admin, post.port).await;
    reached(&mut planned.admin, "Đầu mối", "daumoi@lacgiang.example").await;
    let ward = planned.ward.clone();
    let mut reporter = city
        .person(&mut planned.admin, &ward, "benngu", &["reporter"])
        .await;
    reached(&mut reporter, "Người báo cáo", "benngu@lacgiang.example").await;
    Office {
        planned,
        reporter,
        post,
    }
}

#[tokio::test]
async fn a_reporter_is_told_before_the_day_on_it_and_after_it_and_the_coordinator_gets_a_list() {
    on_both(|city| async move {
        let mut office = office(&city).await;
        // Thursday 5 November: the 23rd is far.
        assert_eq!(jobs::once(&city.app).await.unwrap(), 0);
        // Wednesday the 18th, three working days before Monday the 23rd.
        city.pass(13 * DAY);
        assert_eq!(jobs::once(&city.app).await.unwrap(), 1);
        let one = office.post.next().await;
        assert_eq!(one.to, "benngu@lacgiang.example");
        let text = one.text();
        for said in [
            "11/2026",
            "UBND phường Bến Ngự",
            "23/11/2026",
            "https://nhip.lacgiang.example/bao-cao/don-vi/",
        ] {
            assert!(text.contains(said), "{said}: {text}");
        }
        assert!(!text.contains("Người báo cáo"), "a name: {text}");
        // The next morning nothing more, on the day one more and the list, after it one more.
        city.pass(DAY);
        assert_eq!(jobs::once(&city.app).await.unwrap(), 0);
        city.pass(4 * DAY);
        assert_eq!(jobs::once(&city.app).await.unwrap(), 2);
        let both = [office.post.next().await, office.post.next().await];
        let list = both
            .iter()
            .find(|one| one.to == "daumoi@lacgiang.example")
            .unwrap();
        assert!(list.text().contains("UBND xã Thạnh An"), "{}", list.text());
        city.pass(DAY);
        assert_eq!(jobs::once(&city.app).await.unwrap(), 2);
        let both = [office.post.next().await, office.post.next().await];
        let late = both
            .iter()
            .find(|one| one.to == "benngu@lacgiang.example")
            .unwrap();
        assert!(late.text().contains("chưa được nộp"), "{}", late.text());
        assert_eq!(jobs::once(&city.app).await.unwrap(), 0);
        assert!(office.post.taken().is_empty());
    })
    .await;
}

#[tokio::test]
async fn two_processes_on_one_database_send_a_reminder_once_and_know_each_others_sessions() {
    on_both(|city| async move {
        let mut office = office(&city).await;
        let twin = city.twin().await;
        let mut there = office.reporter.at(&twin);
        there.get("/toi").await.is(200).says("benngu@");
        there.send("/dang-xuat", &[]).await.says("Đăng nhập");
        office.reporter.get("/toi").await.says("Đăng nhập");
        city.pass(13 * DAY);
        let (here, elsewhere) = tokio::join!(jobs::once(&city.app), jobs::once(&twin.app));
        assert_eq!(here.unwrap() + elsewhere.unwrap(), 1);
        assert_eq!(jobs::once(&twin.app).await.unwrap(), 0);
        office.post.next().await;
        assert!(office.post.taken().is_empty());
        twin.app.db().close().await;
    })
    .await;
}

#[tokio::test]
async fn whoever_switched_reminders_off_hears_nothing_and_the_head_of_the_unit_does() {
    on_both(|city| async move {
        let mut office = office(&city).await;
        office
            .reporter
            .get("/toi")
            .await
            .says("name=\"nhac\" value=\"co\" checked");
        let fields = [
            ("ho-ten", "Người báo cáo"),
            ("thu", "benngu@lacgiang.example"),
            ("cu", crate::city::PASSWORD),
            ("ngon-ngu", "vi"),
        ];
        let page = office.reporter.send("/toi", &fields).await;
        page.silent("name=\"nhac\" value=\"co\" checked");
        let ward = office.planned.ward.clone();
        let mut head = city
            .person(&mut office.planned.admin, &ward, "thutruong", &["approver"])
            .await;
        city.pass(13 * DAY);
        assert_eq!(jobs::once(&city.app).await.unwrap(), 0);
        city.sign_in(&mut head, "thutruong").await;
        reached(&mut head, "Thủ trưởng", "thutruong@lacgiang.example").await;
        assert_eq!(jobs::once(&city.app).await.unwrap(), 1);
        assert_eq!(office.post.next().await.to, "thutruong@lacgiang.example");
    })
    .await;
}

#[tokio::test]
async fn what_the_mail_server_refuses_for_good_stands_on_the_settings_page_and_can_be_sent_again() {
    on_both(|city| async move {
        let mut office = office(&city).await;
        let admin = &mut office.planned.admin;
        let refusing = Post::answering("550 no such mailbox").await;
        mail_on(admin, refusing.port).await;
        city.pass(13 * DAY);
        assert_eq!(jobs::once(&city.app).await.unwrap(), 0);
        // The administrator's session has ended meanwhile.
        city.sign_in(admin, "quantri").await;
        let page = admin.get("/cai-dat/thu").await.says("Thôi gửi");
        page.says("550").says("benngu");
        admin.get("/cai-dat").await.says("thư không gửi được");
        mail_on(admin, office.post.port).await;
        admin.send("/cai-dat/thu/gui-lai", &[]).await.is(200);
        assert_eq!(jobs::once(&city.app).await.unwrap(), 1);
        office.post.next().await;
        admin.get("/cai-dat/thu").await.silent("Thôi gửi");
    })
    .await;
}

#[tokio::test]
async fn a_server_that_is_away_is_tried_again_and_what_changed_meanwhile_is_not_chased() {
    on_both(|city| async move {
        let mut office = office(&city).await;
        let closed = {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            listener.local_addr().unwrap().port()
        };
        mail_on(&mut office.planned.admin, closed).await;
        city.pass(13 * DAY);
        assert_eq!(jobs::once(&city.app).await.unwrap(), 0);
        city.sign_in(&mut office.planned.admin, "quantri").await;
        mail_on(&mut office.planned.admin, office.post.port).await;
        assert_eq!(jobs::once(&city.app).await.unwrap(), 0, "it waits first");
        city.pass(120);
        assert_eq!(jobs::once(&city.app).await.unwrap(), 1);
        office.post.next().await;
        // On the due day the server is away again, and the report comes before it is back.
        mail_on(&mut office.planned.admin, closed).await;
        city.pass(5 * DAY);
        assert_eq!(jobs::once(&city.app).await.unwrap(), 0);
        city.sign_in(&mut office.reporter, "benngu").await;
        let (ward, plan) = (office.planned.ward.clone(), office.planned.plan.clone());
        let id = opened(&mut office.reporter, &ward, &plan).await;
        crate::month::returned(&city, &ward, &id).await;
        city.sign_in(&mut office.planned.admin, "quantri").await;
        mail_on(&mut office.planned.admin, office.post.port).await;
        city.pass(120);
        let mut to: Vec<String> = Vec::new();
        for _ in 0..jobs::once(&city.app).await.unwrap() {
            let message = office.post.next().await;
            assert!(
                !message.text().contains("chưa được nộp"),
                "{}",
                message.text()
            );
            to.push(message.to);
        }
        to.sort();
        assert_eq!(to, ["benngu@lacgiang.example", "daumoi@lacgiang.example"]);
    })
    .await;
}

#[tokio::test]
async fn a_test_message_goes_to_the_administrator_and_a_failure_is_said_at_once() {
    on_both(|city| async move {
        let mut office = office(&city).await;
        let admin = &mut office.planned.admin;
        admin
            .get("/cai-dat/thu")
            .await
            .says("daumoi@lacgiang.example");
        let page = admin.send("/cai-dat/thu/gui-thu", &[]).await.is(200);
        page.says("Đã gửi thư thử");
        assert_eq!(office.post.next().await.to, "daumoi@lacgiang.example");
        let refusing = Post::answering("554 no").await;
        mail_on(admin, refusing.port).await;
        let page = admin.send("/cai-dat/thu/gui-thu", &[]).await.is(200);
        page.says("Máy chủ thư từ chối");
    })
    .await;
}

#[tokio::test]
async fn the_running_service_sends_by_itself_and_stops_when_told() {
    on_both(|city| async move {
        let mut office = office(&city).await;
        city.pass(13 * DAY);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let running = tokio::spawn(nhip_server::serve(
            listener,
            city.app.clone(),
            nhip_server::Limits::default(),
            async move {
                let _ = stopped.await;
            },
        ));
        office.post.next().await;
        stop.send(()).unwrap();
        running.await.unwrap().unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_returned_report_is_told_to_its_reporter() {
    on_both(|city| async move {
        let mut office = office(&city).await;
        let (ward, plan) = (office.planned.ward.clone(), office.planned.plan.clone());
        let id = opened(&mut office.reporter, &ward, &plan).await;
        crate::month::returned(&city, &ward, &id).await;
        assert_eq!(jobs::once(&city.app).await.unwrap(), 1);
        let text = office.post.next().await.text();
        assert!(text.contains("được trả lại để sửa"), "{text}");
        assert_eq!(jobs::once(&city.app).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_unit_that_has_sent_hears_nothing_and_one_with_more_time_hears_later() {
    on_both(|city| async move {
        let mut office = office(&city).await;
        let (ward, other) = (office.planned.ward.clone(), office.planned.other.clone());
        let plan = office.planned.plan.clone();
        let id = opened(&mut office.reporter, &ward, &plan).await;
        crate::month::sent(&city, &ward, &id).await;
        let admin = &mut office.planned.admin;
        let mut slow = city.person(admin, &other, "thanhan", &["reporter"]).await;
        reached(&mut slow, "Người báo cáo", "thanhan@lacgiang.example").await;
        let form = format!("/don-vi/{other}/gia-han");
        admin
            .get(&format!("{form}?ke-hoach={plan}&ky=2026-11"))
            .await
            .is(200);
        let fields = [
            ("ke-hoach", plan.as_str()),
            ("ky", "2026-11"),
            ("ngay", "30/11/2026"),
            ("gio", "17:00"),
            ("ly-do", "Mất điện"),
        ];
        admin.send(&form, &fields).await.says("30/11/2026");
        city.pass(13 * DAY);
        assert_eq!(jobs::once(&city.app).await.unwrap(), 0);
        // Wednesday the 25th, three working days before Monday the 30th.
        city.pass(7 * DAY);
        assert_eq!(jobs::once(&city.app).await.unwrap(), 1);
        let one = office.post.next().await;
        assert_eq!(one.to, "thanhan@lacgiang.example");
        assert!(one.text().contains("17:00 30/11/2026"), "{}", one.text());
    })
    .await;
}
