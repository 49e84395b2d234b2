//! "Nơi nhận": who gets the signed report, whether it was sent, whether it was received.

use axum::extract::State;
use nhip_core::audit::{By, Kind};
use nhip_core::permission::{Action, right};
use nhip_store::Time;
use nhip_store::change::{Change, Told};
use nhip_store::consolidation::{Stage, paper};

use super::Kept;
use crate::app::App;
use crate::fault::Answer;
use crate::form::Checked;
use crate::frame::Frame;

use crate::page::{Template, go, page};
use crate::who::May;

/// A place on the list.
struct Line {
    id: String,
    name: String,
    sent: Option<String>,
    received: Option<String>,
}

#[derive(Template)]
#[template(path = "recipients.html")]
struct RecipientsPage {
    frame: Frame,
    id: String,
    month: String,
    lines: Vec<Line>,
    may_mark: bool,
}

/// The list.
pub async fn show(State(app): State<App>, may: May<right::SeeReport, Kept>) -> Answer {
    let (me, head) = (may.me, may.thing.0);
    let day = |at: Option<i64>| at.map(|at| Time(at).local().format("%d/%m/%Y").to_string());
    let receipts = paper::receipts(app.db(), &head.id).await?;
    let line = |one: paper::Receipt| Line {
        id: one.id,
        name: one.recipient,
        sent: day(one.sent_at),
        received: day(one.received_at),
    };
    page(&RecipientsPage {
        lines: receipts.into_iter().map(line).collect(),
        may_mark: head.stage == Stage::Signed && me.may(Action::Distribute, &head.unit),
        month: head.month.shown(),
        frame: me.frame(),
        id: head.id.to_string(),
    })
}

/// Marks a copy as sent or received, or puts somebody on the list.
pub async fn mark(
    State(app): State<App>,
    may: May<right::Distribute, Kept>,
    Checked(fields): Checked,
) -> Answer {
    let (me, head) = (may.me, may.thing.0);
    let back = format!("/tong-hop/{}/noi-nhan", head.id);
    if head.stage != Stage::Signed {
        return go(&back);
    }
    let now = app.now();
    let (sent, received) = (fields.get("gui"), fields.get("nhan"));
    let new = fields.get("them");
    let mut change = Change::begin(app.db(), now, By::Account(me.account.id.clone())).await?;
    let (kind, whom) = if !sent.is_empty() {
        paper::sent(change.tx(), &head.id, sent, now).await?;
        (Kind::Distributed, sent)
    } else if !received.is_empty() {
        paper::received(change.tx(), &head.id, received, now).await?;
        (Kind::Received, received)
    } else if (1..=300).contains(&new.chars().count()) {
        paper::add_recipient(change.tx(), &app.new_id::<String>(), &head.id, new).await?;
        (Kind::Distributed, new)
    } else {
        return go(&back);
    };
    let told = Told::of(kind, &head.id).unit(&head.unit).after(whom);
    change.commit(told).await?;
    go(&back)
}
