//! Word documents: text, tables, changes, fields, boxes, notes.

use super::make::{Docx, codes, grid, p, paragraphs, pp, printed, tables, texts};

fn run(inner: &str) -> String {
    format!("<w:p><w:r>{inner}</w:r></w:p>")
}

#[test]
fn runs_are_joined_and_signs_become_characters() {
    let body = "<w:p><w:r><w:t xml:space=\"preserve\">12 bu</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>ổi</w:t><w:tab/><w:t>phòng</w:t><w:noBreakHyphen/><w:t>chống</w:t></w:r>\
        <w:r><w:br/><w:t>dòng &amp; hai &#x111;</w:t><w:softHyphen/><w:t>ây</w:t><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r></w:p>";
    assert_eq!(
        texts(&Docx::body(body).read()),
        ["12 buổi\tphòng-chống\ndòng & hai đây☑"]
    );
}

#[test]
fn loose_marks_are_composed() {
    assert_eq!(
        texts(&Docx::body(&p("k\u{EA}\u{301}t qua\u{309}")).read()),
        ["kết quả"]
    );
}

#[test]
fn strict_documents_read_like_transitional_ones() {
    let bytes =
        Docx::body(&p("Báo cáo")).in_namespace("http://purl.oclc.org/ooxml/wordprocessingml/main");
    assert_eq!(texts(&super::make::read("a.docx", &bytes)), ["Báo cáo"]);
}

#[test]
fn elements_of_other_namespaces_are_not_text() {
    let body = "<w:p><w:r><w:t>có</w:t><x:t xmlns:x=\"urn:x\">không</x:t></w:r></w:p>";
    assert_eq!(texts(&Docx::body(body).read()), ["có"]);
}

#[test]
fn changes_are_read_as_accepted() {
    let body = "<w:p><w:r><w:t>phát </w:t></w:r><w:del><w:r><w:delText>900</w:delText><w:t>900</w:t></w:r></w:del><w:ins><w:r><w:t>1.200</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>cũ</w:t></w:r></w:moveFrom><w:r><w:t> tờ</w:t></w:r></w:p>";
    assert_eq!(texts(&Docx::body(body).read()), ["phát 1.200 tờ"]);
}

#[test]
fn a_deleted_paragraph_mark_joins_two_paragraphs() {
    let body = pp("<w:rPr><w:del w:id=\"1\"/></w:rPr>", "đoạn đầu ")
        + &pp("<w:jc w:val=\"center\"/>", "đoạn sau")
        + &p("khác");
    let document = Docx::body(&body).read();
    assert_eq!(texts(&document), ["đoạn đầu đoạn sau", "khác"]);
    let first = paragraphs(&document)[0];
    assert_eq!(
        (first.place.line, first.place.joined.clone(), first.centred),
        (1, vec![2], true)
    );
}

#[test]
fn an_inserted_paragraph_mark_does_not_join() {
    let body = pp("<w:rPr><w:ins w:id=\"1\"/></w:rPr>", "một") + &p("Hai");
    assert_eq!(texts(&Docx::body(&body).read()), ["một", "Hai"]);
}

#[test]
fn fields_show_their_result_and_not_their_instruction() {
    let body = "<w:p><w:r><w:t>trang </w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>IF </w:instrText><w:t>ẩn</w:t></w:r>\
        <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>5</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>\
        <w:fldSimple w:instr=\"DATE\"><w:r><w:t>, ngày 3</w:t></w:r></w:fldSimple></w:p>";
    assert_eq!(texts(&Docx::body(body).read()), ["trang 5, ngày 3"]);
}

#[test]
fn a_field_that_never_ends_does_not_swallow_the_rest() {
    let body = run("<w:fldChar w:fldCharType=\"begin\"/><w:t>PAGE</w:t>") + &p("Phần còn lại");
    assert_eq!(texts(&Docx::body(&body).read()), ["Phần còn lại"]);
}

#[test]
fn boxes_ticked_in_either_way_are_text() {
    let legacy = |inner: &str| {
        format!(
            "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox>{inner}</w:checkBox></w:ffData></w:fldChar></w:r>\
            <w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t> Không phát sinh</w:t></w:r></w:p>"
        )
    };
    // Word changes state and glyph; LibreOffice may change the state alone, a script the glyph alone.
    let modern = |state: u8, glyph: &str| {
        format!(
            "<w:p><w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val=\"{state}\"/></w14:checkbox></w:sdtPr>\
            <w:sdtContent><w:r><w:t>{glyph}</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t> Không phát sinh</w:t></w:r></w:p>"
        )
    };
    let body = legacy("<w:default w:val=\"0\"/><w:checked/>")
        + &legacy("<w:default w:val=\"0\"/>")
        + &modern(1, "☒")
        + &modern(1, "☐")
        + &modern(0, "☒")
        + &modern(0, "☐");
    assert_eq!(
        texts(&Docx::body(&body).read()),
        [
            "☒ Không phát sinh",
            "☐ Không phát sinh",
            "☒ Không phát sinh",
            "☒ Không phát sinh",
            "☒ Không phát sinh",
            "☐ Không phát sinh"
        ]
    );
}

