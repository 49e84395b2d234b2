//! Writing XML so that it is always well formed: elements by closures, text and values escaped.

use crate::write::sign;

/// A piece of XML being written.
#[derive(Default)]
pub(super) struct Xml {
    out: String,
}

impl Xml {
    /// Starts a part of the package.
    pub(super) fn part() -> Xml {
        Xml {
            out: String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"),
        }
    }

    /// The XML written.
    pub(super) fn done(self) -> String {
        self.out
    }

    /// An element without content.
    pub(super) fn leaf(&mut self, name: &str, values: &[(&str, &str)]) -> &mut Xml {
        self.open(name, values);
        self.out.push_str("/>");
        self
    }

    /// `<name w:val="value"/>`, the most common leaf of Word files.
    pub(super) fn val(&mut self, name: &str, value: &str) -> &mut Xml {
        self.leaf(name, &[("w:val", value)])
    }

    /// An element, its content written by the closure.
    pub(super) fn with(
        &mut self,
        name: &str,
        values: &[(&str, &str)],
        content: impl FnOnce(&mut Xml),
    ) -> &mut Xml {
        self.open(name, values);
        self.out.push('>');
        content(self);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
        self
    }

    /// Text, escaped.
    pub(super) fn text(&mut self, text: &str) -> &mut Xml {
        escape(text, &mut self.out);
        self
    }

    fn open(&mut self, name: &str, values: &[(&str, &str)]) {
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in values {
            self.out.push(' ');
            self.out.push_str(key);
            self.out.push_str("=\"");
            escape(value, &mut self.out);
            self.out.push('"');
        }
    }
}

/// Escapes markup. What XML cannot hold even escaped is left out as everywhere: Word would refuse
/// the whole file. A line end is a blank, of which one is enough.
fn escape(text: &str, out: &mut String) {
    let text = sign::clean(text);
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' if signs.peek() == Some(&' ') => {}
            '\t' | '\n' => out.push(' '),
            _ => out.push(sign),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_escaped_and_control_characters_are_left_out() {
        let mut xml = Xml::default();
        xml.with("w:t", &[("a", "\"<")], |xml| {
            xml.text("a & b < c\u{0}\u{7}\u{ffff}d");
        });
        assert_eq!(xml.done(), "<w:t a=\"&quot;&lt;\">a &amp; b &lt; cd</w:t>");
    }
}
