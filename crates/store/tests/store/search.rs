//! What is found, by whom, in which order; the same on both databases.

use chrono::NaiveDate;
use nhip_core::activity::{Activity, Channel, NewActivity};
use nhip_core::deadline::{DueRule, OnRestDay, Window};
use nhip_core::document::{Block, Document, Paragraph};
use nhip_core::id::UnitId;
use nhip_core::period::Month;
use nhip_core::report::draft::KeptBox;
use nhip_core::report::state::State;
use nhip_core::unit::history::{FirstUnit, NewUnit};
use nhip_store::activity::{self, KeptActivity};
use nhip_store::db::{Db, Tx};
use nhip_store::plan::{self, KeptPlan, Owner, PlanState};
use nhip_store::report::{self, KeptReport, field};
use nhip_store::search::{Hit, Kind, MOST, Scope, find, whole};
use nhip_store::task::{self, KeptTask, TaskState};
use nhip_store::{Time, migrate, unit};
use nhip_viet::search::Query;

use crate::both::{NOW, on_both};

fn november() -> Month {
    Month::new(2026, 11).unwrap()
}

async fn units(tx: &mut Tx, named: &[(&str, &str)]) {
    let first = named.iter().map(|(id, name)| FirstUnit {
        unit: NewUnit {
            id: (*id).into(),
            code: (*id).into(),
            name: (*name).into(),
            aliases: Vec::new(),
            kind: String::new(),
            parent: None,
        },
        valid_from: None,
        valid_to: None,
    });
    let first: Vec<FirstUnit> = first.collect();
    unit::add_first(tx, &first).await.unwrap();
}

/// A plan of unit `city`, owed by `a`.
pub async fn planned(tx: &mut Tx) {
    let mut document = Document::default();
    for line in [
        "Số: 32-KH/BTGTU",
        "KẾ HOẠCH",
        "Tuyên truyền phòng, chống sốt xuất huyết",
        "Căn cứ Chỉ thị số 10-CT/TU, ngày 02/8/2021 của Ban Thường vụ Tỉnh ủy về tiêm chủng,",
    ] {
        let text = line.to_owned();
        document.blocks.push(Block::Paragraph(Paragraph {
            text,
            ..Paragraph::default()
        }));
    }
    let kept = KeptPlan {
        id: "p".into(),
        unit: "city".into(),
        parent: None,
        replaces: None,
        document: "00".into(),
        state: PlanState::Confirmed,
        reading: nhip_reading::plan::read(&document).into(),
        edition: String::new().into(),
        earlier: Default::default(),
        due: DueRule {
            day_of_month: 23,
            at: None,
            next_month: false,
            before: false,
            on_rest_day: OnRestDay::Keep,
        },
        window: Window::Calendar,
        first_month: november(),
        last_month: None,
        revision: 1,
        created_by: "x".into(),
        created_at: NOW,
    };
    plan::keep_document(tx, "00", "ke-hoach.txt", vec![1], NOW)
        .await
        .unwrap();
    plan::add(tx, &kept).await.unwrap();
    let owner = Owner {
        named: "G".into(),
        unit: "a".into(),
    };
    plan::set_owners(tx, &"p".into(), &[owner]).await.unwrap();
    tasks(tx).await;
}

/// One that `G` owes, and one that `H` does.
async fn tasks(tx: &mut Tx) {
    for (id, named, text) in [
        ("t1", "G", "Phát tờ rơi diệt bọ gậy"),
        ("t2", "H", "Phát thanh về bọ gậy"),
    ] {
        let owed = KeptTask {
            id: id.into(),
            plan: "p".into(),
            code: id.into(),
            parent: None,
            named: named.into(),
            place: 1,
            text: text.into(),
            due: None,
            state: TaskState::Open,
            indicators: Vec::new(),
            theme: None,
            revision: 1,
        };
        task::add(tx, &owed).await.unwrap();
    }
}

