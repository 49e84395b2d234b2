//! Accounts and roles: who writes, sends, receives and reads at which unit; the people of one unit,
//! and one more: somebody new, or somebody who has an account already.

pub mod person;

use axum::extract::State;
use nhip_core::permission::people::Giving;
use nhip_core::permission::{Action, Role, right};
use nhip_office::Error;
use nhip_office::account::{self, Given, Hand, Login, NewPerson, offer};
use nhip_store::Time;
use nhip_store::account::Account;

use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::FormState;
use crate::form::Checked;
use crate::frame::Frame;
use crate::page::{Template, go, page};
use crate::who::{May, SignedIn, UnitId};

/// A role somebody holds, as listed.
struct Line {
    account: String,
    unit: String,
    unit_name: String,
    name: String,
    login: String,
    role: String,
    is_closed: bool,
}

/// A role that can be given.
struct Choice {
    code: &'static str,
    name: &'static str,
}

/// A role offered, as listed.
pub(super) struct Offered {
    pub id: String,
    pub login: String,
    pub role: String,
    pub unit: String,
    pub until: String,
}

#[derive(Template)]
#[template(path = "accounts.html")]
struct AccountsPage {
    frame: Frame,
    lines: Vec<Line>,
    /// People who hold no role any more.
    idle: Vec<Account>,
}

#[derive(Template)]
#[template(path = "account_add.html")]
struct AddPage {
    frame: Frame,
    unit: String,
    unit_name: String,
    lines: Vec<Line>,
    offers: Vec<Offered>,
    choices: Vec<Choice>,
    form: FormState,
    given: Option<Given>,
}

/// Everybody at the units this person manages.
pub async fn list(State(app): State<App>, me: SignedIn) -> Answer {
    if !me.may_somewhere(Action::ManageAccounts) {
        return Err(Fault::NotFound);
    }
    page(&AccountsPage {
        lines: lines(&app, &me).await?,
        idle: account::without_role(&app, &me).await?,
        frame: me.frame(),
    })
}

async fn lines(app: &App, me: &SignedIn) -> Result<Vec<Line>, Fault> {
    let people = account::at_units(app, me).await?.into_iter();
    let line = people.map(|(account, held)| Line {
        unit_name: me.units.called(&held.unit, me.lang()),
        role: role_name(me, &held.role),
        is_closed: account.disabled_at.is_some(),
        account: account.id.to_string(),
        name: account.name,
        login: account.login,
        unit: held.unit.to_string(),
    });
    Ok(line.collect())
}

/// What a role is called.
pub(super) fn role_name(me: &SignedIn, code: &str) -> String {
    let name = Role::parse(code).map(Role::name);
    name.map_or(code, |(vi, en)| me.lang().pick(vi, en))
        .to_owned()
}

/// An offer as listed.
pub(super) fn offered(me: &SignedIn, offer: nhip_store::offer::Offer) -> Offered {
    Offered {
        role: role_name(me, &offer.role),
        unit: me.units.name(&offer.unit).to_owned(),
        until: Time(offer.ends_at).local().format("%d/%m/%Y").to_string(),
        id: offer.id,
        login: offer.login,
    }
}

/// The people of one unit, and the forms for one more.
pub async fn add_form(State(app): State<App>, may: May<right::ManageAccounts, UnitId>) -> Answer {
    shown(&app, &may.me, &may.thing, FormState::default(), None, None).await
}

async fn shown(
    app: &App,
    me: &SignedIn,
    unit: &str,
    form: FormState,
    given: Option<Given>,
    notice: Option<String>,
) -> Answer {
    let mut lines = lines(app, me).await?;
    lines.retain(|line| line.unit == unit);
    let offers = offer::of_unit(app, &unit.into()).await?.into_iter();
    let choice = |role: Role| Choice {
        code: role.code(),
        name: me.lang().pick(role.name().0, role.name().1),
    };
    page(&AddPage {
        frame: Frame {
            refused: !form.is_right(),
            notice,
            ..me.frame()
        },
        unit: unit.to_owned(),
        unit_name: me.units.name(&unit.into()).to_owned(),
        lines,
        offers: offers.map(|one| offered(me, one)).collect(),
        choices: Role::ALL.map(choice).into(),
        form,
        given,
    })
}

