//! Properties of a Word file: title and program, and what a form says about itself.

use super::super::Paper;
use super::super::xml::Xml;

/// Format id every custom property carries.
const CUSTOM_FORMAT: &str = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";

/// Title and program; no dates, which would change the bytes.
pub(super) fn core(paper: &Paper) -> String {
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

pub(super) fn app() -> String {
    let mut xml = Xml::part();
    let space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    xml.with("Properties", &[("xmlns", space)], |xml| {
        xml.with("Application", &[], |xml| {
            xml.text("Nhịp");
        });
    });
    xml.done()
}

pub(super) fn custom(paper: &Paper) -> String {
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
