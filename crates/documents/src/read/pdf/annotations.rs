//! What lies on a page and is no part of its content: filled form fields, the number and time a
//! signing program draws, notes typed onto the page.

use encoding_rs::WINDOWS_1252;
use hayro_interpret::hayro_syntax::object::{
    Array, Dict, Name, Rect as Box, Stream, String as Text,
};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::xref::XRef;
use hayro_interpret::{RectExt, TransformExt};
use kurbo::{Point, Rect};

use super::glyphs::Raw;
use super::lines::{self, Line};

/// Annotations looked at on one page.
const MOST: usize = 5_000;
/// How far letters may stand out of their annotation, in points.
const BEYOND: f64 = 3.0;
/// Fields inside fields.
const DEEPEST: usize = 20;

/// What an annotation is to the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A filled form field, or what a signature shows: text of the page where it fits into it.
    Field,
    /// Typed or stamped onto the page: kept apart.
    Note,
}

/// One annotation that shows something.
#[derive(Debug)]
pub(super) struct Annotation {
    kind: Kind,
    /// Where it is, y downwards.
    area: Rect,
    /// The page draws it; its value is needed only where it does not.
    drawn: bool,
    value: String,
}

/// The annotations of a page that may hold text.
pub(super) fn of(page: &Page<'_>) -> Vec<Annotation> {
    let upright = page.initial_transform(true).to_kurbo();
    let Some(listed) = page.raw().get::<Array<'_>>("Annots") else {
        return Vec::new();
    };
    let annotations = listed.iter::<Dict<'_>>().take(MOST);
    annotations
        .filter_map(|dict| {
            // Hidden, or never shown on a screen.
            if dict.get::<u32>("F").unwrap_or(0) & 0b10_0010 != 0 {
                return None;
            }
            let kind = match &*dict.get::<Name<'_>>("Subtype")? {
                b"Widget" => Kind::Field,
                b"Link" | b"Popup" | b"Text" | b"Highlight" | b"Underline" | b"Squiggly"
                | b"StrikeOut" => return None,
                _ => Kind::Note,
            };
            let area = upright.transform_rect_bbox(dict.get::<Box>("Rect")?.to_kurbo());
            let shown = dict.get::<Dict<'_>>("AP");
            let drawn = shown.is_some_and(|shown| shown.get::<Stream<'_>>("N").is_some());
            let value = match kind {
                _ if drawn => String::new(),
                Kind::Field => field(page.xref(), &dict).unwrap_or_default(),
                Kind::Note => dict
                    .get::<Text<'_>>("Contents")
                    .map(|text| decoded(&text))
                    .unwrap_or_default(),
            };
            let shows = drawn || !value.is_empty();
            shows.then_some(Annotation {
                kind,
                area,
                drawn,
                value,
            })
        })
        .collect()
}

