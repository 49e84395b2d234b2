//! What a file is, by its content: extensions lie.

use nhip_core::lang::Bilingual;

use super::docx;
use super::error::Fault;
use super::limit::Limits;
use super::package::Package;

/// The kinds of content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Word, Office Open XML.
    Docx,
    /// Excel, Office Open XML.
    Xlsx,
    /// OpenDocument spreadsheet.
    Ods,
    /// Excel 97–2003.
    Xls,
    /// PDF.
    Pdf,
    /// Word 97–2003: read through LibreOffice.
    Doc,
    /// Rich text: read through LibreOffice.
    Rtf,
    /// OpenDocument text: read through LibreOffice.
    Odt,
    /// Comma-, semicolon- or tab-separated values.
    Csv,
    /// Markdown.
    Markdown,
    /// Plain text.
    Text,
}

impl Kind {
    /// Extensions under which this kind is expected.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Kind::Docx => &["docx", "docm", "dotx", "dotm"],
            Kind::Xlsx => &["xlsx", "xlsm", "xltx", "xltm"],
            Kind::Ods => &["ods", "ots"],
            Kind::Xls => &["xls", "xlt", "et"],
            Kind::Pdf => &["pdf"],
            Kind::Doc => &["doc", "dot", "wps"],
            Kind::Rtf => &["rtf", "doc"],
            Kind::Odt => &["odt", "ott"],
            Kind::Csv => &["csv", "tsv"],
            Kind::Markdown => &["md", "markdown"],
            Kind::Text => &["txt", "text", "md", "csv", "tsv"],
        }
    }

    /// The kind of a file, from its bytes; the name decides only between kinds of plain text.
    pub fn of(name: &str, bytes: &[u8], limits: &Limits) -> Result<Kind, Fault> {
        let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
        if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
            return of_package(&mut Package::open(bytes, limits)?, limits);
        }
        // Mail and download programs put lines before it.
        if find(head, b"PK\x03\x04")
            && let Ok(mut package) = Package::open(bytes, limits)
        {
            return of_package(&mut package, limits);
        }
        if head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            return of_compound(bytes);
        }
        if find(head, b"%PDF-") {
            return Ok(Kind::Pdf);
        }
        if head.starts_with(b"{\\rtf") {
            return Ok(Kind::Rtf);
        }
        let end_mark = usize::from(bytes.len() == head.len() && head.ends_with(&[END]));
        let head = head.get(..head.len() - end_mark).unwrap_or_default();
        match foreign(head) {
            Some(kind) => Err(Fault::UnknownKind(kind)),
            None => Ok(plain(name)),
        }
    }
}

/// Extension of a name, lower case.
pub(crate) fn extension(name: &str) -> String {
    name.rsplit_once('.')
        .map(|(_, extension)| extension.to_lowercase())
        .unwrap_or_default()
}

fn plain(name: &str) -> Kind {
    match extension(name).as_str() {
        "csv" | "tsv" => Kind::Csv,
        "md" | "markdown" => Kind::Markdown,
        _ => Kind::Text,
    }
}

fn of_package(package: &mut Package<'_>, limits: &Limits) -> Result<Kind, Fault> {
    if package.has_folder("word/") {
        return Ok(Kind::Docx);
    }
    if package.has_folder("xl/") {
        return Ok(Kind::Xlsx);
    }
    if let Some(mime) = package.part("mimetype")? {
        if mime.starts_with(b"application/vnd.oasis.opendocument.spreadsheet") {
            return Ok(Kind::Ods);
        }
        if mime.starts_with(b"application/vnd.oasis.opendocument.text") {
            return Ok(Kind::Odt);
        }
    }
    let slides = package.has_folder("ppt/");
    if package.contains("[Content_Types].xml") && !slides {
        // The folders have other names: what the main part is, tells.
        let main = docx::main_part(package, limits)?;
        let text = package.text(&main)?.unwrap_or_default();
        let head = text.get(..text.len().min(2000)).unwrap_or(&text);
        return Ok(match head.contains("spreadsheetml") {
            true => Kind::Xlsx,
            false => Kind::Docx,
        });
    }
    Err(Fault::UnknownKind(match slides {
        true => Bilingual::new("bài trình chiếu", "a slide show"),
        false => Bilingual::new("tệp nén", "an archive"),
    }))
}

