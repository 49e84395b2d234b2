//! Styles of a Word file, from the profile.

use super::xml::Xml;
use crate::write::measure::LINE_EM;
use crate::write::profile::Profile;

/// Points as Word's half points.
pub(super) fn half_points(pt: f64) -> String {
    format!("{:.0}", pt * 2.0)
}

/// Points as twentieths of a point.
pub(super) fn twips(pt: f64) -> String {
    format!("{:.0}", pt * 20.0)
}

/// Millimetres as twentieths of a point.
pub(super) fn twips_mm(mm: f64) -> String {
    format!("{:.0}", mm / 25.4 * 1440.0)
}

/// The line spacing of the body: a multiple of the font's line in 240ths, or an exact pitch.
fn line(profile: &Profile) -> (String, &'static str) {
    match (profile.body.pitch_pt, profile.body.line) {
        (Some(pitch), _) => (twips(pitch), "exact"),
        (None, multiple) => (format!("{:.0}", multiple.unwrap_or(1.0) * 240.0), "auto"),
    }
}

pub(super) fn styles(profile: &Profile) -> String {
    let mut xml = Xml::part();
    let space = [(
        "xmlns:w",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    )];
    xml.with("w:styles", &space, |xml| {
        defaults(xml, profile);
        style(xml, "Normal", "Normal", |_| {}, |_| {});
        let (pitch, rule) = line(profile);
        let after = twips(profile.body.after_pt);
        let indent = twips_mm(profile.body.first_line_mm);
        style(
            xml,
            "BodyText",
            "Body Text",
            |xml| {
                xml.leaf("w:widowControl", &[]);
                xml.leaf(
                    "w:spacing",
                    &[
                        ("w:after", &after),
                        ("w:line", &pitch),
                        ("w:lineRule", rule),
                    ],
                );
                xml.leaf("w:ind", &[("w:firstLine", &indent)]);
                xml.val("w:jc", "both");
            },
            |_| {},
        );
        headings(xml, profile);
        let small = half_points(8.0);
        style(xml, "Header", "header", |_| {}, |_| {});
        style(
            xml,
            "Footer",
            "footer",
            |_| {},
            |xml| {
                xml.val("w:color", "595959")
                    .val("w:sz", &small)
                    .val("w:szCs", &small);
            },
        );
        look_up(xml);
        table_style(xml);
    });
    xml.done()
}

fn defaults(xml: &mut Xml, profile: &Profile) {
    let (font, size) = (profile.page.font.as_str(), half_points(profile.body.pt));
    xml.with("w:docDefaults", &[], |xml| {
        xml.with("w:rPrDefault", &[], |xml| {
            xml.with("w:rPr", &[], |xml| {
                let fonts = [
                    ("w:ascii", font),
                    ("w:hAnsi", font),
                    ("w:eastAsia", font),
                    ("w:cs", font),
                ];
                xml.leaf("w:rFonts", &fonts);
                xml.val("w:sz", &size).val("w:szCs", &size);
                let language = [
                    ("w:val", "vi-VN"),
                    ("w:eastAsia", "vi-VN"),
                    ("w:bidi", "ar-SA"),
                ];
                xml.leaf("w:lang", &language);
            });
        });
        xml.with("w:pPrDefault", &[], |xml| {
            xml.with("w:pPr", &[], |xml| {
                xml.leaf(
                    "w:spacing",
                    &[
                        ("w:before", "0"),
                        ("w:after", "0"),
                        ("w:line", "240"),
                        ("w:lineRule", "auto"),
                    ],
                );
            });
        });
    });
}

fn style(
    xml: &mut Xml,
    id: &str,
    name: &str,
    paragraph: impl FnOnce(&mut Xml),
    run: impl FnOnce(&mut Xml),
) {
    let default = if id == "Normal" {
        [("w:default", "1")].as_slice()
    } else {
        &[]
    };
    let values: Vec<(&str, &str)> = [("w:type", "paragraph")]
        .iter()
        .chain(default)
        .chain(&[("w:styleId", id)])
        .copied()
        .collect();
    xml.with("w:style", &values, |xml| {
        xml.val("w:name", name);
        if id != "Normal" {
            xml.val("w:basedOn", "Normal");
        }
        xml.leaf("w:qFormat", &[]);
        xml.with("w:pPr", &[], paragraph);
        xml.with("w:rPr", &[], run);
    });
}

