//! From bytes to text: Unicode in its forms, Windows code pages, and the old Vietnamese
//! encodings that pretend to be Latin-1.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};
use nhip_core::finding::Finding;
use nhip_viet::{legacy, syllable};

use super::super::kind::{END, looks_utf16};

/// Decoded text, and what is to be said about it.
pub(crate) struct Decoded {
    /// The text; old Vietnamese encodings are already converted.
    pub text: String,
    /// A note if the text was not Unicode.
    pub findings: Vec<Finding>,
}

/// Decodes a text file; every line ends in `\n`.
pub(crate) fn decode(bytes: &[u8]) -> Decoded {
    let bytes = bytes.strip_suffix(&[END]).unwrap_or(bytes);
    let mut decoded = any(bytes);
    if decoded.text.contains('\r') {
        decoded.text = decoded.text.replace("\r\n", "\n").replace('\r', "\n");
    }
    decoded
}

fn any(bytes: &[u8]) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        return quiet(encoding.decode_without_bom_handling(rest).0.into_owned());
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && !text.contains('\0')
    {
        return quiet(text.to_owned());
    }
    if looks_utf16(bytes.get(..bytes.len().min(1024)).unwrap_or_default()) {
        let little = bytes
            .iter()
            .skip(1)
            .step_by(2)
            .take(512)
            .filter(|byte| **byte == 0)
            .count();
        let big = bytes
            .iter()
            .step_by(2)
            .take(512)
            .filter(|byte| **byte == 0)
            .count();
        let encoding = if little >= big { UTF_16LE } else { UTF_16BE };
        return quiet(encoding.decode_without_bom_handling(bytes).0.into_owned());
    }
    old(bytes)
}

fn quiet(text: String) -> Decoded {
    Decoded {
        text,
        findings: Vec::new(),
    }
}

/// Text in a code page: the reading that looks most like Vietnamese counts, and what no
/// Vietnamese code page fits is guessed.
fn old(bytes: &[u8]) -> Decoded {
    let windows = WINDOWS_1258.decode_without_bom_handling(bytes).0;
    let windows = nhip_viet::fold::nfc(&windows);
    let latin = WINDOWS_1252.decode_without_bom_handling(bytes).0;
    let repaired = legacy::repair(&latin).map(|(text, _)| text);
    let broken = String::from_utf8_lossy(bytes).into_owned();
    let mut candidates = vec![("UTF-8", broken), ("windows-1258", windows)];
    candidates.extend(repaired.map(|text| ("TCVN3/VNI", text)));
    let best = candidates
        .into_iter()
        .map(|(name, text)| (syllable::share(&text), name, text))
        .max_by(|left, right| left.0.total_cmp(&right.0));
    let (name, text) = match best {
        Some((score, name, text)) if score > 0.6 => (name.to_owned(), text),
        _ => guessed(bytes),
    };
    let finding = Finding::new(
        "G102",
        format!("Tệp không dùng Unicode; đã đọc theo bảng mã {name}."),
        format!("The file is not in Unicode; it was read as {name}."),
    );
    Decoded {
        text,
        findings: vec![finding],
    }
}

fn guessed(bytes: &[u8]) -> (String, String) {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(Some(b"vn"), chardetng::Utf8Detection::Allow);
    let encoding = if encoding == UTF_8 {
        WINDOWS_1258
    } else {
        encoding
    };
    (
        encoding.name().to_owned(),
        encoding.decode_without_bom_handling(bytes).0.into_owned(),
    )
}
