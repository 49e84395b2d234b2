//! The text of a document a plan cites, attached by whoever keeps that plan.

use nhip_core::audit::Kind;
use nhip_core::fingerprint::sha256;
use nhip_core::lang::Bilingual;
use nhip_store::change::Told;
use nhip_store::plan::cited::{self, CitedText};
use nhip_store::plan::{self, KeptPlan};
use nhip_viet::fold::key;

use crate::desk::Desk;
use crate::error::{Error, Result};
use crate::person::Person;
use crate::plan::Edits;

/// Endings of files that are taken: documents people can open and read.
const ENDINGS: [&str; 6] = ["pdf", "docx", "doc", "odt", "txt", "md"];

/// Attaches a file, by its name and content, or says why it is not taken; another one takes its
/// place.
pub async fn attach(
    desk: &Desk,
    me: &Person,
    _: &Edits,
    (plan, number): (&KeptPlan, &str),
    file: Option<(String, Vec<u8>)>,
) -> Result<std::result::Result<(), Bilingual>> {
    let wanted = key(number);
    let mut cites = plan.reading.cited_documents.iter();
    if !cites.any(|one| key(&one.number_symbol) == wanted) {
        return Err(Error::NotFound);
    }
    let Some((name, bytes)) = file.filter(|(name, _)| is_readable(name)) else {
        return Ok(Err(Bilingual::new(
            "Hãy chọn tệp toàn văn: PDF, Word hoặc văn bản thuần.",
            "Choose the file of the text: PDF, Word or plain text.",
        )));
    };
    let at = desk.now();
    let text = CitedText {
        plan: plan.id.clone(),
        number: wanted,
        document: sha256(&bytes),
        name,
        added_at: at.0,
    };
    let mut change = desk.change(me.by()).await?;
    plan::keep_document(change.tx(), &text.document, &text.name, bytes, at).await?;
    cited::attach(change.tx(), &text, &me.account.id).await?;
    let told = Told::of(Kind::PlanEdited, &plan.id).unit(&plan.unit);
    let told = told.after((number, &text.name, &text.document));
    change.commit(told).await?;
    Ok(Ok(()))
}

fn is_readable(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, end)| end.to_lowercase());
    ending.is_some_and(|end| ENDINGS.contains(&end.as_str()))
}
