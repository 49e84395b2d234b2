//! The parts of a Word file: the document, its styles, header and footer, properties.

use super::frame;
use super::section::{self, Sheet};
use super::styles;
use super::xml::Xml;
use super::{Paper, block};

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
/// Format id every custom property carries.
const CUSTOM_FORMAT: &str = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";

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

fn content_types() -> String {
    let mut xml = Xml::part();
    xml.with(
        "Types",
        &[("xmlns", &format!("{PACKAGE}/content-types"))],
        |xml| {
            let relations = "application/vnd.openxmlformats-package.relationships+xml";
            xml.leaf(
                "Default",
                &[("Extension", "rels"), ("ContentType", relations)],
            );
            xml.leaf(
                "Default",
                &[("Extension", "xml"), ("ContentType", "application/xml")],
            );
            let office = "application/vnd.openxmlformats-officedocument";
            let overrides = [
                ("/word/document.xml", format!("{WORD}.document.main+xml")),
                ("/word/styles.xml", format!("{WORD}.styles+xml")),
                ("/word/settings.xml", format!("{WORD}.settings+xml")),
                ("/word/header1.xml", format!("{WORD}.header+xml")),
                ("/word/header2.xml", format!("{WORD}.header+xml")),
                ("/word/footer1.xml", format!("{WORD}.footer+xml")),
                (
                    "/docProps/core.xml",
                    "application/vnd.openxmlformats-package.core-properties+xml".into(),
                ),
                (
                    "/docProps/app.xml",
                    format!("{office}.extended-properties+xml"),
                ),
                (
                    "/docProps/custom.xml",
                    format!("{office}.custom-properties+xml"),
                ),
            ];
            for (part, kind) in &overrides {
                xml.leaf("Override", &[("PartName", part), ("ContentType", kind)]);
            }
        },
    );
    xml.done()
}

fn relations(entries: &[(&str, String, &str)]) -> String {
    let mut xml = Xml::part();
    xml.with(
        "Relationships",
        &[("xmlns", &format!("{PACKAGE}/relationships"))],
        |xml| {
            for (id, kind, target) in entries {
                xml.leaf(
                    "Relationship",
                    &[("Id", id), ("Type", kind), ("Target", target)],
                );
            }
        },
    );
    xml.done()
}

fn package_relations() -> String {
    relations(&[
        (
            "rId1",
            format!("{RELATIONS}/officeDocument"),
            "word/document.xml",
        ),
        (
            "rId2",
            format!("{PACKAGE}/relationships/metadata/core-properties"),
            "docProps/core.xml",
        ),
        (
            "rId3",
            format!("{RELATIONS}/extended-properties"),
            "docProps/app.xml",
        ),
        (
            "rId4",
            format!("{RELATIONS}/custom-properties"),
            "docProps/custom.xml",
        ),
    ])
}

fn document_relations() -> String {
    relations(&[
        ("rId1", format!("{RELATIONS}/styles"), "styles.xml"),
        ("rId2", format!("{RELATIONS}/settings"), "settings.xml"),
        ("rId3", format!("{RELATIONS}/header"), "header1.xml"),
        ("rId4", format!("{RELATIONS}/header"), "header2.xml"),
        ("rId5", format!("{RELATIONS}/footer"), "footer1.xml"),
    ])
}

/// Title and program; no dates, which would change the bytes.
fn core(paper: &Paper) -> String {
    let mut xml = Xml::part();
    let spaces = [
        (
            "xmlns:cp",
            "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        ),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ];
    xml.with("cp:coreProperties", &spaces, |xml| {
        xml.with("dc:title", &[], |xml| {
            xml.text(&paper.title);
        });
        xml.with("dc:creator", &[], |xml| {
            xml.text("Nhịp");
        });
        xml.with("dc:language", &[], |xml| {
            xml.text("vi-VN");
        });
    });
    xml.done()
}

fn app() -> String {
    let mut xml = Xml::part();
    let space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    xml.with("Properties", &[("xmlns", space)], |xml| {
        xml.with("Application", &[], |xml| {
            xml.text("Nhịp");
        });
    });
    xml.done()
}

fn custom(paper: &Paper) -> String {
    let mut xml = Xml::part();
    let spaces = [
        (
            "xmlns",
            "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
        ),
        (
            "xmlns:vt",
            "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
        ),
    ];
    xml.with("Properties", &spaces, |xml| {
        for (index, (name, value)) in paper.properties.iter().enumerate() {
            // Property ids 0 and 1 are reserved.
            let id = (index + 2).to_string();
            xml.with(
                "property",
                &[("fmtid", CUSTOM_FORMAT), ("pid", &id), ("name", name)],
                |xml| {
                    xml.with("vt:lpwstr", &[], |xml| {
                        xml.text(value);
                    });
                },
            );
        }
    });
    xml.done()
}
