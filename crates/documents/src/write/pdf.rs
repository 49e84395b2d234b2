//! A [`Paper`] as PDF, set by typst from `layout/paper.typ` and the paper as data.
//!
//! The fonts are built in, so the result is the same on every machine. What typst remembers
//! between two papers is thrown away after each, failed ones too: kept, it grows without end.

use std::io::{self, Write};
use std::sync::LazyLock;

use nhip_viet::clean;
use serde::Serialize;
use serde_json::ser::{CharEscape, Formatter};
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

const TEMPLATE: &str = include_str!("../../layout/paper.typ");
/// Regular, bold, italic, bold italic.
const FACES: [&[u8]; 4] = [
    include_bytes!("../../fonts/Tinos-Regular.ttf"),
    include_bytes!("../../fonts/Tinos-Bold.ttf"),
    include_bytes!("../../fonts/Tinos-Italic.ttf"),
    include_bytes!("../../fonts/Tinos-BoldItalic.ttf"),
];

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
static FONTS: LazyLock<(LazyHash<FontBook>, Vec<Font>)> = LazyLock::new(|| {
    let fonts: Vec<Font> = FACES
        .iter()
        .filter_map(|face| Font::new(Bytes::new(*face), 0))
        .collect();
    (LazyHash::new(FontBook::from_fonts(&fonts)), fonts)
});
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
    let result = set(paper);
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
}

fn set(paper: &Paper) -> Result<Vec<u8>, PdfError> {
    let data = printable(&Data {
        paper,
        profile: &paper.profile,
        geometry: paper.geometry(),
    })?;
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

/// What stands for a sign no face has.
const MISSING: char = '□';

/// Signs every face has, by code; none above U+FFFF.
static DRAWN: LazyLock<Vec<bool>> = LazyLock::new(|| {
    let all = |code: u32| {
        let own = (0xE000..=0xF8FF).contains(&code);
        !own && FONTS
            .1
            .iter()
            .all(|font| font.info().coverage.contains(code))
    };
    (0..=0xFFFF).map(all).collect()
});

/// The data as JSON in which every sign can be drawn. A sign the faces lack would stop the whole
/// paper (PDF/A allows none), so a box stands for it, and the paper says so at its end.
fn printable(data: &impl Serialize) -> Result<Vec<u8>, PdfError> {
    let mut form = Printable { missing: false };
    let mut json = Vec::new();
    let mut out = serde_json::Serializer::with_formatter(&mut json, &mut form);
    data.serialize(&mut out)
        .map_err(|error| PdfError(error.to_string()))?;
    json.pop();
    json.extend_from_slice(format!(",\"missing\":{}}}", form.missing).as_bytes());
    Ok(json)
}

struct Printable {
    missing: bool,
}

impl Formatter for &mut Printable {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        text: &str,
    ) -> io::Result<()> {
        if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
            return out.write_all(text.as_bytes());
        }
        let mut plain = String::with_capacity(text.len());
        for sign in text.chars() {
            let code = usize::try_from(u32::from(sign)).unwrap_or(usize::MAX);
            match DRAWN.get(code) {
                Some(true) => plain.push(sign),
                _ if sign.is_whitespace() => plain.push(' '),
                _ if clean::is_invisible(sign) || clean::is_refused(sign) => {}
                _ => {
                    self.missing = true;
                    plain.push(MISSING);
                }
            }
        }
        out.write_all(plain.as_bytes())
    }

    fn write_char_escape<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        sign: CharEscape,
    ) -> io::Result<()> {
        match sign {
            CharEscape::Quote => out.write_all(b"\\\""),
            CharEscape::ReverseSolidus => out.write_all(b"\\\\"),
            CharEscape::LineFeed => out.write_all(b"\\n"),
            CharEscape::Tab => out.write_all(b"\\t"),
            _ => Ok(()),
        }
    }
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
        &FONTS.0
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
        FONTS.1.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
