//! Search in the browser: found is what may be opened, and nothing else.

use nhip_core::permission::Role;

use crate::browser::Browser;
use crate::city::{City, on_both};
use crate::planned::{Planned, opened, planned};
use crate::thing;

async fn recorded(reporter: &mut Browser, planned: &Planned, unit: &str, what: &str) {
    let path = format!("/hoat-dong/them/{unit}");
    let task = format!("{}/{}", planned.plan, planned.tasks()[0]);
    reporter.get(&path).await.is(200);
    let fields = [
        ("nhiem-vu", task.as_str()),
        ("ngay", "03/11/2026"),
        ("hinh-thuc", "leaflet"),
        ("viec", what),
        ("so", "300"),
        ("don-vi-tinh", "tờ rơi"),
    ];
    reporter
        .send(&path, &fields)
        .await
        .is(200)
        .says("300 tờ rơi");
}

/// Both wards with an activity, a report and a plan of their own, all of which say "bọ gậy".
async fn filled(city: &City) -> Planned {
    let mut planned = planned(city).await;
    for (unit, login) in [
        (planned.ward.clone(), "mot"),
        (planned.other.clone(), "hai"),
    ] {
        let mut reporter = city
            .person(&mut planned.admin, &unit, login, &["reporter"])
            .await;
        let what = format!("Diệt bọ gậy <b>{login}</b>");
        recorded(&mut reporter, &planned, &unit, &what).await;
        opened(&mut reporter, &unit, &planned.plan).await;
        thing::planned(city, &unit).await;
    }
    planned
}

/// Addresses a search leads to, on all its pages.
async fn leads(browser: &mut Browser, typed: &str) -> Vec<String> {
    let mut found = Vec::new();
    for n in 1..=15 {
        let page = browser
            .get(&format!("/tim?q={typed}&trang={n}"))
            .await
            .is(200);
        let Some((_, list)) = page.html.split_once("<ol class=\"list found\">") else {
            break;
        };
        let list = list.split("</ol>").next().unwrap();
        let hrefs = list.split("<a href=\"").skip(1);
        found.extend(hrefs.map(|rest| rest.split('"').next().unwrap().to_owned()));
    }
    found
}

#[tokio::test]
async fn everybody_finds_what_she_may_open_and_nothing_else() {
    on_both(|city| async move {
        let mut planned = filled(&city).await;
        let top = city.app.units().await.unwrap().top().unwrap().to_owned();
        let words = [
            "bo+gay",
            "phuong",
            "xa",
            "ubnd",
            "phat+thanh",
            "van+phong",
            "ke+hoach",
            "sot+xuat+huyet",
            "ct",
        ];
        // A coordinator and administrator at the top sees everything there is.
        let roles = ["coordinator", "administrator"];
        let mut overseer = city.person(&mut planned.admin, &top, "tatca", &roles).await;
        let mut everything = Vec::new();
        for word in words {
            for href in leads(&mut overseer, word).await {
                if !everything.contains(&href) {
                    everything.push(href);
                }
            }
        }
        let has = |start: &str| {
            everything
                .iter()
                .filter(|href| href.starts_with(start))
                .count()
        };
        assert!(
            has("/hoat-dong/") == 2 && has("/bao-cao/") == 2 && has("/don-vi/") == 3,
            "{everything:?}"
        );
        assert!(
            has("/ke-hoach/") >= 1 && has("/nhiem-vu/") == 2 && has("/van-ban/") >= 1,
            "{everything:?}"
        );
        for unit in [planned.ward.clone(), planned.other.clone(), top.to_string()] {
            for role in Role::ALL {
                let login = format!("{}{}", role.code(), &unit[unit.len() - 6..]);
                let mut browser = city
                    .person(&mut planned.admin, &unit, &login, &[role.code()])
                    .await;
                let mut found = Vec::new();
                for word in words {
                    found.extend(leads(&mut browser, word).await);
                }
                for href in &everything {
                    let opens = browser.get(href).await.status == 200;
                    assert_eq!(found.contains(href), opens, "{role:?} at {unit}: {href}");
                }
                assert!(
                    found.iter().all(|href| everything.contains(href)),
                    "{found:?}"
                );
            }
        }
    })
    .await;
}

#[tokio::test]
async fn results_show_the_words_marked_and_nothing_written_becomes_html() {
    on_both(|city| async move {
        let mut planned = filled(&city).await;
        let ward = planned.ward.clone();
        let mut reader = city
            .person(&mut planned.admin, &ward, "doc", &["reader"])
            .await;
        let page = reader.get("/tim?q=bo+gay").await.is(200);
        page.says("<mark>bọ</mark> <mark>gậy</mark>")
            .says("&#60;b&#62;mot&#60;/b&#62;")
            .silent("<b>mot")
            .says("UBND phường Bến Ngự")
            .says("tháng 11/2026")
            .says("value=\"bo gay\"");
        let page = reader.get("/tim?q=bo+gay&loai=bao-cao").await;
        page.says("<mark>bọ</mark> <mark>gậy</mark>")
            .silent("href=\"/hoat-dong/");
        reader
            .get("/tim?q=khung+long")
            .await
            .says("Không tìm thấy gì");
        reader.get("/tim").await.is(200).says("không cần gõ dấu");
        let page = reader.get("/hoat-dong").await;
        let own = page.between("<a href=\"/hoat-dong/", "\"");
        assert!(!own.starts_with("them"));
        reader
            .get(&format!("/hoat-dong/{own}"))
            .await
            .is(200)
            .says("300 tờ rơi");
    })
    .await;
}

#[tokio::test]
async fn whatever_is_typed_gets_an_answer() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let long = "dài ".repeat(2_500);
        let typed = [
            "\"",
            "'",
            "''; DROP TABLE plan; --",
            "bo AND gay",
            "NEAR(a b)",
            "a* OR",
            "words:x",
            "(((",
            "^a",
            "-a",
            "\u{0}",
            "a\u{0}b",
            "🦟",
            "🦟 muỗi",
            "<script>alert(1)</script>",
            "%",
            "_",
            "e\u{301}\u{302}",
            "İ",
            "ﬁ",
            &long,
        ];
        for text in typed {
            let asked: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
            let page = admin.get(&format!("/tim?q={asked}")).await.is(200);
            page.silent("<script>alert").says("</html>");
        }
        admin
            .get("/tim?q=a&trang=99999999999999&loai=%27")
            .await
            .is(200);
        admin.get("/tim?q=a&trang=-1").await.is(200);
        admin.get("/tim?q=%FF%FE").await.says("</html>");
    })
    .await;
}