/// Old Office files and encrypted new ones are one container; names of its streams tell, in
/// capitals or not.
fn of_compound(bytes: &[u8]) -> Result<Kind, Fault> {
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut windows = bytes.windows(wide.len().max(1));
        windows.any(|window| window.eq_ignore_ascii_case(&wide))
    };
    if holds("EncryptedPackage") || holds("EncryptionInfo") {
        return Err(Fault::Password);
    }
    if holds("WordDocument") {
        return Ok(Kind::Doc);
    }
    if holds("Workbook") || holds("Book") {
        return Ok(Kind::Xls);
    }
    Err(Fault::UnknownKind(match holds("PowerPoint Document") {
        true => Bilingual::new("bài trình chiếu", "a slide show"),
        false => Bilingual::new(
            "tệp Office cũ không rõ loại",
            "an old Office file of an unknown kind",
        ),
    }))
}

/// Kinds that are recognised only to be refused by name.
fn foreign(head: &[u8]) -> Option<Bilingual> {
    let start = |signs: &[&[u8]]| signs.iter().any(|sign| head.starts_with(sign));
    let text = String::from_utf8_lossy(head)
        .trim_start_matches('\u{FEFF}')
        .trim_start()
        .to_ascii_lowercase();
    let wide = head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]);
    if start(&[
        b"\x89PNG",
        b"\xFF\xD8\xFF",
        b"GIF8",
        b"BM6",
        b"II*\0",
        b"MM\0*",
    ]) || (start(&[b"RIFF"]) && find(head, b"WEBP"))
        || head.get(4..8) == Some(b"ftyp")
    {
        return Some(Bilingual::new("hình ảnh hoặc phim", "a picture or film"));
    }
    if text.starts_with("<!doctype html") || text.starts_with("<html") {
        return Some(Bilingual::new("trang web (HTML)", "a web page (HTML)"));
    }
    if text.starts_with("<?xml") {
        return Some(Bilingual::new("tệp XML", "an XML file"));
    }
    if start(&[b"Rar!", b"7z\xBC\xAF", b"\x1F\x8B"]) {
        return Some(Bilingual::new("tệp nén", "an archive"));
    }
    let control = head
        .iter()
        .filter(|byte| **byte < 9 || (14..32).contains(*byte))
        .count();
    if !wide && control > 0 && !looks_utf16(head) {
        return Some(Bilingual::new(
            "dữ liệu nhị phân không rõ loại",
            "binary data of an unknown kind",
        ));
    }
    None
}

/// The sign with which old programs end a text file.
pub(crate) const END: u8 = 0x1A;

/// UTF-16 without a byte order mark: every other byte is the first half of a Vietnamese letter,
/// many of them zero, and the others hardly ever are.
pub(crate) fn looks_utf16(head: &[u8]) -> bool {
    let lane = |odd: usize, of: fn(u8) -> bool| {
        let bytes = head.iter().skip(odd).step_by(2);
        bytes.filter(|byte| of(**byte)).count()
    };
    let zero = |byte| byte == 0;
    let first_half = |byte| matches!(byte, 0 | 1 | 3 | 0x1E | 0x20);
    let half = head.len() / 2;
    half > 1
        && [(0, 1), (1, 0)].into_iter().any(|(high, low)| {
            lane(high, zero) * 4 > half
                && lane(high, first_half) * 10 >= half * 9
                && lane(low, zero) * 20 <= half
        })
}

fn find(bytes: &[u8], sign: &[u8]) -> bool {
    bytes
        .windows(sign.len().max(1))
        .any(|window| window == sign)
}
