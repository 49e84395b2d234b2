//! Accounts and roles: who writes, sends, receives and reads at which unit.

mod give;

use axum::extract::State;
use nhip_core::audit::{By, Kind};
use nhip_core::lang::Lang;
use nhip_core::permission::{Action, Role, right};
use nhip_store::account::{self, HeldRole};
use nhip_store::change::{Change, Told};
use nhip_store::session;

use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::{Fields, FormState};
use crate::form::Checked;
use crate::frame::Frame;
use crate::page::sign_in::login_name;
use crate::page::{Template, go, page};
use crate::who::{May, SignedIn, UnitId};
use nhip_office::password;

/// A role somebody holds, as listed.
struct Line {
    unit: String,
    unit_name: String,
    name: String,
    login: String,
    role: String,
    role_id: String,
    ended: bool,
}

/// A role that can be given.
struct Choice {
    code: &'static str,
    name: &'static str,
}

/// A password just made, shown once.
struct Given {
    login: String,
    password: String,
}

#[derive(Template)]
#[template(path = "accounts.html")]
struct AccountsPage {
    frame: Frame,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "account_add.html")]
struct AddPage {
    frame: Frame,
    unit: String,
    unit_name: String,
    lines: Vec<Line>,
    choices: Vec<Choice>,
    form: FormState,
    given: Option<Given>,
}

/// Everybody at the units this person manages.
pub async fn list(State(app): State<App>, me: SignedIn) -> Answer {
    if !me.may_somewhere(Action::ManageAccounts) {
        return Err(Fault::NotFound);
    }
    let units = me.units_where(Action::ManageAccounts);
    let mut lines = lines(&app, &me).await?;
    lines.retain(|line| units.contains(&line.unit.as_str()) && !line.ended);
    page(&AccountsPage {
        frame: me.frame(),
        lines,
    })
}

async fn lines(app: &App, me: &SignedIn) -> Result<Vec<Line>, Fault> {
    let accounts = account::all(app.db()).await?;
    let today = me.units.today.to_string();
    let line = |held: HeldRole| {
        let account = accounts.iter().find(|account| account.id == held.account)?;
        let role = Role::parse(&held.role)?;
        let (vi, en) = role.name();
        Some(Line {
            unit_name: me.units.name(&held.unit).to_owned(),
            name: account.name.clone(),
            login: account.login.clone(),
            role: me.lang().pick(vi, en).to_owned(),
            ended: held.valid_to.is_some_and(|day| day < today) || account.disabled_at.is_some(),
            role_id: held.id,
            unit: held.unit,
        })
    };
    Ok(account::all_roles(app.db())
        .await?
        .into_iter()
        .filter_map(line)
        .collect())
}

/// The people of one unit, and the form for one more.
pub async fn add_form(State(app): State<App>, may: May<right::ManageAccounts, UnitId>) -> Answer {
    let form = FormState::of(Fields::default().with("vai-tro", Role::Reporter.code()));
    shown(&app, &may.me, &may.thing.0, form, None).await
}

async fn shown(
    app: &App,
    me: &SignedIn,
    unit: &str,
    form: FormState,
    given: Option<Given>,
) -> Answer {
    let mut lines = lines(app, me).await?;
    lines.retain(|line| line.unit == unit && !line.ended);
    page(&AddPage {
        frame: Frame {
            refused: !form.is_right(),
            ..me.frame()
        },
        unit: unit.to_owned(),
        unit_name: me.units.name(unit).to_owned(),
        lines,
        choices: choices(me.lang()),
        form,
        given,
    })
}

fn choices(lang: Lang) -> Vec<Choice> {
    let choice = |role: Role| {
        let (vi, en) = role.name();
        Choice {
            code: role.code(),
            name: match lang {
                Lang::Vi => vi,
                Lang::En => en,
            },
        }
    };
    Role::ALL.into_iter().map(choice).collect()
}

