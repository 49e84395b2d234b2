//! Sections: paper, margins, which pages carry a number.

use super::styles::twips_mm;
use super::xml::Xml;
use crate::write::profile::Profile;

/// The sheets of a section.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sheet {
    /// Its first page is the paper's first, which carries no number.
    pub(super) first: bool,
    /// On its side.
    pub(super) landscape: bool,
}

/// Ends a section inside the text: its properties stand in a last, very small paragraph.
pub(super) fn close_within(xml: &mut Xml, profile: &Profile, sheet: Sheet) {
    xml.with("w:p", &[], |xml| {
        xml.with("w:pPr", &[], |xml| {
            xml.leaf("w:spacing", &[("w:line", "20"), ("w:lineRule", "exact")]);
            properties(xml, profile, sheet);
        });
    });
}

/// `sectPr`.
pub(super) fn properties(xml: &mut Xml, profile: &Profile, sheet: Sheet) {
    let page = &profile.page;
    let (width, height) = (twips_mm(page.width_mm), twips_mm(page.height_mm));
    xml.with("w:sectPr", &[], |xml| {
        xml.leaf(
            "w:headerReference",
            &[("w:type", "default"), ("r:id", "rId3")],
        );
        xml.leaf(
            "w:headerReference",
            &[("w:type", "first"), ("r:id", "rId4")],
        );
        xml.leaf(
            "w:footerReference",
            &[("w:type", "default"), ("r:id", "rId5")],
        );
        xml.leaf(
            "w:footerReference",
            &[("w:type", "first"), ("r:id", "rId5")],
        );
        if sheet.landscape {
            let size = [
                ("w:w", height.as_str()),
                ("w:h", &width),
                ("w:orient", "landscape"),
            ];
            xml.leaf("w:pgSz", &size);
        } else {
            xml.leaf("w:pgSz", &[("w:w", &width), ("w:h", &height)]);
        }
        xml.leaf(
            "w:pgMar",
            &[
                ("w:top", &twips_mm(page.top_mm)),
                ("w:right", &twips_mm(page.right_mm)),
                ("w:bottom", &twips_mm(page.bottom_mm)),
                ("w:left", &twips_mm(page.left_mm)),
                ("w:header", &twips_mm(page.number_mm)),
                ("w:footer", &twips_mm(8.0)),
                ("w:gutter", "0"),
            ],
        );
        if sheet.first {
            xml.leaf("w:titlePg", &[]);
        }
    });
}