#[test]
fn the_prompt_of_a_content_control_is_no_answer() {
    let control = |properties: &str, text: &str| {
        format!(
            "<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent><w:r><w:t>{text}</w:t></w:r></w:sdtContent></w:sdt>"
        )
    };
    let body = format!(
        "<w:p>{}{}</w:p>",
        control("<w:showingPlcHdr/>", "Bấm để nhập"),
        control("", "đã nhập")
    );
    assert_eq!(texts(&Docx::body(&body).read()), ["đã nhập"]);
}

#[test]
fn content_controls_around_paragraphs_and_cells_are_read() {
    let body = format!(
        "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt><w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent><w:tc>{}</w:tc></w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt></w:tbl>",
        p("trong khung"),
        p("ô")
    );
    let document = Docx::body(&body).read();
    assert_eq!(texts(&document), ["trong khung"]);
    assert_eq!(grid(tables(&document)[0]), [["ô"]]);
}

#[test]
fn text_boxes_follow_their_paragraph_once() {
    let boxed = format!("<w:txbxContent>{}</w:txbxContent>", p("trong hộp"));
    let body = format!(
        "<w:p><w:r><w:t>trước </w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>{boxed}</wps:txbx></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox>{boxed}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>sau</w:t></w:r></w:p>"
    );
    assert_eq!(texts(&Docx::body(&body).read()), ["trước sau", "trong hộp"]);
}

#[test]
fn a_fallback_without_choice_is_read() {
    let body = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Fallback><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        p("chỉ có bản cũ")
    );
    assert_eq!(texts(&Docx::body(&body).read()), ["chỉ có bản cũ"]);
}

#[test]
fn merged_cells_stand_once() {
    let cell = |properties: &str, text: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text))
    };
    let body = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>",
        cell("<w:gridSpan w:val=\"2\"/>", "rộng"),
        cell("", "c"),
        cell("<w:vMerge w:val=\"restart\"/>", "cao"),
        cell("", "e"),
        cell("", "f"),
        cell("<w:vMerge/>", "bị che"),
        cell("", "h"),
        cell("", "i")
    );
    let document = Docx::body(&body).read();
    assert_eq!(
        grid(tables(&document)[0]),
        [["rộng", "", "c"], ["cao", "e", "f"], ["", "h", "i"]]
    );
    assert_eq!(tables(&document)[0].rows[0].cells[0].columns, 2);
}

#[test]
fn cells_say_where_they_stand_and_paragraphs_count_in_reading_order() {
    let inner = format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", p("trong"));
    let body = p("trước")
        + &format!(
            "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}{inner}</w:tc></w:tr></w:tbl>",
            p("a"),
            p("b")
        )
        + &p("sau");
    let document = Docx::body(&body).read();
    assert_eq!(grid(tables(&document)[0]), [["a", "b/[[\"trong\"]]"]]);
    let json = serde_json::to_string(&document.blocks).unwrap();
    for place in [
        "bảng 1, dòng 1, cột 1",
        "bảng 1, dòng 1, cột 2",
        "bảng 2, dòng 1, cột 1",
    ] {
        assert!(json.contains(place), "{place}");
    }
    assert_eq!(
        paragraphs(&document)
            .iter()
            .map(|paragraph| paragraph.place.line)
            .collect::<Vec<_>>(),
        [1, 5]
    );
}

#[test]
fn deleted_rows_are_gone() {
    let row = |properties: &str, text: &str| {
        format!(
            "<w:tr><w:trPr>{properties}</w:trPr><w:tc>{}</w:tc></w:tr>",
            p(text)
        )
    };
    let document = Docx::body(&format!(
        "<w:tbl>{}{}</w:tbl>",
        row("<w:del/>", "bỏ"),
        row("<w:ins/>", "giữ")
    ))
    .read();
    assert_eq!(grid(tables(&document)[0]), [["giữ"]]);
}

#[test]
fn notes_have_their_marks_and_margins_are_apart() {
    let note = |id: u32, text: &str| format!("<w:footnote w:id=\"{id}\">{}</w:footnote>", p(text));
    let body = run(
        "<w:t>một</w:t><w:footnoteReference w:id=\"5\"/><w:t> hai</w:t><w:footnoteReference w:id=\"2\"/><w:endnoteReference w:id=\"9\"/>",
    );
    let document = Docx::body(&body)
        .with(
            "footnotes",
            "footnotes",
            &(note(0, "dấu phân cách") + &note(2, "chú thích hai") + &note(5, "chú thích một")),
        )
        .with(
            "endnotes",
            "endnotes",
            &format!("<w:endnote w:id=\"9\">{}</w:endnote>", p("cuối")),
        )
        .with("header", "hdr", &(p("ĐẦU TRANG") + &p("2")))
        .with("header", "hdr", &p("ĐẦU TRANG"))
        .with("footer", "ftr", &p("cuối trang"))
        .read();
    assert_eq!(texts(&document), ["một¹ hai²ⁱ"]);
    let notes: Vec<(&str, &str)> = document
        .notes
        .iter()
        .map(|note| (note.mark.as_str(), note.text.as_str()))
        .collect();
    assert_eq!(
        notes,
        [
            ("1", "chú thích một"),
            ("2", "chú thích hai"),
            ("i", "cuối")
        ]
    );
    let margins: Vec<&str> = document
        .margins
        .iter()
        .map(|margin| margin.text.as_str())
        .collect();
    assert_eq!(margins, ["ĐẦU TRANG", "cuối trang"]);
}

