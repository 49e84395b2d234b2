//! PDF with a text layer. The files are made here: a font with a map to Unicode, and letters
//! where a page has them.

use nhip_documents::read::Reader;
use proptest::prelude::*;

use super::make::{codes, fault, grid, paragraphs, read, tables, texts};

/// A page under construction.
#[derive(Default)]
pub struct Page {
    content: String,
    picture: bool,
    annotations: Vec<Laid>,
}

/// An annotation: its entries, the box it draws in, what it draws.
struct Laid {
    entries: String,
    bounds: String,
    shown: String,
}

/// A PDF under construction. Every letter is half as wide as the font is high.
pub struct Pdf {
    letters: Vec<char>,
    pages: Vec<Page>,
    map: bool,
}

impl Pdf {
    pub fn new() -> Pdf {
        Pdf {
            letters: Vec::new(),
            pages: Vec::new(),
            map: true,
        }
    }

    pub fn page(mut self) -> Pdf {
        self.pages.push(Page::default());
        self
    }

    /// Text of 14 points that begins at a place, y from the top.
    pub fn text(self, x: f64, y: f64, text: &str) -> Pdf {
        self.turned(0.0, 14.0, (x, y), text)
    }

    /// Text of a size that runs upwards at an angle, in degrees, from a place.
    pub fn turned(mut self, angle: f64, size: f64, (x, y): (f64, f64), text: &str) -> Pdf {
        let (sin, cos) = angle.to_radians().sin_cos();
        let place = format!("{cos} {sin} {} {cos} {x} {}", -sin, 842.0 - y);
        let shown = self.shown(size, &place, text);
        self.draw(&shown)
    }

    /// The operators that show a text.
    fn shown(&mut self, size: f64, place: &str, text: &str) -> String {
        let codes: String = text
            .chars()
            .map(|letter| format!("{:02X}", self.code(letter)))
            .collect();
        format!("BT /F1 {size} Tf {place} Tm <{codes}> Tj ET\n")
    }

    /// Operators as they are.
    pub fn draw(mut self, operators: &str) -> Pdf {
        self.pages.last_mut().unwrap().content.push_str(operators);
        self
    }

    /// An annotation that shows lines of 14 points from its upper edge down; y from the top.
    pub fn annotation(
        mut self,
        entries: &str,
        (x, y): (f64, f64),
        (width, height): (f64, f64),
        lines: &[&str],
    ) -> Pdf {
        let mut shown = String::new();
        for (number, line) in lines.iter().enumerate() {
            let down = height - 14.0 - 16.0 * number as f64;
            shown.push_str(&self.shown(14.0, &format!("1 0 0 1 0 {down}"), line));
        }
        let low = 842.0 - y - height;
        let (right, high) = (x + width, low + height);
        self.pages.last_mut().unwrap().annotations.push(Laid {
            entries: format!("/Type/Annot/Rect[{x} {low} {right} {high}]{entries}"),
            bounds: format!("0 0 {width} {height}"),
            shown,
        });
        self
    }

