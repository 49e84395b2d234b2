//! The borderless table of two columns that head and foot are set in.

use super::super::styles::twips_mm;
use super::super::xml::Xml;

/// A borderless table of two columns.
pub(super) fn columns(xml: &mut Xml, mm: [f64; 2], rows: &[&dyn Fn(&mut Xml)]) {
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

pub(super) fn cell(xml: &mut Xml, mm: f64, content: impl FnOnce(&mut Xml)) {
    xml.with("w:tc", &[], |xml| {
        xml.with("w:tcPr", &[], |xml| {
            xml.leaf("w:tcW", &[("w:w", &twips_mm(mm)), ("w:type", "dxa")]);
        });
        content(xml);
    });
}
