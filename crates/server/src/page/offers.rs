//! Roles offered to this person, and those she may answer for as the office above.

use axum::extract::State;
use nhip_office::account::offer::{self, Answer as Said};

use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::form::Checked;
use crate::frame::Frame;
use crate::page::accounts::{Offered, offered};
use crate::page::{Template, go, page};
use crate::who::SignedIn;

#[derive(Template)]
#[template(path = "offers.html")]
struct OffersPage {
    frame: Frame,
    own: Vec<Offered>,
    others: Vec<Offered>,
}

/// The offers that wait.
pub async fn show(State(app): State<App>, me: SignedIn) -> Answer {
    let waiting = offer::for_me(&app, &me).await?.into_iter();
    let offered = waiting.map(|one| offered(&me, one));
    let (own, others) = offered.partition(|one| one.login == me.account.login);
    let frame = me.frame();
    page(&OffersPage { frame, own, others })
}

/// Accepts or refuses one.
pub async fn answer(State(app): State<App>, me: SignedIn, Checked(fields): Checked) -> Answer {
    let said = match fields.get("tra-loi") {
        "nhan" => Said::Accept,
        "khong" => Said::Refuse,
        _ => return Err(Fault::NotFound),
    };
    offer::answer(&app, &me, fields.get("loi-moi"), said).await?;
    go("/loi-moi")
}