    /// A paragraph set in lines of 66 letters at most, the first one indented, from a height.
    pub fn paragraph(mut self, mut y: f64, text: &str) -> Pdf {
        let mut line = String::new();
        let mut x = 110.0;
        for word in text.split(' ') {
            if x + 7.0 * (line.chars().count() + 1 + word.chars().count()) as f64 > 548.0 {
                self = self.text(x, y, &line);
                (line, x, y) = (String::new(), 85.0, y + 18.0);
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        self.text(x, y, &line)
    }

    /// A ruled line, thin box or stroke, between two places.
    pub fn rule(mut self, from: (f64, f64), to: (f64, f64), stroke: bool) -> Pdf {
        let page = self.pages.last_mut().unwrap();
        let (width, height) = ((to.0 - from.0).max(0.5), (to.1 - from.1).max(0.5));
        page.content.push_str(&match stroke {
            true => format!(
                "{} {} m {} {} l S\n",
                from.0,
                842.0 - from.1,
                to.0,
                842.0 - to.1
            ),
            false => format!(
                "{} {} {width} {height} re f\n",
                from.0,
                842.0 - from.1 - height
            ),
        });
        self
    }

    /// A grid of ruled lines.
    pub fn grid(mut self, columns: &[f64], rows: &[f64], stroke: bool) -> Pdf {
        let (left, right) = (columns[0], columns[columns.len() - 1]);
        let (top, bottom) = (rows[0], rows[rows.len() - 1]);
        for x in columns {
            self = self.rule((*x, top), (*x, bottom), stroke);
        }
        for y in rows {
            self = self.rule((left, *y), (right, *y), stroke);
        }
        self
    }

    pub fn picture(mut self) -> Pdf {
        self.pages.last_mut().unwrap().picture = true;
        self
    }

    pub fn without_map(mut self) -> Pdf {
        self.map = false;
        self
    }

    fn code(&mut self, letter: char) -> usize {
        let known = self.letters.iter().position(|known| *known == letter);
        33 + known.unwrap_or_else(|| {
            self.letters.push(letter);
            self.letters.len() - 1
        })
    }

    pub fn bytes(&self) -> Vec<u8> {
        let count = self.pages.len();
        let kids: String = (0..count)
            .map(|page| format!("{} 0 R ", 6 + 2 * page))
            .collect();
        let mapped: String = self
            .letters
            .iter()
            .enumerate()
            .map(|(index, letter)| format!("<{:02X}> <{:04X}>\n", 33 + index, *letter as u32))
            .collect();
        let map = format!(
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange <00> <FF> endcodespacerange {} beginbfchar\n{mapped}endbfchar endcmap end end",
            self.letters.len()
        );
        let unicode = if self.map { "/ToUnicode 4 0 R" } else { "" };
        let widths = "500 ".repeat(self.letters.len().max(1));
        let last = 33 + self.letters.len().max(1) - 1;
        let mut objects = vec![
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            format!("<</Type/Pages/Count {count}/Kids[{kids}]>>"),
            format!(
                "<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Tinos/FirstChar 33/LastChar {last}/Widths[{widths}]{unicode}>>"
            ),
            stream("", &map),
            stream(
                if self.pages.iter().any(|page| page.picture) {
                    IMAGE
                } else {
                    ""
                },
                "0",
            ),
        ];
        let mut next = 6 + 2 * count;
        let mut laid = Vec::new();
        for (number, page) in self.pages.iter().enumerate() {
            let annotations = lay(&page.annotations, next, &mut laid);
            next += 2 * page.annotations.len();
            let image = if page.picture {
                "/XObject<</Im1 5 0 R>>"
            } else {
                ""
            };
            objects.push(format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>{image}>>/Annots[{annotations}]/Contents {} 0 R>>", 7 + 2 * number));
            objects.push(stream("", &page.content));
        }
        objects.extend(laid);
        file(&objects)
    }

    pub fn texts(&self) -> Vec<String> {
        texts(&read("a.pdf", &self.bytes()))
            .into_iter()
            .map(str::to_owned)
            .collect()
    }
}

/// Makes objects of annotations, numbered from the next one on, and says their references.
fn lay(annotations: &[Laid], mut next: usize, objects: &mut Vec<String>) -> String {
    let mut references = String::new();
    for Laid {
        entries,
        bounds,
        shown,
    } in annotations
    {
        references.push_str(&format!("{next} 0 R "));
        let drawn = format!("/AP<</N {} 0 R>>", next + 1);
        let drawn = if shown.is_empty() { "" } else { &drawn };
        objects.push(format!("<<{entries}{drawn}>>"));
        let form = format!("/Subtype/Form/BBox[{bounds}]/Resources<</Font<</F1 3 0 R>>>>");
        objects.push(stream(&form, shown));
        next += 2;
    }
    references
}

const IMAGE: &str =
    "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8";

pub fn stream(entries: &str, content: &str) -> String {
    format!(
        "<<{entries}/Length {}>>\nstream\n{content}\nendstream",
        content.len()
    )
}

pub fn file(objects: &[String]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.5\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", number + 1).bytes());
    }
    let start = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").bytes());
    }
    bytes.extend(
        format!(
            "trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF",
            objects.len() + 1
        )
        .bytes(),
    );
    bytes
}

pub const LONG: &str = "Trong tháng, trạm y tế đã phối hợp với các tổ dân phố tổ chức nhiều buổi truyền thông về phòng, chống sốt xuất huyết tại từng khu phố, phát tờ rơi tận tay từng hộ dân.";

#[test]
fn lines_of_a_paragraph_are_joined_and_paragraphs_kept_apart() {
    let found = Pdf::new()
        .page()
        .paragraph(100.0, LONG)
        .paragraph(190.0, "Đoạn thứ hai ngắn.")
        .paragraph(214.0, LONG)
        .texts();
    assert_eq!(found, [LONG, "Đoạn thứ hai ngắn.", LONG]);
}

#[test]
fn items_stay_apart_even_where_lines_are_full() {
    let item = format!("- {}", "phát thanh ".repeat(5).trim());
    let found = Pdf::new()
        .page()
        .text(85.0, 100.0, &item)
        .text(85.0, 118.0, &item)
        .text(85.0, 136.0, "b) hai")
        .paragraph(200.0, LONG)
        .texts();
    assert_eq!(found, [item.as_str(), item.as_str(), "b) hai", LONG]);
}

#[test]
fn a_hyphen_between_letters_and_digits_takes_no_space() {
    let first = "tuyên truyền về phòng, chống dịch bệnh viêm đường hô hấp cấp COVID-";
    let found = Pdf::new()
        .page()
        .text(85.0, 100.0, first)
        .text(85.0, 118.0, "19 trên địa bàn phường.")
        .paragraph(200.0, LONG)
        .texts();
    assert_eq!(found[0], format!("{first}19 trên địa bàn phường."));
}

#[test]
fn the_two_columns_of_a_head_stay_apart() {
    let found = Pdf::new()
        .page()
        .text(85.0, 80.0, "UBND PHƯỜNG BẾN NGỰ")
        .text(330.0, 80.0, "CỘNG HÒA XÃ HỘI")
        .text(85.0, 98.0, "TRẠM Y TẾ")
        .text(330.0, 98.0, "Độc lập")
        .paragraph(150.0, LONG)
        .texts();
    assert_eq!(
        found,
        [
            "UBND PHƯỜNG BẾN NGỰ | CỘNG HÒA XÃ HỘI",
            "TRẠM Y TẾ | Độc lập",
            LONG
        ]
    );
}

#[test]
fn words_set_one_by_one_and_out_of_order_are_read_in_order() {
    let found = Pdf::new()
        .page()
        .text(150.0, 100.0, "thứ")
        .text(85.0, 118.0, "dưới")
        .text(85.0, 100.0, "Dòng")
        .text(182.0, 100.0, "nhất.")
        .paragraph(200.0, LONG)
        .texts();
    assert_eq!(found[0], "Dòng thứ nhất.");
    assert_eq!(found[1], "dưới");
}

#[test]
fn letters_printed_twice_for_bold_are_one() {
    let found = Pdf::new()
        .page()
        .text(85.0, 100.0, "BÁO CÁO")
        .text(85.3, 100.0, "BÁO CÁO")
        .paragraph(200.0, LONG)
        .texts();
    assert_eq!(found[0], "BÁO CÁO");
}

#[test]
fn page_numbers_and_running_heads_are_no_part_of_the_body() {
    let mut pdf = Pdf::new();
    for page in 1..=4 {
        pdf = pdf
            .page()
            .text(85.0, 40.0, &format!("Báo cáo tháng 11, trang {page}/4"))
            .paragraph(
                100.0,
                &format!("{}. {LONG}", ["Một", "Hai", "Ba", "Tư"][page - 1]),
            )
            .text(85.0, 180.0 + 20.0 * page as f64, &format!("Mục {page}."))
            .text(300.0, 800.0, &format!("- {page} -"));
    }
    let document = read("a.pdf", &pdf.bytes());
    let found = texts(&document);
    assert_eq!(found.len(), 8, "{found:?}");
    assert!(
        found[0].starts_with("Một. Trong tháng") && found[1] == "Mục 1." && found[7] == "Mục 4."
    );
    let pages: Vec<Option<u32>> = paragraphs(&document)
        .iter()
        .map(|paragraph| paragraph.place.page)
        .collect();
    assert_eq!(pages[..3], [Some(1), Some(1), Some(2)]);
    assert_eq!(document.margins.len(), 1);
}

#[test]
fn centred_lines_are_known() {
    let document = read(
        "a.pdf",
        &Pdf::new()
            .page()
            .text(290.0, 80.0, "BÁO CÁO")
            .paragraph(120.0, LONG)
            .bytes(),
    );
    assert_eq!(
        paragraphs(&document)
            .iter()
            .map(|paragraph| paragraph.centred)
            .collect::<Vec<_>>(),
        [true, false]
    );
}

#[test]
fn ruled_tables_are_read_cell_by_cell() {
    for stroke in [true, false] {
        let document = read(
            "a.pdf",
            &Pdf::new()
                .page()
                .paragraph(80.0, LONG)
                .grid(&[85.0, 230.0, 330.0, 510.0], &[200.0, 220.0, 260.0], stroke)
                .text(90.0, 214.0, "Nội dung")
                .text(235.0, 214.0, "Chủ trì")
                .text(335.0, 214.0, "Thời gian")
                .text(90.0, 234.0, "Phát tờ rơi đến")
                .text(235.0, 234.0, "Trạm Y tế")
                .text(335.0, 234.0, "Hằng tháng")
                .text(90.0, 252.0, "từng hộ")
                .text(85.0, 300.0, "Sau bảng.")
                .bytes(),
        );
        assert_eq!(texts(&document), [LONG, "Sau bảng."]);
        let expected = [
            ["Nội dung", "Chủ trì", "Thời gian"],
            ["Phát tờ rơi đến từng hộ", "Trạm Y tế", "Hằng tháng"],
        ];
        assert_eq!(grid(tables(&document)[0]), expected, "{stroke}");
    }
}

#[test]
fn merged_cells_of_a_ruled_table_are_one() {
    let document = read(
        "a.pdf",
        &Pdf::new()
            .page()
            .rule((85.0, 200.0), (510.0, 200.0), true)
            .rule((85.0, 220.0), (510.0, 220.0), true)
            .rule((85.0, 240.0), (510.0, 240.0), true)
            .rule((85.0, 200.0), (85.0, 240.0), true)
            .rule((510.0, 200.0), (510.0, 240.0), true)
            .rule((300.0, 220.0), (300.0, 240.0), true)
            .text(250.0, 214.0, "Tháng 11 năm nay")
            .text(90.0, 234.0, "12")
            .text(305.0, 234.0, "540")
            .paragraph(300.0, LONG)
            .bytes(),
    );
    assert_eq!(
        grid(tables(&document)[0]),
        [["Tháng 11 năm nay", ""], ["12", "540"]]
    );
}

#[test]
fn a_table_that_goes_on_over_the_page_is_one() {
    let page = |pdf: Pdf, text: &str| {
        pdf.page()
            .grid(&[85.0, 300.0, 510.0], &[100.0, 120.0, 140.0], false)
            .text(90.0, 114.0, "Chỉ tiêu")
            .text(305.0, 114.0, "Số lượng")
            .text(90.0, 134.0, text)
            .text(305.0, 134.0, "12")
    };
    let pdf = page(page(Pdf::new(), "Số buổi"), "Số tờ rơi").paragraph(300.0, LONG);
    let document = read("a.pdf", &pdf.bytes());
    assert_eq!(tables(&document).len(), 1);
    assert_eq!(
        grid(tables(&document)[0]),
        [
            ["Chỉ tiêu", "Số lượng"],
            ["Số buổi", "12"],
            ["Số tờ rơi", "12"]
        ]
    );
}

#[test]
fn a_box_around_text_is_no_table() {
    let document = read(
        "a.pdf",
        &Pdf::new()
            .page()
            .grid(&[80.0, 560.0], &[80.0, 200.0], true)
            .paragraph(100.0, LONG)
            .bytes(),
    );
    assert_eq!(texts(&document), [LONG]);
}

#[test]
fn bullets_of_symbol_fonts_are_signs() {
    let found = Pdf::new()
        .page()
        .text(85.0, 100.0, "\u{F0B7} một việc")
        .paragraph(200.0, LONG)
        .texts();
    assert_eq!(found[0], "• một việc");
}

#[test]
fn a_pdf_that_wants_a_password_is_named_and_one_that_only_forbids_changes_is_read() {
    assert_eq!(fault("a.pdf", include_bytes!("files/password.pdf")), "L107");
    let open = read("a.pdf", include_bytes!("files/owner-only.pdf"));
    let shown = texts(&open);
    assert!(
        shown.concat().contains("phong chong sot xuat huyet"),
        "{shown:?}"
    );
}

#[test]
fn a_scan_is_named() {
    assert_eq!(fault("a.pdf", &Pdf::new().page().picture().bytes()), "L113");
    assert_eq!(fault("a.pdf", &Pdf::new().page().bytes()), "L112");
}

#[test]
fn a_font_without_map_is_garbled() {
    assert_eq!(
        fault(
            "a.pdf",
            &Pdf::new()
                .without_map()
                .page()
                .paragraph(100.0, LONG)
                .bytes()
        ),
        "L114"
    );
}

#[test]
fn old_encodings_in_a_pdf_are_converted() {
    let document = read(
        "a.pdf",
        &Pdf::new()
            .page()
            .text(
                85.0,
                100.0,
                "Uû ban nh©n d©n thµnh phè b¸o c¸o kÕt qu¶ tuyªn truyÒn",
            )
            .bytes(),
    );
    assert_eq!(
        texts(&document),
        ["Uỷ ban nhân dân thành phố báo cáo kết quả tuyên truyền"]
    );
    assert_eq!(codes(&document), ["G101"]);
}

#[test]
fn pages_that_refer_to_themselves_are_refused() {
    let circle = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]/Parent 2 0 R>>",
        "<</Type/Page/Parent 2 0 R/Contents 4 0 R>>",
    ];
    let mut objects: Vec<String> = circle.iter().map(|object| (*object).to_owned()).collect();
    objects.push(stream("", "BT ET"));
    assert_eq!(fault("a.pdf", &file(&objects)), "L110");
}

