//! Activities and reports: what was saved is there, who comes too late is told.

use chrono::NaiveDate;
use nhip_core::activity::{Activity, Channel, NewActivity};
use nhip_core::deadline::{DueRule, OnRestDay, Window};
use nhip_core::document::Document;
use nhip_core::finding::Finding;
use nhip_core::period::Month;
use nhip_core::plan::course::Course;
use nhip_core::report::draft::{Explanation, KeptBox};
use nhip_core::report::state::{Stage, Stamp, State};
use nhip_store::activity::{self, KeptActivity};
use nhip_store::db::Db;
use nhip_store::plan::{self, KeptPlan, PlanState};
use nhip_store::report::{self, KeptReport, field, said};
use nhip_store::{StoreError, Time};

use crate::both::{NOW, on_both};

fn month() -> Month {
    Month::new(2026, 11).unwrap()
}

/// A database with one confirmed plan, "p".
async fn with_plan(db: &Db) {
    let kept = KeptPlan {
        id: "p".into(),
        unit: "c".into(),
        parent: None,
        replaces: None,
        document: "d".into(),
        state: PlanState::Confirmed,
        reading: nhip_reading::plan::read(&Document::default()).into(),
        edition: "p".into(),
        earlier: Course::default(),
        due: DueRule {
            day_of_month: 23,
            at: None,
            next_month: false,
            before: false,
            on_rest_day: OnRestDay::Keep,
        },
        window: Window::Calendar,
        first_month: month(),
        last_month: None,
        revision: 1,
        created_by: "a".into(),
        created_at: NOW,
    };
    let mut tx = db.begin().await.unwrap();
    plan::keep_document(&mut tx, "d", "ke-hoach.txt", b"x".to_vec(), NOW)
        .await
        .unwrap();
    plan::add(&mut tx, &kept).await.unwrap();
    tx.commit().await.unwrap();
}

fn draft(id: &str, version: i64) -> KeptReport {
    KeptReport {
        id: id.into(),
        plan: "p".into(),
        unit: "w".into(),
        month: month(),
        version,
        state: State::Drafting,
        revision: 1,
        opened_at: NOW,
        closed_at: None,
        signed_at: None,
        arrived_at: None,
    }
}

async fn opened(db: &Db, report: &KeptReport) {
    let mut tx = db.begin().await.unwrap();
    report::open(&mut tx, report).await.unwrap();
    tx.commit().await.unwrap();
}

fn boxes(pairs: &[(&str, &str)]) -> Vec<KeptBox> {
    let typed = |(name, value): &(&str, &str)| KeptBox::by_hand(*name, *value);
    pairs.iter().map(typed).collect()
}

#[tokio::test]
async fn what_a_person_typed_is_never_written_over_by_what_nobody_typed() {
    on_both(|db| async move {
        with_plan(&db).await;
        opened(&db, &draft("r", 1)).await;
        let mut tx = db.begin().await.unwrap();
        let by_itself = |value: &str| [KeptBox::untouched("kho-khan".into(), value.into())];
        let filled = by_itself("Theo hoạt động");
        field::save(&mut tx, &"r".into(), &filled, "activities", NOW)
            .await
            .unwrap();
        let hers = [filled[0].clone().typed("Thiếu loa".into())];
        field::save(&mut tx, &"r".into(), &hers, "a", NOW)
            .await
            .unwrap();
        let again = by_itself("Hoạt động khác");
        field::save(&mut tx, &"r".into(), &again, "activities", NOW)
            .await
            .unwrap();
        let mut offered = hers[0].clone();
        offered.offered = "Hoạt động khác".into();
        field::offer(&mut tx, &"r".into(), &[offered.clone()])
            .await
            .unwrap();
        let saved = field::held(&mut tx, &"r".into()).await.unwrap();
        assert_eq!(saved[0].kept, offered);
        let by = (saved[0].saved_by.as_str(), saved[0].saved_at);
        assert_eq!(by, ("a", NOW.0), "an offer is nobody's writing");
    })
    .await;
}

