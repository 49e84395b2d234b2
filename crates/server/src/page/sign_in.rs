//! Signing in and out.

use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::IntoResponse;
use nhip_core::audit::{By, Kind};
use nhip_core::lang::Bilingual;
use nhip_store::Time;
use nhip_store::account::{self, Account};
use nhip_store::change::{Change, Told};
use nhip_store::session::{self, NewSession};
use serde::Deserialize;

use crate::app::App;
use crate::cookie;
use crate::fault::{Answer, Fault};
use crate::fields::{Fields, FormState};
use crate::form::Checked;
use crate::frame::Frame;
use crate::onward;
use crate::page::{Template, page};
use crate::who::{Anyone, SESSION_SECONDS, SignedIn, session_digest};
use nhip_office::clock::new_secret;
use nhip_office::password;

/// Refused sign-ins under one name before the name has to wait.
const MOST_REFUSALS: i64 = 8;
/// Seconds it waits.
const WAIT_SECONDS: i64 = 15 * 60;
/// Refused sign-ins in a minute, whatever the names, before everybody has to wait a minute. No
/// address is kept to tell one stranger from another; people mistype less than this in a city.
const MOST_IN_A_MINUTE: i64 = 100;

/// Where to go on after signing in.
#[derive(Deserialize)]
pub struct Next {
    #[serde(default)]
    den: String,
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    frame: Frame,
    form: FormState,
}

/// The form.
pub async fn show(State(app): State<App>, anyone: Anyone, Query(next): Query<Next>) -> Answer {
    if !account::any(app.db()).await? {
        return Err(Fault::GoTo("/bat-dau"));
    }
    let form = FormState::of(Fields::default().with("den", next.den));
    page(&SignInPage {
        frame: anyone.frame(),
        form,
    })
}

/// Signs in, or says no without saying why: which names exist is nobody's business.
pub async fn send(
    State(app): State<App>,
    headers: HeaderMap,
    anyone: Anyone,
    Checked(fields): Checked,
) -> Answer {
    let login = login_name(fields.get("ten"));
    let since = app.now().plus_seconds(-WAIT_SECONDS);
    let _place = app
        .sign_ins()
        .try_acquire()
        .map_err(|_| Fault::Slow(too_many()))?;
    not_too_often(&app, &login, since).await?;
    let known = account::by_login(app.db(), &login).await?;
    let known = known.filter(|account| account.disabled_at.is_none());
    let hash = known.as_ref().and_then(|account| account.password.clone());
    let right = password::is_right(fields.get("mat-khau").to_owned(), hash).await;
    let Some(account) = known.filter(|_| right) else {
        session::refused(app.db(), &app.new_id(), &login, app.now(), since).await?;
        // Many guesses may have waited side by side: those beyond the limit learn nothing.
        return match session::refusals(app.db(), &login, since).await? > MOST_REFUSALS {
            true => Err(Fault::Slow(too_often())),
            false => refused(&anyone, fields),
        };
    };
    not_too_often(&app, &login, since).await?;
    let session = begin(&app, &headers, &account).await?;
    let to = onward::to(fields.get("den"));
    Ok(([(header::SET_COOKIE, session)], to).into_response())
}

fn refused(anyone: &Anyone, fields: Fields) -> Answer {
    let mut form = FormState::of(fields.with("mat-khau", ""));
    form.refuse(
        "ten",
        "Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra lại; nếu quên mật khẩu, hãy nhờ người quản trị.",
        "The user name or the password is not right. Check both; if you forgot the password, ask the administrator.",
    );
    let frame = Frame {
        refused: true,
        ..anyone.frame()
    };
    page(&SignInPage { frame, form })
}

async fn not_too_often(app: &App, login: &str, since: Time) -> Result<(), Fault> {
    if session::refusals(app.db(), login, since).await? >= MOST_REFUSALS {
        return Err(Fault::Slow(too_often()));
    }
    let minute = app.now().plus_seconds(-60);
    if session::refusals_of_all(app.db(), minute).await? >= MOST_IN_A_MINUTE {
        return Err(Fault::Slow(too_many()));
    }
    Ok(())
}

fn too_many() -> Bilingual {
    Bilingual::new(
        "Đang có quá nhiều lượt đăng nhập. Hãy đợi một phút rồi thử lại; ai đang làm việc vẫn làm tiếp.",
        "Too many people are signing in. Wait a minute and try again; who has signed in goes on working.",
    )
}

fn too_often() -> Bilingual {
    let minutes = WAIT_SECONDS / 60;
    Bilingual::new(
        format!("Tên này đã đăng nhập sai nhiều lần. Hãy đợi {minutes} phút rồi thử lại."),
        format!("Too many wrong sign-ins under this name. Wait {minutes} minutes and try again."),
    )
}

/// Begins a session: the cookie that carries it. The audit tells of it.
pub async fn begin(
    app: &App,
    headers: &HeaderMap,
    account: &Account,
) -> Result<HeaderValue, Fault> {
    let secret = new_secret(app.world().as_ref());
    let now = app.now();
    let id = app.new_id();
    let mut change = Change::begin(app.db(), now, By::Account(account.id.clone())).await?;
    session::forget_refusals(change.tx(), &account.login).await?;
    let new = NewSession {
        digest: &session_digest(&secret),
        id: &id,
        account: &account.id,
        browser: &browser(headers),
        at: now,
        ends_at: now.plus_seconds(SESSION_SECONDS),
    };
    session::begin(change.tx(), &new).await?;
    change.commit(Told::of(Kind::SignedIn, &account.id)).await?;
    cookie::set(cookie::SESSION, &secret, None, app.secure())
        .ok_or_else(|| Fault::Broken("a cookie cannot be written".to_owned()))
}

/// What the browser calls itself, in two words a person knows.
fn browser(headers: &HeaderMap) -> String {
    let agent = headers
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let first = |names: &[&'static str]| names.iter().copied().find(|name| agent.contains(name));
    let program = first(&["Edg", "CocCoc", "OPR", "Firefox", "Chrome", "Safari"]).unwrap_or("?");
    let machine =
        first(&["Android", "iPhone", "iPad", "Windows", "Macintosh", "Linux"]).unwrap_or("?");
    format!("{program}, {machine}")
}

/// Signs out.
pub async fn out(State(app): State<App>, me: SignedIn, Checked(_): Checked) -> Answer {
    let mut change = Change::begin(app.db(), app.now(), By::Account(me.account.id.clone())).await?;
    session::end(change.tx(), &me.account.id, &me.session.id).await?;
    change
        .commit(Told::of(Kind::SignedOut, &me.account.id))
        .await?;
    let gone = cookie::set(cookie::SESSION, "", Some(0), app.secure())
        .ok_or_else(|| Fault::Broken("a cookie cannot be written".to_owned()))?;
    Ok(([(header::SET_COOKIE, gone)], onward::to("/dang-nhap")).into_response())
}

/// A name to sign in with, as kept: lower case, without spaces around.
pub fn login_name(typed: &str) -> String {
    typed.trim().to_lowercase()
}
