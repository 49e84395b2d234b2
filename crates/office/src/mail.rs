//! One message to one person by the city's mail server (SMTP, RFC 5321).

use std::time::{Duration, UNIX_EPOCH};

use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::Credentials;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use nhip_core::lang::Bilingual;

use crate::desk::Desk;
use crate::setting::{Cover, Mail};

/// Time the server has for one answer.
const ONE_ANSWER: Duration = Duration::from_secs(15);
/// Time it has for the whole message; a lease of a job lasts longer.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// What makes it the same one: a mailbox that gets it twice, because a process fell between
    /// sending and noting it, shows it once.
    pub id: String,
    /// Address it goes to.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub text: String,
}

/// Why a message did not leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// It may leave later.
    Passing(Bilingual),
    /// It will not, until somebody changes something.
    Lasting(Bilingual),
}

impl Trouble {
    /// In words, for whoever keeps the settings.
    pub fn words(&self) -> &Bilingual {
        match self {
            Trouble::Passing(words) | Trouble::Lasting(words) => words,
        }
    }
}

/// Whether this is an e-mail address.
pub fn is_address(text: &str) -> bool {
    text.parse::<Address>().is_ok()
}

/// Sends it.
pub async fn send(desk: &Desk, mail: &Mail, letter: &Letter) -> Result<(), Trouble> {
    let message = message(desk, mail, letter)?;
    let server = server(desk, mail)?;
    match tokio::time::timeout(PATIENCE, server.send(message)).await {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(error)) => Err(refused(mail, &error)),
        Err(_) => Err(unreached(mail, "no answer in time")),
    }
}

fn message(desk: &Desk, mail: &Mail, letter: &Letter) -> Result<Message, Trouble> {
    let from: Address = mail.sender.parse().map_err(|_| no_address(&mail.sender))?;
    let to: Address = letter.to.parse().map_err(|_| no_address(&letter.to))?;
    let id = format!("<{}@{}>", letter.id, from.domain());
    let micros = u64::try_from(desk.now().0).unwrap_or_default();
    let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
    Message::builder()
        .message_id(Some(id))
        .date(UNIX_EPOCH + Duration::from_micros(micros))
        .from(Mailbox::new(Some("Nhịp".to_owned()), from))
        .to(Mailbox::new(None, to))
        .subject(letter.subject.as_str())
        // RFC 3834: no holiday notice answers it.
        .raw_header(HeaderValue::new(automatic, "auto-generated".to_owned()))
        .header(ContentType::TEXT_PLAIN)
        .body(letter.text.clone())
        .map_err(|error| Trouble::Lasting(same(&error.to_string())))
}

fn server(desk: &Desk, mail: &Mail) -> Result<AsyncSmtpTransport<Tokio1Executor>, Trouble> {
    let host = mail.host.as_str();
    let builder = match mail.cover {
        Cover::StartTls => AsyncSmtpTransport::<Tokio1Executor>::starttls_relay(host),
        Cover::Tls => AsyncSmtpTransport::<Tokio1Executor>::relay(host),
        Cover::Open => Ok(AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(
            host,
        )),
    };
    let builder = builder.map_err(|error| refused(mail, &error))?;
    let builder = builder.port(mail.port).timeout(Some(ONE_ANSWER));
    if mail.user.is_empty() || mail.cover == Cover::Open {
        return Ok(builder.build());
    }
    let password = desk.smtp_password().ok_or_else(no_password)?;
    let known = Credentials::new(mail.user.clone(), password.to_owned());
    Ok(builder.credentials(known).build())
}

fn refused(mail: &Mail, error: &Error) -> Trouble {
    if error.is_permanent() {
        return Trouble::Lasting(Bilingual::new(
            format!("Máy chủ thư từ chối: {error}"),
            format!("The mail server refuses: {error}"),
        ));
    }
    unreached(mail, &error.to_string())
}

fn unreached(mail: &Mail, why: &str) -> Trouble {
    let Mail { host, port, .. } = mail;
    Trouble::Passing(Bilingual::new(
        format!("Không gửi được qua {host}, cổng {port}: {why}"),
        format!("Nothing can be sent by {host}, port {port}: {why}"),
    ))
}

fn no_address(text: &str) -> Trouble {
    Trouble::Lasting(Bilingual::new(
        format!("“{text}” không phải là địa chỉ thư."),
        format!("“{text}” is no e-mail address."),
    ))
}

fn no_password() -> Trouble {
    Trouble::Passing(Bilingual::new(
        "Máy chủ thư cần mật khẩu, nhưng Nhịp được chạy mà không có: nhip serve --smtp-password-file TỆP.",
        "The mail server wants a password, but Nhịp was started without one: nhip serve --smtp-password-file FILE.",
    ))
}

fn same(text: &str) -> Bilingual {
    Bilingual::new(text, text)
}
