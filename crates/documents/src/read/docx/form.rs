//! Legacy form fields (`w:ffData`): a ticked box or a chosen entry is text on the page.

use super::super::error::Fault;
use super::super::xml::{Token, Xml};

/// Reads `w:ffData`, which has just begun; the text it shows, if it is a box or a list.
pub(super) fn shown(xml: &mut Xml<'_>) -> Result<Option<String>, Fault> {
    let outside = xml.depth().saturating_sub(1);
    let mut ticked = None;
    let mut usual = false;
    let mut checkbox = false;
    let mut chosen = 0;
    let mut entries = Vec::new();
    while xml.depth() > outside {
        let Token::Start(element) = xml.next()? else {
            continue;
        };
        match element.name() {
            "checkBox" => checkbox = true,
            "checked" => ticked = Some(element.on()),
            "default" if checkbox => usual = element.on(),
            "result" => chosen = element.number("val").unwrap_or(0),
            "listEntry" => entries.extend(element.attr("val")),
            _ => {}
        }
    }
    let glyph = if ticked.unwrap_or(usual) {
        "☒"
    } else {
        "☐"
    };
    Ok(match checkbox {
        true => Some(glyph.to_owned()),
        false => entries.into_iter().nth(chosen),
    })
}
