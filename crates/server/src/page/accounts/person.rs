//! One person's account, as an administrator meets it: her roles, a new password, her sessions, its
//! end.

use axum::extract::State;
use nhip_core::permission::right;
use nhip_office::account::{self, Contact, Given, Hand, Whom};
use nhip_office::second_factor;
use nhip_store::account::Account;

use super::role_name;
use crate::app::App;
use crate::fault::Answer;
use crate::fields::{Fields, FormState};
use crate::form::Checked;
use crate::frame::Frame;
use crate::page::me::{OpenSession, sessions};
use crate::page::{Template, go, page};
use crate::who::{May, SignedIn};

/// A role she holds at a unit this administrator manages.
struct Held {
    id: String,
    role: String,
    unit: String,
    unit_name: String,
}

#[derive(Template)]
#[template(path = "account.html")]
struct PersonPage {
    frame: Frame,
    id: String,
    name: String,
    login: String,
    held: Vec<Held>,
    sessions: Vec<OpenSession>,
    /// She holds roles at units this administrator does not manage.
    elsewhere: bool,
    is_me: bool,
    is_closed: bool,
    has_second_step: bool,
    form: FormState,
    given: Option<Given>,
}

#[derive(Template)]
#[template(path = "account_close.html")]
struct ClosePage {
    frame: Frame,
    account: Account,
    held: Vec<Held>,
}

fn held(me: &SignedIn, whom: &Whom) -> Vec<Held> {
    let (roles, _) = whom.seen_by(me);
    let held = roles.into_iter().map(|held| Held {
        id: held.id.clone(),
        role: role_name(me, &held.role),
        unit_name: me.units.called(&held.unit, me.lang()),
        unit: held.unit.to_string(),
    });
    held.collect()
}

/// The page.
pub async fn show(State(app): State<App>, may: May<right::ManageAccounts, Whom>) -> Answer {
    shown(&app, &may, FormState::of(kept(&may)), None).await
}

fn kept(may: &May<right::ManageAccounts, Whom>) -> Fields {
    let account = &may.thing.account;
    Fields::default()
        .with("ho-ten", &account.name)
        .with("thu", &account.email)
        .with("dien-thoai", &account.telephone)
}

async fn shown(
    app: &App,
    may: &May<right::ManageAccounts, Whom>,
    form: FormState,
    given: Option<Given>,
) -> Answer {
    let (me, whom) = (&may.me, &may.thing);
    page(&PersonPage {
        frame: me.frame_of(&form),
        sessions: sessions(app, &whom.account.id, "").await?,
        id: whom.account.id.to_string(),
        name: whom.account.name.clone(),
        login: whom.account.login.clone(),
        held: held(me, whom),
        elsewhere: whom.seen_by(me).1,
        is_me: me.account.id == whom.account.id,
        is_closed: whom.account.disabled_at.is_some(),
        has_second_step: second_factor::standing(app, &whom.account.id).await?.on,
        form,
        given,
    })
}

fn back(id: &str) -> Answer {
    go(&format!("/tai-khoan/nguoi/{id}"))
}

/// Changes her name or how she is reached.
pub async fn change(
    State(app): State<App>,
    may: May<right::ManageAccounts, Whom>,
    Checked(fields): Checked,
) -> Answer {
    let mut form = FormState::of(fields);
    let to = Contact {
        name: form.line("ho-ten", "họ tên", "the name"),
        email: form.value("thu").to_owned(),
        telephone: form.value("dien-thoai").to_owned(),
    };
    if !form.is_right() {
        return shown(&app, &may, form, None).await;
    }
    account::change(&app, Hand::Person(&may.me), &may.thing.account.id, &to).await?;
    back(&may.thing.account.id)
}

/// Ends a role of hers there and then.
pub async fn end_role(
    State(app): State<App>,
    may: May<right::ManageAccounts, Whom>,
    Checked(fields): Checked,
) -> Answer {
    let id = &may.thing.account.id;
    account::end_role(&app, Hand::Person(&may.me), id, fields.get("vai-tro")).await?;
    match *id == may.me.account.id {
        true => go("/toi"),
        false => back(id),
    }
}

/// Gives her a new password, shown once, and ends her sessions.
pub async fn reset_password(
    State(app): State<App>,
    may: May<right::ManageAccounts, Whom>,
    _: Checked,
) -> Answer {
    let id = &may.thing.account.id;
    let given = account::reset_password(&app, Hand::Person(&may.me), id).await?;
    shown(&app, &may, FormState::of(kept(&may)), Some(given)).await
}

/// Takes away the second step of her sign-in.
pub async fn reset_second_factor(
    State(app): State<App>,
    may: May<right::ManageAccounts, Whom>,
    Checked(fields): Checked,
) -> Answer {
    let (by, id) = (Hand::Person(&may.me), &may.thing.account.id);
    if account::reset_second_factor(&app, by, id, fields.get("ly-do")).await? {
        return back(id);
    }
    let mut form = FormState::of(kept(&may));
    form.refuse(
        "ly-do",
        "Hãy ghi lý do gỡ mã bước hai; lý do nằm trong nhật ký.",
        "Say why the second step is taken away; the audit keeps it.",
    );
    shown(&app, &may, form, None).await
}

/// Ends all her sessions.
pub async fn end_sessions(
    State(app): State<App>,
    may: May<right::ManageAccounts, Whom>,
    _: Checked,
) -> Answer {
    let id = &may.thing.account.id;
    account::end_sessions(&app, Hand::Person(&may.me), id).await?;
    back(id)
}

/// What closing the account, or opening it again, will do; for those who may.
pub async fn close_form(State(app): State<App>, may: May<right::ManageAccounts, Whom>) -> Answer {
    let (me, whom) = (&may.me, &may.thing);
    account::may_close(&app, Hand::Person(me), &whom.account).await?;
    page(&ClosePage {
        frame: me.frame(),
        account: whom.account.clone(),
        held: held(me, whom),
    })
}

/// Closes the account, or opens it again, once that was confirmed.
pub async fn close(
    State(app): State<App>,
    may: May<right::ManageAccounts, Whom>,
    Checked(fields): Checked,
) -> Answer {
    let (by, id) = (Hand::Person(&may.me), may.thing.account.id.clone());
    match fields.get("viec") {
        "dong" => account::close(&app, by, &id).await?,
        "mo" => account::reopen(&app, by, &id).await?,
        _ => return close_form(State(app), may).await,
    }
    back(&id)
}
