//! What kind each part of a Word file is, and which part belongs to which.

use super::super::xml::Xml;
use super::{PACKAGE, RELATIONS, WORD};

pub(super) fn content_types() -> String {
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

pub(super) fn package_relations() -> String {
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

pub(super) fn document_relations() -> String {
    relations(&[
        ("rId1", format!("{RELATIONS}/styles"), "styles.xml"),
        ("rId2", format!("{RELATIONS}/settings"), "settings.xml"),
        ("rId3", format!("{RELATIONS}/header"), "header1.xml"),
        ("rId4", format!("{RELATIONS}/header"), "header2.xml"),
        ("rId5", format!("{RELATIONS}/footer"), "footer1.xml"),
    ])
}
