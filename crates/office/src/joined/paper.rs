//! The consolidated report on its way: words edited, signed as it was shown, copies sent and received.

use nhip_core::audit::Kind;
use nhip_core::fingerprint::sha256;
use nhip_core::lang::Bilingual;
use nhip_core::permission::{Permit, right};
use nhip_core::report::state::{Act, Stage as ReportStage};
use nhip_store::change::Told;
use nhip_store::consolidation::{self as kept, Head, Stage, paper};
use nhip_store::report;

use super::{plan_of, refused};
use crate::desk::Desk;
use crate::error::{Error, Result};

/// Longest name on the distribution list, in characters.
const LONGEST_NAME: usize = 300;

/// The seal of what is shown: the result, and every edited word.
pub fn seal(head: &Head, wordings: &[(String, String)]) -> String {
    let mut text = head.fingerprint.clone();
    for (item, words) in wordings {
        text.extend(["\0", item.as_str(), "\0", words.as_str()]);
    }
    sha256(text.as_bytes())
}

/// Signs what bears the seal, and closes the reports in it; [`Error::Stale`] where it is another by
/// now.
pub async fn sign(
    desk: &Desk,
    permit: &Permit<right::SignOff>,
    head: &Head,
    shown: &str,
) -> Result<()> {
    let plan = plan_of(desk, head).await?;
    let mut change = desk.change_by(permit).await?;
    let now = change.at();
    // First the row, so that no word is changed between the look and the signature.
    kept::sign(change.tx(), head, permit.account(), now).await?;
    let wordings = paper::wordings_in(change.tx(), &head.id).await?;
    if seal(head, &wordings) != shown {
        return Err(Error::Stale);
    }
    for recipient in plan.reading.recipients.iter().filter(|one| !one.archive) {
        let id: String = desk.new_id();
        paper::add_recipient(change.tx(), &id, &head.id, &recipient.name).await?;
    }
    let signed = Told::of(Kind::SignedOff, &head.id).unit(&head.unit);
    let mut told = vec![signed.after(shown)];
    for mut one in report::of_month(desk.db(), &head.plan, head.month).await? {
        if one.state.stage() != ReportStage::Consolidated {
            continue;
        }
        let act = Act::by(permit, &head.unit, now.utc()).map_err(refused)?;
        one.state = one.state.close(act).map_err(refused)?;
        report::set_state(change.tx(), &one).await?;
        told.push(Told::of(Kind::ReportClosed, &one.id).unit(&one.unit));
    }
    Ok(change.commit_all(told).await?)
}

/// Keeps other words for a paragraph of a draft; `None`: the unit's own stand again.
pub async fn word(
    desk: &Desk,
    permit: &Permit<right::EditWording>,
    head: &Head,
    (item, original): (&str, &str),
    text: Option<&str>,
) -> Result<()> {
    let mut change = desk.change_by(permit).await?;
    let at = change.at();
    match text {
        None => paper::drop_wording(change.tx(), &head.id, item).await?,
        Some(text) => {
            let by = permit.account();
            paper::set_wording(change.tx(), &head.id, item, text, by, at).await?;
        }
    }
    let told = Told::of(Kind::WordingEdited, &head.id).unit(&head.unit);
    let told = told.before(original).after(text.unwrap_or(original));
    Ok(change.commit(told).await?)
}

/// What becomes of a copy of a signed report.
pub enum Copy<'a> {
    /// The copy with this id was sent.
    Sent(&'a str),
    /// It was received.
    Received(&'a str),
    /// Somebody of this name gets one too.
    For(&'a str),
}

/// Notes it; nothing where the report is not signed.
pub async fn distribute(
    desk: &Desk,
    permit: &Permit<right::Distribute>,
    head: &Head,
    copy: Copy<'_>,
) -> Result<()> {
    if head.stage != Stage::Signed {
        return Ok(());
    }
    let mut change = desk.change_by(permit).await?;
    let (report, at) = (&head.id, change.at());
    let (kind, whom) = match copy {
        Copy::Sent(id) => {
            paper::sent(change.tx(), report, id, at).await?;
            (Kind::Distributed, id)
        }
        Copy::Received(id) => {
            paper::received(change.tx(), report, id, at).await?;
            (Kind::Received, id)
        }
        Copy::For(name) if (1..=LONGEST_NAME).contains(&name.chars().count()) => {
            let id: String = desk.new_id();
            paper::add_recipient(change.tx(), &id, report, name).await?;
            (Kind::Distributed, name)
        }
        Copy::For(_) => {
            return Err(Error::Refused(Bilingual::new(
                format!("Hãy ghi tên nơi nhận, không quá {LONGEST_NAME} chữ."),
                format!("Enter the recipient's name, {LONGEST_NAME} characters at most."),
            )));
        }
    };
    let told = Told::of(kind, &head.id).unit(&head.unit).after(whom);
    Ok(change.commit(told).await?)
}
