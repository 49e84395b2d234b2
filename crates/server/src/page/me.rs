//! One's own account: name, language, password, the sessions that are open.

use axum::extract::State;
use nhip_core::audit::{By, Kind};
use nhip_core::lang::{Bilingual, Lang};
use nhip_store::account;
use nhip_store::change::{Change, Told};
use nhip_store::{Time, reminder, session};

use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::{Fields, FormState};
use crate::form::Checked;
use crate::frame::Frame;
use crate::page::{Template, go, page};
use crate::who::SignedIn;
use nhip_office::password;

/// A session as listed.
struct OpenSession {
    id: String,
    browser: String,
    seen: String,
    this: bool,
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
    let form = FormState::of(
        Fields::default()
            .with("ho-ten", &me.account.name)
            .with("thu", &me.account.email)
            .with("dien-thoai", &me.account.telephone)
            .with("ngon-ngu", &me.account.lang)
            .with("nhac", if off { "" } else { "co" }),
    );
    shown(&app, &me, form).await
}

async fn shown(app: &App, me: &SignedIn, form: FormState) -> Answer {
    let sessions = session::of_account(app.db(), &me.account.id, app.now()).await?;
    let lang = me.lang();
    let roles = me.actor.posts_on(me.units.today).map(|post| {
        let (vi, en) = post.role.name();
        Held {
            role: lang.pick(vi, en).to_owned(),
            unit: me.units.name(&post.unit).to_owned(),
        }
    });
    page(&MePage {
        frame: Frame {
            refused: !form.is_right(),
            ..me.frame()
        },
        login: me.account.login.clone(),
        roles: roles.collect(),
        sessions: sessions
            .into_iter()
            .map(|one| OpenSession {
                this: one.id == me.session.id,
                seen: Time(one.seen_at)
                    .local()
                    .format("%H:%M %d/%m/%Y")
                    .to_string(),
                id: one.id,
                browser: one.browser,
            })
            .collect(),
        form,
    })
}

/// Changes name, contact, language, and whether reminders are wanted.
pub async fn change(State(app): State<App>, me: SignedIn, Checked(fields): Checked) -> Answer {
    let mut form = FormState::of(fields);
    let name = form.line("ho-ten", "họ tên", "your name");
    let (email, telephone) = (
        form.value("thu").to_owned(),
        form.value("dien-thoai").to_owned(),
    );
    if !email.is_empty() && (!email.contains('@') || email.contains(char::is_whitespace)) {
        form.refuse(
            "thu",
            "Hãy viết địa chỉ thư như ten@coquan.vn, hoặc để trống.",
            "Write the address like name@office.vn, or leave it empty.",
        );
    }
    let lang = Lang::parse(form.value("ngon-ngu")).unwrap_or_default();
    if !form.is_right() {
        return shown(&app, &me, form).await;
    }
    let code = lang.pick("vi", "en");
    let mut change = Change::begin(app.db(), app.now(), By::Account(me.account.id.clone())).await?;
    account::change(change.tx(), &me.account.id, &name, &email, &telephone, code).await?;
    reminder::set_off(change.tx(), &me.account.id, !form.chosen("nhac", "co")).await?;
    let told = Told::of(Kind::AccountChanged, &me.account.id)
        .before(serde_json::json!({ "name": me.account.name, "lang": me.account.lang }))
        .after(serde_json::json!({ "name": name, "lang": code }));
    change.commit(told).await?;
    go("/toi")
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
    let (old, new) = (fields.get("cu").to_owned(), fields.get("moi").to_owned());
    let mut form = FormState::default();
    if !password::is_right(old, me.account.password.clone()).await {
        form.refuse(
            "cu",
            "Mật khẩu hiện tại không đúng.",
            "The present password is not right.",
        );
    }
    if let Some(weak) = password::weakness(&new, &me.account.login) {
        form.problems.push(("moi".to_owned(), weak));
    } else if new != fields.get("lai") {
        form.problems.push((
            "lai".to_owned(),
            Bilingual::new(
                "Hai lần nhập mật khẩu mới không giống nhau.",
                "The two new passwords differ.",
            ),
        ));
    }
    if !form.is_right() {
        let frame = Frame {
            refused: true,
            ..me.frame()
        };
        let must = me.account.must_change;
        return page(&PasswordPage { frame, form, must });
    }
    let hash = password::hash(new, app.world().as_ref()).await;
    let hash = hash.ok_or_else(|| Fault::Broken("the password cannot be hashed".to_owned()))?;
    let mut change = Change::begin(app.db(), app.now(), By::Account(me.account.id.clone())).await?;
    account::set_password(change.tx(), &me.account.id, &hash, None).await?;
    session::end_others(change.tx(), &me.account.id, &me.session.id).await?;
    change
        .commit(Told::of(Kind::PasswordChanged, &me.account.id))
        .await?;
    go("/")
}

/// Ends one of one's own sessions.
pub async fn end_session(State(app): State<App>, me: SignedIn, Checked(fields): Checked) -> Answer {
    let id = fields.get("phien");
    let mut change = Change::begin(app.db(), app.now(), By::Account(me.account.id.clone())).await?;
    if !session::end(change.tx(), &me.account.id, id).await? {
        return Err(Fault::NotFound);
    }
    change.commit(Told::of(Kind::SessionRevoked, id)).await?;
    go("/toi")
}