#[test]
fn forms_that_draw_themselves_are_refused() {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 595 842]>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/Resources<</XObject<</X 5 0 R>>>>/Contents 4 0 R>>".to_owned(),
        stream("", "/X Do"),
        stream(
            "/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</X 5 0 R>>>>",
            "/X Do",
        ),
    ];
    assert_eq!(fault("a.pdf", &file(&objects)), "L110");
}

#[test]
fn junk_after_the_mark_is_damage() {
    assert_eq!(fault("a.pdf", b"%PDF-1.7\njunk"), "L106");
}

#[test]
fn the_worker_answers_like_the_reader() {
    let bytes = Pdf::new().page().paragraph(100.0, LONG).bytes();
    let limits = serde_json::to_string(&Reader::default().limits).unwrap();
    let question = [limits.as_bytes(), b"\n", &bytes].concat();
    let mut answer = Vec::new();
    nhip_documents::read::worker::answer(question.as_slice(), &mut answer).unwrap();
    assert!(String::from_utf8(answer).unwrap().contains(LONG));
}

#[cfg(unix)]
#[test]
fn a_worker_that_hangs_or_says_nothing_is_stopped() {
    use nhip_documents::read::{Limits, Worker};
    let bytes = Pdf::new().page().paragraph(100.0, LONG).bytes();
    for program in [
        ["sleep", "60"],
        ["true", ""],
        ["khong-co-chuong-trinh-nay", ""],
    ] {
        let worker = Worker {
            program: program[0].into(),
            args: vec![program[1].into()],
        };
        let limits = Limits {
            seconds: 1,
            ..Limits::default()
        };
        let error = Reader {
            limits,
            worker: Some(worker),
        }
        .read_bytes("a.pdf", &bytes)
        .expect_err("readable");
        assert_eq!(error.code(), "L117");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn damaged_files_are_read_or_refused(at in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..12), cut in any::<proptest::sample::Index>()) {
        let mut bytes = Pdf::new().page().paragraph(100.0, LONG).page().paragraph(100.0, LONG).bytes();
        for (index, byte) in at {
            let index = index.index(bytes.len());
            bytes[index] = byte;
        }
        let _ = Reader::default().read_bytes("a.pdf", &bytes);
        bytes.truncate(cut.index(bytes.len()));
        let _ = Reader::default().read_bytes("a.pdf", &bytes);
    }
}
