//! A [`Paper`] as PDF, set by typst from `layout/paper.typ` and the paper as data.
//!
//! The fonts are built in, so the result is the same on every machine. What typst remembers
//! between two papers is thrown away after each, failed ones too: kept, it grows without end.

mod font;
mod sign;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;

use nhip_core::lang::Lang;
use serde::Serialize;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::paper::{Geometry, Paper};
use super::profile::Profile;
use font::FONTS;
use sign::Printable;

pub(super) use sign::undrawn;

const TEMPLATE: &str = include_str!("../../layout/paper.typ");

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
/// Template and data, in typst's table of file names, which never forgets: once per process.
static FILES: LazyLock<Option<(FileId, FileId)>> = LazyLock::new(|| {
    let id = |name| {
        let path = VirtualPath::new(name).ok()?;
        Some(RootedPath::new(VirtualRoot::Project, path).intern())
    };
    Some((id("/paper.typ")?, id("/paper.json")?))
});

/// Why a paper could not be set. A fault in the template, never in what a user wrote; English.
#[derive(Debug, thiserror::Error)]
#[error("setting the PDF: {0}")]
pub struct PdfError(String);

/// Bytes of a PDF/A-2b; the same paper gives the same bytes.
pub fn bytes(paper: &Paper) -> Result<Vec<u8>, PdfError> {
    // Whoever waits for other formats gets them, whatever a typesetter of a million lines does.
    let result = catch_unwind(AssertUnwindSafe(|| set(paper)))
        .unwrap_or_else(|_| Err(PdfError("the typesetter stopped".into())));
    typst::comemo::evict(0);
    result
}

/// The paper and its lengths, as the template reads them.
#[derive(Serialize)]
struct Data<'a> {
    #[serde(flatten)]
    paper: &'a Paper,
    profile: &'a Profile,
    geometry: Geometry,
    /// Families of fonts asked after the profile's.
    fallback: &'a [String],
}

fn set(paper: &Paper) -> Result<Vec<u8>, PdfError> {
    let data = Data {
        paper,
        profile: &paper.profile,
        geometry: paper.geometry(),
        fallback: &FONTS.fallback,
    };
    let data = printable(&data, paper.lang)?;
    let (main, file) = FILES.ok_or_else(|| PdfError("file names".into()))?;
    let one = Sheet {
        source: Source::new(main, TEMPLATE.into()),
        data: Bytes::new(data),
        file,
    };
    let document: PagedDocument = typst::compile(&one)
        .output
        .map_err(|errors| failed(&errors))?;
    let standards = PdfStandards::new(&[PdfStandard::A_2b])
        .map_err(|error| PdfError(error.message().to_string()))?;
    let options = PdfOptions {
        // The title tells papers apart well enough, and nothing in the file depends on a clock.
        ident: Smart::Auto,
        creator: Smart::Custom(Some("Nhịp".into())),
        timestamp: None,
        standards,
        // Tags cost a quarter of the time and a third of the size of long annexes, and poppler
        // complains of typst's; the .docx is the accessible copy.
        tagged: false,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|errors| failed(&errors))
}

/// The data as JSON in which every sign can be drawn: one that no font has would stop the whole
/// paper, for PDF/A allows none. Where codes stand for signs the paper says so at its end.
fn printable(data: &impl Serialize, lang: Lang) -> Result<Vec<u8>, PdfError> {
    let mut form = Printable {
        lang,
        missing: false,
    };
    let mut json = Vec::new();
    let mut out = serde_json::Serializer::with_formatter(&mut json, &mut form);
    data.serialize(&mut out)
        .map_err(|error| PdfError(error.to_string()))?;
    json.pop();
    json.extend_from_slice(format!(",\"missing\":{}}}", form.missing).as_bytes());
    Ok(json)
}

fn failed(errors: &[SourceDiagnostic]) -> PdfError {
    PdfError(
        errors
            .iter()
            .map(|error| error.message.to_string())
            .collect::<Vec<_>>()
            .join("; "),
    )
}

/// What typst may see: the template, the data, the built-in fonts; no disk, no clock.
struct Sheet {
    source: Source,
    data: Bytes,
    file: FileId,
}

impl World for Sheet {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        self.source.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.source.id() {
            Ok(self.source.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.file {
            Ok(self.data.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.all.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
