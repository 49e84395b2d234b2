//! What frames the text: head, title, foot with recipients and signature, heads of annexes.

use super::Paper;
use super::block::run;
use super::styles::{half_points, single, twips, twips_mm};
use super::xml::Xml;
use crate::write::paper::{Annex, Geometry};
use crate::write::profile::{Mark, Profile, RecipientsHeading};

/// Faces of a line set by this module.
type Faces<'a> = &'a [(&'a str, &'a str)];
const BOLD: Faces<'static> = &[("w:b", ""), ("w:bCs", "")];
const ITALIC: Faces<'static> = &[("w:i", ""), ("w:iCs", "")];
const PLAIN: Faces<'static> = &[];

/// Head, type name, subject, addressee.
pub(super) fn head(xml: &mut Xml, paper: &Paper) {
    let geometry = paper.geometry();
    head_table(xml, paper, &geometry);
    let block = &paper.profile.title_block;
    gap(xml, 10.0);
    line(xml, &paper.kind, block.kind_pt, BOLD, 0.0);
    line(
        xml,
        &paper.subject,
        block.subject_pt,
        BOLD,
        geometry.subject_indent_mm,
    );
    let width = paper.profile.text_width_mm(false);
    mark(
        xml,
        block.mark,
        block.subject_pt,
        geometry.subject_rule_mm,
        width,
    );
    if let Some(to) = &paper.addressee {
        let rule = &paper.profile.addressee;
        gap(xml, 4.0);
        line(xml, &format!("{} {to}", rule.label), rule.pt, PLAIN, 0.0);
    }
    gap(xml, 6.0);
}

fn head_table(xml: &mut Xml, paper: &Paper, geometry: &Geometry) {
    let (profile, head) = (&paper.profile, &paper.head);
    let [left, right] = geometry.head_columns_mm;
    let upper = |xml: &mut Xml| {
        cell(xml, left, |xml| {
            if let Some(superior) = &head.superior {
                line(
                    xml,
                    superior,
                    profile.head.superior_pt,
                    PLAIN,
                    geometry.superior_indent_mm,
                );
            }
            line(
                xml,
                &head.issuer,
                profile.head.issuer_pt,
                BOLD,
                geometry.issuer_indent_mm,
            );
            let pt = profile.head.issuer_pt;
            mark(
                xml,
                profile.head.issuer_mark,
                pt,
                geometry.issuer_rule_mm,
                left,
            );
        });
        cell(xml, right, |xml| {
            for words in &profile.head.right {
                line(xml, &words.text, words.pt, BOLD, 0.0);
            }
            rule(xml, geometry.head_rule_mm, right);
        });
    };
    let lower = |xml: &mut Xml| {
        cell(xml, left, |xml| {
            line(xml, &head.number, profile.number.pt, PLAIN, 0.0)
        });
        cell(xml, right, |xml| {
            line(xml, &head.place_date, geometry.date_pt, ITALIC, 0.0)
        });
    };
    columns(xml, geometry.head_columns_mm, &[&upper, &lower]);
}

/// Recipients on the left, signature on the right, kept together on one page.
pub(super) fn foot(xml: &mut Xml, paper: &Paper) {
    let [left, right] = paper.geometry().foot_columns_mm;
    let (recipients, signer) = (&paper.profile.recipients, &paper.profile.signer);
    let row = |xml: &mut Xml| {
        cell(xml, left, |xml| {
            let faces: Faces = match recipients.heading_style {
                RecipientsHeading::BoldItalic => {
                    &[("w:b", ""), ("w:bCs", ""), ("w:i", ""), ("w:iCs", "")]
                }
                RecipientsHeading::Underlined => &[("w:u", "single")],
            };
            if paper.foot.recipients.is_empty() {
                set(xml, "", recipients.pt, PLAIN, Set::LEFT);
                return;
            }
            set(
                xml,
                &recipients.heading,
                recipients.heading_pt,
                faces,
                Set::LEFT,
            );
            for line in &paper.foot.recipients {
                set(xml, line, recipients.pt, PLAIN, Set::LEFT);
            }
        });
        cell(xml, right, |xml| {
            field(
                xml,
                &paper.foot.role,
                signer.pt,
                if signer.role_bold { BOLD } else { PLAIN },
                "Chức vụ của người ký",
            );
            gap(xml, signer.room_mm / 25.4 * 72.0);
            field(
                xml,
                &paper.foot.name,
                signer.pt,
                if signer.name_bold { BOLD } else { PLAIN },
                "Họ và tên người ký",
            );
        });
    };
    gap(xml, 6.0);
    columns(xml, [left, right], &[&row]);
}

