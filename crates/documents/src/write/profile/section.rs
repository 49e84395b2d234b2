//! The sections of a profile, one struct for each table of the data file.

use serde::{Deserialize, Serialize};

/// How sure a section of the data file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Certainty {
    /// Read in the official text.
    P,
    /// From secondary sources.
    S,
    /// General knowledge.
    G,
}

/// Declares a section of the data file: every section says where it is from and how sure it is.
macro_rules! section {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $kind:ty,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            /// The text it is from.
            pub source: String,
            /// How sure it is.
            pub certainty: Certainty,
            $($(#[$field_doc])* pub $field: $kind,)*
        }
    };
}

section! {
    /// Paper and margins.
    Page {
        /// Width of the paper.
        width_mm: f64,
        /// Height of the paper.
        height_mm: f64,
        /// Top margin.
        top_mm: f64,
        /// Bottom margin.
        bottom_mm: f64,
        /// Left margin.
        left_mm: f64,
        /// Right margin.
        right_mm: f64,
        /// Page number, from the top edge of the paper.
        number_mm: f64,
        /// Size of the page number.
        number_pt: f64,
        /// Font named in Word files.
        font: String,
        /// Font of the same metrics embedded in PDF files.
        embedded_font: String,
    }
}

section! {
    /// The head of the first page.
    Head {
        /// Widths of the two columns, fitted to the text width.
        columns_mm: [f64; 2],
        /// Body above the issuer: caps.
        superior_pt: f64,
        /// Issuing body: caps bold.
        issuer_pt: f64,
        /// What stands below the issuing body.
        issuer_mark: Mark,
        /// Lines on the right, bold; a rule as long as the last one stands under them.
        right: Vec<HeadLine>,
    }
}

/// A line of the national or party head.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadLine {
    /// As printed.
    pub text: String,
    /// Size.
    pub pt: f64,
}

/// What closes the issuing body's name or the subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// A rule of a third to a half of the line above it.
    Rule,
    /// A centred asterisk.
    Star,
    /// Five hyphens.
    Hyphens,
}

section! {
    /// Number and symbol.
    Number {
        /// With `{number}`, `{type}`, `{issuer}`.
        pattern: String,
        /// Size.
        pt: f64,
    }
}

section! {
    /// Place and date, italic.
    Date {
        /// Size.
        pt: f64,
        /// Smallest size allowed, for long names of places.
        least_pt: f64,
    }
}

section! {
    /// Type name and subject.
    TitleBlock {
        /// Type name: caps bold.
        kind_pt: f64,
        /// Subject: bold.
        subject_pt: f64,
        /// Subject of a letter, which has no type name: below its number.
        letter_pt: f64,
        /// What stands below the subject.
        mark: Mark,
    }
}

section! {
    /// Legal bases.
    Bases {
        /// Set in italics.
        italic: bool,
        /// What each line opens with.
        opening: String,
        /// What closes each line but the last.
        separator: String,
        /// What closes the last one.
        last: String,
    }
}

section! {
    /// "Kính gửi".
    Addressee {
        /// The words.
        label: String,
        /// Size.
        pt: f64,
        /// Whether a report to a superior carries it.
        on_report: bool,
    }
}

section! {
    /// The text.
    Body {
        /// Size.
        pt: f64,
        /// Indent of a paragraph's first line.
        first_line_mm: f64,
        /// Room below a paragraph.
        after_pt: f64,
        /// Line spacing as a multiple of the font's own line; `None` with an exact pitch.
        line: Option<f64>,
        /// Exact distance of lines; `None` with a multiple.
        pitch_pt: Option<f64>,
        /// What closes the text.
        end_mark: String,
    }
}

/// A heading level.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// With `{roman}`, `{n}`, `{letter}` or `{path}` ("1.2").
    pub label: String,
    /// Set in capitals.
    pub caps: bool,
    /// Set in bold.
    pub bold: bool,
}

section! {
    /// Signature.
    Signer {
        /// Widths of the foot's columns, recipients then signature, fitted to the text width.
        columns_mm: [f64; 2],
        /// Size.
        pt: f64,
        /// Role in bold.
        role_bold: bool,
        /// Name in bold.
        name_bold: bool,
        /// Codes of authority.
        codes: Vec<String>,
        /// Room for signature and seal.
        room_mm: f64,
    }
}

section! {
    /// "Nơi nhận".
    Recipients {
        /// The words.
        heading: String,
        /// Their size.
        heading_pt: f64,
        /// How they are set.
        heading_style: RecipientsHeading,
        /// Size of the lines.
        pt: f64,
        /// What closes each line but the last.
        separator: String,
        /// First line of a paper with an addressee.
        as_above: String,
        /// Last line, where the plan names no archive.
        archive: String,
    }
}

/// How "Nơi nhận" is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecipientsHeading {
    /// Bold italic.
    BoldItalic,
    /// Upright, underlined.
    Underlined,
}

section! {
    /// Annexes.
    Annex {
        /// With `{roman}` or `{n}`.
        label: String,
        /// Size of the label: bold, centred.
        label_pt: f64,
        /// Size of the title: caps bold, centred.
        title_pt: f64,
    }
}
