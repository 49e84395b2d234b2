//! Official papers, workbooks and forms out: what was consolidated, in the layout of its profile.
//!
//! | module | what it makes |
//! |---|---|
//! | [`profile`] | the three layouts, from a data file |
//! | [`paper`] | a paper in the abstract: head, text, tables, foot; and the consolidated report as one |
//! | [`docx`] | a [`paper::Paper`] as Word file |
//! | [`pdf`] | the same as PDF |
//! | [`xlsx`] | the consolidation as workbook, with filters and formulas |
//! | [`json`] | the consolidation whole |
//! | [`letter`] | the letter that reminds late units, as paper |
//! | [`ics`] | due dates as an iCalendar feed |
//! | [`form`] | blank monthly reports, one per unit |
//! | [`whole`] | files written whole or not at all |
//!
//! Every writer gives the same bytes for the same input: no clock, no random names.

pub mod docx;
pub mod form;
pub mod ics;
pub mod json;
pub mod letter;
pub mod measure;
pub mod paper;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod profile;
mod sign;
pub mod whole;
pub mod xlsx;

/// Signs of a text that the PDF has no font for and prints as their codes; none where this build
/// makes no PDF.
pub fn undrawn(text: &str) -> Vec<char> {
    #[cfg(feature = "pdf")]
    return pdf::undrawn(text);
    #[cfg(not(feature = "pdf"))]
    {
        let _ = text;
        Vec::new()
    }
}