/// "Phụ lục I", its title, and which report it belongs to.
pub(super) fn annex_head(xml: &mut Xml, profile: &Profile, annex: &Annex) {
    xml.with("w:p", &[], |xml| {
        xml.with("w:pPr", &[], |xml| {
            xml.leaf("w:keepNext", &[])
                .val("w:jc", "center")
                .val("w:outlineLvl", "0");
        });
        sized(xml, &annex.label, profile.annex.label_pt, BOLD);
    });
    line(xml, &annex.title, profile.annex.title_pt, BOLD, 0.0);
    line(xml, &annex.reference, profile.body.pt, ITALIC, 0.0);
    gap(xml, 8.0);
}

/// A borderless table of two columns.
fn columns(xml: &mut Xml, mm: [f64; 2], rows: &[&dyn Fn(&mut Xml)]) {
    xml.with("w:tbl", &[], |xml| {
        xml.with("w:tblPr", &[], |xml| {
            let all: f64 = mm.iter().sum();
            xml.leaf("w:tblW", &[("w:w", &twips_mm(all)), ("w:type", "dxa")]);
            xml.leaf("w:tblInd", &[("w:w", "0"), ("w:type", "dxa")]);
            xml.leaf("w:tblLayout", &[("w:type", "fixed")]);
            xml.with("w:tblCellMar", &[], |xml| {
                for side in ["w:left", "w:right"] {
                    xml.leaf(side, &[("w:w", "0"), ("w:type", "dxa")]);
                }
            });
        });
        xml.with("w:tblGrid", &[], |xml| {
            for width in mm {
                xml.leaf("w:gridCol", &[("w:w", &twips_mm(width))]);
            }
        });
        for row in rows {
            xml.with("w:tr", &[], |xml| {
                xml.with("w:trPr", &[], |xml| {
                    xml.leaf("w:cantSplit", &[]);
                });
                row(xml);
            });
        }
    });
}

fn cell(xml: &mut Xml, mm: f64, content: impl FnOnce(&mut Xml)) {
    xml.with("w:tc", &[], |xml| {
        xml.with("w:tcPr", &[], |xml| {
            xml.leaf("w:tcW", &[("w:w", &twips_mm(mm)), ("w:type", "dxa")]);
        });
        content(xml);
    });
}

/// How a paragraph of the frame stands.
#[derive(Clone, Copy)]
struct Set {
    align: &'static str,
    indent_mm: f64,
}

impl Set {
    const LEFT: Set = Set {
        align: "left",
        indent_mm: 0.0,
    };
}

/// A centred line.
fn line(xml: &mut Xml, text: &str, pt: f64, faces: Faces<'_>, indent_mm: f64) {
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

fn set(xml: &mut Xml, text: &str, pt: f64, faces: Faces<'_>, set: Set) {
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

fn sized(xml: &mut Xml, text: &str, pt: f64, faces: Faces<'_>) {
    let size = half_points(pt);
    let mut faces = faces.to_vec();
    faces.extend([("w:sz", size.as_str()), ("w:szCs", &size)]);
    // The order of run properties is fixed by the schema: underline comes after the size.
    faces.sort_by_key(|(name, _)| *name == "w:u");
    run(xml, text, &faces);
}

/// A line to be filled in with one click: a content control inside its paragraph, as a cell
/// has to end with a paragraph.
fn field(xml: &mut Xml, text: &str, pt: f64, faces: Faces<'_>, alias: &str) {
    xml.with("w:p", &[], |xml| {
        xml.with("w:pPr", &[], |xml| {
            xml.leaf("w:keepNext", &[]).val("w:jc", "center");
        });
        xml.with("w:sdt", &[], |xml| {
            xml.with("w:sdtPr", &[], |xml| {
                xml.val("w:alias", alias).leaf("w:showingPlcHdr", &[]);
            });
            xml.with("w:sdtContent", &[], |xml| sized(xml, text, pt, faces));
        });
    });
}

/// What stands below the issuing body or the subject.
fn mark(xml: &mut Xml, mark: Mark, pt: f64, length_mm: f64, width_mm: f64) {
    match mark {
        Mark::Rule => rule(xml, length_mm, width_mm),
        Mark::Star => line(xml, "*", pt, PLAIN, 0.0),
        Mark::Hyphens => line(xml, "-----", pt, PLAIN, 0.0),
    }
}

/// A centred rule: the top border of a small paragraph indented on both sides. A drawn shape
/// would not survive every editor, a border does.
fn rule(xml: &mut Xml, length_mm: f64, width_mm: f64) {
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
fn gap(xml: &mut Xml, pt: f64) {
    let height = twips(pt.max(single(1.0)));
    xml.with("w:p", &[], |xml| {
        xml.with("w:pPr", &[], |xml| {
            xml.leaf("w:keepNext", &[]);
            xml.leaf("w:spacing", &[("w:line", &height), ("w:lineRule", "exact")]);
        });
    });
}
