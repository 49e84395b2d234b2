//! The four results, made side by side and written aside: none gets its name before all are there.

use nhip_core::consolidation::Consolidation;
use nhip_core::lang::Lang;
use nhip_documents::write::paper::Paper;
use nhip_documents::write::profile::{Profile, Style};
use nhip_documents::write::whole::Batch;
use nhip_documents::write::{docx, json, paper, xlsx};
use rayon::prelude::*;

use super::{Formats, Request};
use crate::outcome::Failure;

/// Name of every result, without its ending.
const NAME: &str = "bao-cao-tong-hop";

/// One of the four results.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Pdf,
    Xlsx,
    Json,
    Docx,
}

impl Kind {
    /// Those asked for, the one that takes longest first.
    fn wanted(formats: Formats) -> Vec<Kind> {
        let all = [
            (formats.pdf, Kind::Pdf),
            (formats.xlsx, Kind::Xlsx),
            (formats.json, Kind::Json),
            (formats.docx, Kind::Docx),
        ];
        all.into_iter()
            .filter_map(|(wanted, kind)| wanted.then_some(kind))
            .collect()
    }

    fn ending(self) -> &'static str {
        match self {
            Kind::Pdf => "pdf",
            Kind::Xlsx => "xlsx",
            Kind::Json => "json",
            Kind::Docx => "docx",
        }
    }
}

/// Writes what was asked for; the names of the files.
pub fn write(
    result: &Consolidation,
    request: &Request,
    lang: Lang,
) -> Result<Vec<String>, Failure> {
    let style = request
        .style
        .unwrap_or_else(|| Style::of_family(result.plan.family));
    let profile = Profile::of(style).map_err(|error| failed("docx", &error))?;
    let paper = paper::of_consolidation(result, &profile, lang);
    let batch = Batch::begin(&request.out)?;
    let written: Result<Vec<String>, Failure> = Kind::wanted(request.formats)
        .into_par_iter()
        .map(|kind| {
            let name = format!("{NAME}.{}", kind.ending());
            let keep = |bytes: Vec<u8>| batch.write(&name, |to| to.write_all(&bytes));
            match kind {
                Kind::Pdf => keep(pdf(&paper)?),
                Kind::Xlsx => keep(xlsx::bytes(result, lang).map_err(|e| failed("xlsx", &e))?),
                Kind::Json => batch.write(&name, |to| json::write(result, to)),
                Kind::Docx => keep(docx::bytes(&paper).map_err(|e| failed("docx", &e))?),
            }?;
            Ok(name)
        })
        .collect();
    let written = written?;
    batch.finish()?;
    Ok(written)
}

#[cfg(feature = "pdf")]
fn pdf(paper: &Paper) -> Result<Vec<u8>, Failure> {
    nhip_documents::write::pdf::bytes(paper).map_err(|error| failed("pdf", &error))
}

#[cfg(not(feature = "pdf"))]
fn pdf(_: &Paper) -> Result<Vec<u8>, Failure> {
    Err(Failure::new(
        "Bản chương trình này không có phần tạo PDF; hãy bỏ pdf khỏi --format.",
        "This build of the program cannot make PDF; leave pdf out of --format.",
    ))
}

fn failed(format: &str, error: &dyn std::fmt::Display) -> Failure {
    Failure::new(
        format!("Không tạo được báo cáo .{format}: {error}; hãy báo cho người viết chương trình."),
        format!("The .{format} report could not be made: {error}; please report it."),
    )
}
