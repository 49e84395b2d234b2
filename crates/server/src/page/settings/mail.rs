//! The mail server: how messages leave, a message to try it out, what could not be sent.

use axum::extract::State;
use nhip_core::lang::Lang;

use super::MaySet;
use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::{Fields, FormState};
use crate::form::Checked;
use crate::frame::Frame;
use crate::page::{Template, go, page};
use crate::who::SignedIn;
use nhip_office::mail::{self, Letter};
use nhip_office::reminder::{self, Unsent};
use nhip_office::setting::{self, Cover, Mail};

/// A message that could not be sent.
struct Line {
    when: String,
    to: String,
    subject: String,
    trouble: String,
    /// Given up, not tried again.
    over: bool,
}

#[derive(Template)]
#[template(path = "settings_mail.html")]
struct MailPage {
    frame: Frame,
    form: FormState,
    password: bool,
    known: bool,
    mine: String,
    lines: Vec<Line>,
}

/// The form.
pub async fn form(State(app): State<App>, may: MaySet) -> Answer {
    let fields = filled(&setting::of(&app).await?);
    shown(&app, &may.me, FormState::of(fields), None).await
}

fn filled(mail: &Mail) -> Fields {
    let fields = Fields::default()
        .with("may", &mail.host)
        .with("cong", mail.port.to_string())
        .with("ma-hoa", mail.cover.code())
        .with("ten", &mail.user)
        .with("nguoi-gui", &mail.sender)
        .with("dia-chi", &mail.address);
    match mail.on {
        true => fields.with("bat", "co"),
        false => fields,
    }
}

async fn shown(app: &App, me: &SignedIn, form: FormState, notice: Option<String>) -> Answer {
    page(&MailPage {
        frame: Frame {
            notice,
            ..me.frame_of(&form)
        },
        password: app.smtp_password().is_some(),
        known: setting::of::<Mail>(app).await?.is_known(),
        mine: me.account.email.clone(),
        lines: lines(app, me.lang()).await?,
        form,
    })
}

async fn lines(app: &App, lang: Lang) -> Result<Vec<Line>, Fault> {
    let line = |one: Unsent| Line {
        when: one.at.local().format("%H:%M %d/%m").to_string(),
        to: one.to,
        subject: one.note.map(|note| note.subject).unwrap_or_default(),
        trouble: one.trouble.get(lang).to_owned(),
        over: one.over,
    };
    let unsent = reminder::unsent(app).await?;
    Ok(unsent.into_iter().map(line).collect())
}

/// Keeps it.
pub async fn send(State(app): State<App>, may: MaySet, Checked(fields): Checked) -> Answer {
    let mut form = FormState::of(fields);
    let Some(mail) = said(&mut form) else {
        return shown(&app, &may.me, form, None).await;
    };
    setting::change(&app, &may.permit, |_| Some(mail)).await?;
    go("/cai-dat/thu")
}

fn said(form: &mut FormState) -> Option<Mail> {
    let on = form.chosen("bat", "co");
    let port = form.value("cong").parse().ok().filter(|port| *port > 0);
    if port.is_none() {
        form.refuse(
            "cong",
            "Hãy ghi số cổng, thường là 587.",
            "Enter the port, mostly 587.",
        );
    }
    let host = form.value("may").to_owned();
    if host.is_empty() && on || host.contains(|sign: char| sign.is_whitespace() || sign == '/') {
        form.refuse(
            "may",
            "Hãy ghi tên máy chủ như smtp.coquan.vn.",
            "Write the server like smtp.office.vn.",
        );
    }
    let sender = form.value("nguoi-gui").to_owned();
    let is_address = mail::is_address(&sender);
    if !is_address && (on || !sender.is_empty()) {
        form.refuse(
            "nguoi-gui",
            "Hãy ghi địa chỉ gửi như nhip@coquan.vn.",
            "Write the sender like nhip@office.vn.",
        );
    }
    let address = form.value("dia-chi").trim_end_matches('/').to_owned();
    let web = address.starts_with("https://") || address.starts_with("http://");
    if !address.is_empty() && (!web || address.contains(char::is_whitespace)) {
        form.refuse(
            "dia-chi",
            "Hãy ghi địa chỉ như https://nhip.coquan.vn, hoặc để trống.",
            "Write the address like https://nhip.office.vn, or leave it empty.",
        );
    }
    let mut covers = Cover::ALL.into_iter();
    let cover = covers.find(|cover| form.chosen("ma-hoa", cover.code()));
    let cover = cover.unwrap_or_default();
    let user = form.value("ten").to_owned();
    if cover == Cover::Open && !user.is_empty() {
        form.refuse(
            "ten",
            "Không gửi mật khẩu trên đường không mã hóa: hãy chọn STARTTLS hoặc TLS, hoặc để trống tên.",
            "No password goes over an open line: choose STARTTLS or TLS, or leave the name empty.",
        );
    }
    let mail = Mail {
        on,
        host,
        port: port?,
        cover,
        user,
        sender,
        address,
    };
    form.is_right().then_some(mail)
}

/// Sends a message to the person herself, at once, and says what came of it.
pub async fn try_out(State(app): State<App>, may: MaySet, Checked(_): Checked) -> Answer {
    let mail: Mail = setting::of(&app).await?;
    let me = may.me;
    let mut form = FormState::of(filled(&mail));
    if me.account.email.is_empty() {
        form.refuse(
            "gui-thu",
            "Tài khoản của bạn chưa có địa chỉ thư; hãy ghi ở trang Tài khoản của tôi.",
            "Your account has no e-mail address; enter it under My account.",
        );
        return shown(&app, &me, form, None).await;
    }
    let letter = Letter {
        id: app.new_id(),
        to: me.account.email.clone(),
        subject: me.lang().pick("[Nhịp] Thư thử", "[Nhịp] A test").to_owned(),
        text: me
            .lang()
            .pick(
                "Nhịp gửi được thư. Không cần trả lời thư này.\n",
                "Nhịp can send mail. No answer is needed.\n",
            )
            .to_owned(),
    };
    let notice = match mail::send(&app, &mail, &letter).await {
        Ok(()) => {
            let sent = me.lang().pick("Đã gửi thư thử tới", "A test was sent to");
            Some(format!("{sent} {}.", letter.to))
        }
        Err(trouble) => {
            let words = trouble.words().clone();
            form.problems.push(("gui-thu".to_owned(), words));
            None
        }
    };
    shown(&app, &me, form, notice).await
}

/// Has what was given up sent again.
pub async fn again(State(app): State<App>, may: MaySet, Checked(_): Checked) -> Answer {
    reminder::again(&app, &may.permit).await?;
    go("/cai-dat/thu")
}
