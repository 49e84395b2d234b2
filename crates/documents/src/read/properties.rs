//! Custom properties of a package: a form says there which plan, unit and month it is.

use std::collections::BTreeMap;

use super::error::Fault;
use super::limit::Limits;
use super::package::Package;
use super::xml::{Ns, Token, Xml};

const PART: &str = "docProps/custom.xml";
/// More properties than this are somebody's database, not ours.
const MOST: usize = 1_000;

/// Reads `docProps/custom.xml`, if there is one.
pub(crate) fn custom(
    package: &mut Package<'_>,
    limits: &Limits,
) -> Result<BTreeMap<String, String>, Fault> {
    let mut found = BTreeMap::new();
    let Some(text) = package.text(PART)? else {
        return Ok(found);
    };
    let mut xml = Xml::new(&text, PART, limits.depth);
    loop {
        match xml.next()? {
            Token::Start(element) if element.ns == Ns::Property && element.name() == "property" => {
                let name = element.attr("name");
                let mut value = String::new();
                xml.text_into(&mut value)?;
                if let (Some(name), true) = (name, found.len() < MOST) {
                    found.insert(name, value.trim().to_owned());
                }
            }
            Token::Eof => return Ok(found),
            _ => {}
        }
    }
}
