//! A city whose plan is confirmed: two wards that owe reports, people at one of them and above.

use nhip_core::deadline::{DueRule, OnRestDay, Window};
use nhip_core::period::Month;
use nhip_core::plan::Plan;
use nhip_core::plan::course::Course;
use nhip_documents::read::Reader;
use nhip_store::plan::{self, KeptPlan, Owner, PlanState};

use crate::browser::Browser;
use crate::city::City;

/// The city and its people.
pub struct Planned {
    pub admin: Browser,
    pub ward: String,
    pub other: String,
    pub plan: String,
    pub reading: Plan,
    /// The plan's unit the wards stand behind.
    pub group: String,
}

impl Planned {
    /// Ids of the wards' tasks.
    pub fn tasks(&self) -> Vec<String> {
        let group = self.reading.units.iter().find(|one| one.id == self.group);
        let tasks = &group.unwrap().tasks;
        tasks.iter().map(|task| task.id.clone()).collect()
    }
}

/// The plan, confirmed: due on the 23rd, from October on.
fn kept(city: &City, unit: String, reading: Plan, document: String) -> KeptPlan {
    KeptPlan {
        id: "plan-1".into(),
        unit: unit.into(),
        parent: None,
        replaces: None,
        document,
        state: PlanState::Confirmed,
        reading: reading.into(),
        edition: "plan-1".into(),
        earlier: Course::default(),
        due: DueRule {
            day_of_month: 23,
            at: None,
            next_month: false,
            before: false,
            on_rest_day: OnRestDay::Keep,
        },
        window: Window::Calendar,
        first_month: Month::new(2026, 10).unwrap(),
        last_month: None,
        revision: 1,
        created_by: "somebody".into(),
        created_at: city.app.now(),
    }
}

/// Sets the city up.
pub async fn planned(city: &City) -> Planned {
    let mut admin = city.begun().await;
    let ward = city.unit(&mut admin, "001", "UBND phường Bến Ngự").await;
    let other = city.unit(&mut admin, "002", "UBND xã Thạnh An").await;
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../samples/plans/01-sot-xuat-huyet-thanh-pho.txt"
    );
    let document = Reader::default().read(path.as_ref()).unwrap();
    let reading = nhip_reading::plan::read(&document);
    let group = reading
        .units
        .iter()
        .find(|one| one.is_group && one.name.contains("phường") && !one.tasks.is_empty());
    let group = group.unwrap().id.clone();
    let top = city.app.units().await.unwrap().top().unwrap().to_owned();
    let kept = kept(city, top.to_string(), reading.clone(), document.sha256);
    let db = city.app.db();
    let mut tx = db.begin().await.unwrap();
    let (name, at) = ("ke-hoach.txt", kept.created_at);
    plan::keep_document(&mut tx, &kept.document, name, b"plan".to_vec(), at)
        .await
        .unwrap();
    plan::add(&mut tx, &kept).await.unwrap();
    let owner = |unit: &str| Owner {
        named: group.clone(),
        unit: unit.into(),
    };
    plan::set_owners(&mut tx, &kept.id, &[owner(&ward), owner(&other)])
        .await
        .unwrap();
    tx.commit().await.unwrap();
    Planned {
        admin,
        ward,
        other,
        plan: kept.id.to_string(),
        reading,
        group,
    }
}

/// A report of November opened by its reporter; its id.
pub async fn opened(reporter: &mut Browser, unit: &str, plan: &str) -> String {
    let path = format!("/bao-cao/don-vi/{unit}");
    reporter.get(&path).await.is(200);
    let fields = [("ky", "2026-11"), ("ke-hoach", plan)];
    let page = reporter.send(&path, &fields).await.is(200);
    page.path.strip_prefix("/bao-cao/").unwrap().to_owned()
}