/// Gives a role to somebody known by her user name, or to a new account with a password to hand on.
pub async fn add(
    State(app): State<App>,
    may: May<right::ManageAccounts, UnitId>,
    Checked(fields): Checked,
) -> Answer {
    let May {
        me,
        thing: UnitId(unit),
        ..
    } = may;
    let mut form = FormState::of(fields);
    let login = login_name(&form.line("ten", "tên đăng nhập", "the user name"));
    if !login.is_empty()
        && !login
            .chars()
            .all(|sign| sign.is_ascii_alphanumeric() || ".-_@".contains(sign))
    {
        form.refuse(
            "ten",
            "Tên đăng nhập chỉ gồm chữ không dấu, số và các dấu . - _ @",
            "A user name has plain letters, digits and . - _ @ only.",
        );
    }
    let roles: Vec<Role> = form
        .fields
        .all("vai-tro")
        .iter()
        .filter_map(|code| Role::parse(code))
        .collect();
    if roles.is_empty() {
        form.refuse(
            "vai-tro",
            "Hãy chọn ít nhất một vai trò.",
            "Choose at least one role.",
        );
    }
    let known = account::by_login(app.db(), &login).await?;
    if known.is_none() {
        form.line("ho-ten", "họ tên", "the name");
    }
    if !form.is_right() {
        return shown(&app, &me, &unit, form, None).await;
    }
    let given = give::give(
        &app,
        &me,
        &unit,
        known,
        &login,
        form.value("ho-ten"),
        &roles,
    )
    .await?;
    shown(&app, &me, &unit, FormState::default(), given).await
}

/// A role of somebody at the unit of the address, chosen by its id.
async fn role_at(app: &App, unit: &str, fields: &Fields) -> Result<HeldRole, Fault> {
    let id = fields.get("vai-tro");
    let roles = account::all_roles(app.db()).await?;
    let held = roles
        .into_iter()
        .find(|held| held.id == id && held.unit == unit);
    held.ok_or(Fault::NotFound)
}

/// Ends a role today.
pub async fn end_role(
    State(app): State<App>,
    may: May<right::ManageAccounts, UnitId>,
    Checked(fields): Checked,
) -> Answer {
    let May {
        me,
        thing: UnitId(unit),
        ..
    } = may;
    let held = role_at(&app, &unit, &fields).await?;
    let mut change = Change::begin(app.db(), app.now(), By::Account(me.account.id.clone())).await?;
    let yesterday = me.units.today.pred_opt().unwrap_or(me.units.today);
    account::take(change.tx(), &held.id, yesterday).await?;
    change
        .commit(
            Told::of(Kind::RoleEnded, &held.account)
                .unit(&unit)
                .before(&held.role),
        )
        .await?;
    go(&format!("/tai-khoan/don-vi/{unit}"))
}

/// Gives somebody who forgot hers a new password, and ends her sessions.
pub async fn reset_password(
    State(app): State<App>,
    may: May<right::ManageAccounts, UnitId>,
    Checked(fields): Checked,
) -> Answer {
    let May {
        me,
        thing: UnitId(unit),
        ..
    } = may;
    let held = role_at(&app, &unit, &fields).await?;
    let account = account::by_id(app.db(), &held.account)
        .await?
        .ok_or(Fault::NotFound)?;
    let password = give::readable_password(app.world().as_ref());
    let hash = password::hash(password.clone(), app.world().as_ref()).await;
    let hash = hash.ok_or_else(|| Fault::Broken("the password cannot be hashed".to_owned()))?;
    let mut change = Change::begin(app.db(), app.now(), By::Account(me.account.id.clone())).await?;
    account::set_password(change.tx(), &account.id, &hash, Some(app.now())).await?;
    session::end_others(change.tx(), &account.id, "").await?;
    session::forget_refusals(change.tx(), &account.login).await?;
    change
        .commit(Told::of(Kind::PasswordChanged, &account.id).unit(&unit))
        .await?;
    let given = Given {
        login: account.login,
        password,
    };
    shown(&app, &me, &unit, FormState::default(), Some(given)).await
}
