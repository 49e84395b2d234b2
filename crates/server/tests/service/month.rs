//! A city in the middle of a month: a confirmed plan, wards that owe, reports put into the store.

use nhip_core::audit::{By, Kind};
use nhip_core::deadline::{DueRule, OnRestDay, Window};
use nhip_core::id::{EditionId, PlanId};
use nhip_core::period::Month;
use nhip_core::permission::{Actor, Parents, Permit, Post, Right, Role, permit};
use nhip_core::personal::Published;
use nhip_core::plan::course::Course;
use nhip_core::plan::{Plan, Reports};
use nhip_core::report::draft::{Draft, Field};
use nhip_core::report::state::{Act, Cleared, Reason, Remarks, State};
use nhip_core::unit::Unit;
use nhip_office::joined::{join, keep};
use nhip_store::Time;
use nhip_store::change::{Change, Told};
use nhip_store::plan::{self, KeptPlan, Owner, PlanState};
use nhip_store::report::{self, KeptReport, said};

use crate::browser::Browser;
use crate::city::City;

const PLAN: &[u8] = include_bytes!("../../../../samples/plans/01-sot-xuat-huyet-thanh-pho.txt");

/// The plan's group every ward of a test stands below.
pub struct MonthOf {
    pub city: City,
    pub top: String,
    pub plan: KeptPlan,
    named: String,
}

pub fn november() -> Month {
    Month::parse("2026-11").unwrap()
}

/// Somebody with every role everywhere.
fn permitted<R: Right>(city: &City, top: &str, unit: &str) -> Permit<R> {
    let actor = Actor {
        account: "a1".into(),
        name: "Lê Thị Hoa".into(),
        posts: [unit, top]
            .into_iter()
            .flat_map(|unit| {
                Role::ALL.map(|role| Post {
                    role,
                    unit: unit.into(),
                    from: None,
                    to: None,
                })
            })
            .collect(),
    };
    let tree = Parents::new([(top.into(), None), (unit.into(), Some(top.into()))]);
    permit::<R>(&actor, &unit.into(), &tree, city.app.today()).unwrap()
}

/// A report sent.
pub async fn sent(city: &City, unit: &str, id: &str) {
    send(city, unit, id, None).await;
}

/// A report sent, and given back.
pub async fn returned(city: &City, unit: &str, id: &str) {
    let remarks = Remarks::parse("Thiếu số liệu", &[], |_| true).unwrap();
    send(city, unit, id, Some(remarks)).await;
}

async fn send(city: &City, unit: &str, id: &str, back: Option<Remarks>) {
    let top = city.app.units().await.unwrap().top().unwrap().to_owned();
    let now = city.app.now();
    let send = Act::by(&permitted(city, &top, unit), &unit.into(), now.utc()).unwrap();
    let give = Act::by(&permitted(city, &top, unit), &unit.into(), now.utc()).unwrap();
    let mut report = report::by_id(city.app.db(), &id.into())
        .await
        .unwrap()
        .unwrap();
    let cleared = Cleared::check(&[], &[], 1).unwrap();
    let sent = report.state.clone().send(send, &cleared, 1).unwrap();
    report.state = match back {
        Some(remarks) => sent.give_back(give, remarks).unwrap(),
        None => sent,
    };
    let mut change = Change::begin(city.app.db(), now, By::System).await.unwrap();
    report::set_state(change.tx(), &report).await.unwrap();
    let told = Told::of(Kind::ReportSent, id);
    change.commit(told).await.unwrap();
}

/// From now on a plan's due day that is no working day goes to the next one.
pub async fn next_working(city: &City, plan: &str) {
    let mut kept = plan::by_id(city.app.db(), &plan.into())
        .await
        .unwrap()
        .unwrap();
    kept.due.on_rest_day = OnRestDay::NextWorking;
    let mut tx = city.app.db().begin().await.unwrap();
    plan::change(&mut tx, &kept).await.unwrap();
    tx.commit().await.unwrap();
}

