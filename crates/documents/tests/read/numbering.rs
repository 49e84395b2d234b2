//! Printed labels made by automatic numbering.

use super::make::{Docx, item, p, paragraphs, pp, printed};

fn level(number: u32, format: &str, text: &str, more: &str) -> String {
    format!(
        "<w:lvl w:ilvl=\"{number}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>{more}<w:lvlText w:val=\"{text}\"/></w:lvl>"
    )
}

fn list(id: u32, levels: &str) -> String {
    format!("<w:abstractNum w:abstractNumId=\"{id}\">{levels}</w:abstractNum>")
}

fn num(id: u32, list: u32, more: &str) -> String {
    format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{list}\"/>{more}</w:num>")
}

fn labels(numbering: &str, body: &str) -> Vec<String> {
    printed(
        &Docx::body(body)
            .with("numbering", "numbering", numbering)
            .read(),
    )
}

#[test]
fn levels_print_the_numbers_of_their_outer_levels() {
    let levels = level(0, "upperRoman", "%1.", "")
        + &level(1, "decimal", "%2.", "")
        + &level(2, "decimal", "%2.%3.", "")
        + &level(3, "lowerLetter", "%4)", "");
    let body = [
        item(1, 0, "A"),
        item(1, 1, "B"),
        item(1, 2, "C"),
        item(1, 2, "D"),
        item(1, 3, "E"),
        item(1, 0, "F"),
        item(1, 1, "G"),
        item(1, 3, "H"),
    ]
    .concat();
    let found = labels(&(list(7, &levels) + &num(1, 7, "")), &body);
    assert_eq!(
        found,
        [
            "I. A", "1. B", "1.1. C", "1.2. D", "a) E", "II. F", "1. G", "a) H"
        ]
    );
}

#[test]
fn lists_of_one_kind_count_on_unless_they_start_anew() {
    let lists = list(0, &level(0, "decimal", "%1.", ""));
    let anew = "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride>";
    let body = [
        item(1, 0, "a"),
        item(1, 0, "b"),
        item(2, 0, "c"),
        item(3, 0, "d"),
        item(3, 0, "e"),
    ]
    .concat();
    let found = labels(
        &(lists + &num(1, 0, "") + &num(2, 0, "") + &num(3, 0, anew)),
        &body,
    );
    assert_eq!(found, ["1. a", "2. b", "3. c", "1. d", "2. e"]);
}

#[test]
fn a_level_may_go_on_counting_across_its_outer_level() {
    let levels = level(0, "upperRoman", "%1.", "")
        + &level(1, "decimal", "%2.", "<w:lvlRestart w:val=\"0\"/>");
    let body = [
        item(1, 0, "A"),
        item(1, 1, "B"),
        item(1, 0, "C"),
        item(1, 1, "D"),
    ]
    .concat();
    let found = labels(&(list(0, &levels) + &num(1, 0, "")), &body);
    assert_eq!(found, ["I. A", "1. B", "II. C", "2. D"]);
}

#[test]
fn legal_numbering_prints_digits_for_roman_levels() {
    let levels =
        level(0, "upperRoman", "Chương %1", "") + &level(1, "decimal", "%1.%2", "<w:isLgl/>");
    let body = [item(1, 0, "A"), item(1, 0, "B"), item(1, 1, "C")].concat();
    let found = labels(&(list(0, &levels) + &num(1, 0, "")), &body);
    assert_eq!(found, ["Chương I A", "Chương II B", "2.1 C"]);
}

#[test]
fn an_overriding_level_prints_its_own_way() {
    let over = format!(
        "<w:lvlOverride w:ilvl=\"0\">{}</w:lvlOverride>",
        level(0, "lowerLetter", "%1)", "")
    );
    let found = labels(
        &(list(0, &level(0, "decimal", "%1.", "")) + &num(1, 0, &over)),
        &(item(1, 0, "x") + &item(1, 0, "y")),
    );
    assert_eq!(found, ["a) x", "b) y"]);
}

