//! The first visit: the city's name and the first administrator.

use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::IntoResponse;
use nhip_core::audit::{By, Kind};
use nhip_core::permission::Role;
use nhip_core::unit::history::{FirstUnit, NewUnit};
use nhip_store::account::{self, Account, HeldRole};
use nhip_store::change::{Change, Told};
use nhip_store::{setting, unit};

use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::FormState;
use crate::form::Checked;
use crate::frame::Frame;
use crate::onward;
use crate::page::sign_in::{begin, login_name};
use crate::page::{Template, page};
use crate::who::Anyone;
use nhip_office::desk::{CITY, City};
use nhip_office::password;

#[derive(Template)]
#[template(path = "set_up.html")]
struct SetUpPage {
    frame: Frame,
    form: FormState,
}

/// Everything the first form asks.
struct Wanted {
    city: String,
    unit: String,
    name: String,
    login: String,
    password: String,
}

/// The form; gone once somebody has filled it in.
pub async fn show(State(app): State<App>, anyone: Anyone) -> Answer {
    only_once(&app).await?;
    page(&SetUpPage {
        frame: anyone.frame(),
        form: FormState::default(),
    })
}

/// Founds the city, its topmost unit and its first administrator, who is signed in at once.
pub async fn send(
    State(app): State<App>,
    headers: HeaderMap,
    anyone: Anyone,
    Checked(fields): Checked,
) -> Answer {
    only_once(&app).await?;
    let mut form = FormState::of(fields);
    let wanted = wanted(&mut form);
    if !form.is_right() {
        let frame = Frame {
            refused: true,
            ..anyone.frame()
        };
        return page(&SetUpPage { frame, form });
    }
    let account = found(&app, wanted).await?;
    let session = begin(&app, &headers, &account).await?;
    Ok(([(header::SET_COOKIE, session)], onward::to("/")).into_response())
}

async fn only_once(app: &App) -> Result<(), Fault> {
    match account::any(app.db()).await? {
        true => Err(Fault::NotFound),
        false => Ok(()),
    }
}

fn wanted(form: &mut FormState) -> Wanted {
    let city = form.line(
        "thanh-pho",
        "tên thành phố, xã hoặc phường",
        "the name of the city or ward",
    );
    let unit = form.line(
        "co-quan",
        "tên cơ quan tổng hợp",
        "the body that consolidates",
    );
    let name = form.line("ho-ten", "họ tên", "the name");
    let login = login_name(&form.line("ten", "tên đăng nhập", "the user name"));
    let password = form.fields.get("mat-khau").to_owned();
    if let Some(weak) = password::weakness(&password, &login) {
        form.problems.push(("mat-khau".to_owned(), weak));
    }
    Wanted {
        city,
        unit,
        name,
        login,
        password,
    }
}

async fn found(app: &App, wanted: Wanted) -> Result<Account, Fault> {
    let hash = password::hash(wanted.password, app.world().as_ref()).await;
    let hash = hash.ok_or_else(|| Fault::Broken("the password cannot be hashed".to_owned()))?;
    let account = Account {
        id: app.new_id(),
        login: wanted.login,
        name: wanted.name,
        email: String::new(),
        telephone: String::new(),
        password: Some(hash),
        lang: "vi".to_owned(),
        must_change: false,
        password_handed_out_at: None,
        created_at: app.now().0,
        disabled_at: None,
    };
    let top = NewUnit {
        id: app.new_id(),
        code: "0".to_owned(),
        name: wanted.unit,
        aliases: Vec::new(),
        kind: String::new(),
        parent: None,
    };
    let city = City { name: wanted.city };
    let mut change = Change::begin(app.db(), app.now(), By::Account(account.id.clone())).await?;
    setting::set(change.tx(), CITY, &city).await?;
    account::add(change.tx(), &account).await?;
    for role in [Role::Administrator, Role::Coordinator] {
        let held = HeldRole {
            id: app.new_id(),
            account: account.id.clone(),
            unit: top.id.clone(),
            role: role.code().to_owned(),
            valid_from: app.today().to_string(),
            valid_to: None,
            given_at: Some(app.now().0),
            ended_at: None,
        };
        account::give(change.tx(), &held).await?;
    }
    let told = Told::of(Kind::Founded, &top.id)
        .unit(&top.id)
        .after(&city.name);
    let first = FirstUnit {
        unit: top,
        valid_from: None,
        valid_to: None,
    };
    unit::add_first(change.tx(), &[first]).await?;
    change.commit(told).await?;
    Ok(account)
}
