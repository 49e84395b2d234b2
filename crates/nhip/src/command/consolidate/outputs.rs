//! The four results, made side by side and written aside: none gets its name before all are there
//! that can be made.

use std::path::Path;

use nhip_core::consolidation::Consolidation;
use nhip_core::lang::{Bilingual, Lang};
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

/// What a file holds.
enum Content<'a> {
    Bytes(Vec<u8>),
    /// As JSON, the largest of them, which is written as it goes.
    Json(&'a Consolidation),
}

/// What was written, and what could not be made.
pub struct Written {
    /// The files, by name.
    pub files: Vec<String>,
    /// Why the others are not among them.
    pub unmade: Vec<Bilingual>,
}

/// Writes what was asked for.
pub fn write(result: &Consolidation, request: &Request, lang: Lang) -> Result<Written, Failure> {
    let style = request
        .style
        .unwrap_or_else(|| Style::of_family(result.plan.family));
    let profile = Profile::of(style).map_err(|error| unmade(Kind::Docx, &error))?;
    let paper = paper::of_consolidation(result, &profile, lang);
    let make = |kind| match kind {
        Kind::Pdf => pdf(&paper),
        Kind::Xlsx => xlsx::bytes(result, lang)
            .map(Content::Bytes)
            .map_err(|error| unmade(kind, &error)),
        Kind::Json => Ok(Content::Json(result)),
        Kind::Docx => docx::bytes(&paper)
            .map(Content::Bytes)
            .map_err(|error| unmade(kind, &error)),
    };
    put(&request.out, Kind::wanted(request.formats), make)
}

/// A format that cannot be made keeps no other from being written; a folder that does not take all
/// of those made is left as it was.
fn put<'a>(
    folder: &Path,
    kinds: Vec<Kind>,
    make: impl Fn(Kind) -> Result<Content<'a>, Bilingual> + Sync,
) -> Result<Written, Failure> {
    let batch = Batch::begin(folder)?;
    let one = |kind: Kind| {
        let name = format!("{NAME}.{}", kind.ending());
        let content = match make(kind) {
            Ok(content) => content,
            Err(why) => return Ok(Err(why)),
        };
        batch.write(&name, |to| match content {
            Content::Bytes(bytes) => to.write_all(&bytes),
            Content::Json(result) => json::write(result, to),
        })?;
        Ok(Ok(name))
    };
    let done: Result<Vec<Result<String, Bilingual>>, Failure> =
        kinds.into_par_iter().map(one).collect();
    let (mut files, mut unmade) = (Vec::new(), Vec::new());
    for one in done? {
        match one {
            Ok(name) => files.push(name),
            Err(why) => unmade.push(why),
        }
    }
    batch.finish()?;
    Ok(Written { files, unmade })
}

#[cfg(feature = "pdf")]
fn pdf<'a>(paper: &Paper) -> Result<Content<'a>, Bilingual> {
    nhip_documents::write::pdf::bytes(paper)
        .map(Content::Bytes)
        .map_err(|error| unmade(Kind::Pdf, &error))
}

#[cfg(not(feature = "pdf"))]
fn pdf<'a>(_: &Paper) -> Result<Content<'a>, Bilingual> {
    Err(Bilingual::new(
        "Bản chương trình này không có phần tạo PDF; hãy bỏ pdf khỏi --format.",
        "This build of the program cannot make PDF; leave pdf out of --format.",
    ))
}

fn unmade(kind: Kind, error: &dyn std::fmt::Display) -> Bilingual {
    let ending = kind.ending();
    Bilingual::new(
        format!("Không tạo được báo cáo .{ending}: {error}; hãy báo cho người viết chương trình."),
        format!("The .{ending} report could not be made: {error}; please report it."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_that_cannot_be_made_is_said_and_the_others_are_written() {
        let folder = tempfile::tempdir().unwrap();
        let make = |kind| match kind {
            Kind::Pdf => Err(unmade(kind, &"no glyph")),
            _ => Ok(Content::Bytes(b"made".to_vec())),
        };
        let done = put(folder.path(), Kind::wanted(Formats::ALL), make).unwrap();
        assert_eq!(
            done.files,
            [
                "bao-cao-tong-hop.xlsx",
                "bao-cao-tong-hop.json",
                "bao-cao-tong-hop.docx"
            ]
        );
        assert_eq!(done.unmade.len(), usize::from(Formats::ALL.pdf));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3);
        assert!(
            unmade(Kind::Pdf, &"x")
                .vi
                .contains("Không tạo được báo cáo .pdf: x")
        );
    }
}
