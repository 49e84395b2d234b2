//! Sign-off: the approver signs exactly what she was shown, and proves that it is she.

use axum::extract::State;
use nhip_core::permission::right;
use nhip_office::joined::{OneConsolidation, paper};
use nhip_office::sign_in;

use crate::app::App;
use crate::fault::Answer;
use crate::form::Checked;
use crate::page::go;
use crate::who::May;

/// Signs.
pub async fn send(
    State(app): State<App>,
    may: May<right::SignOff, OneConsolidation>,
    Checked(fields): Checked,
) -> Answer {
    let OneConsolidation(head) = may.thing;
    let seal = fields.get("dau");
    if !seal.is_empty() {
        sign_in::must_be_herself(&app, &may.me, fields.get("cu")).await?;
        paper::sign(&app, &may.permit, &head, seal).await?;
    }
    go(&format!("/tong-hop/{}", head.id))
}
