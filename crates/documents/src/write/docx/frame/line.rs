//! Lines of the frame: text, fields to fill in, rules and empty room.

use super::super::block::run;
use super::super::styles::{half_points, single, twips, twips_mm};
use super::super::xml::Xml;
use crate::write::paper::text::DOTS;
use crate::write::profile::Mark;

/// Faces of a line set by this module.
pub(super) type Faces<'a> = &'a [(&'a str, &'a str)];
pub(super) const BOLD: Faces<'static> = &[("w:b", ""), ("w:bCs", "")];
pub(super) const ITALIC: Faces<'static> = &[("w:i", ""), ("w:iCs", "")];
pub(super) const PLAIN: Faces<'static> = &[];

/// How a paragraph of the frame stands.
#[derive(Clone, Copy)]
pub(super) struct Set {
    align: &'static str,
    indent_mm: f64,
}

impl Set {
    pub(super) const LEFT: Set = Set {
        align: "left",
        indent_mm: 0.0,
    };
}

/// A centred line.
pub(super) fn line(xml: &mut Xml, text: &str, pt: f64, faces: Faces<'_>, indent_mm: f64) {
    set(
        xml,
        text,
        pt,
        faces,
        Set {
            align: "center",
            indent_mm,
        },
    );
}

pub(super) fn set(xml: &mut Xml, text: &str, pt: f64, faces: Faces<'_>, set: Set) {
    xml.with("w:p", &[], |xml| {
        xml.with("w:pPr", &[], |xml| {
            xml.leaf("w:keepNext", &[]);
            if set.indent_mm > 0.0 {
                let indent = twips_mm(set.indent_mm);
                xml.leaf("w:ind", &[("w:left", &indent), ("w:right", &indent)]);
            }
            xml.val("w:jc", set.align);
        });
        sized(xml, text, pt, faces);
    });
}

pub(super) fn sized(xml: &mut Xml, text: &str, pt: f64, faces: Faces<'_>) {
    let size = half_points(pt);
    let mut faces = faces.to_vec();
    faces.extend([("w:sz", size.as_str()), ("w:szCs", &size)]);
    // The order of run properties is fixed by the schema: underline comes after the size.
    faces.sort_by_key(|(name, _)| *name == "w:u");
    run(xml, text, &faces);
}

/// A line to be filled in with one click: a content control inside its paragraph, as a cell
/// has to end with a paragraph.
pub(super) fn field(xml: &mut Xml, text: &str, pt: f64, faces: Faces<'_>, alias: &str) {
    xml.with("w:p", &[], |xml| {
        xml.with("w:pPr", &[], |xml| {
            xml.leaf("w:keepNext", &[]).val("w:jc", "center");
        });
        xml.with("w:sdt", &[], |xml| {
            xml.with("w:sdtPr", &[], |xml| {
                xml.val("w:alias", alias);
                // Dots give way to what is typed; a name that is known is text.
                if text == DOTS {
                    xml.leaf("w:showingPlcHdr", &[]);
                }
            });
            xml.with("w:sdtContent", &[], |xml| sized(xml, text, pt, faces));
        });
    });
}

/// What stands below the issuing body or the subject.
pub(super) fn mark(xml: &mut Xml, mark: Mark, pt: f64, length_mm: f64, width_mm: f64) {
    match mark {
        Mark::Rule => rule(xml, length_mm, width_mm),
        Mark::Star => line(xml, "*", pt, PLAIN, 0.0),
        Mark::Hyphens => line(xml, "-----", pt, PLAIN, 0.0),
    }
}

/// A centred rule: the top border of a small paragraph indented on both sides. A drawn shape
/// would not survive every editor, a border does.
pub(super) fn rule(xml: &mut Xml, length_mm: f64, width_mm: f64) {
    let indent = twips_mm(((width_mm - length_mm) / 2.0).max(0.0));
    xml.with("w:p", &[], |xml| {
        xml.with("w:pPr", &[], |xml| {
            xml.with("w:pBdr", &[], |xml| {
                let line = [
                    ("w:val", "single"),
                    ("w:sz", "6"),
                    ("w:space", "0"),
                    ("w:color", "000000"),
                ];
                xml.leaf("w:top", &line);
            });
            xml.leaf(
                "w:spacing",
                &[
                    ("w:before", "40"),
                    ("w:line", &twips(7.0)),
                    ("w:lineRule", "exact"),
                ],
            );
            xml.leaf("w:ind", &[("w:left", &indent), ("w:right", &indent)]);
        });
    });
}

/// Empty room of a height in points.
pub(super) fn gap(xml: &mut Xml, pt: f64) {
    let height = twips(pt.max(single(1.0)));
    xml.with("w:p", &[], |xml| {
        xml.with("w:pPr", &[], |xml| {
            xml.leaf("w:keepNext", &[]);
            xml.leaf("w:spacing", &[("w:line", &height), ("w:lineRule", "exact")]);
        });
    });
}