#[test]
fn bold_means_all_of_the_text_styles_included() {
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"Dam\"><w:rPr><w:b/></w:rPr></w:style><w:style w:type=\"character\" w:styleId=\"Chu\"><w:rPr><w:b/></w:rPr></w:style>";
    let styled = |paragraph: &str, run: &str| {
        format!(
            "<w:p><w:pPr>{paragraph}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>chữ</w:t></w:r></w:p>"
        )
    };
    let body = [
        styled("", "<w:b/>"),
        styled("<w:pStyle w:val=\"Dam\"/>", ""),
        styled("<w:pStyle w:val=\"Dam\"/>", "<w:b w:val=\"0\"/>"),
        styled("<w:pStyle w:val=\"Dam\"/>", "<w:rStyle w:val=\"Chu\"/>"),
        styled("", "<w:rStyle w:val=\"Chu\"/>"),
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>đậm</w:t></w:r><w:r><w:t>thường</w:t></w:r></w:p>"
            .to_owned(),
    ]
    .concat();
    let document = Docx::body(&body).with("styles", "styles", styles).read();
    let bold: Vec<bool> = paragraphs(&document)
        .iter()
        .map(|paragraph| paragraph.bold)
        .collect();
    assert_eq!(bold, [true, true, false, false, true, false]);
}

#[test]
fn hidden_text_is_left_out_and_said() {
    let document = Docx::body(
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:t>hiện</w:t></w:r></w:p>",
    )
    .read();
    assert_eq!(
        (texts(&document), codes(&document)),
        (vec!["hiện"], vec!["G121"])
    );
}

#[test]
fn an_embedded_file_is_said() {
    let document = Docx::body(&(p("Thân bài") + "<w:altChunk/>")).read();
    assert_eq!(codes(&document), ["C122"]);
}

#[test]
fn old_encodings_are_converted_font_by_font() {
    let run = |font: &str, text: &str| {
        format!(
            "<w:r><w:rPr><w:rFonts w:ascii=\"{font}\"/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>"
        )
    };
    let body = format!(
        "<w:p>{}</w:p><w:p>{}{}</w:p>",
        run(".VnTimeH", "Uû ban nh©n d©n thµnh phè"),
        run(".VnTime", "B¸o c¸o kÕt qu¶ tuyªn truyÒn "),
        run("Times New Roman", "tháng 11 của phường")
    );
    let document = Docx::body(&body).read();
    assert_eq!(
        texts(&document),
        [
            "UỶ BAN NHÂN DÂN THÀNH PHỐ",
            "Báo cáo kết quả tuyên truyền tháng 11 của phường"
        ]
    );
    assert_eq!(codes(&document), ["G101"]);
}

#[test]
fn custom_properties_are_read() {
    let xml = "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">\
        <property fmtid=\"{D5}\" pid=\"2\" name=\"nhip.unit\"><vt:lpwstr>00123</vt:lpwstr></property><property name=\"nhip.month\"><vt:lpwstr>2026-11</vt:lpwstr></property></Properties>";
    let document = Docx::body(&p("x")).part("docProps/custom.xml", xml).read();
    assert_eq!(
        document.properties.get("nhip.unit").map(String::as_str),
        Some("00123")
    );
    assert_eq!(
        document.properties.get("nhip.month").map(String::as_str),
        Some("2026-11")
    );
}

#[test]
fn a_paragraph_cut_by_a_page_break_is_joined() {
    let left = "phổ biến chủ trương của Thành ủy về phòng, chống dịch bệnh trên địa";
    let document =
        Docx::body(&(p("I. NỘI DUNG") + &p(left) + &p("bàn thành phố Lạc Giang.") + &p("Hết.")))
            .read();
    assert!(
        printed(&document)
            .iter()
            .any(|text| text.contains("trên địa bàn thành phố")),
        "{:?}",
        texts(&document)
    );
}

#[test]
fn styles_remembered_from_one_file_are_not_taken_for_another_ones() {
    let styles = |bold: &str| {
        format!("<w:style w:type=\"paragraph\" w:styleId=\"K\"><w:rPr>{bold}</w:rPr></w:style>")
    };
    let read = |bold: &str| {
        let body = pp("<w:pStyle w:val=\"K\"/>", "chữ");
        let document = Docx::body(&body)
            .with("styles", "styles", &styles(bold))
            .read();
        paragraphs(&document)[0].bold
    };
    let found = ["<w:b/>", "", "<w:b/>", "<w:b w:val=\"0\"/>"].map(read);
    assert_eq!(found, [true, false, true, false]);
}
