//! What is to be said about the pages of a PDF: those that could not be read, text that runs
//! aslant, notes laid on them.

use nhip_core::document::Place;
use nhip_core::finding::Finding;

use super::lines::Line;
use super::{FEW, PICTURE, Page};

/// The findings about pages, one of a kind.
pub(super) fn findings(pages: &mut [Page]) -> Vec<Finding> {
    let pictures: Vec<u32> = pages
        .iter_mut()
        .filter_map(|page| {
            let picture = page.pictures >= PICTURE && page.letters() < FEW;
            (picture && !page.failed).then_some(page.number)
        })
        .collect();
    let failed: Vec<u32> = numbers(pages, |page| page.failed);
    let noted: Vec<u32> = numbers(pages, |page| !page.notes.is_empty());
    let turned: Vec<u32> = numbers(pages, |page| !page.turned.is_empty());
    let notes = quoted(
        pages
            .iter()
            .flat_map(|page| &page.notes)
            .map(String::as_str),
    );
    let aslant = pages.iter().flat_map(|page| &page.turned);
    let aslant = quoted(aslant.map(|Line { text, .. }| text.as_str()));
    [
        told(&failed, |count, first| Finding::new(
            "C141",
            format!("{count} trang PDF không đọc được (trang đầu tiên: {first}); hãy đối chiếu với bản gốc."),
            format!("{count} pages of the PDF could not be read (the first: {first}); compare with the original."),
        )),
        told(&noted, |_, first| Finding::new(
            "C142",
            format!("PDF có ghi chú, dấu hoặc chữ ký số đặt lên trang (trang đầu tiên: {first}); phần đó để riêng, không tính vào nội dung: hãy xem có gì cần dùng."),
            format!("The PDF has notes, stamps or signatures laid on its pages (the first: {first}); they are kept apart and not counted: see whether they matter."),
        ).quoting(&notes)),
        told(&pictures, |count, first| Finding::new(
            "C143",
            format!("{count} trang PDF chỉ có ảnh, không có chữ (trang đầu tiên: {first}); các trang đó không được đọc, hãy xin bản Word."),
            format!("{count} pages of the PDF are pictures without text (the first: {first}); they were not read: ask for the Word file."),
        )),
        told(&turned, |_, first| Finding::new(
            "G145",
            format!("Trang PDF có chữ nghiêng như dấu chìm hay con dấu (trang đầu tiên: {first}); phần đó để riêng, không xen vào các dòng."),
            format!("The PDF has text that runs aslant, such as a watermark or a stamp (the first page: {first}); it is kept apart from the lines."),
        ).quoting(&aslant)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn numbers(pages: &[Page], of: impl Fn(&Page) -> bool) -> Vec<u32> {
    let found = pages.iter().filter(|page| of(page));
    found.map(|page| page.number).collect()
}

fn told(pages: &[u32], say: impl Fn(usize, u32) -> Finding) -> Option<Finding> {
    let first = *pages.first()?;
    let place = Place {
        page: Some(first),
        ..Place::default()
    };
    Some(say(pages.len(), first).at(place))
}

/// The first few texts, each once.
fn quoted<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    const MOST: usize = 5;
    let mut shown: Vec<String> = Vec::new();
    for text in texts {
        let text: String = text.chars().take(120).collect();
        if shown.len() < MOST && !shown.contains(&text) {
            shown.push(text);
        }
    }
    shown.join("\n")
}
