//! Sign-off: the approver signs exactly what she was shown, and proves that it is she.

use axum::extract::State;
use nhip_core::permission::right;
use nhip_office::joined::{OneConsolidation, paper};
use nhip_office::sign_in;

use super::shown::shown;
use crate::app::App;
use crate::fault::Answer;
use crate::fields::FormState;
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
    if seal.is_empty() {
        return go(&format!("/tong-hop/{}", head.id));
    }
    if !sign_in::is_herself(&app, &may.me, fields.get("cu")).await? {
        let mut form = FormState::default();
        form.problems
            .push(("cu".to_owned(), sign_in::wrong_password()));
        return shown(&app, &may.me, head, form).await;
    }
    paper::sign(&app, &may.permit, &head, seal).await?;
    go(&format!("/tong-hop/{}", head.id))
}
