//! Signing in and out.

use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::response::{AppendHeaders, IntoResponse};
use nhip_office::sign_in::{self, Answer as Came, Begun, KNOWN_SECONDS};
use nhip_store::account;
use serde::Deserialize;

use crate::app::App;
use crate::caller::Asking;
use crate::cookie;
use crate::fault::{Answer, Fault};
use crate::fields::{Fields, FormState};
use crate::form::Checked;
use crate::form::Query;
use crate::frame::Frame;
use crate::onward;
use crate::page::{Template, page};
use crate::who::{Anyone, SignedIn};

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

#[derive(Template)]
#[template(path = "sign_in_code.html")]
struct CodePage {
    frame: Frame,
    form: FormState,
}

/// The form.
pub async fn show(
    State(app): State<App>,
    Asking(caller): Asking,
    anyone: Anyone,
    Query(next): Query<Next>,
) -> Answer {
    if !account::any(app.db()).await? {
        return Err(Fault::GoTo("/bat-dau"));
    }
    let form = FormState::of(Fields::default().with("den", next.den));
    // Whoever signed out left no session behind.
    let over = anyone.lang().pick(
        "Phiên làm việc đã kết thúc; hãy đăng nhập lại để làm tiếp.",
        "Your session is over; sign in again to go on.",
    );
    let notice = (!caller.session.is_empty()).then(|| over.to_owned());
    let frame = Frame {
        notice,
        ..anyone.frame()
    };
    page(&SignInPage { frame, form })
}

/// The first step: goes on to the second, or in; or says no without saying why: which names exist is
/// nobody's business.
pub async fn send(
    State(app): State<App>,
    Asking(caller): Asking,
    anyone: Anyone,
    Checked(fields): Checked,
) -> Answer {
    let (login, password) = (fields.get("ten"), fields.get("mat-khau"));
    let came = sign_in::with_password(&app, &caller, login, password).await?;
    let mut form = FormState::of(fields.without("mat-khau"));
    match came {
        Came::In(begun) => inside_now(&app, &begun, form.value("den")),
        Came::Code(half) => {
            form.fields = form.fields.without("ten").with("buoc-mot", half);
            page(&CodePage {
                frame: anyone.frame(),
                form,
            })
        }
        Came::Wrong => {
            app.sign_in_refused();
            form.refuse(
                "ten",
                "Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra lại; nếu quên mật khẩu, hãy nhờ người quản trị.",
                "The user name or the password is not right. Check both; if you forgot the password, ask the administrator.",
            );
            page(&SignInPage {
                frame: anyone.refused(),
                form,
            })
        }
        Came::HandedOut => {
            form.refuse(
                "mat-khau",
                "Mật khẩu được cấp này đã quá 7 ngày nên hết hạn. Hãy nhờ người quản trị cấp mật khẩu mới.",
                "This password was handed out more than 7 days ago and has expired. Ask the administrator for a new one.",
            );
            page(&SignInPage {
                frame: anyone.refused(),
                form,
            })
        }
    }
}

/// The second step.
pub async fn send_code(
    State(app): State<App>,
    Asking(caller): Asking,
    anyone: Anyone,
    Checked(fields): Checked,
) -> Answer {
    let (half, code) = (fields.get("buoc-mot"), fields.get("ma"));
    if let Came::In(begun) = sign_in::with_code(&app, &caller, half, code).await? {
        return inside_now(&app, &begun, fields.get("den"));
    }
    app.sign_in_refused();
    let mut form = FormState::of(fields.without("ma"));
    form.refuse(
        "ma",
        "Mã không đúng, đã dùng, hoặc đã qua 30 giây. Hãy gõ mã đang hiện, hoặc một mã khôi phục chưa dùng.",
        "The code is not right, was used already, or its 30 seconds are over. Type the one shown now, or a recovery code not used yet.",
    );
    page(&CodePage {
        frame: anyone.refused(),
        form,
    })
}

/// On to a page of ours, in.
pub fn inside_now(app: &App, begun: &Begun, to: &str) -> Answer {
    let set = |name, value, seconds| {
        let set = cookie::set(name, value, seconds, app.secure()).map(|set| (SET_COOKIE, set));
        set.ok_or_else(|| Fault::Broken("a cookie cannot be written".to_owned()))
    };
    let session = set(cookie::SESSION, &begun.secret, None)?;
    let known = set(cookie::KNOWN, &begun.known, Some(KNOWN_SECONDS))?;
    Ok((AppendHeaders([session, known]), onward::to(to)).into_response())
}

/// Signs out.
pub async fn out(State(app): State<App>, me: SignedIn, Checked(_): Checked) -> Answer {
    sign_in::out(&app, &me, &me.session.id).await?;
    let gone = cookie::set(cookie::SESSION, "", Some(0), app.secure())
        .ok_or_else(|| Fault::Broken("a cookie cannot be written".to_owned()))?;
    Ok(([(SET_COOKIE, gone)], onward::to("/dang-nhap")).into_response())
}