/// What a field holds that the page does not draw.
fn field<'d>(xref: &'d XRef, dict: &Dict<'d>) -> Option<String> {
    let kind = inherited(xref, dict, |level| level.get::<Name<'_>>("FT"))?;
    let flags = inherited(xref, dict, |level| level.get::<u32>("Ff")).unwrap_or(0);
    match &*kind {
        // Push buttons show a caption.
        b"Btn" if flags & (1 << 16) == 0 => {
            let state = dict.get::<Name<'_>>("AS");
            let ticked = state.is_some_and(|state| &*state != b"Off");
            Some(if ticked { "☒" } else { "☐" }.to_owned())
        }
        b"Tx" | b"Ch" => {
            let value = inherited(xref, dict, |level| level.get::<Text<'_>>("V"))?;
            Some(decoded(&value)).filter(|value| !value.trim().is_empty())
        }
        _ => None,
    }
}

/// What a field says itself or has from the fields it is part of.
fn inherited<'d, T>(
    xref: &'d XRef,
    dict: &Dict<'d>,
    of: impl Fn(&Dict<'d>) -> Option<T>,
) -> Option<T> {
    let mut level = dict.clone();
    for _ in 0..DEEPEST {
        if let Some(found) = of(&level) {
            return Some(found);
        }
        level = xref.get(level.get_ref("Parent")?.into())?;
    }
    None
}

/// A text string: UTF-16 or UTF-8 with its mark, otherwise one byte a letter.
fn decoded(text: &Text<'_>) -> String {
    let bytes = text.as_bytes();
    let (encoding, mark) = encoding_rs::Encoding::for_bom(bytes).unwrap_or((WINDOWS_1252, 0));
    let rest = bytes.get(mark..).unwrap_or_default();
    let text = encoding.decode_without_bom_handling(rest).0;
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// Puts what fields show among the letters of a page; the rest are notes, one text each.
pub(super) fn place(
    annotations: Vec<Annotation>,
    drawn: Vec<Raw>,
    letters: &mut Vec<Raw>,
    page: u32,
) -> Vec<String> {
    let mut shown: Vec<Vec<Raw>> = annotations.iter().map(Annotation::typed).collect();
    let mut at = 0;
    for letter in drawn {
        let middle = letter.middle();
        let inside = |annotation: &Annotation| {
            annotation.drawn && annotation.area.inflate(BEYOND, BEYOND).contains(middle)
        };
        // They are drawn in their order; a letter outside of all is the last one's.
        let next = annotations.iter().skip(at).position(inside);
        at += next.unwrap_or(0);
        if let Some(letters) = shown.get_mut(at) {
            letters.push(letter);
        }
    }
    let mut notes = Vec::new();
    for (annotation, own) in annotations.iter().zip(shown) {
        let (own, mut aside) = match annotation.kind {
            Kind::Field => parted(own, page),
            Kind::Note => (Vec::new(), texts(&own, page)),
        };
        if fits(annotation.area, &own, letters) {
            letters.extend(own);
        } else {
            aside.extend(texts(&own, page));
        }
        if !aside.is_empty() {
            notes.push(aside.join("\n"));
        }
    }
    notes
}

impl Annotation {
    /// Whether the page draws it.
    pub(super) fn is_drawn(&self) -> bool {
        self.drawn
    }

    /// The letters of a value that the page does not draw, line below line.
    fn typed(&self) -> Vec<Raw> {
        let height = self.area.height();
        let size = (height * 0.7).clamp(6.0, 12.0);
        let single = height < 2.0 * size;
        let first = if single {
            self.area.y1 - 0.25 * height
        } else {
            self.area.y0 + size
        };
        let lines = self.value.lines().map(str::trim).zip(0_u16..);
        lines
            .filter(|(line, _)| !line.is_empty())
            .map(|(line, number)| {
                let down = first + f64::from(number) * 1.2 * size;
                Raw::typed(line, Point::new(self.area.x0 + 2.0, down), size)
            })
            .collect()
    }
}

/// The lines some letters make.
fn said(letters: &[Raw], page: u32) -> Vec<Line> {
    lines::of_letters(letters.iter().cloned().map(Raw::upright).collect(), page)
}

fn texts(letters: &[Raw], page: u32) -> Vec<String> {
    let lines = said(letters, page).into_iter();
    lines.map(|line| line.text).collect()
}

/// The letters of a field that belong to the paper, and the lines that do not: who signed, and
/// when. A number or date of the paper, drawn together with them, is the paper's.
fn parted(letters: Vec<Raw>, page: u32) -> (Vec<Raw>, Vec<String>) {
    let lines = said(&letters, page);
    if !lines.iter().any(|line| is_seal(&line.text)) {
        return (letters, Vec::new());
    }
    let (own, seal): (Vec<Line>, Vec<Line>) =
        lines.into_iter().partition(|line| is_of_paper(&line.text));
    let belongs = |letter: &Raw| {
        let mut lines = own.iter();
        lines.any(|line| (line.y - letter.from.y).abs() < 0.5 * line.size)
    };
    let kept = letters.into_iter().filter(belongs).collect();
    (kept, seal.into_iter().map(|line| line.text).collect())
}

fn is_of_paper(line: &str) -> bool {
    let lower = line.to_lowercase();
    let date = ["ngày", "tháng", "năm"];
    lower.starts_with("số:") || date.iter().all(|word| lower.contains(word))
}

/// Who signed, and when: no line of the paper.
fn is_seal(line: &str) -> bool {
    const SAID: [&str; 12] = [
        "ký bởi",
        "người ký",
        "ngày ký",
        "thời gian ký",
        "được ký",
        "chữ ký",
        "email",
        "signed by",
        "digitally signed",
        "signature",
        "date:",
        "reason:",
    ];
    let lower = line.to_lowercase();
    SAID.iter().any(|words| lower.contains(words))
}

/// Whether letters stand where the page has room for them; the dots and blanks it shows in the
/// field, to be filled in, make room.
fn fits(field: Rect, own: &[Raw], letters: &mut Vec<Raw>) -> bool {
    let area = |letter: &Raw| {
        let (beside, above) = (0.1 * letter.size, 0.5 * letter.size);
        let line = Rect::from_points(letter.from, letter.to);
        Rect::new(line.x0 - beside, line.y0 - above, line.x1 + beside, line.y1)
    };
    let taken: Vec<Rect> = own.iter().map(area).collect();
    let filler = |letter: &Raw| {
        let mut signs = letter.text.chars();
        signs.all(|sign| sign.is_whitespace() || ".…_·".contains(sign))
    };
    let covered = |letter: &Raw| {
        let middle = letter.middle();
        let whole = filler(letter) && field.contains(middle);
        let beside = |area: &Rect| area.y0 <= middle.y && middle.y <= area.y1;
        let mut areas = taken.iter();
        areas.any(|area| area.contains(middle) || (whole && beside(area)))
    };
    if letters
        .iter()
        .any(|letter| covered(letter) && !filler(letter))
    {
        return false;
    }
    letters.retain(|letter| !covered(letter));
    true
}