/// The user name and the roles of a form.
fn wanted(form: &mut FormState, name: &str, roles: &str) -> Option<(Login, Vec<Role>)> {
    let typed = form.line(name, "tên đăng nhập", "the user name");
    let login = Login::parse(&typed);
    if login.is_none() && !typed.is_empty() {
        form.refuse(
            name,
            "Tên đăng nhập chỉ gồm chữ không dấu, số và các dấu . - _ @",
            "A user name has plain letters, digits and . - _ @ only.",
        );
    }
    let chosen = form.fields.all(roles).iter();
    let chosen: Vec<Role> = chosen.filter_map(|code| Role::parse(code)).collect();
    if chosen.is_empty() {
        form.refuse(
            roles,
            "Hãy chọn ít nhất một vai trò.",
            "Choose at least one role.",
        );
    }
    login
        .filter(|_| form.is_right())
        .map(|login| (login, chosen))
}

/// What was done; a refusal stands beside the field it is about.
pub(super) fn beside<T>(
    form: &mut FormState,
    field: &str,
    done: nhip_office::Result<T>,
) -> Result<Option<T>, Fault> {
    match done {
        Ok(done) => Ok(Some(done)),
        Err(Error::Refused(why)) => {
            form.problems.push((field.to_owned(), why));
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// Makes an account for somebody new, with a password to hand over.
pub async fn add(
    State(app): State<App>,
    may: May<right::ManageAccounts, UnitId>,
    Checked(fields): Checked,
) -> Answer {
    let (me, unit) = (may.me, may.thing);
    let mut form = FormState::of(fields);
    let name = form.line("ho-ten", "họ tên", "the name");
    let Some((login, roles)) = wanted(&mut form, "ten", "vai-tro") else {
        return shown(&app, &me, &unit, form, None, None).await;
    };
    let id = app.new_id();
    let new = NewPerson { id, login, name };
    let made = account::make(&app, Hand::Person(&me), &unit, new, &roles).await;
    let given = beside(&mut form, "ten", made)?;
    let form = if given.is_some() {
        FormState::default()
    } else {
        form
    };
    shown(&app, &me, &unit, form, given, None).await
}

/// Gives roles to somebody who has an account, or offers them.
pub async fn give(
    State(app): State<App>,
    may: May<right::ManageAccounts, UnitId>,
    Checked(fields): Checked,
) -> Answer {
    let (me, unit) = (may.me, may.thing);
    let mut form = FormState::of(fields);
    let Some((login, roles)) = wanted(&mut form, "ten-co", "vai-tro-co") else {
        return shown(&app, &me, &unit, form, None, None).await;
    };
    let giving = offer::give(&app, &me, &unit, &login, &roles).await;
    let giving = beside(&mut form, "ten-co", giving)?;
    let notice = giving.map(|giving| said(&me, giving));
    let form = if notice.is_some() {
        FormState::default()
    } else {
        form
    };
    shown(&app, &me, &unit, form, None, notice).await
}

/// The same whether somebody has the name or nobody.
fn said(me: &SignedIn, giving: Giving) -> String {
    let (vi, en) = match giving {
        Giving::AtOnce => ("Đã giao vai trò.", "The role is given."),
        Giving::Offer => (
            "Đã ghi lời mời. Nếu có người mang tên đăng nhập này, người ấy đọc được lời mời khi đăng nhập rồi tự nhận hay không; cấp trên của cả hai bên cũng nhận thay được. Lời mời có giá trị 30 ngày.",
            "The offer is noted. If anybody has this user name, she reads it when she signs in and accepts it or not; the office above both may accept it too. It stands for 30 days.",
        ),
    };
    me.lang().pick(vi, en).to_owned()
}

/// Takes back an offer.
pub async fn withdraw(
    State(app): State<App>,
    may: May<right::ManageAccounts, UnitId>,
    Checked(fields): Checked,
) -> Answer {
    let unit = &may.thing;
    offer::withdraw(&app, &may.me, unit, fields.get("loi-moi")).await?;
    go(&format!("/tai-khoan/don-vi/{unit}"))
}
