//! What went wrong, as a page that says what to do next. Nothing here tells a stranger what exists.

use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use nhip_core::lang::{Bilingual, Lang};
use nhip_core::permission::Denied;
use nhip_store::StoreError;

use crate::door::Refused;
use crate::frame::Frame;
use crate::onward;
use crate::page::Template;

/// Why a request is not answered as wished.
#[derive(Debug)]
pub enum Fault {
    /// No such page, or not for this person.
    NotFound,
    /// Seen, but not to be done; why.
    Refused(Bilingual),
    /// Sign in first, then go on to this address.
    SignIn(String),
    /// Something else comes first: the very beginning, a new password.
    GoTo(&'static str),
    /// The form was done before: where it led on, or the answer itself; the page it was sent from.
    Done {
        /// As the first time, where that is known.
        answer: Option<String>,
        /// Address of the page.
        back: String,
    },
    /// A form that was not made for this browser, or too long ago.
    Stale,
    /// What was sent cannot be read; why.
    Unreadable(Bilingual),
    /// A form that does not pass the door as it is.
    AtTheDoor(Box<Refused>),
    /// Too much, too often; why.
    Slow(Bilingual),
    /// A file that could not be made: what to take instead; and why, for the log.
    Unmade(Bilingual, String),
    /// A fault of ours, or of the machine.
    Broken(String),
}

/// What a handler gives.
pub type Answer = Result<Response, Fault>;

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Fault {
        match error {
            StoreError::NotFound => Fault::NotFound,
            StoreError::Taken => Fault::Stale,
            StoreError::Done => done_elsewhere(),
            StoreError::Database(what) => Fault::Broken(what),
        }
    }
}

impl From<nhip_office::Error> for Fault {
    fn from(error: nhip_office::Error) -> Fault {
        match error {
            nhip_office::Error::NotFound => Fault::NotFound,
            nhip_office::Error::Refused(why) => Fault::Refused(why),
            nhip_office::Error::Stale => Fault::Stale,
            nhip_office::Error::Done => done_elsewhere(),
            nhip_office::Error::Slow(why) => Fault::Slow(why),
            nhip_office::Error::Broken(what) => Fault::Broken(what),
        }
    }
}

impl From<Denied> for Fault {
    fn from(denied: Denied) -> Fault {
        match denied {
            Denied::Hidden => Fault::NotFound,
            Denied::Refused(why) => Fault::Refused(why),
        }
    }
}

impl From<askama::Error> for Fault {
    fn from(error: askama::Error) -> Fault {
        Fault::Broken(error.to_string())
    }
}

/// The page of a fault; it speaks both languages, for it may not know whom it speaks to.
#[derive(askama::Template)]
#[template(path = "fault.html")]
struct FaultPage {
    frame: Frame,
    title: Bilingual,
    text: Bilingual,
    /// The way on, and what it is called.
    back: String,
}

/// Another process did it in this moment.
fn done_elsewhere() -> Fault {
    let back = "/".to_owned();
    Fault::Done { answer: None, back }
}

#[derive(askama::Template)]
#[template(path = "door.html")]
struct DoorPage<'a> {
    frame: Frame,
    door: &'a Refused,
}

impl Fault {
    /// A file of one format failed all the same; the other formats are a click away.
    pub fn unmade(ending: &str, why: String) -> Fault {
        let text = Bilingual::new(
            format!(
                "Máy chủ không tạo được bản .{ending}. Các bản khác vẫn tải được: hãy quay lại chọn loại tệp khác, và báo người quản trị."
            ),
            format!(
                "The server could not make the .{ending} file. The others can be had: go back and take another, and tell the administrator."
            ),
        );
        Fault::Unmade(text, why)
    }