/// Headings are real ones, so Word's navigation shows the report as a tree.
fn headings(xml: &mut Xml, profile: &Profile) {
    let (pitch, rule) = line(profile);
    let after = twips(profile.body.after_pt);
    let indent = twips_mm(profile.body.first_line_mm);
    for (index, level) in profile.levels.iter().enumerate() {
        let n = index + 1;
        style(
            xml,
            &format!("Heading{n}"),
            &format!("heading {n}"),
            |xml| {
                xml.leaf("w:keepNext", &[]).leaf("w:keepLines", &[]);
                xml.leaf(
                    "w:spacing",
                    &[
                        ("w:after", &after),
                        ("w:line", &pitch),
                        ("w:lineRule", rule),
                    ],
                );
                xml.leaf("w:ind", &[("w:firstLine", &indent)]);
                xml.val("w:jc", "both");
                xml.val("w:outlineLvl", &index.to_string());
            },
            |xml| {
                if level.bold {
                    xml.leaf("w:b", &[]).leaf("w:bCs", &[]);
                }
            },
        );
    }
    // Captions of tables in the annexes.
    let size = half_points(12.0);
    style(
        xml,
        "Caption",
        "caption",
        |xml| {
            xml.leaf("w:keepNext", &[]);
            xml.leaf("w:spacing", &[("w:before", "160"), ("w:after", "80")]);
        },
        |xml| {
            xml.leaf("w:b", &[])
                .leaf("w:bCs", &[])
                .val("w:sz", &size)
                .val("w:szCs", &size);
        },
    );
}

/// Small lines to look something up in, and the bold ones above them.
fn look_up(xml: &mut Xml) {
    let size = half_points(9.0);
    for (id, name, head) in [
        ("LookUp", "Nguồn", false),
        ("LookUpHead", "Nguồn, đơn vị", true),
    ] {
        style(
            xml,
            id,
            name,
            |xml| {
                if head {
                    xml.leaf("w:keepNext", &[]);
                }
                xml.leaf("w:spacing", &[("w:before", if head { "80" } else { "20" })]);
                let hanging = twips_mm(if head { 0.0 } else { 6.0 });
                xml.leaf("w:ind", &[("w:left", &hanging), ("w:hanging", &hanging)]);
            },
            |xml| {
                if head {
                    xml.leaf("w:b", &[]).leaf("w:bCs", &[]);
                }
                xml.val("w:sz", &size).val("w:szCs", &size);
            },
        );
    }
}

fn table_style(xml: &mut Xml) {
    xml.with(
        "w:style",
        &[("w:type", "table"), ("w:styleId", "TableGrid")],
        |xml| {
            xml.val("w:name", "Table Grid");
            xml.with("w:tblPr", &[], |xml| {
                xml.with("w:tblBorders", &[], |xml| {
                    for side in [
                        "w:top",
                        "w:left",
                        "w:bottom",
                        "w:right",
                        "w:insideH",
                        "w:insideV",
                    ] {
                        let line = [
                            ("w:val", "single"),
                            ("w:sz", "4"),
                            ("w:space", "0"),
                            ("w:color", "000000"),
                        ];
                        xml.leaf(side, &line);
                    }
                });
                xml.with("w:tblCellMar", &[], |xml| {
                    for (side, mm) in [
                        ("w:top", 0.5),
                        ("w:left", 1.2),
                        ("w:bottom", 0.5),
                        ("w:right", 1.2),
                    ] {
                        xml.leaf(side, &[("w:w", &twips_mm(mm)), ("w:type", "dxa")]);
                    }
                });
            });
        },
    );
}

/// A single line of a size, in points.
pub(super) fn single(pt: f64) -> f64 {
    pt * LINE_EM
}
