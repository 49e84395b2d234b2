//! Paragraphs, headings, boxes to tick and rooms to type.

use super::styles::{half_points, twips, twips_mm};
use super::table;
use super::xml::Xml;
use crate::write::paper::{Face, Line, Part, Place, Run};
use crate::write::profile::Profile;

/// Size of remarks below tables and lists of silent units.
const REMARK_PT: f64 = 12.0;

/// Parts of the text, one below the other.
pub(super) fn parts(xml: &mut Xml, profile: &Profile, parts: &[Part], width_mm: f64) {
    for part in parts {
        match part {
            Part::Heading { level, text } => heading(xml, *level, text),
            Part::Paragraph { runs, place } => paragraph(xml, runs, *place),
            Part::Table(content) => table::table(xml, content, width_mm),
            Part::Lines { lines } => lines.iter().for_each(|line| look_up(xml, line)),
            Part::Check { tag, label } => check(xml, tag, label),
            Part::Room { tag, hint } => room(xml, profile, tag, hint),
        }
    }
}

fn heading(xml: &mut Xml, level: u8, text: &str) {
    // Level 5 is the caption of a table, which is no part of the report's tree.
    let style = if level > 4 {
        "Caption".to_owned()
    } else {
        format!("Heading{level}")
    };
    styled(xml, &style, &[Run::new(text, Face::Plain)]);
}

fn paragraph(xml: &mut Xml, content: &[Run], place: Place) {
    match place {
        Place::Text => styled(xml, "BodyText", content),
        Place::Last => {
            xml.with("w:p", &[], |xml| {
                xml.with("w:pPr", &[], |xml| {
                    xml.val("w:pStyle", "BodyText")
                        .leaf("w:keepNext", &[])
                        .leaf("w:keepLines", &[]);
                });
                runs(xml, content, None, false);
            });
        }
        Place::Remark => {
            xml.with("w:p", &[], |xml| {
                xml.with("w:pPr", &[], |xml| {
                    xml.leaf(
                        "w:spacing",
                        &[("w:before", &twips(2.0)), ("w:after", &twips(6.0))],
                    );
                    xml.val("w:jc", "both");
                });
                runs(xml, content, Some(REMARK_PT), false);
            });
        }
    }
}

/// A small line with a hanging indent.
fn look_up(xml: &mut Xml, line: &Line) {
    xml.with("w:p", &[], |xml| {
        xml.with("w:pPr", &[], |xml| {
            xml.val("w:pStyle", if line.head { "LookUpHead" } else { "LookUp" });
        });
        run(xml, &line.text, &[]);
    });
}

fn styled(xml: &mut Xml, style: &str, content: &[Run]) {
    xml.with("w:p", &[], |xml| {
        xml.with("w:pPr", &[], |xml| {
            xml.val("w:pStyle", style);
        });
        runs(xml, content, None, false);
    });
}

/// Runs, in a size of their own where it differs from the paragraph's.
pub(super) fn runs(xml: &mut Xml, content: &[Run], pt: Option<f64>, bold: bool) {
    let size = pt.map(half_points);
    for piece in content {
        let mut faces: Vec<(&str, &str)> = Vec::new();
        if bold || piece.face == Face::Bold {
            faces.extend([("w:b", ""), ("w:bCs", "")]);
        }
        if piece.face == Face::Italic {
            faces.extend([("w:i", ""), ("w:iCs", "")]);
        }
        if let Some(size) = &size {
            faces.extend([("w:sz", size.as_str()), ("w:szCs", size.as_str())]);
        }
        if piece.face == Face::Mark {
            faces.push(("w:vertAlign", "superscript"));
        }
        run(xml, &piece.text, &faces);
    }
}

/// One run; line breaks in its text become Word's.
pub(super) fn run(xml: &mut Xml, text: &str, properties: &[(&str, &str)]) {
    xml.with("w:r", &[], |xml| {
        if !properties.is_empty() {
            xml.with("w:rPr", &[], |xml| {
                for (name, value) in properties {
                    if value.is_empty() {
                        xml.leaf(name, &[])
                    } else {
                        xml.val(name, value)
                    };
                }
            });
        }
        for (index, line) in text.lines().enumerate() {
            if index > 0 {
                xml.leaf("w:br", &[]);
            }
            xml.with("w:t", &[("xml:space", "preserve")], |xml| {
                xml.text(line);
            });
        }
    });
}

/// A box that ticks on a click, with its words.
fn check(xml: &mut Xml, tag: &str, label: &str) {
    const FONT: &str = "MS Gothic";
    xml.with("w:p", &[], |xml| {
        xml.with("w:pPr", &[], |xml| {
            xml.leaf("w:keepNext", &[]);
            xml.leaf("w:spacing", &[("w:after", &twips(3.0))]);
            xml.leaf("w:ind", &[("w:left", &twips_mm(10.0))]);
        });
        xml.with("w:sdt", &[], |xml| {
            xml.with("w:sdtPr", &[], |xml| {
                xml.val("w:alias", label).val("w:tag", tag);
                xml.with("w14:checkbox", &[], |xml| {
                    xml.leaf("w14:checked", &[("w14:val", "0")]);
                    xml.leaf(
                        "w14:checkedState",
                        &[("w14:val", "2612"), ("w14:font", FONT)],
                    );
                    xml.leaf(
                        "w14:uncheckedState",
                        &[("w14:val", "2610"), ("w14:font", FONT)],
                    );
                });
            });
            xml.with("w:sdtContent", &[], |xml| {
                xml.with("w:r", &[], |xml| {
                    xml.with("w:rPr", &[], |xml| {
                        xml.leaf(
                            "w:rFonts",
                            &[("w:ascii", FONT), ("w:hAnsi", FONT), ("w:eastAsia", FONT)],
                        );
                    });
                    xml.with("w:t", &[], |xml| {
                        xml.text("☐");
                    });
                });
            });
        });
        run(xml, &format!(" {label}"), &[]);
    });
}

/// Room to type: the prompt goes when somebody writes.
fn room(xml: &mut Xml, profile: &Profile, tag: &str, hint: &str) {
    let indent = twips_mm(profile.body.first_line_mm);
    xml.with("w:sdt", &[], |xml| {
        xml.with("w:sdtPr", &[], |xml| {
            xml.val("w:tag", tag).leaf("w:showingPlcHdr", &[]);
        });
        xml.with("w:sdtContent", &[], |xml| {
            xml.with("w:p", &[], |xml| {
                xml.with("w:pPr", &[], |xml| {
                    xml.val("w:pStyle", "BodyText")
                        .leaf("w:ind", &[("w:firstLine", &indent)]);
                });
                run(
                    xml,
                    hint,
                    &[("w:i", ""), ("w:color", "7F7F7F"), ("w:sz", "24")],
                );
            });
        });
    });
}
