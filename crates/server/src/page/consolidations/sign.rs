//! Sign-off: the approver signs exactly what she was shown; the reports in it are closed.

use axum::extract::State;
use nhip_core::audit::{By, Kind};
use nhip_core::fingerprint::sha256;
use nhip_core::permission::right;
use nhip_core::report::state::{Act, Stage as ReportStage};
use nhip_store::change::{Change, Told};
use nhip_store::consolidation::{self as kept, Head, paper};
use nhip_store::report;

use super::{Kept, plan_of};
use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::form::Checked;
use crate::page::go;
use crate::who::May;
use nhip_office::joined::refused;
use nhip_office::sign_in;

/// The seal of what is shown: the result, and every edited word.
pub fn seal(head: &Head, wordings: &[(String, String)]) -> String {
    let mut text = head.fingerprint.clone();
    for (item, words) in wordings {
        text.extend(["\0", item.as_str(), "\0", words.as_str()]);
    }
    sha256(text.as_bytes())
}

/// Signs.
pub async fn send(
    State(app): State<App>,
    may: May<right::SignOff, Kept>,
    Checked(fields): Checked,
) -> Answer {
    let May {
        thing: Kept(head),
        permit,
        me,
    } = may;
    if fields.get("dau").is_empty() {
        return go(&format!("/tong-hop/{}", head.id));
    }
    sign_in::must_be_herself(&app, &me, fields.get("cu")).await?;
    let plan = plan_of(&app, &head).await?;
    let now = app.now();
    let by = By::Account(permit.account().to_owned());
    let mut change = Change::begin(app.db(), now, by).await?;
    // First the row, so that no word is changed between the look and the signature.
    kept::sign(change.tx(), &head, permit.account(), now).await?;
    let wordings = paper::wordings_in(change.tx(), &head.id).await?;
    if seal(&head, &wordings) != fields.get("dau") {
        return Err(Fault::Stale);
    }
    for recipient in plan.reading.recipients.iter().filter(|one| !one.archive) {
        paper::add_recipient(
            change.tx(),
            &app.new_id::<String>(),
            &head.id,
            &recipient.name,
        )
        .await?;
    }
    let mut told = vec![
        Told::of(Kind::SignedOff, &head.id)
            .unit(&head.unit)
            .after(fields.get("dau")),
    ];
    for mut one in report::of_month(app.db(), &head.plan, head.month).await? {
        if one.state.stage() != ReportStage::Consolidated {
            continue;
        }
        let act = Act::by(&permit, &head.unit, now.utc()).map_err(refused)?;
        one.state = one.state.close(act).map_err(refused)?;
        report::set_state(change.tx(), &one).await?;
        told.push(Told::of(Kind::ReportClosed, &one.id).unit(&one.unit));
    }
    change.commit_all(told).await?;
    go(&format!("/tong-hop/{}", head.id))
}
