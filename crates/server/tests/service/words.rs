//! What was typed stays: whatever activities come and go, and however often it is sent.

use axum::http::StatusCode;

use crate::browser::{Browser, Page};
use crate::city::{City, on_both};
use crate::planned::{Planned, opened, planned};

/// A ward whose reporter has opened November.
struct Ward {
    planned: Planned,
    reporter: Browser,
    /// Address of the report.
    own: String,
    /// The first task as activities name it, and its box.
    task: String,
    text: String,
}

const TYPED: &str = "Họp dân tại tổ 3, 45 người dự";

async fn ward(city: &City) -> Ward {
    let mut planned = planned(city).await;
    let ward = planned.ward.clone();
    let roles = ["reporter", "approver"];
    let mut reporter = city
        .person(&mut planned.admin, &ward, "nguoiviet", &roles)
        .await;
    let report = opened(&mut reporter, &ward, &planned.plan).await;
    let first = planned.tasks()[0].clone();
    Ward {
        own: format!("/bao-cao/{report}"),
        task: format!("{}/{first}", planned.plan),
        text: format!("nhiem-vu.{first}.noi-dung"),
        reporter,
        planned,
    }
}

impl Ward {
    async fn report(&mut self) -> Page {
        self.reporter.get(&self.own).await.is(200)
    }

    /// What stands in the first task's box.
    async fn shown(&mut self) -> String {
        let mark = format!("name=\"{}\" rows=\"3\">\n", self.text);
        self.report().await.between(&mark, "</textarea>")
    }

    async fn types(&mut self, name: &str, value: &str) {
        let page = self.report().await;
        let cu = page.between(&format!("name=\"cu.{name}\" value=\""), "\"");
        let fields = [("ten", name), ("cu", &cu), ("gia-tri", value)];
        let path = format!("{}/o", self.own);
        self.reporter.send(&path, &fields).await.says("\"saved\"");
    }

    async fn does(&mut self, what: &str) {
        let path = format!("/hoat-dong/them/{}", self.planned.ward);
        self.reporter.get(&path).await.is(200);
        let fields = [
            ("nhiem-vu", self.task.as_str()),
            ("ngay", "03/11/2026"),
            ("hinh-thuc", "leaflet"),
            ("viec", what),
            ("so", "100"),
            ("don-vi-tinh", "tờ rơi"),
        ];
        let page = self.reporter.send(&path, &fields).await.is(200);
        page.says(what);
    }

    /// Takes the activity recorded first back.
    async fn undoes(&mut self) {
        let page = self.reporter.get("/hoat-dong").await;
        let id = page.between("action=\"/hoat-dong/", "/xoa");
        let path = format!("/hoat-dong/{id}/xoa");
        self.reporter.send(&path, &[]).await.is(200);
    }

    async fn presses(&mut self, button: &str, name: &str) {
        self.report().await;
        let path = self.own.clone();
        self.reporter.send(&path, &[(button, name)]).await.is(200);
    }
}

#[tokio::test]
async fn words_typed_in_a_tasks_box_outlive_the_activities_of_that_task() {
    on_both(|city| async move {
        let mut it = ward(&city).await;
        let text = it.text.clone();
        it.types(&text, TYPED).await;
        it.does("Phát tờ rơi tại chợ").await;
        // Of one moment, either might be listed first.
        city.pass(60);
        it.does("Phát tờ rơi tại trường").await;
        assert_eq!(it.shown().await, TYPED);
        it.report()
            .await
            .says("2 hoạt động mới chưa có trong ô này");
        it.undoes().await;
        assert_eq!(it.shown().await, TYPED);
        it.report().await.says("1 hoạt động mới");
        it.presses("them", &text).await;
        let both = format!("{TYPED}\nPhát tờ rơi tại trường");
        assert_eq!(it.shown().await, both);
        it.report().await.silent("hoạt động mới");
        it.does("Phát tờ rơi tại bến xe").await;
        it.presses("bo", &text).await;
        it.report().await.silent("hoạt động mới").silent("bến xe");
        // The figures nobody has typed go on by themselves.
        it.report().await.says("value=\"200\"");
    })
    .await;
}

