//! Every route, tried by everybody: nothing is open that the table does not say is open.

use chrono::NaiveDate;
use nhip_core::activity::{Activity, Channel, NewActivity};
use nhip_core::period::Month;
use nhip_core::permission::{Reach, Role};
use nhip_core::report::state::State;
use nhip_office::account::{self, Hand, Login, NewPerson};
use nhip_server::routes::{Route, TABLE, Who};
use nhip_store::activity::{self, KeptActivity};
use nhip_store::photo::{self, NewPhoto};
use nhip_store::report::{self, KeptReport};

use crate::browser::{Browser, Page};
use crate::city::{City, on_both};
use crate::month::MonthOf;
use crate::planned::{Planned, planned};
use crate::thing;

/// What addresses name at one unit: beginning of the address, id. The first that fits is taken.
type Ids = Vec<(&'static str, String)>;

async fn tried(browser: &mut Browser, route: &Route, ids: &Ids) -> Page {
    let id = ids.iter().find(|(start, _)| route.path.starts_with(start));
    let path_is_photo = route.path.contains("/anh/");
    let path = route.path.replace("{id}", &id.unwrap().1);
    let path = path
        .replace("{lang}", "vi")
        .replace("{n}", if path_is_photo { "1" } else { "0" })
        .replace("{kieu}", "sap-nhap")
        .replace("{file}", "bao-cao-tong-hop.json");
    match route.method {
        "GET" => browser.get(&path).await,
        // An empty form changes nothing: what matters is whether it comes as far as being read.
        _ => browser.send(&path, &[]).await,
    }
}

/// A consolidated report of a unit.
async fn joined(city: &City, unit: &str) -> String {
    MonthOf::of_unit(city, unit, &[unit]).await.kept(unit).await
}

/// An activity with a photo; its id.
async fn done(city: &City, planned: &Planned, unit: &str) -> String {
    let november = Month::new(2026, 11).unwrap();
    let done = NewActivity {
        task: planned.tasks()[0].clone(),
        unit: unit.into(),
        day: NaiveDate::from_ymd_opt(2026, 11, 3).unwrap(),
        place: String::new(),
        channel: Channel::Leaflet,
        audience: None,
        what: "Phát tờ rơi".into(),
        count: None,
        people: None,
        link: None,
        note: String::new(),
    };
    let kept = KeptActivity {
        activity: Activity {
            id: city.app.new_id(),
            done,
        },
        plan: planned.plan.as_str().into(),
        month: november,
        created_by: "somebody".into(),
        created_at: city.app.now(),
    };
    let mut tx = city.app.db().begin().await.unwrap();
    activity::add(&mut tx, &kept).await.unwrap();
    let photo = NewPhoto {
        width: 1,
        height: 1,
        content: vec![1],
        small: vec![1],
    };
    photo::add(
        &mut tx,
        &kept.activity.id,
        photo,
        &"somebody".into(),
        kept.created_at,
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    kept.activity.id.to_string()
}

/// Somebody with an account at a unit.
async fn somebody(city: &City, unit: &str) -> String {
    let id: String = city.app.new_id();
    let new = NewPerson {
        id: id.as_str().into(),
        login: Login::parse(&id).unwrap(),
        name: "Cán bộ".into(),
    };
    let by = Hand::Server("test");
    let made = account::make(&city.app, by, &unit.into(), new, &[Role::Reader]).await;
    made.unwrap_or_else(|error| panic!("{error:?}"));
    id
}

/// One thing of each kind at a unit, made anew: some routes take them away.
async fn things(city: &City, planned: &Planned, unit: &str, joined: &str) -> Ids {
    let november = Month::new(2026, 11).unwrap();
    let db = city.app.db();
    let (plan, of) = (planned.plan.as_str().into(), unit.into());
    let known = report::newest(db, &plan, &of, november);
    let version = known.await.unwrap().map_or(1, |known| known.version + 1);
    let report = KeptReport {
        id: city.app.new_id(),
        plan: planned.plan.as_str().into(),
        unit: unit.into(),
        month: november,
        version,
        state: State::Drafting,
        revision: 1,
        opened_at: city.app.now(),
        closed_at: None,
        signed_at: None,
        arrived_at: None,
    };
    let done = done(city, planned, unit).await;
    let mut tx = db.begin().await.unwrap();
    report::open(&mut tx, &report).await.unwrap();
    tx.commit().await.unwrap();
    let (plan, task) = thing::planned(city, unit).await;
    vec![
        ("/ke-hoach/{id}", plan),
        ("/nhiem-vu/{id}", task),
        ("/bao-cao/{id}", report.id.to_string()),
        ("/hoat-dong/{id}", done),
        ("/tong-hop/{id}", joined.to_owned()),
        ("/tai-khoan/nguoi/{id}", somebody(city, unit).await),
        ("/", unit.to_owned()),
    ]
}

#[tokio::test]
async fn nobody_comes_anywhere_without_signing_in_but_where_anyone_may() {
    on_both(|city| async move {
        let planned = planned(&city).await;
        let kept = joined(&city, &planned.ward).await;
        let ids = things(&city, &planned, &planned.ward, &kept).await;
        for route in TABLE.iter().filter(|route| route.who != Who::Anyone) {
            let mut stranger = city.browser();
            stranger.get("/dang-nhap").await;
            let page = tried(&mut stranger, route, &ids).await;
            assert!(
                page.path.starts_with("/dang-nhap"),
                "{} {} let a stranger in",
                route.method,
                route.path
            );
        }
    })
    .await;
}

async fn people(city: &City, admin: &mut Browser, unit: &str) -> Vec<(Role, Browser)> {
    let mut people = Vec::new();
    for role in Role::ALL {
        let browser = city.person(admin, unit, role.code(), &[role.code()]).await;
        people.push((role, browser));
    }
    people
}

/// Whether the address names what it is about.
fn is_named(route: &Route) -> bool {
    route.path.contains("{id}")
}

/// Walks the table: whoever the table does not name is refused, and nobody else.
async fn walk(
    browser: &mut Browser,
    ids: &Ids,
    (role, at_top): (Role, bool),
    reaches: impl Fn(Reach) -> bool,
) {
    for route in TABLE {
        let Who::May(action) = route.who else {
            continue;
        };
        let status = tried(browser, route, ids).await.status;
        let whole = at_top && !is_named(route) && action.reach() == Reach::Top;
        let allowed = action.roles().contains(&role) && (whole || reaches(action.reach()));
        let right = match allowed {
            true => status != 403 && status != 409,
            // What belongs to the installation does not exist for those below its topmost unit.
            false => status == if is_named(route) || at_top { 403 } else { 404 },
        };
        assert!(
            right,
            "{role:?}: {} {} answered {status}",
            route.method, route.path
        );
        browser.get("/toi").await.is(200);
    }
}

#[tokio::test]
async fn every_route_lets_in_the_roles_it_names_and_hides_other_units() {
    on_both(|city| async move {
        let mut planned = planned(&city).await;
        let (ours, theirs) = (planned.ward.clone(), planned.other.clone());
        let kept = joined(&city, &theirs).await;
        let theirs = things(&city, &planned, &theirs, &kept).await;
        let kept = joined(&city, &ours).await;
        for (role, mut browser) in people(&city, &mut planned.admin, &ours).await {
            browser.get("/toi").await.is(200);
            for route in TABLE {
                if !matches!(route.who, Who::May(_)) {
                    continue;
                }
                let page = tried(&mut browser, route, &theirs).await;
                assert_eq!(
                    page.status, 404,
                    "{role:?} at another unit: {} {}",
                    route.method, route.path
                );
                browser.get("/toi").await.is(200);
            }
            let own = things(&city, &planned, &ours, &kept).await;
            walk(&mut browser, &own, (role, false), |reach| {
                matches!(reach, Reach::Own | Reach::Branch)
            })
            .await;
        }
    })
    .await;
}

#[tokio::test]
async fn the_office_above_receives_and_sees_and_writes_nothing_for_those_below() {
    on_both(|city| async move {
        let mut planned = planned(&city).await;
        let top = city.app.units().await.unwrap().top().unwrap().to_owned();
        let kept = joined(&city, &planned.ward).await;
        for (role, mut browser) in people(&city, &mut planned.admin, &top).await {
            browser.get("/toi").await.is(200);
            let below = things(&city, &planned, &planned.ward, &kept).await;
            walk(&mut browser, &below, (role, true), |reach| {
                matches!(reach, Reach::Received | Reach::Branch)
            })
            .await;
        }
    })
    .await;
}
