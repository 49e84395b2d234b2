//! One of everything an address names, belonging to one unit: what the permission test tries
//! every route with.

use nhip_core::deadline::{DueRule, OnRestDay, Window};
use nhip_core::document::Document;
use nhip_core::period::Month;
use nhip_store::Time;
use nhip_store::plan::{self, KeptPlan, PlanState};
use nhip_store::task::{self, KeptTask, TaskState};

use crate::city::City;

/// Addresses by what their `{id}` names; the first that fits.
pub struct Things(Vec<(&'static str, String)>);

impl Things {
    /// Makes them for a unit.
    pub async fn of(city: &City, unit: &str) -> Things {
        let (plan, task) = planned(city, unit).await;
        Things(vec![
            ("/ke-hoach/moi/", unit.to_owned()),
            ("/ke-hoach/", plan),
            ("/nhiem-vu/", task),
            ("/", unit.to_owned()),
        ])
    }

    /// The id an address wants.
    pub fn named_by(&self, path: &str) -> &str {
        let (_, id) = self
            .0
            .iter()
            .find(|(start, _)| path.starts_with(start))
            .unwrap();
        id
    }
}

/// A plan of the unit and a task under it; their ids.
async fn planned(city: &City, unit: &str) -> (String, String) {
    let kept = KeptPlan {
        id: format!("plan-{unit}"),
        unit: unit.to_owned(),
        parent: None,
        replaces: None,
        document: "00".into(),
        state: PlanState::Read,
        reading: nhip_core::plan::read(&Document::default()),
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
        id: format!("task-{unit}"),
        plan: kept.id.clone(),
        code: "A.1".into(),
        parent: None,
        named: "A".into(),
        place: 1,
        text: "Phát thanh".into(),
        due: None,
        state: TaskState::Open,
        indicators: Vec::new(),
        revision: 1,
    };
    let mut tx = city.app.db().begin().await.unwrap();
    plan::keep_document(&mut tx, "00", "ke-hoach.docx", vec![1], Time(1))
        .await
        .unwrap();
    plan::add(&mut tx, &kept).await.unwrap();
    task::add(&mut tx, &owed).await.unwrap();
    tx.commit().await.unwrap();
    (kept.id, owed.id)
}