impl MonthOf {
    /// The sample plan in force from September, owed by these wards.
    pub async fn begun(city: &City, wards: &[&str]) -> MonthOf {
        let top = city.app.units().await.unwrap().top().unwrap().to_owned();
        MonthOf::of_unit(city, &top, wards).await
    }

    /// The same as the plan of another unit.
    pub async fn of_unit(city: &City, top: &str, wards: &[&str]) -> MonthOf {
        let top = top.to_owned();
        let document = nhip_documents::read::Reader::default()
            .read_bytes("ke-hoach.txt", PLAN)
            .unwrap();
        let reading: Plan = nhip_reading::plan::read(&document);
        let group = nhip_core::unit::owing(&reading).find(|unit| !unit.tasks.is_empty());
        let named = group.unwrap().id.clone();
        let now = city.app.now();
        let id: PlanId = city.app.new_id();
        let plan = KeptPlan {
            edition: EditionId::from(&id),
            id,
            unit: top.as_str().into(),
            parent: None,
            replaces: None,
            document: document.sha256.clone(),
            state: PlanState::Confirmed,
            reading: reading.into(),
            earlier: Course::default(),
            due: DueRule {
                day_of_month: 23,
                at: None,
                next_month: false,
                before: false,
                on_rest_day: OnRestDay::Keep,
            },
            window: Window::Calendar,
            first_month: Month::parse("2026-10").unwrap(),
            last_month: None,
            revision: 1,
            created_by: "x".into(),
            created_at: now,
        };
        let mut change = Change::begin(city.app.db(), now, By::System).await.unwrap();
        let tx = change.tx();
        plan::keep_document(tx, &plan.document, "ke-hoach.txt", PLAN.to_vec(), now)
            .await
            .unwrap();
        plan::add(tx, &plan).await.unwrap();
        let owners: Vec<Owner> = wards
            .iter()
            .map(|unit| Owner {
                named: named.clone(),
                unit: (*unit).into(),
            })
            .collect();
        plan::set_owners(tx, &plan.id, &owners).await.unwrap();
        change
            .commit(Told::of(Kind::PlanConfirmed, &plan.id))
            .await
            .unwrap();
        MonthOf {
            city: city.clone(),
            top,
            plan,
            named,
        }
    }

    /// Lays on a unit the tasks of a name that the plan asks for no report.
    pub async fn has_tasks_only(&self, unit: &str) {
        let mut reading = self.plan.reading.as_ref().clone();
        reading
            .units
            .retain(|named| named.reports == Reports::No && !named.tasks.is_empty());
        let owner = |named: String, unit: &str| Owner {
            named,
            unit: unit.into(),
        };
        let mut owners = plan::owners(self.city.app.db(), &self.plan.edition)
            .await
            .unwrap();
        owners.push(owner(reading.units[0].id.clone(), unit));
        let now = self.city.app.now();
        let mut change = Change::begin(self.city.app.db(), now, By::System)
            .await
            .unwrap();
        plan::set_owners(change.tx(), &self.plan.id, &owners)
            .await
            .unwrap();
        change
            .commit(Told::of(Kind::PlanConfirmed, &self.plan.id))
            .await
            .unwrap();
    }

    /// The month worked out now.
    pub async fn worked_out(&self) -> nhip_core::consolidation::Consolidation {
        let units = self.city.app.units().await.unwrap();
        let joined = join(&self.city.app, &units, &self.plan, november()).await;
        joined.unwrap().said.result
    }

    fn permit<R: Right>(&self, unit: &str) -> Permit<R> {
        permitted(&self.city, &self.top, unit)
    }

    fn act<R: Right>(&self, unit: &str) -> Act<R> {
        Act::by(
            &self.permit::<R>(unit),
            &unit.into(),
            self.city.app.now().utc(),
        )
        .unwrap()
    }

