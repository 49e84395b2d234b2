//! Lengths that follow from a paper's own words: rules as long as a text, a date that fits.
//!
//! Worked out once, so that Word and PDF draw the same.

use serde::Serialize;

use super::Paper;
use crate::write::measure::{balanced_mm, lines, width_mm};

/// A rule "of a third to a half of the line".
const SHARE: f64 = 0.4;

/// Lengths in mm, sizes in points.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Geometry {
    /// The head's columns.
    pub head_columns_mm: [f64; 2],
    /// The foot's columns.
    pub foot_columns_mm: [f64; 2],
    /// Rule below the national or party head: as long as its last line.
    pub head_rule_mm: f64,
    /// Rule below the issuing body.
    pub issuer_rule_mm: f64,
    /// Rule below the subject.
    pub subject_rule_mm: f64,
    /// Size of place and date.
    pub date_pt: f64,
    /// Distance of the body's lines.
    pub pitch_pt: f64,
    /// Indents left and right that make the lines of centred texts equally long.
    pub superior_indent_mm: f64,
    /// The same for the issuing body.
    pub issuer_indent_mm: f64,
    /// The same for the subject, within the text or, of a letter, below its number.
    pub subject_indent_mm: f64,
}

impl Paper {
    /// The lengths of this paper.
    pub fn geometry(&self) -> Geometry {
        let profile = &self.profile;
        let head_columns_mm = profile.fitted(profile.head.columns_mm);
        let [left, right] = head_columns_mm;
        let head_rule_mm = profile
            .head
            .right
            .last()
            .map_or(0.0, |line| width_mm(&line.text, line.pt, true));
        let head = &profile.head;
        let superior = self.head.superior.as_deref().unwrap_or_default();
        let issuer = balanced_mm(&self.head.issuer, left, head.issuer_pt, true);
        let subject_pt = profile.title_block.subject_pt;
        // Never quite as wide as the text, so that it reads as a title.
        let (text, subject) = if self.kind.is_empty() {
            let pt = profile.title_block.letter_pt;
            (left, balanced_mm(&self.subject, left, pt, false))
        } else {
            let text = profile.text_width_mm(false);
            (
                text,
                balanced_mm(&self.subject, text - 16.0, subject_pt, true),
            )
        };
        let date_fits = width_mm(&self.head.place_date, profile.date.pt, false) < right - 1.0;
        Geometry {
            head_columns_mm,
            foot_columns_mm: profile.fitted(profile.signer.columns_mm),
            head_rule_mm,
            issuer_rule_mm: SHARE * widest(&self.head.issuer, issuer, head.issuer_pt),
            subject_rule_mm: SHARE * widest(&self.subject, subject, subject_pt),
            superior_indent_mm: (left - balanced_mm(superior, left, head.superior_pt, false)) / 2.0,
            issuer_indent_mm: (left - issuer) / 2.0,
            subject_indent_mm: (text - subject) / 2.0,
            date_pt: if date_fits {
                profile.date.pt
            } else {
                profile.date.least_pt
            },
            pitch_pt: profile.pitch_pt(),
        }
    }
}

/// The longest of the lines a bold, centred text breaks into.
fn widest(text: &str, width: f64, pt: f64) -> f64 {
    let broken = lines(text, width, pt, true);
    let widths = broken
        .iter()
        .map(|line| width_mm(&line.join(" "), pt, true));
    widths.fold(0.0, f64::max).min(width)
}
