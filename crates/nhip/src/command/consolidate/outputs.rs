//! The four results, rendered in memory: none is written before all are there.

use nhip_core::consolidation::Consolidation;
use nhip_core::lang::Lang;
use nhip_documents::write::profile::{Profile, Style};
use nhip_documents::write::{docx, json, paper, xlsx};

use super::Request;
use crate::files::Output;
use crate::outcome::Failure;

/// Name of every result, without its ending.
const NAME: &str = "bao-cao-tong-hop";

/// Renders what was asked for.
pub fn render(
    result: &Consolidation,
    request: &Request,
    lang: Lang,
) -> Result<Vec<Output>, Failure> {
    let formats = request.formats;
    let mut outputs: Vec<Output> = Vec::new();
    let mut add = |ending: &str, bytes: Vec<u8>| outputs.push((format!("{NAME}.{ending}"), bytes));
    if formats.docx || formats.pdf {
        let style = request
            .style
            .unwrap_or_else(|| Style::of_family(result.plan.family));
        let profile = Profile::of(style).map_err(|error| failed("docx", &error))?;
        let paper = paper::of_consolidation(result, &profile, lang);
        if formats.docx {
            add(
                "docx",
                docx::bytes(&paper).map_err(|error| failed("docx", &error))?,
            );
        }
        if formats.pdf {
            add("pdf", pdf(&paper)?);
        }
    }
    if formats.xlsx {
        add(
            "xlsx",
            xlsx::bytes(result, lang).map_err(|error| failed("xlsx", &error))?,
        );
    }
    if formats.json {
        add(
            "json",
            json::bytes(result).map_err(|error| failed("json", &error))?,
        );
    }
    Ok(outputs)
}

#[cfg(feature = "pdf")]
fn pdf(paper: &paper::Paper) -> Result<Vec<u8>, Failure> {
    nhip_documents::write::pdf::bytes(paper).map_err(|error| failed("pdf", &error))
}

#[cfg(not(feature = "pdf"))]
fn pdf(_: &paper::Paper) -> Result<Vec<u8>, Failure> {
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
