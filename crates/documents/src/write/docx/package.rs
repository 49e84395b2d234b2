//! The parts of a Word file: the document, its styles, header and footer, properties.

mod properties;
mod relations;

use super::frame;
use super::section::{self, Sheet};
use super::styles;
use super::xml::Xml;
use super::{Paper, block};
use properties::{app, core, custom};
use relations::{content_types, document_relations, package_relations};

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// Names and contents, in a fixed order.
pub(super) fn parts(paper: &Paper) -> Vec<(&'static str, String)> {
    vec![
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", package_relations()),
        ("docProps/core.xml", core(paper)),
        ("docProps/app.xml", app()),
        ("docProps/custom.xml", custom(paper)),
        ("word/document.xml", document(paper)),
        ("word/styles.xml", styles::styles(&paper.profile)),
        ("word/settings.xml", settings()),
        ("word/header1.xml", header(paper)),
        ("word/header2.xml", empty_header()),
        ("word/footer1.xml", footer(paper)),
        ("word/_rels/document.xml.rels", document_relations()),
    ]
}

fn word_part(root: &str, content: impl FnOnce(&mut Xml)) -> String {
    let mut xml = Xml::part();
    let spaces = [
        ("xmlns:w", MAIN),
        ("xmlns:r", RELATIONS),
        (
            "xmlns:w14",
            "http://schemas.microsoft.com/office/word/2010/wordml",
        ),
        (
            "xmlns:mc",
            "http://schemas.openxmlformats.org/markup-compatibility/2006",
        ),
        ("mc:Ignorable", "w14"),
    ];
    xml.with(root, &spaces, content);
    xml.done()
}

fn document(paper: &Paper) -> String {
    word_part("w:document", |xml| {
        xml.with("w:body", &[], |xml| body(xml, paper));
    })
}

/// Head, text and foot on the first section, then each annex on its own.
fn body(xml: &mut Xml, paper: &Paper) {
    frame::head(xml, paper);
    let upright = paper.profile.text_width_mm(false);
    block::parts(xml, &paper.profile, &paper.body, upright);
    frame::foot(xml, paper);
    let mut sheet = Sheet {
        first: true,
        landscape: false,
    };
    for annex in &paper.annexes {
        section::close_within(xml, &paper.profile, sheet);
        sheet = Sheet {
            first: false,
            landscape: annex.landscape,
        };
        frame::annex_head(xml, &paper.profile, annex);
        let width = paper.profile.text_width_mm(annex.landscape);
        block::parts(xml, &paper.profile, &annex.parts, width);
    }
    section::properties(xml, &paper.profile, sheet);
}

fn header(paper: &Paper) -> String {
    let size = styles::half_points(paper.profile.page.number_pt);
    word_part("w:hdr", |xml| {
        xml.with("w:p", &[], |xml| {
            xml.with("w:pPr", &[], |xml| {
                xml.val("w:pStyle", "Header").val("w:jc", "center");
            });
            for (kind, code) in [
                ("begin", ""),
                ("", "PAGE"),
                ("separate", ""),
                ("", "2"),
                ("end", ""),
            ] {
                xml.with("w:r", &[], |xml| {
                    xml.with("w:rPr", &[], |xml| {
                        xml.val("w:sz", &size).val("w:szCs", &size);
                    });
                    match (kind, code) {
                        ("", "PAGE") => {
                            xml.with("w:instrText", &[("xml:space", "preserve")], |xml| {
                                xml.text(" PAGE ");
                            });
                        }
                        ("", shown) => {
                            xml.with("w:t", &[], |xml| {
                                xml.text(shown);
                            });
                        }
                        (kind, _) => {
                            xml.leaf("w:fldChar", &[("w:fldCharType", kind)]);
                        }
                    }
                });
            }
        });
    })
}

/// The first page carries no number.
fn empty_header() -> String {
    word_part("w:hdr", |xml| {
        xml.with("w:p", &[], |xml| {
            xml.with("w:pPr", &[], |xml| {
                xml.val("w:pStyle", "Header");
            });
        });
    })
}

fn footer(paper: &Paper) -> String {
    word_part("w:ftr", |xml| {
        xml.with("w:p", &[], |xml| {
            xml.with("w:pPr", &[], |xml| {
                xml.val("w:pStyle", "Footer");
            });
            block::run(xml, &paper.footer, &[]);
        });
    })
}

fn settings() -> String {
    word_part("w:settings", |xml| {
        xml.leaf("w:zoom", &[("w:percent", "100")]);
        xml.val("w:defaultTabStop", "567");
        xml.with("w:compat", &[], |xml| {
            xml.leaf(
                "w:compatSetting",
                &[
                    ("w:name", "compatibilityMode"),
                    ("w:uri", "http://schemas.microsoft.com/office/word"),
                    ("w:val", "15"),
                ],
            );
        });
    })
}