    fn words(&self) -> (StatusCode, Bilingual, Bilingual) {
        match self {
            Fault::NotFound => (
                StatusCode::NOT_FOUND,
                Bilingual::new("Không có trang này", "There is no such page"),
                Bilingual::new(
                    "Địa chỉ có thể đã gõ nhầm, hoặc trang này không dành cho tài khoản của bạn.",
                    "The address may be mistyped, or the page is not for your account.",
                ),
            ),
            Fault::Refused(why) => (
                StatusCode::FORBIDDEN,
                Bilingual::new("Việc này chưa làm được", "This cannot be done"),
                why.clone(),
            ),
            Fault::Stale => (
                StatusCode::CONFLICT,
                Bilingual::new("Trang đã cũ", "The page is out of date"),
                Bilingual::new(
                    "Trang bạn vừa gửi đã cũ: có người vừa sửa, hoặc phiên làm việc đã đổi. Chưa có gì bị thay đổi. Hãy quay lại, tải lại trang rồi làm tiếp.",
                    "What you sent came from an old page: somebody was quicker, or your session changed. Nothing was changed. Go back, reload and try again.",
                ),
            ),
            Fault::Done { .. } => (
                StatusCode::OK,
                Bilingual::new("Việc này đã được ghi nhận", "This has been done"),
                Bilingual::new(
                    "Lần gửi trước đã đến máy chủ và đã được ghi; lần này không ghi thêm gì. Nếu trang lần ấy có điều chỉ hiện một lần (mật khẩu được cấp, mã khôi phục, đường dẫn màn hình) mà bạn chưa chép, hãy cấp lại hoặc đặt lại; ngoài ra không phải làm lại gì.",
                    "It arrived and was kept the first time; this time nothing was added. If its page showed something shown only once (a password given, recovery codes, the link of a screen) and you did not copy it, give it or set it up anew; nothing else is to be done again.",
                ),
            ),
            Fault::Unreadable(why) => (
                StatusCode::BAD_REQUEST,
                Bilingual::new(
                    "Không đọc được điều vừa gửi",
                    "What was sent cannot be read",
                ),
                why.clone(),
            ),
            Fault::Slow(why) => (
                StatusCode::TOO_MANY_REQUESTS,
                Bilingual::new("Hãy đợi một lát", "Please wait a moment"),
                why.clone(),
            ),
            Fault::Unmade(text, _) => (
                StatusCode::UNPROCESSABLE_ENTITY,
                Bilingual::new("Chưa tạo được tệp này", "This file could not be made"),
                text.clone(),
            ),
            Fault::SignIn(_) | Fault::GoTo(_) | Fault::AtTheDoor(_) | Fault::Broken(_) => (
                StatusCode::INTERNAL_SERVER_ERROR,
                Bilingual::new("Máy chủ gặp trục trặc", "The server has a problem"),
                Bilingual::new(
                    "Lỗi này không phải do bạn. Những gì đã báo “đã lưu” vẫn còn. Hãy thử lại sau ít phút; nếu vẫn vậy, hãy báo người quản trị.",
                    "This is not your fault. What was answered as saved is kept. Try again in a few minutes; if it stays, tell the administrator.",
                ),
            ),
        }
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        match &self {
            Fault::SignIn(to) => {
                let to = crate::frame::encoded(to);
                return onward::to(&format!("/dang-nhap?den={to}")).into_response();
            }
            Fault::GoTo(path) => return onward::to(path).into_response(),
            Fault::AtTheDoor(door) => {
                let frame = Frame::default();
                if let Ok(html) = (DoorPage { frame, door }).render() {
                    return (StatusCode::UNPROCESSABLE_ENTITY, Html(html)).into_response();
                }
            }
            Fault::Done {
                answer: Some(answer),
                ..
            } => return again(answer),
            _ => {}
        }
        let (status, title, text) = self.words();
        let page = FaultPage {
            frame: Frame {
                lang: Lang::Vi,
                ..Frame::default()
            },
            title,
            text,
            back: match &self {
                Fault::Done { back, .. } => back.clone(),
                _ => "/".to_owned(),
            },
        };
        let mut response = match page.render() {
            Ok(html) => (status, Html(html)).into_response(),
            Err(_) => status.into_response(),
        };
        if let Fault::Broken(what) | Fault::Unmade(_, what) = self {
            // For the log, which the layer outside writes; never for the page.
            response.extensions_mut().insert(Broken(what));
        }
        response
    }
}

/// Answered as the first time: on to where it led, or what the page's script was told.
fn again(answer: &str) -> Response {
    if answer.starts_with('/') {
        return onward::to(answer).into_response();
    }
    (
        [(header::CONTENT_TYPE, "application/json")],
        answer.to_owned(),
    )
        .into_response()
}

/// What broke, on its way to the log.
#[derive(Debug, Clone)]
pub struct Broken(pub String);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_cannot_be_made_is_said_in_a_sentence_and_why_in_the_log() {
        let fault = Fault::unmade("pdf", "no glyph".to_owned());
        let (status, _, text) = fault.words();
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(text.vi.contains("bản .pdf") && !text.vi.contains("glyph"));
        let response = fault.into_response();
        assert_eq!(response.extensions().get::<Broken>().unwrap().0, "no glyph");
    }
}
