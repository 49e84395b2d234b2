//! What frames the text: head, title, foot with recipients and signature, heads of annexes.

mod columns;
mod line;

use super::Paper;
use super::xml::Xml;
use crate::write::paper::{Annex, Geometry};
use crate::write::profile::{Profile, RecipientsHeading};
use columns::{cell, columns};
use line::{BOLD, Faces, ITALIC, PLAIN, Set, field, gap, line, mark, rule, set, sized};

/// Head, type name, subject, addressee.
pub(super) fn head(xml: &mut Xml, paper: &Paper) {
    let geometry = paper.geometry();
    head_table(xml, paper, &geometry);
    gap(xml, 10.0);
    if !paper.kind.is_empty() {
        title(xml, paper, &geometry);
    }
    if let Some(to) = &paper.addressee {
        let rule = &paper.profile.addressee;
        gap(xml, 4.0);
        line(xml, &format!("{} {to}", rule.label), rule.pt, PLAIN, 0.0);
    }
    gap(xml, 6.0);
}

/// Type name and subject; a letter has its subject below its number instead.
fn title(xml: &mut Xml, paper: &Paper, geometry: &Geometry) {
    let block = &paper.profile.title_block;
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
            line(xml, &head.number, profile.number.pt, PLAIN, 0.0);
            if paper.kind.is_empty() && !paper.subject.is_empty() {
                gap(xml, 6.0);
                let pt = profile.title_block.letter_pt;
                let indent = geometry.subject_indent_mm;
                line(xml, &paper.subject, pt, PLAIN, indent);
            }
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
            for line in paper.foot.role.lines() {
                field(
                    xml,
                    line,
                    signer.pt,
                    if signer.role_bold { BOLD } else { PLAIN },
                    "Chức vụ của người ký",
                );
            }
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
