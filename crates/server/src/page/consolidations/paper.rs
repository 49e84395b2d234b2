//! The official papers of a joined month, as files.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse;
use nhip_core::consolidation::{Consolidation, wording};
use nhip_core::lang::Lang;
use nhip_core::permission::right;
use nhip_documents::write::profile::{Profile, Style};
use nhip_documents::write::{docx, json, paper, xlsx};
use nhip_store::consolidation::{self as kept, paper as words};

use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::who::May;
use nhip_office::joined::OneConsolidation;

/// Name of every file, without its ending.
const NAME: &str = "bao-cao-tong-hop";

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Docx,
    Xlsx,
    Json,
    #[cfg(feature = "pdf")]
    Pdf,
}

/// File, ending, media type, label.
const FORMATS: &[(Format, &str, &str, &str)] = &[
    (
        Format::Docx,
        "bao-cao-tong-hop.docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "Word (.docx)",
    ),
    #[cfg(feature = "pdf")]
    (
        Format::Pdf,
        "bao-cao-tong-hop.pdf",
        "application/pdf",
        "PDF",
    ),
    (
        Format::Xlsx,
        "bao-cao-tong-hop.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "Excel (.xlsx)",
    ),
    (
        Format::Json,
        "bao-cao-tong-hop.json",
        "application/json",
        "JSON",
    ),
];

/// File and label of every format this build makes.
pub fn names() -> Vec<(&'static str, &'static str)> {
    let name = |(_, file, _, label): &(Format, &'static str, &str, &'static str)| (*file, *label);
    FORMATS.iter().map(name).collect()
}

/// The file.
pub async fn download(
    State(app): State<App>,
    may: May<right::SeeReport, OneConsolidation>,
    Path((_, file)): Path<(String, String)>,
) -> Answer {
    let known = FORMATS.iter().find(|(_, name, ..)| *name == file);
    let (format, _, media, _) = *known.ok_or(Fault::NotFound)?;
    let head = may.thing.0;
    let result = kept::result(app.db(), &head.id).await?;
    let edited = words::wordings(app.db(), &head.id).await?;
    let lang = may.me.lang();
    let work = move || {
        let worded = wording::apply(&result, &edited.into_iter().collect());
        rendered(&worded, format, lang)
    };
    let ending = file.rsplit('.').next().unwrap_or_default();
    let bytes = tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Fault::Broken(error.to_string()))?
        .map_err(|why| Fault::unmade(ending, why))?;
    // Only digits, letters and hyphens of our own: nothing anybody typed stands in the header.
    let name = format!("{NAME}-{}-lan-{}.{ending}", head.month, head.version);
    let headers = [
        (header::CONTENT_TYPE, media.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    Ok((headers, bytes).into_response())
}

fn rendered(result: &Consolidation, format: Format, lang: Lang) -> Result<Vec<u8>, String> {
    let official = || {
        let profile = Profile::of(Style::of_family(result.plan.family))?;
        Ok::<_, String>(paper::of_consolidation(result, &profile, lang))
    };
    match format {
        Format::Docx => docx::bytes(&official()?).map_err(|error| error.to_string()),
        Format::Xlsx => xlsx::bytes(result, lang).map_err(|error| error.to_string()),
        Format::Json => {
            let mut bytes = Vec::new();
            json::write(result, &mut bytes).map_err(|error| error.to_string())?;
            Ok(bytes)
        }
        #[cfg(feature = "pdf")]
        Format::Pdf => {
            nhip_documents::write::pdf::bytes(&official()?).map_err(|error| error.to_string())
        }
    }
}