pub fn done(id: &str, unit: &str, what: &str) -> KeptActivity {
    let done = NewActivity {
        task: "t1".into(),
        unit: unit.into(),
        day: NaiveDate::from_ymd_opt(2026, 11, 3).unwrap(),
        place: "chợ Thạnh An".into(),
        channel: Channel::Leaflet,
        audience: None,
        what: what.into(),
        count: None,
        people: None,
        link: None,
        note: String::new(),
    };
    KeptActivity {
        activity: Activity {
            id: id.into(),
            done,
        },
        plan: "p".into(),
        month: november(),
        created_by: "x".into(),
        created_at: NOW,
    }
}

async fn filled(db: &Db) {
    let mut tx = db.begin().await.unwrap();
    units(
        &mut tx,
        &[
            ("city", "Văn phòng thành phố"),
            ("a", "UBND phường Bến Ngự"),
            ("b", "UBND xã Thạnh An"),
        ],
    )
    .await;
    planned(&mut tx).await;
    for kept in [
        done("1", "a", "Phát tờ rơi ở xã Thanh An"),
        done("2", "a", "Nói chuyện về tiêm chủng"),
        done("3", "b", "Phát tờ rơi diệt bọ gậy"),
    ] {
        activity::add(&mut tx, &kept).await.unwrap();
    }
    let kept = KeptReport {
        id: "r".into(),
        plan: "p".into(),
        unit: "a".into(),
        month: november(),
        version: 1,
        state: State::Drafting,
        revision: 0,
        opened_at: NOW,
        closed_at: None,
        signed_at: None,
        arrived_at: None,
    };
    report::open(&mut tx, &kept).await.unwrap();
    let boxes = [
        KeptBox::by_hand("noi-dung-khac", "Diệt bọ gậy tại 12 tổ dân phố"),
        KeptBox::by_hand("nhiem-vu.t1.khong-phat-sinh", "co"),
    ];
    field::save(&mut tx, &"r".into(), &boxes, "x", NOW)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

fn all() -> Scope {
    of(&["city", "a", "b"])
}

fn of(units: &[&str]) -> Scope {
    let units: Vec<UnitId> = units.iter().map(|unit| (*unit).into()).collect();
    Scope {
        units: units.clone(),
        plans: units.clone(),
        reports: units,
    }
}

async fn asked(db: &Db, typed: &str, scope: &Scope) -> Vec<String> {
    let query = Query::parse(typed).unwrap();
    let hits = find(db, &query, scope, None).await.unwrap();
    let named = |hit: Hit| format!("{} {}", hit.kind.code(), hit.thing);
    hits.into_iter().map(named).collect()
}

#[tokio::test]
async fn every_kind_is_found_without_accents_and_the_best_comes_first() {
    on_both(|db| async move {
        filled(&db).await;
        let all = all();
        assert_eq!(asked(&db, "ben ngu", &all).await[0], "unit a");
        assert_eq!(asked(&db, "sot xuat huyet", &all).await[0], "plan p");
        assert_eq!(asked(&db, "sxh", &all).await[0], "plan p");
        assert_eq!(asked(&db, "32-KH/BTGTU", &all).await[0], "plan p");
        assert_eq!(asked(&db, "10-ct/tu", &all).await, ["cited 10-CT/TU"]);
        assert_eq!(
            asked(&db, "bọ gậy", &all).await,
            ["activity 3", "report r", "task t2", "task t1"]
        );
        assert_eq!(asked(&db, "Thanh An", &all).await[0], "activity 1");
        assert_eq!(asked(&db, "Thạnh An", &all).await[0], "unit b");
        assert_eq!(asked(&db, "tiem chun", &all).await.len(), 2);
        assert_eq!(asked(&db, "co", &all).await, Vec::<String>::new());
        assert_eq!(
            asked(&db, "báo cáo tháng 11 bến ngự", &all).await,
            ["report r"]
        );
    })
    .await;
}

#[tokio::test]
async fn what_one_may_not_see_is_not_found() {
    on_both(|db| async move {
        filled(&db).await;
        assert_eq!(
            asked(&db, "bo gay", &of(&["a"])).await,
            ["report r", "task t1"]
        );
        assert_eq!(asked(&db, "bo gay", &of(&["b"])).await, ["activity 3"]);
        assert_eq!(
            asked(&db, "tiem chung", &of(&["b"])).await,
            Vec::<String>::new()
        );
        assert_eq!(
            asked(&db, "ubnd", &of(&["b"])).await,
            ["unit b", "activity 3"]
        );
        assert_eq!(
            asked(&db, "bo gay", &Scope::default()).await,
            Vec::<String>::new()
        );
        let only_units = Scope {
            units: all().units,
            ..Scope::default()
        };
        assert_eq!(asked(&db, "thanh an", &only_units).await, ["unit b"]);
        let mut tx = db.begin().await.unwrap();
        task::set_co_owners(&mut tx, &"t2".into(), &["b".into()])
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let seen = asked(&db, "bo gay", &of(&["b"])).await;
        assert_eq!(seen, ["activity 3", "task t2"]);
        assert_eq!(
            asked(&db, "10-CT/TU", &of(&["b"])).await,
            ["cited 10-CT/TU"]
        );
    })
    .await;
}

#[tokio::test]
async fn a_change_rolled_back_or_taken_back_leaves_no_trace() {
    on_both(|db| async move {
        filled(&db).await;
        let mut tx = db.begin().await.unwrap();
        activity::add(&mut tx, &done("4", "a", "Hội thi vẽ tranh"))
            .await
            .unwrap();
        drop(tx);
        assert_eq!(asked(&db, "hội thi", &all()).await, Vec::<String>::new());
        let mut tx = db.begin().await.unwrap();
        activity::add(&mut tx, &done("4", "a", "Hội thi vẽ tranh"))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(asked(&db, "hội thi", &all()).await, ["activity 4"]);
        let mut tx = db.begin().await.unwrap();
        activity::remove(&mut tx, &"4".into(), NOW).await.unwrap();
        let other = [KeptBox::by_hand("noi-dung-khac", "Rửa tay")];
        field::save(&mut tx, &"r".into(), &other, "x", NOW)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(asked(&db, "hội thi", &all()).await, Vec::<String>::new());
        assert_eq!(asked(&db, "rua tay", &all()).await, ["report r"]);
        assert!(
            !asked(&db, "bọ gậy", &all())
                .await
                .contains(&"report r".to_owned())
        );
        assert_eq!(whole::gap(&db).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn an_index_made_anew_finds_the_same_and_a_gap_is_noticed() {
    on_both(|db| async move {
        filled(&db).await;
        let mut before = asked(&db, "bọ gậy", &all()).await;
        assert_eq!(whole::gap(&db).await.unwrap(), 0);
        db.run("DELETE FROM search_thing WHERE kind = 'report'", Vec::new())
            .await
            .unwrap();
        assert_eq!(whole::gap(&db).await.unwrap(), 1);
        whole::rebuild(&db).await.unwrap();
        assert_eq!(whole::gap(&db).await.unwrap(), 0);
        let mut after = asked(&db, "bọ gậy", &all()).await;
        before.sort();
        after.sort();
        assert_eq!(after, before);
        assert_eq!(migrate::forward(&db, Time(1)).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn only_one_kind_is_found_where_only_it_is_asked_for_and_never_too_much() {
    on_both(|db| async move {
        filled(&db).await;
        let query = Query::parse("bo gay").unwrap();
        let tasks = find(&db, &query, &all(), Some(Kind::Task)).await.unwrap();
        assert_eq!(tasks.len(), 2);
        let mut tx = db.begin().await.unwrap();
        for n in 0..MOST {
            let kept = done(&format!("n{n}"), "a", "Diệt bọ gậy");
            activity::add(&mut tx, &kept).await.unwrap();
        }
        tx.commit().await.unwrap();
        let found = find(&db, &query, &all(), None).await.unwrap();
        assert_eq!(found.len(), MOST);
        assert_eq!(found[0].thing, format!("n{}", MOST - 1));
    })
    .await;
}
