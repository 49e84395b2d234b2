//! Every route, tried by everybody: nothing is open that the table does not say is open.

use nhip_core::permission::{Action, Role};
use nhip_server::routes::{Route, TABLE, Who};

use crate::browser::{Browser, Page};
use crate::city::{City, on_both};
use crate::month::MonthOf;
use crate::thing::planned;

/// What an address may name by `{id}`: beginnings of addresses, each with an id of its kind that
/// belongs to one unit. The last line is the unit itself.
struct Ids(Vec<(&'static str, String)>);

impl Ids {
    async fn of(city: &City, unit: &str) -> Ids {
        let joined = MonthOf::of_unit(city, unit, &[unit]).await.kept(unit).await;
        let (plan, task) = planned(city, unit).await;
        Ids(vec![
            ("/tong-hop/{id}", joined),
            ("/ke-hoach/{id}", plan),
            ("/nhiem-vu/{id}", task),
            ("", unit.to_owned()),
        ])
    }

    fn of_route(&self, route: &Route) -> &str {
        let found = self.0.iter().find(|(path, _)| route.path.starts_with(path));
        found.map_or("", |(_, id)| id)
    }
}

async fn tried(browser: &mut Browser, route: &Route, ids: &Ids) -> Page {
    let path = route
        .path
        .replace("{id}", ids.of_route(route))
        .replace("{lang}", "vi")
        .replace("{so}", "10-CT")
        .replace("{n}", "0")
        .replace("{file}", "bao-cao-tong-hop.json");
    match route.method {
        "GET" => browser.get(&path).await,
        // An empty form changes nothing: what matters is whether it comes as far as being read.
        _ => browser.send(&path, &[]).await,
    }
}

#[tokio::test]
async fn nobody_comes_anywhere_without_signing_in_but_where_anyone_may() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let unit = city.unit(&mut admin, "001", "UBND phường Bến Ngự").await;
        let unit = Ids::of(&city, &unit).await;
        for route in TABLE.iter().filter(|route| route.who != Who::Anyone) {
            let mut stranger = city.browser();
            stranger.get("/dang-nhap").await;
            let page = tried(&mut stranger, route, &unit).await;
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

/// What a role at a unit must meet when it tries an action there.
fn allowed(role: Role, action: Action) -> bool {
    action.roles().contains(&role)
}

async fn people(city: &City, admin: &mut Browser, unit: &str) -> Vec<(Role, Browser)> {
    let mut people = Vec::new();
    for role in Role::ALL {
        let browser = city.person(admin, unit, role.code(), &[role.code()]).await;
        people.push((role, browser));
    }
    people
}

#[tokio::test]
async fn every_route_lets_in_the_roles_it_names_and_hides_other_units() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let ours = city.unit(&mut admin, "001", "UBND phường Bến Ngự").await;
        let theirs = city.unit(&mut admin, "002", "UBND xã Thạnh An").await;
        let people = people(&city, &mut admin, &ours).await;
        let (ours, theirs) = (Ids::of(&city, &ours).await, Ids::of(&city, &theirs).await);
        for (role, mut browser) in people {
            browser.get("/toi").await.is(200);
            for route in TABLE {
                let Who::May(action) = route.who else {
                    continue;
                };
                let page = tried(&mut browser, route, &theirs).await;
                assert_eq!(
                    page.status, 404,
                    "{role:?} at another unit: {} {}",
                    route.method, route.path
                );
                let status = tried(&mut browser, route, &ours).await.status;
                let right = if allowed(role, action) {
                    status != 403 && status != 409
                } else {
                    status == 403
                };
                assert!(
                    right,
                    "{role:?}: {} {} answered {status}",
                    route.method, route.path
                );
                browser.get("/toi").await.is(200);
            }
        }
    })
    .await;
}
