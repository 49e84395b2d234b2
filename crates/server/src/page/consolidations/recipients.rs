//! "Nơi nhận": who gets the signed report, whether it was sent, whether it was received.

use axum::extract::State;
use nhip_core::permission::{Action, right};
use nhip_store::Time;
use nhip_store::consolidation::{Stage, paper};

use crate::app::App;
use crate::fault::Answer;
use crate::fields::Fields;
use crate::form::Checked;
use crate::frame::Frame;

use crate::page::{Template, go, page};
use crate::who::May;
use nhip_office::joined::OneConsolidation;
use nhip_office::joined::paper::{Copy, distribute};

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
pub async fn show(State(app): State<App>, may: May<right::SeeReport, OneConsolidation>) -> Answer {
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
    may: May<right::Distribute, OneConsolidation>,
    Checked(fields): Checked,
) -> Answer {
    let OneConsolidation(head) = may.thing;
    distribute(&app, &may.permit, &head, copy_of(&fields)).await?;
    go(&format!("/tong-hop/{}/noi-nhan", head.id))
}

fn copy_of(fields: &Fields) -> Copy<'_> {
    match (fields.get("gui"), fields.get("nhan")) {
        ("", "") => Copy::For(fields.get("them")),
        ("", id) => Copy::Received(id),
        (id, _) => Copy::Sent(id),
    }
}
