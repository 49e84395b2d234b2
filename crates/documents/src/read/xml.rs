//! XML events with namespaces, a depth limit and no entities: all that the readers need.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::error::Fault;

/// More namespace declarations than this at one place are an attack, not a document.
const MOST_BINDINGS: usize = 512;

/// The namespaces the readers know; transitional and strict Office Open XML are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ns {
    /// WordprocessingML.
    W,
    /// Office mathematics.
    Math,
    /// Markup compatibility (`AlternateContent`).
    Compat,
    /// Package and document relationships.
    Relations,
    /// Custom properties and their variant types.
    Property,
    /// OpenDocument tables.
    OdTable,
    /// OpenDocument text.
    OdText,
    /// OpenDocument office, styles and metadata.
    Od,
    /// Anything else.
    Other,
}

fn namespace(uri: &str) -> Ns {
    match uri {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Ns::W,
        "http://schemas.openxmlformats.org/officeDocument/2006/math"
        | "http://purl.oclc.org/ooxml/officeDocument/math" => Ns::Math,
        "http://schemas.openxmlformats.org/markup-compatibility/2006" => Ns::Compat,
        "http://schemas.openxmlformats.org/package/2006/relationships" => Ns::Relations,
        "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
        | "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
        | "http://purl.oclc.org/ooxml/officeDocument/customProperties"
        | "http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes" => Ns::Property,
        "urn:oasis:names:tc:opendocument:xmlns:table:1.0" => Ns::OdTable,
        "urn:oasis:names:tc:opendocument:xmlns:text:1.0" => Ns::OdText,
        "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
        | "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
        | "urn:oasis:names:tc:opendocument:xmlns:meta:1.0" => Ns::Od,
        _ => Ns::Other,
    }
}

/// An element's start.
pub(crate) struct Element<'a> {
    /// Its namespace.
    pub ns: Ns,
    start: BytesStart<'a>,
}

impl Element<'_> {
    /// Name without prefix.
    pub(crate) fn name(&self) -> &str {
        let name = self.start.name().into_inner();
        name.split_once(':').map_or(name, |(_, local)| local)
    }

    /// Whether it is this element of WordprocessingML.
    pub(crate) fn is_w(&self, name: &str) -> bool {
        self.ns == Ns::W && self.name() == name
    }

    /// Value of an attribute, by its name without prefix.
    pub(crate) fn attr(&self, name: &str) -> Option<String> {
        let found = self
            .start
            .attributes()
            .with_checks(false)
            .flatten()
            .find(|attribute| {
                let key = attribute.key.into_inner();
                key.split_once(':').map_or(key, |(_, local)| local) == name
            })?;
        found
            .normalized_value(XmlVersion::Implicit1_0)
            .ok()
            .map(Cow::into_owned)
    }

    /// A number in an attribute.
    pub(crate) fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.attr(name)?.trim().parse().ok()
    }

    /// An on/off property: present without `val`, or with a value that is not "off".
    pub(crate) fn on(&self) -> bool {
        !matches!(
            self.attr("val").as_deref(),
            Some("0" | "false" | "off" | "none")
        )
    }
}

/// What comes next.
pub(crate) enum Token<'a> {
    /// An element begins. Empty elements begin and end.
    Start(Element<'a>),
    /// An element ends.
    End,
    /// Text, entities resolved.
    Text(Cow<'a, str>),
    /// The part ends.
    Eof,
}

/// A pull reader over one part.
pub(crate) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    part: &'a str,
    depth: usize,
    deepest: usize,
    bindings: Vec<(usize, String, Ns)>,
}

impl<'a> Xml<'a> {
    /// Reads `text`, which is the part called `part`, at most `deepest` elements deep.
    pub(crate) fn new(text: &'a str, part: &'a str, deepest: usize) -> Xml<'a> {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Xml {
            reader,
            part,
            depth: 0,
            deepest,
            bindings: Vec::new(),
        }
    }

    /// How many elements are open.
    pub(crate) fn depth(&self) -> usize {
        self.depth
    }

    /// The next token.
    pub(crate) fn next(&mut self) -> Result<Token<'a>, Fault> {
        loop {
            let event = self
                .reader
                .read_event()
                .map_err(|error| self.damaged(error))?;
            match event {
                Event::Start(start) | Event::Empty(start) => {
                    return self.start(start).map(Token::Start);
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    self.bindings.truncate(
                        self.bindings
                            .partition_point(|(depth, ..)| *depth <= self.depth),
                    );
                    return Ok(Token::End);
                }
                Event::Text(text) => return Ok(Token::Text(text.xml10_content())),
                Event::CData(text) => return Ok(Token::Text(text.xml10_content())),
                Event::GeneralRef(reference) => {
                    let resolved = match reference
                        .resolve_char_ref()
                        .map_err(|error| self.damaged(error))?
                    {
                        Some(letter) => letter.to_string().into(),
                        None => quick_xml::escape::resolve_predefined_entity(&reference)
                            .map(Cow::Borrowed)
                            .ok_or_else(|| {
                                self.damaged(format!("unknown entity &{};", &*reference))
                            })?,
                    };
                    return Ok(Token::Text(resolved));
                }
                Event::DocType(_) => return Err(Fault::DocumentType(self.part.to_owned())),
                Event::Eof if self.depth > 0 => return Err(self.damaged("ends too early")),
                Event::Eof => return Ok(Token::Eof),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }

    /// Skips the element that has just begun.
    pub(crate) fn skip(&mut self) -> Result<(), Fault> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            self.next()?;
        }
        Ok(())
    }

    /// All text inside the element that has just begun, appended to `into`.
    pub(crate) fn text_into(&mut self, into: &mut String) -> Result<(), Fault> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if let Token::Text(text) = self.next()? {
                into.push_str(&text);
            }
        }
        Ok(())
    }

    /// A fault at the present position.
    pub(crate) fn damaged(&self, detail: impl ToString) -> Fault {
        Fault::damaged(
            format!("{}, byte {}", self.part, self.reader.buffer_position()),
            detail,
        )
    }

    fn start(&mut self, start: BytesStart<'a>) -> Result<Element<'a>, Fault> {
        self.depth += 1;
        if self.depth > self.deepest {
            return Err(Fault::TooDeep(self.part.to_owned()));
        }
        if start.attributes_raw().contains("xmlns") {
            self.bind(&start)?;
        }
        let name = start.name().into_inner();
        let prefix = name.split_once(':').map_or("", |(prefix, _)| prefix);
        let bound = self
            .bindings
            .iter()
            .rev()
            .find(|(_, bound, _)| bound == prefix);
        Ok(Element {
            ns: bound.map_or(Ns::Other, |(_, _, ns)| *ns),
            start,
        })
    }

    fn bind(&mut self, start: &BytesStart<'a>) -> Result<(), Fault> {
        for attribute in start.attributes().with_checks(false).flatten() {
            let key = attribute.key.into_inner();
            let Some(prefix) = key.strip_prefix("xmlns") else {
                continue;
            };
            let prefix = prefix.strip_prefix(':').unwrap_or(prefix).to_owned();
            self.bindings
                .push((self.depth, prefix, namespace(&attribute.value)));
        }
        match self.bindings.len() > MOST_BINDINGS {
            true => Err(self.damaged("too many namespace declarations")),
            false => Ok(()),
        }
    }
}
