//! A plan and a task that belong to one unit, for the permission test to try routes with.

use nhip_core::deadline::{DueRule, OnRestDay, Window};
use nhip_core::document::Document;
use nhip_core::period::Month;
use nhip_core::plan::course::Course;
use nhip_store::Time;
use nhip_store::plan::{self, KeptPlan, PlanState};
use nhip_store::task::{self, KeptTask, TaskState};

use crate::city::City;

/// A plan of the unit and a task under it; their ids.
pub async fn planned(city: &City, unit: &str) -> (String, String) {
    let kept = KeptPlan {
        id: city.app.new_id(),
        unit: unit.into(),
        parent: None,
        replaces: None,
        document: "00".into(),
        state: PlanState::Read,
        reading: nhip_reading::plan::read(&Document::default()).into(),
        edition: String::new().into(),
        earlier: Course::default(),
        due: DueRule {
            day_of_month: 23,
            at: None,
            next_month: false,
            before: false,
            on_rest_day: OnRestDay::Keep,
        },
        window: Window::Calendar,
        first_month: Month::new(2026, 11).unwrap(),
        last_month: None,
        revision: 1,
        created_by: "nobody".into(),
        created_at: Time(1),
    };
    let owed = KeptTask {
        id: city.app.new_id(),
        plan: kept.id.clone(),
        code: "A.1".into(),
        parent: None,
        named: "A".into(),
        place: 1,
        text: "Phát thanh".into(),
        due: None,
        state: TaskState::Open,
        indicators: Vec::new(),
        theme: None,
        revision: 1,
    };
    let mut tx = city.app.db().begin().await.unwrap();
    plan::keep_document(&mut tx, "00", "ke-hoach.docx", vec![1], Time(1))
        .await
        .unwrap();
    plan::add(&mut tx, &kept).await.unwrap();
    task::add(&mut tx, &owed).await.unwrap();
    tx.commit().await.unwrap();
    (kept.id.to_string(), owed.id.to_string())
}
