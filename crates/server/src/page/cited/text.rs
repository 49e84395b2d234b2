//! The text of a cited document: attached by whoever keeps a plan that cites it, read by whoever
//! sees that plan.

use axum::extract::{Path, State};
use nhip_core::audit::{By, Kind};
use nhip_core::fingerprint::sha256;
use nhip_core::id::PlanId;
use nhip_core::permission::right;
use nhip_store::change::{Change, Told};
use nhip_store::plan;
use nhip_store::plan::cited::{self, CitedText};
use nhip_viet::fold::key;

use super::shown;
use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::{Fields, FormState};
use crate::form::CheckedFiles;
use crate::frame::encoded;
use crate::page::go;
use crate::page::plan::download;
use crate::reading::sent;
use crate::who::May;
use nhip_office::plan::{OwnPlan, SeenPlan};

/// Endings of files that are taken: documents people can open and read.
const ENDINGS: [&str; 6] = ["pdf", "docx", "doc", "odt", "txt", "md"];

/// Where the text a plan's keeper attached is fetched and sent.
pub fn href(plan: &PlanId, number: &str) -> String {
    // A blank in a path is no plus.
    let number = encoded(number).replace('+', "%20");
    format!("/ke-hoach/{plan}/van-ban/{number}")
}

/// The file.
pub async fn fetch(
    State(app): State<App>,
    may: May<right::SeePlan, SeenPlan>,
    Path((_, number)): Path<(String, String)>,
) -> Answer {
    let plan = &may.thing.owed.plan;
    let text = cited::of_plan(app.db(), &plan.id, &key(&number)).await?;
    let text = text.ok_or(Fault::NotFound)?;
    let (_, bytes) = plan::document(app.db(), &text.document).await?;
    download(&text.name, bytes)
}

/// Attaches a file; another one takes its place.
pub async fn attach(
    State(app): State<App>,
    may: May<right::EditPlan, OwnPlan>,
    Path((_, number)): Path<(String, String)>,
    CheckedFiles { files, .. }: CheckedFiles,
) -> Answer {
    let (me, plan) = (may.me, may.thing.0.plan);
    let wanted = key(&number);
    let mut cites = plan.reading.cited_documents.iter();
    if !cites.any(|one| key(&one.number_symbol) == wanted) {
        return Err(Fault::NotFound);
    }
    let ending = |name: &str| name.rsplit_once('.').map(|(_, end)| end.to_lowercase());
    let file = sent(files, "tep")
        .filter(|file| ending(&file.name).is_some_and(|end| ENDINGS.contains(&end.as_str())));
    let Some(file) = file else {
        let mut form = FormState::of(Fields::default());
        form.refuse(
            "tep",
            "Hãy chọn tệp toàn văn: PDF, Word hoặc văn bản thuần.",
            "Choose the file of the text: PDF, Word or plain text.",
        );
        return shown(&app, &me, &number, form).await;
    };
    let text = CitedText {
        plan: plan.id.clone(),
        number: wanted,
        document: sha256(&file.bytes),
        name: file.name,
        added_at: app.now().0,
    };
    let by = By::Account(me.account.id.clone());
    let told = Told::of(Kind::PlanEdited, &plan.id)
        .unit(&plan.unit)
        .after((&number, &text.name, &text.document));
    let mut change = Change::begin(app.db(), app.now(), by).await?;
    plan::keep_document(
        change.tx(),
        &text.document,
        &text.name,
        file.bytes,
        app.now(),
    )
    .await?;
    cited::attach(change.tx(), &text, &me.account.id).await?;
    change.commit(told).await?;
    go(&super::href(&number))
}