#[tokio::test]
async fn a_box_emptied_on_purpose_and_a_figure_corrected_stay_as_they_are() {
    on_both(|city| async move {
        let mut it = ward(&city).await;
        let text = it.text.clone();
        it.does("Phát tờ rơi tại chợ").await;
        assert_eq!(it.shown().await, "Phát tờ rơi tại chợ");
        it.types(&text, "").await;
        it.types("so-lieu.1.gia-tri", "95").await;
        it.does("Phát tờ rơi tại trường").await;
        assert_eq!(it.shown().await, "");
        let page = it.report().await.says("value=\"95\"");
        page.says("Theo hoạt động đã ghi");
        it.presses("them", "so-lieu.1.gia-tri").await;
        it.report().await.says("value=\"200\"");
    })
    .await;
}

#[tokio::test]
async fn a_ticked_task_stays_ticked_and_photos_change_nothing_of_what_was_typed() {
    on_both(|city| async move {
        let mut it = ward(&city).await;
        let path = format!("{}/khong-phat-sinh", it.own);
        it.report().await;
        it.reporter.send(&path, &[]).await.is(200);
        it.types("kho-khan", "Thiếu loa").await;
        it.does("Phát tờ rơi tại chợ").await;
        let nil = it.text.replace("noi-dung", "khong-phat-sinh");
        let ticked = format!("name=\"{nil}\" value=\"x\" checked");
        let page = it.report().await.says(&ticked).says("Thiếu loa");
        page.says("Phát tờ rơi tại chợ");
        it.undoes().await;
        let page = it.report().await.says(&ticked).says("Thiếu loa");
        page.silent("Phát tờ rơi tại chợ");
    })
    .await;
}

#[tokio::test]
async fn a_new_version_knows_what_was_typed_in_the_one_before() {
    on_both(|city| async move {
        let mut it = ward(&city).await;
        let top = city.app.units().await.unwrap().top().unwrap().to_owned();
        let admin = &mut it.planned.admin;
        let mut above = city.person(admin, &top, "daumoi", &["coordinator"]).await;
        let text = it.text.clone();
        it.types(&text, TYPED).await;
        let nil = format!("{}/khong-phat-sinh", it.own);
        it.report().await;
        it.reporter.send(&nil, &[]).await.is(200);
        sent(&mut it).await;
        // Sent back: still hers.
        let page = above.get(&it.own).await;
        let ban = page.between("name=\"ban\" value=\"", "\"");
        let fields = [("ban", ban.as_str()), ("ly-do", "Ghi rõ tổ nào")];
        above.send(&format!("{}/tra-lai", it.own), &fields).await;
        it.does("Phát tờ rơi tại chợ").await;
        assert_eq!(it.shown().await, TYPED);
        sent(&mut it).await;
        let page = above.get(&it.own).await;
        let ban = page.between("name=\"ban\" value=\"", "\"");
        let path = format!("{}/duyet", it.own);
        above.send(&path, &[("ban", &ban)]).await.says("Đã duyệt");
        it.report().await;
        let path = format!("{}/ban-moi", it.own);
        let fields = [("ly-do-ban-moi", "Đếm sót")];
        it.own = it.reporter.send(&path, &fields).await.says("bản 2").path;
        it.does("Phát tờ rơi tại trường").await;
        assert_eq!(it.shown().await, TYPED);
    })
    .await;
}

async fn sent(it: &mut Ward) {
    let path = format!("{}/kiem-tra", it.own);
    let page = it.reporter.get(&path).await.is(200);
    let names: Vec<String> = page
        .html
        .split(" name=\"giai-thich.")
        .skip(1)
        .map(|rest| format!("giai-thich.{}", rest.split('"').next().unwrap()))
        .collect();
    let said: Vec<_> = names
        .iter()
        .map(|name| (name.as_str(), "Đã kiểm tra"))
        .collect();
    it.reporter.send(&path, &said).await.is(200);
    let page = it.reporter.get(&path).await.is(200);
    let ban = page.between("name=\"ban\" value=\"", "\"");
    let path = format!("{}/nop", it.own);
    let page = it.reporter.send(&path, &[("ban", &ban)]).await;
    page.says("Đã gửi");
}

/// How many acts the audit tells of.
async fn acts(city: &City) -> i64 {
    let count = city.app.db().one("SELECT COUNT(*) FROM audit", Vec::new());
    let (count,): (i64,) = count.await.unwrap();
    count
}

