//! Plans and their tasks come back as kept, and a stale page changes nothing.

use nhip_core::deadline::{DueRule, OnRestDay, Window};
use nhip_core::document::{Block, Document, Paragraph};
use nhip_core::period::Month;
use nhip_core::plan::course::Course;
use nhip_store::db::Db;
use nhip_store::plan::{self, KeptPlan, Owner, PlanState};
use nhip_store::task::{self, Indicator, KeptTask, TaskState};
use nhip_store::{StoreError, Time};

use crate::both::{NOW, on_both};

fn kept() -> KeptPlan {
    let paragraph = Paragraph {
        text: "KẾ HOẠCH".into(),
        ..Paragraph::default()
    };
    let document = Document {
        blocks: vec![Block::Paragraph(paragraph)],
        ..Document::default()
    };
    KeptPlan {
        id: "p".into(),
        unit: "c".into(),
        parent: None,
        replaces: None,
        document: "00".into(),
        state: PlanState::Read,
        reading: nhip_reading::plan::read(&document).into(),
        edition: "p".into(),
        earlier: Course::default(),
        due: DueRule {
            day_of_month: 23,
            at: None,
            next_month: false,
            before: false,
            on_rest_day: OnRestDay::Keep,
        },
        window: Window::Decree09,
        first_month: Month::new(2026, 11).unwrap(),
        last_month: None,
        revision: 1,
        created_by: "a".into(),
        created_at: NOW,
    }
}

fn owed(code: &str, place: i64) -> KeptTask {
    KeptTask {
        id: format!("t-{code}").into(),
        plan: "p".into(),
        code: code.into(),
        parent: None,
        named: "UBND".into(),
        place,
        text: "Phát thanh".into(),
        due: Some("hằng tháng".into()),
        state: TaskState::Open,
        indicators: vec![Indicator {
            name: "số buổi".into(),
            count_unit: "buổi".into(),
        }],
        theme: None,
        revision: 1,
    }
}

async fn filled(db: &Db) {
    let mut tx = db.begin().await.unwrap();
    plan::keep_document(&mut tx, "00", "ke-hoach.docx", vec![1], Time(1))
        .await
        .unwrap();
    plan::add(&mut tx, &kept()).await.unwrap();
    for (code, place) in [("UBND.2", 2), ("UBND.1", 1)] {
        task::add(&mut tx, &owed(code, place)).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_stale_plan_is_refused_and_a_fresh_one_kept() {
    on_both(|db| async move {
        filled(&db).await;
        let mut mine = plan::by_id(&db, &"p".into()).await.unwrap().unwrap();
        assert_eq!((mine.window, mine.due.day_of_month), (Window::Decree09, 23));
        mine.state = PlanState::Confirmed;
        let stale = mine.clone();
        let mut tx = db.begin().await.unwrap();
        plan::change(&mut tx, &mine).await.unwrap();
        let again = plan::change(&mut tx, &stale).await;
        assert!(matches!(again, Err(StoreError::Taken)));
        let owners = ["u1", "u2"].map(|unit| Owner {
            named: "UBND".into(),
            unit: unit.into(),
        });
        plan::set_owners(&mut tx, &"p".into(), &owners)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(plan::owners(&db, &"p".into()).await.unwrap(), owners);
        assert_eq!(plan::owed_by(&db, &"u2".into()).await.unwrap(), ["p"]);
        let kept = plan::by_id(&db, &"p".into()).await.unwrap().unwrap();
        assert_eq!((kept.state, kept.revision), (PlanState::Confirmed, 2));
    })
    .await;
}

#[tokio::test]
async fn tasks_come_back_in_the_plans_order_and_parts_stand_behind_what_they_are_parts_of() {
    on_both(|db| async move {
        filled(&db).await;
        let mut tx = db.begin().await.unwrap();
        task::make_room(&mut tx, &"p".into(), 1, 1).await.unwrap();
        let part = KeptTask {
            parent: Some("t-UBND.1".into()),
            ..owed("UBND.1.1", 2)
        };
        task::add(&mut tx, &part).await.unwrap();
        tx.commit().await.unwrap();
        let tasks = task::of_plan(&db, &"p".into()).await.unwrap();
        let codes: Vec<&str> = tasks.iter().map(|task| task.code.as_str()).collect();
        assert_eq!(codes, ["UBND.1", "UBND.1.1", "UBND.2"]);
        assert_eq!(tasks[1], part);
    })
    .await;
}

#[tokio::test]
async fn what_has_become_of_a_task_is_changed_once_from_one_page() {
    on_both(|db| async move {
        filled(&db).await;
        let mut mine = task::by_id(&db, &"t-UBND.1".into()).await.unwrap().unwrap();
        mine.state = TaskState::Done;
        mine.indicators.clear();
        let mut tx = db.begin().await.unwrap();
        task::change(&mut tx, &mine).await.unwrap();
        let again = task::change(&mut tx, &mine).await;
        assert!(matches!(again, Err(StoreError::Taken)));
        task::set_co_owners(&mut tx, &mine.id, &["u3".into()])
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let kept = task::by_id(&db, &"t-UBND.1".into()).await.unwrap().unwrap();
        assert_eq!((kept.state, kept.revision), (TaskState::Done, 2));
        assert!(kept.indicators.is_empty());
        let with = task::co_owners(&db, &"p".into()).await.unwrap();
        assert_eq!(
            (with[0].task.as_str(), with[0].unit.as_str()),
            ("t-UBND.1", "u3")
        );
    })
    .await;
}