#[tokio::test]
async fn a_box_saved_twice_holds_what_was_saved_last_and_the_revision_grows() {
    on_both(|db| async move {
        with_plan(&db).await;
        opened(&db, &draft("r", 1)).await;
        let later = NOW.plus_seconds(60);
        let mut tx = db.begin().await.unwrap();
        let first = boxes(&[("kho-khan", "Thiếu loa"), ("de-xuat", "Thêm loa")]);
        assert_eq!(
            field::save(&mut tx, &"r".into(), &first, "a", NOW)
                .await
                .unwrap(),
            2
        );
        let second = boxes(&[("kho-khan", "")]);
        let revision = field::save(&mut tx, &"r".into(), &second, "b", later).await;
        assert_eq!(revision.unwrap(), 3);
        assert_eq!(field::held(&mut tx, &"r".into()).await.unwrap().len(), 2);
        tx.commit().await.unwrap();
        let saved = field::all(&db, &"r".into()).await.unwrap();
        let shown: Vec<_> = saved
            .iter()
            .map(|one| (&*one.name, &*one.value, &*one.saved_by, Time(one.saved_at)))
            .collect();
        assert_eq!(
            shown,
            [
                ("de-xuat", "Thêm loa", "a", NOW),
                ("kho-khan", "", "b", later)
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn a_sent_report_takes_no_box_and_a_stale_step_is_refused() {
    on_both(|db| async move {
        with_plan(&db).await;
        opened(&db, &draft("r", 1)).await;
        let stamp = Stamp {
            by: "a".into(),
            at: NOW.utc(),
        };
        let sent = KeptReport {
            state: State::Sent { round: 1, stamp },
            signed_at: Some(NOW),
            arrived_at: Some(NOW),
            ..draft("r", 1)
        };
        let mut tx = db.begin().await.unwrap();
        assert_eq!(report::set_state(&mut tx, &sent).await.unwrap(), 2);
        let again = report::set_state(&mut tx, &sent).await;
        assert!(matches!(again, Err(StoreError::Taken)));
        tx.commit().await.unwrap();
        let mut tx = db.begin().await.unwrap();
        let late = field::save(&mut tx, &"r".into(), &boxes(&[("kho-khan", "x")]), "a", NOW).await;
        assert!(matches!(late, Err(StoreError::Taken)));
        drop(tx);
        let kept = report::by_id(&db, &"r".into()).await.unwrap().unwrap();
        assert_eq!(
            kept,
            KeptReport {
                revision: 2,
                ..sent
            }
        );
        let waiting = report::at_stage(&db, Stage::Sent.code()).await.unwrap();
        assert_eq!(waiting, [kept]);
    })
    .await;
}

#[tokio::test]
async fn versions_come_in_order_and_none_is_begun_twice() {
    on_both(|db| async move {
        with_plan(&db).await;
        opened(&db, &draft("r2", 2)).await;
        opened(&db, &draft("r1", 1)).await;
        let mut tx = db.begin().await.unwrap();
        let twice = report::open(&mut tx, &draft("r3", 2)).await;
        assert!(matches!(twice, Err(StoreError::Taken)));
        drop(tx);
        let newest = report::newest(&db, &"p".into(), &"w".into(), month())
            .await
            .unwrap();
        assert_eq!(newest.unwrap().id, "r2");
        for found in [
            report::of_month(&db, &"p".into(), month()).await.unwrap(),
            report::of_plan(&db, &"p".into()).await.unwrap(),
        ] {
            let ids: Vec<&str> = found.iter().map(|one| one.id.as_str()).collect();
            assert_eq!(ids, ["r1", "r2"]);
        }
        assert_eq!(report::of_unit(&db, &"w".into()).await.unwrap()[0].id, "r2");
        assert!(report::of_unit(&db, &"x".into()).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn explanations_and_forms_handed_in_stay_with_their_report() {
    on_both(|db| async move {
        with_plan(&db).await;
        opened(&db, &draft("r", 1)).await;
        let finding = Finding::new("C343", "chưa ghi số", "no value");
        let mut tx = db.begin().await.unwrap();
        for text in ["Chưa đếm", "Không đếm được"] {
            let explanation = Explanation::new(&finding, text, "a").unwrap();
            said::explain(&mut tx, &"r".into(), &explanation, NOW)
                .await
                .unwrap();
        }
        plan::keep_document(&mut tx, "f", "cu.docx", b"form".to_vec(), NOW)
            .await
            .unwrap();
        said::hand_in(&mut tx, "h", &"r".into(), "f", "bao-cao.docx", NOW)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let kept = said::explanations(&db, &"r".into()).await.unwrap();
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].text, "Không đếm được");
        let file = said::handed_in(&db, "h", &"r".into())
            .await
            .unwrap()
            .unwrap();
        assert_eq!(file, ("f".into(), "bao-cao.docx".into(), b"form".to_vec()));
        assert_eq!(
            said::handed_in(&db, "h", &"other".into()).await.unwrap(),
            None
        );
        assert!(said::taken_of(&db, &"r".into()).await.unwrap().is_empty());
        let mut tx = db.begin().await.unwrap();
        said::taken(&mut tx, "h", NOW).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(said::taken_of(&db, &"r".into()).await.unwrap().len(), 1);
        let versions = said::versions(&db, &"p".into(), &"w".into(), month())
            .await
            .unwrap();
        assert_eq!(versions.len(), 1);
        assert_eq!(
            (versions[0].number, versions[0].reading().unwrap()),
            (1, None)
        );
        assert!(
            said::readings(&db, &"p".into(), month())
                .await
                .unwrap()
                .is_empty()
        );
    })
    .await;
}

fn told(id: &str, day: u32) -> KeptActivity {
    let done = NewActivity {
        task: "UBND.1".into(),
        unit: "w".into(),
        day: NaiveDate::from_ymd_opt(2026, 11, day).unwrap(),
        place: "Chợ Bến Ngự".into(),
        channel: Channel::Leaflet,
        audience: None,
        what: "Phát tờ rơi tại chợ".into(),
        count: None,
        people: Some(40),
        link: None,
        note: String::new(),
    };
    KeptActivity {
        activity: Activity {
            id: id.into(),
            done,
        },
        plan: "p".into(),
        month: month(),
        created_by: "a".into(),
        created_at: NOW,
    }
}

#[tokio::test]
async fn activities_come_by_day_and_one_taken_back_is_gone() {
    on_both(|db| async move {
        with_plan(&db).await;
        let mut tx = db.begin().await.unwrap();
        for kept in [told("a2", 20), told("a1", 3)] {
            activity::add(&mut tx, &kept).await.unwrap();
        }
        tx.commit().await.unwrap();
        let found = activity::of_month(&db, &"p".into(), &"w".into(), month())
            .await
            .unwrap();
        assert_eq!(found, [told("a1", 3), told("a2", 20)]);
        let mut tx = db.begin().await.unwrap();
        activity::remove(&mut tx, &"a1".into(), NOW).await.unwrap();
        let again = activity::remove(&mut tx, &"a1".into(), NOW).await;
        assert!(matches!(again, Err(StoreError::NotFound)));
        tx.commit().await.unwrap();
        assert_eq!(activity::by_id(&db, &"a1".into()).await.unwrap(), None);
        let left = activity::of_plan(&db, &"p".into(), month(), month())
            .await
            .unwrap();
        assert_eq!(left, [told("a2", 20)]);
        let before = month().previous();
        let none = activity::of_plan(&db, &"p".into(), before, before)
            .await
            .unwrap();
        assert!(none.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_states_of_many_reports_are_kept_together_or_not_at_all() {
    on_both(|db| async move {
        with_plan(&db).await;
        for (id, version) in [("r", 1), ("r2", 2)] {
            opened(&db, &draft(id, version)).await;
        }
        let stamp = Stamp {
            by: "a".into(),
            at: NOW.utc(),
        };
        let sent = |id, version| KeptReport {
            state: State::Sent {
                round: 1,
                stamp: stamp.clone(),
            },
            ..draft(id, version)
        };
        let stale = KeptReport {
            revision: 7,
            ..sent("r2", 2)
        };
        let mut tx = db.begin().await.unwrap();
        let kept = report::set_states(&mut tx, &[sent("r", 1), stale]).await;
        assert!(matches!(kept, Err(StoreError::Taken)), "{kept:?}");
        drop(tx);
        let untouched = report::by_id(&db, &"r".into()).await.unwrap().unwrap();
        assert_eq!((untouched.state, untouched.revision), (State::Drafting, 1));
        let mut tx = db.begin().await.unwrap();
        report::set_states(&mut tx, &[sent("r", 1), sent("r2", 2)])
            .await
            .unwrap();
        tx.commit().await.unwrap();
        for (id, version) in [("r", 1), ("r2", 2)] {
            let kept = report::by_id(&db, &id.into()).await.unwrap().unwrap();
            assert_eq!((kept.state, kept.revision), (sent(id, version).state, 2));
        }
    })
    .await;
}