#[tokio::test]
async fn a_form_whose_answer_was_lost_with_the_server_is_told_the_truth_by_the_next() {
    on_both(|city| async move {
        let mut it = ward(&city).await;
        let path = format!("/hoat-dong/them/{}", it.planned.ward);
        it.reporter.get(&path).await.is(200);
        let fields = [
            ("_lan", "một lần"),
            ("nhiem-vu", it.task.as_str()),
            ("ngay", "03/11/2026"),
            ("hinh-thuc", "leaflet"),
            ("viec", "Phát tờ rơi tại chợ"),
        ];
        it.reporter.send(&path, &fields).await.is(200);
        let before = acts(&city).await;
        let mut twin = it.reporter.at(&city.twin().await);
        let page = twin.send(&path, &fields).await.is(200);
        page.says("Việc này đã được ghi nhận");
        assert_eq!(acts(&city).await, before);
        // Corrected on the same page, it is another act; so is the same of another person.
        let mut other = fields;
        other[4].1 = "Phát tờ rơi tại bến xe";
        twin.send(&path, &other).await.says("tại bến xe");
        let admin = &mut it.planned.admin;
        let mut second = city
            .person(admin, &it.planned.ward, "nguoihai", &["reporter"])
            .await;
        let now = acts(&city).await;
        second.get(&path).await;
        second.send(&path, &fields).await.is(200);
        assert!(acts(&city).await > now);
    })
    .await;
}

#[tokio::test]
async fn a_box_whose_answer_was_lost_gets_the_same_answer_from_another_process() {
    on_both(|city| async move {
        let mut it = ward(&city).await;
        let page = it.report().await;
        let cu = page.between("name=\"cu.kho-khan\" value=\"", "\"");
        let fields = [
            ("_lan", "9"),
            ("ten", "kho-khan"),
            ("cu", cu.as_str()),
            ("gia-tri", "Thiếu loa  "),
        ];
        let path = format!("{}/o", it.own);
        let first = it.reporter.send(&path, &fields).await.says("\"saved\"");
        it.types("kho-khan", "Thiếu loa và người").await;
        let mut twin = it.reporter.at(&city.twin().await);
        let again = twin.send(&path, &fields).await;
        assert_eq!(again.html, first.html);
        it.report().await.says("Thiếu loa và người");
    })
    .await;
}

#[tokio::test]
async fn two_arrivals_at_once_of_one_form_are_one_act() {
    on_both(|city| async move {
        let mut it = ward(&city).await;
        it.report().await;
        let before = acts(&city).await;
        let path = format!("{}/khong-phat-sinh", it.own);
        let twin = city.twin().await;
        let tries = (0..6).map(|n| {
            let mut browser = match n % 2 {
                0 => it.reporter.clone(),
                _ => it.reporter.at(&twin),
            };
            browser.alone = false;
            let path = path.clone();
            tokio::spawn(async move { browser.send(&path, &[("_lan", "1")]).await.status })
        });
        let tries: Vec<_> = tries.collect();
        for one in tries {
            assert_eq!(one.await.unwrap(), StatusCode::OK);
        }
        assert_eq!(acts(&city).await, before + 1);
    })
    .await;
}

#[tokio::test]
async fn a_refused_form_is_no_act_and_an_old_one_is_forgotten() {
    on_both(|city| async move {
        let mut it = ward(&city).await;
        let path = format!("{}/o", it.own);
        let wrong = [
            ("_lan", "7"),
            ("ten", "so-lieu.1.gia-tri"),
            ("cu", ""),
            ("gia-tri", "nhiều"),
        ];
        for _ in 0..2 {
            it.report().await;
            it.reporter.send(&path, &wrong).await.silent("\"saved\"");
        }
        it.types("kho-khan", "Thiếu loa").await;
        let count = || {
            city.app
                .db()
                .one("SELECT COUNT(*) FROM operation", Vec::new())
        };
        let (kept,): (i64,) = count().await.unwrap();
        assert!(kept > 0);
        city.pass(11 * 24 * 3600);
        nhip_office::jobs::once(&city.app).await.unwrap();
        let (kept,): (i64,) = count().await.unwrap();
        assert_eq!(kept, 0);
    })
    .await;
}
