//! A scan is read where tesseract and poppler are installed: a paper is printed, its page is made a
//! picture, the picture alone is put into a PDF.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test: it may panic, and says why it did nothing"
)]

use std::fs;
use std::process::Command;

use nhip_core::document::{Block, Document};
use nhip_core::lang::Lang;
use nhip_documents::read::Reader;
use nhip_documents::write::paper::{Foot, Head, Paper, Part};
use nhip_documents::write::pdf;
use nhip_documents::write::profile::{Profile, Style};

const LINES: [&str; 3] = [
    "Trong tháng 11 năm 2026, trạm y tế đã tổ chức 12 buổi nói chuyện chuyên đề với 540 người dự.",
    "Các đoàn thể đã phát 1.250 tờ rơi, treo 28 băng rôn trên các tuyến đường chính của phường.",
    "Đài truyền thanh đã phát 62 lượt bản tin về phòng, chống sốt xuất huyết.",
];

fn printed() -> Vec<u8> {
    let paper = Paper {
        profile: Profile::of(Style::State).unwrap(),
        lang: Lang::Vi,
        title: "Báo cáo".into(),
        properties: Default::default(),
        head: Head {
            superior: None,
            issuer: "TRẠM Y TẾ PHƯỜNG BẾN NGỰ".into(),
            number: "Số: 125/BC-TYT".into(),
            place_date: "Bến Ngự, ngày 25 tháng 11 năm 2026".into(),
        },
        kind: "BÁO CÁO".into(),
        subject: "Kết quả truyền thông".into(),
        addressee: None,
        body: LINES.map(Part::text).into(),
        foot: Foot {
            recipients: Vec::new(),
            role: "TRƯỞNG TRẠM".into(),
            name: "Lò Văn Mây".into(),
        },
        annexes: Vec::new(),
        footer: String::new(),
    };
    pdf::bytes(&paper).unwrap()
}

/// The first page of a PDF as a PDF that holds a picture of it and nothing else.
fn scanned(printed: &[u8]) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let (source, picture) = (folder.path().join("a.pdf"), folder.path().join("a"));
    fs::write(&source, printed).unwrap();
    let drawn = Command::new("pdftoppm")
        .args(["-r", "200", "-gray", "-singlefile"])
        .args([&source, &picture])
        .status();
    drawn.ok().filter(std::process::ExitStatus::success)?;
    let file = fs::read(picture.with_extension("pgm")).unwrap();
    // "P5", width and height, the largest value, the pixels.
    let ends: Vec<usize> = (0..file.len())
        .filter(|at| file[*at] == b'\n')
        .take(3)
        .collect();
    let head = String::from_utf8(file[..ends[2]].to_vec()).unwrap();
    let mut words = head.split_whitespace().skip(1);
    let (width, height) = (words.next().unwrap(), words.next().unwrap());
    let pixels = &file[ends[2] + 1..];
    let show = "q 595 0 0 842 0 0 cm /P Do Q";
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</P 5 0 R>>>>/Contents 4 0 R>>".to_owned(),
        format!("<</Length {}>>\nstream\n{show}\nendstream", show.len()),
        format!("<</Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceGray/BitsPerComponent 8/Length {}>>\nstream\n", pixels.len()),
    ];
    let mut bytes = b"%PDF-1.5\n".to_vec();
    let mut places = Vec::new();
    for (object, number) in objects.iter().zip(1..) {
        places.push(bytes.len());
        bytes.extend(format!("{number} 0 obj\n{object}").bytes());
        if number == 5 {
            bytes.extend_from_slice(pixels);
            bytes.extend(b"\nendstream");
        }
        bytes.extend(b"\nendobj\n");
    }
    let start = bytes.len();
    bytes.extend(b"xref\n0 6\n0000000000 65535 f \n");
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").bytes());
    }
    bytes.extend(format!("trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n{start}\n%%EOF").bytes());
    Some(bytes)
}

fn paragraphs(document: &Document) -> Vec<&str> {
    let blocks = document.blocks.iter();
    blocks
        .filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph.text.as_str()),
            Block::Table(_) => None,
        })
        .collect()
}

/// Whether tesseract can read Vietnamese here.
fn reads_vietnamese() -> bool {
    let told = Command::new("tesseract").arg("--list-langs").output();
    told.is_ok_and(|told| {
        String::from_utf8_lossy(&told.stdout)
            .lines()
            .any(|line| line == "vie")
    })
}

#[test]
fn a_scan_is_read_and_every_figure_is_to_be_confirmed() {
    let Some(scan) = scanned(&printed()).filter(|_| reads_vietnamese()) else {
        return println!("skipped: needs tesseract-ocr, tesseract-ocr-vie and poppler-utils");
    };
    let document = Reader::default().read_bytes("quet.pdf", &scan).unwrap();
    let found = paragraphs(&document);
    for line in LINES {
        assert!(found.contains(&line), "{found:#?}");
    }
    let told = document
        .findings
        .iter()
        .find(|finding| finding.code == "C146")
        .unwrap();
    assert_eq!(told.place.as_ref().unwrap().page, Some(1));
}

#[test]
fn a_scan_that_cannot_be_read_says_what_to_install() {
    // Without programs in the search path: as on a machine that has none.
    let error = nhip_documents::read::Fault::Scanned.of("quet.pdf");
    let text = error.text();
    assert!(text.vi.contains("tesseract-ocr-vie") && text.vi.contains("poppler-utils"));
    assert!(text.en.contains("tesseract-ocr-vie") && text.en.contains("poppler-utils"));
}