    /// Sent and accepted.
    fn accepted(&self, unit: &str) -> State {
        let cleared = Cleared::check(&[], &[], 1).unwrap();
        let sent = State::Drafting.send(self.act(unit), &cleared, 1).unwrap();
        sent.accept(self.act(unit)).unwrap()
    }

    /// A ward's accepted report of November, with this text for its first task.
    pub async fn reported(&self, unit: &str, version: u32, text: &str) -> String {
        let state = self.accepted(unit);
        self.said((november(), unit), version, text, state).await
    }

    /// The same, sent and not yet accepted.
    pub async fn waiting(&self, unit: &str, version: u32, text: &str) -> String {
        let cleared = Cleared::check(&[], &[], 1).unwrap();
        let sent = State::Drafting.send(self.act(unit), &cleared, 1).unwrap();
        self.said((november(), unit), version, text, sent).await
    }

    /// Accepted, of any month, of a unit that may have ended since.
    pub async fn reported_of(&self, month: Month, unit: &str, version: u32, text: &str) -> String {
        let state = self.accepted(unit);
        self.said((month, unit), version, text, state).await
    }

    async fn said(
        &self,
        (month, unit): (Month, &str),
        version: u32,
        text: &str,
        state: State,
    ) -> String {
        let units = self.city.app.units().await.unwrap();
        let spell = units.register.life(unit).unwrap().spells.last().unwrap();
        let own = Unit {
            code: spell.code.clone(),
            name: spell.name.clone(),
            aliases: vec![],
            group: self.named.clone(),
            parent: None,
            valid_from: None,
            valid_to: None,
        };
        let mut draft = Draft::blank(&self.plan.reading, &own, month);
        draft.version = version;
        let task = draft.answers[0].task.clone();
        draft
            .set(&Field::Text(task), text, &Published::default())
            .unwrap();
        let reading = draft.to_reading(&self.plan.reading, &own);
        let id = self.put(month, unit, version, state).await;
        let mut change = self.change().await;
        said::keep_reading(change.tx(), &id.as_str().into(), &reading)
            .await
            .unwrap();
        change
            .commit(Told::of(Kind::ReportAccepted, &id))
            .await
            .unwrap();
        id
    }

    /// A ward left out of November.
    pub async fn excluded(&self, unit: &str, reason: &str) {
        let reason = Reason::parse(reason).unwrap();
        let state = State::Drafting.exclude(self.act(unit), reason).unwrap();
        self.put(november(), unit, 1, state).await;
    }

    async fn change(&self) -> Change {
        Change::begin(self.city.app.db(), self.city.app.now(), By::System)
            .await
            .unwrap()
    }

    async fn put(&self, month: Month, unit: &str, version: u32, state: State) -> String {
        let now: Time = self.city.app.now();
        let report = KeptReport {
            id: self.city.app.new_id(),
            plan: self.plan.id.clone(),
            unit: unit.into(),
            month,
            version: version.into(),
            arrived_at: state.counts().then_some(now),
            state,
            revision: 1,
            opened_at: now,
            closed_at: None,
            signed_at: None,
        };
        let mut change = self.change().await;
        report::open(change.tx(), &report).await.unwrap();
        change
            .commit(Told::of(Kind::ReportOpened, &report.id))
            .await
            .unwrap();
        report.id.to_string()
    }

    /// November joined without the page; its id.
    pub async fn kept(&self, unit: &str) -> String {
        let app = &self.city.app;
        let units = app.units().await.unwrap();
        let joined = join(app, &units, &self.plan, november()).await.unwrap();
        keep(app, &self.permit(unit), &self.plan, joined)
            .await
            .unwrap()
            .to_string()
    }

    /// Presses "Tổng hợp" for November; the address of what was made.
    pub async fn joined(&self, browser: &mut Browser) -> String {
        browser.get("/tong-hop").await.is(200);
        let fields = [("ke-hoach", self.plan.id.as_str()), ("thang", "2026-11")];
        let path = format!("/tong-hop/don-vi/{}", self.top);
        browser.send(&path, &fields).await.is(200).path
    }
}
