//! One's own account: name, language, password, the sessions that are open.

use axum::extract::State;
use nhip_core::lang::Lang;
use nhip_office::me::{self as own, Said};
use nhip_office::second_factor::{self, Standing};
use nhip_office::{session, sign_in};
use nhip_store::account::Account;
use nhip_store::reminder;

use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::{Fields, FormState};
use crate::form::Checked;
use crate::frame::Frame;
use crate::page::{Template, go, page};
use crate::who::SignedIn;

/// A session as listed.
pub struct OpenSession {
    /// Id.
    pub id: String,
    /// What the browser calls itself.
    pub browser: String,
    /// Last used.
    pub seen: String,
    /// The one that asks.
    pub this: bool,
}

/// A role as listed.
struct Held {
    role: String,
    unit: String,
}

#[derive(Template)]
#[template(path = "me.html")]
struct MePage {
    frame: Frame,
    form: FormState,
    login: String,
    roles: Vec<Held>,
    sessions: Vec<OpenSession>,
    second: Standing,
}

#[derive(Template)]
#[template(path = "password.html")]
struct PasswordPage {
    frame: Frame,
    form: FormState,
    must: bool,
}

/// The page.
pub async fn show(State(app): State<App>, me: SignedIn) -> Answer {
    let off = reminder::is_off(app.db(), &me.account.id).await?;
    let fields = kept(&me.account).with("nhac", if off { "" } else { "co" });
    shown(&app, &me, FormState::of(fields)).await
}

fn kept(account: &Account) -> Fields {
    Fields::default()
        .with("ho-ten", &account.name)
        .with("thu", &account.email)
        .with("dien-thoai", &account.telephone)
        .with("ngon-ngu", &account.lang)
}

async fn shown(app: &App, me: &SignedIn, form: FormState) -> Answer {
    let lang = me.lang();
    let roles = me.actor.posts_on(me.units.today).map(|post| {
        let (vi, en) = post.role.name();
        Held {
            role: lang.pick(vi, en).to_owned(),
            unit: me.units.name(&post.unit).to_owned(),
        }
    });
    page(&MePage {
        frame: me.frame_of(&form),
        login: me.account.login.clone(),
        roles: roles.collect(),
        sessions: sessions(app, &me.account.id, &me.session.id).await?,
        second: second_factor::standing(app, &me.account.id).await?,
        form,
    })
}

/// The open sessions of an account, as listed.
pub(super) async fn sessions(
    app: &App,
    account: &str,
    this: &str,
) -> Result<Vec<OpenSession>, Fault> {
    let sessions = session::of(app, &account.into()).await?;
    let listed = sessions.into_iter().map(|one| OpenSession {
        this: one.id == this,
        seen: nhip_store::Time(one.seen_at)
            .local()
            .format("%H:%M %d/%m/%Y")
            .to_string(),
        id: one.id.to_string(),
        browser: one.browser,
    });
    Ok(listed.collect())
}

/// Changes name, contact, language, and whether reminders are wanted.
pub async fn change(State(app): State<App>, me: SignedIn, Checked(fields): Checked) -> Answer {
    let mut form = FormState::of(fields);
    let said = said(&mut form);
    if said.moves(&me) && form.is_right() {
        proved(&app, &me, &mut form).await?;
    }
    if !form.is_right() {
        return shown(&app, &me, form).await;
    }
    own::change(&app, &me, &said).await?;
    go("/toi")
}

fn said(form: &mut FormState) -> Said {
    let name = form.line("ho-ten", "họ tên", "your name");
    let lang = Lang::parse(form.value("ngon-ngu")).unwrap_or_default();
    Said {
        name,
        email: form.value("thu").to_owned(),
        telephone: form.value("dien-thoai").to_owned(),
        lang: lang.pick("vi", "en"),
        reminded: form.chosen("nhac", "co"),
    }
}

/// Notes a problem where the password in the form is not hers.
pub(super) async fn proved(app: &App, me: &SignedIn, form: &mut FormState) -> Result<(), Fault> {
    if !sign_in::is_herself(app, me, form.value("cu")).await? {
        form.problems
            .push(("cu".to_owned(), sign_in::wrong_password()));
    }
    Ok(())
}

/// The form for a new password.
pub async fn password(me: SignedIn) -> Answer {
    page(&PasswordPage {
        must: me.account.must_change,
        frame: me.frame(),
        form: FormState::default(),
    })
}

/// Sets a new password and ends every other session.
pub async fn set_password(
    State(app): State<App>,
    me: SignedIn,
    Checked(fields): Checked,
) -> Answer {
    let mut form = FormState::of(fields);
    proved(&app, &me, &mut form).await?;
    let (new, again) = (
        form.value("moi").to_owned(),
        form.value("lai") == form.value("moi"),
    );
    let weak = own::weakness_for(&app, &me.account.login, &me.account.name, &new).await?;
    if let Some(weak) = weak {
        form.problems.push(("moi".to_owned(), weak));
    } else if !again {
        form.refuse(
            "lai",
            "Hai lần nhập mật khẩu mới không giống nhau.",
            "The two new passwords differ.",
        );
    } else if new == form.value("cu") && me.account.must_change {
        form.refuse(
            "moi",
            "Hãy chọn mật khẩu khác với mật khẩu được cấp.",
            "Choose another than the one handed out.",
        );
    }
    if !form.is_right() {
        let must = me.account.must_change;
        return page(&PasswordPage {
            frame: me.frame_of(&form),
            form,
            must,
        });
    }
    own::set_password(&app, &me, &me.session.id, &new).await?;
    go("/")
}

/// Ends one of one's own sessions, or all others; at once, for she may have seen a stranger's.
pub async fn end_session(State(app): State<App>, me: SignedIn, Checked(fields): Checked) -> Answer {
    match fields.get("phien") {
        "" => session::end_others(&app, &me, &me.session.id).await?,
        id => session::end(&app, &me, id).await?,
    }
    go("/toi")
}