#[test]
fn bullets_print_a_sign_any_font_shows() {
    let font = "<w:rPr><w:rFonts w:ascii=\"Symbol\"/></w:rPr>";
    let levels = level(0, "bullet", "-", "")
        + &level(1, "bullet", "\u{F0B7}", font)
        + &level(2, "bullet", "\u{F0A7}", "");
    let found = labels(
        &(list(0, &levels) + &num(1, 0, "")),
        &[item(1, 0, "a"), item(1, 1, "b"), item(1, 2, "c")].concat(),
    );
    assert_eq!(found, ["- a", "• b", "▪ c"]);
}

#[test]
fn the_number_zero_takes_a_paragraph_out_of_its_styles_list() {
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"Muc\"><w:name w:val=\"Mục\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"MucCon\"><w:name w:val=\"Mục con\"/><w:basedOn w:val=\"Muc\"/></w:style>";
    let levels = level(0, "decimal", "%1.", "<w:pStyle w:val=\"Muc\"/>")
        + &level(1, "lowerLetter", "%2)", "<w:pStyle w:val=\"MucCon\"/>");
    let styled = |style: &str, text: &str| pp(&format!("<w:pStyle w:val=\"{style}\"/>"), text);
    let out = pp(
        "<w:pStyle w:val=\"Muc\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>",
        "không số",
    );
    let body = [
        styled("Muc", "một"),
        styled("MucCon", "con"),
        out,
        styled("Muc", "hai"),
    ]
    .concat();
    let document = Docx::body(&body)
        .with("styles", "styles", styles)
        .with(
            "numbering",
            "numbering",
            &(list(0, &levels) + &num(1, 0, "")),
        )
        .read();
    assert_eq!(
        printed(&document),
        ["1. một", "a) con", "không số", "2. hai"]
    );
}

#[test]
fn a_list_may_take_its_levels_from_a_numbering_style() {
    let styles = "<w:style w:type=\"numbering\" w:styleId=\"DanhSach\"><w:name w:val=\"Danh sách\"/><w:pPr><w:numPr><w:numId w:val=\"2\"/></w:numPr></w:pPr></w:style>";
    let lists = list(0, "<w:numStyleLink w:val=\"DanhSach\"/>")
        + &list(
            1,
            &(level(0, "decimalZero", "%1-", "") + "<w:styleLink w:val=\"DanhSach\"/>"),
        );
    let document = Docx::body(&(item(1, 0, "a") + &item(1, 0, "b")))
        .with("styles", "styles", styles)
        .with(
            "numbering",
            "numbering",
            &(lists + &num(1, 0, "") + &num(2, 1, "")),
        )
        .read();
    assert_eq!(printed(&document), ["01- a", "02- b"]);
}

#[test]
fn an_empty_numbered_paragraph_counts_as_in_word() {
    let lists = list(0, &level(0, "decimal", "%1.", "")) + &num(1, 0, "");
    assert_eq!(
        labels(
            &lists,
            &[item(1, 0, "a"), item(1, 0, ""), item(1, 0, "b")].concat()
        ),
        ["1. a", "3. b"]
    );
}

#[test]
fn headings_have_levels_by_style_name_or_outline() {
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"Tieude2\"><w:name w:val=\"heading 2\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"Rieng\"><w:name w:val=\"Riêng\"/><w:basedOn w:val=\"Tieude2\"/></w:style>";
    let body = pp("<w:pStyle w:val=\"Rieng\"/>", "theo kiểu")
        + &pp("<w:outlineLvl w:val=\"0\"/>", "theo dàn ý")
        + &p("thân bài");
    let document = Docx::body(&body).with("styles", "styles", styles).read();
    let levels: Vec<Option<u8>> = paragraphs(&document)
        .iter()
        .map(|paragraph| paragraph.level)
        .collect();
    assert_eq!(levels, [Some(2), Some(1), None]);
}
