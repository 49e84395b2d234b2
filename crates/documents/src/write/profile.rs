//! The three layouts of official paper, read from `layout/profiles.toml`.
//!
//! No measure of a layout stands in code: the data file holds each with the text it is from.

use nhip_core::plan::Family;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

mod section;

pub use section::*;

/// The data file, as built into the program.
const PROFILES: &str = include_str!("../../layout/profiles.toml");

static ALL: LazyLock<Result<BTreeMap<String, Arc<Profile>>, String>> = LazyLock::new(|| {
    let read: Result<BTreeMap<String, Profile>, _> = toml::from_str(PROFILES);
    let read = read.map_err(|error| format!("layout/profiles.toml: {error}"))?;
    Ok(read
        .into_iter()
        .map(|(name, profile)| (name, Arc::new(profile)))
        .collect())
});

/// Which layout a document takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// State bodies, Decree 30/2020/NĐ-CP.
    State,
    /// Party bodies, Guideline 36-HD/VPTW: the older rule, to match older papers.
    Party2018,
    /// Party bodies, Guideline 05-HD/VPTW, which replaced it in 2026.
    Party2026,
}

impl Style {
    /// All of them.
    pub const ALL: [Style; 3] = [Style::State, Style::Party2018, Style::Party2026];

    /// "state", "party-2018", "party-2026"; `None` for anything else ("auto" included).
    pub fn parse(name: &str) -> Option<Style> {
        Style::ALL
            .into_iter()
            .find(|style| style.name() == name.trim())
    }

    /// Its name on the command line and in the data file.
    pub fn name(self) -> &'static str {
        match self {
            Style::State => "state",
            Style::Party2018 => "party-2018",
            Style::Party2026 => "party-2026",
        }
    }

    /// What "auto" means: the plan's family, under the rules of today.
    pub fn of_family(family: Family) -> Style {
        match family {
            Family::State => Style::State,
            Family::Party => Style::Party2026,
        }
    }
}

/// A layout. Lengths in millimetres, sizes in points.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// The text that lays it down.
    pub title: String,
    /// State or party.
    pub family: Family,
    /// Paper, margins, page number, font.
    pub page: Page,
    /// National or party head, issuing body.
    pub head: Head,
    /// "Số: 05/KH-UBND".
    pub number: Number,
    /// Place and date.
    pub date: Date,
    /// Type name and subject.
    pub title_block: TitleBlock,
    /// Legal bases.
    pub bases: Bases,
    /// "Kính gửi".
    pub addressee: Addressee,
    /// Text.
    pub body: Body,
    /// Heading levels, outermost first.
    pub levels: Vec<Level>,
    /// Who signs.
    pub signer: Signer,
    /// "Nơi nhận".
    pub recipients: Recipients,
    /// Annexes.
    pub annex: Annex,
}

impl Profile {
    /// The layout of a style. The error, a fault in the built-in data file, is in English: a
    /// test makes sure no user sees it.
    pub fn of(style: Style) -> Result<Arc<Profile>, String> {
        let all = ALL.as_ref().map_err(Clone::clone)?;
        all.get(style.name())
            .cloned()
            .ok_or_else(|| format!("layout/profiles.toml: no section [{}]", style.name()))
    }

    /// Width of the text, upright or on its side, in mm.
    pub fn text_width_mm(&self, landscape: bool) -> f64 {
        let across = if landscape {
            self.page.height_mm
        } else {
            self.page.width_mm
        };
        across - self.page.left_mm - self.page.right_mm
    }

    /// Two columns fitted to the text width, in mm.
    pub fn fitted(&self, columns_mm: [f64; 2]) -> [f64; 2] {
        let [left, right] = columns_mm;
        let scale = self.text_width_mm(false) / (left + right);
        [left * scale, right * scale]
    }

    /// Distance of the body's lines in points.
    pub fn pitch_pt(&self) -> f64 {
        let own = self.body.pt * super::measure::LINE_EM;
        self.body
            .pitch_pt
            .unwrap_or_else(|| own * self.body.line.unwrap_or(1.0))
    }

    /// The label of the `n`th heading of a level (outermost 1), `path` being "1.2".
    pub fn label(&self, level: u8, n: usize, path: &str) -> String {
        let pattern = self
            .levels
            .get(usize::from(level).saturating_sub(1))
            .map_or("{n}.", |level| level.label.as_str());
        let letter = u8::try_from(n.saturating_sub(1) % 26).unwrap_or(0) + b'a';
        pattern
            .replace("{roman}", &roman(n))
            .replace("{n}", &n.to_string())
            .replace("{path}", path)
            .replace("{letter}", &char::from(letter).to_string())
    }

    /// "Phụ lục I", "Phụ lục 1".
    pub fn annex_label(&self, n: usize) -> String {
        self.annex
            .label
            .replace("{roman}", &roman(n))
            .replace("{n}", &n.to_string())
    }
}

/// 4 → "IV".
fn roman(mut n: usize) -> String {
    const SIGNS: [(usize, &str); 9] = [
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while n >= value {
            out.push_str(sign);
            n -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style_has_a_profile_within_the_ranges_of_its_law() {
        for style in Style::ALL {
            let profile = Profile::of(style).unwrap();
            assert!(
                (20.0..=25.0).contains(&profile.page.top_mm),
                "{}",
                style.name()
            );
            assert!((30.0..=35.0).contains(&profile.page.left_mm));
            assert!((15.0..=20.0).contains(&profile.page.right_mm));
            assert!((13.0..=15.0).contains(&profile.body.pt));
            assert!(profile.body.after_pt >= 6.0);
            assert!((10.0..=12.7).contains(&profile.body.first_line_mm));
            assert_eq!(Style::parse(style.name()), Some(style));
        }
    }

    #[test]
    fn party_lines_stand_18_to_22_points_apart_and_state_lines_single_to_one_and_a_half() {
        let party = Profile::of(Style::Party2026).unwrap();
        assert!((18.0..=22.0).contains(&party.pitch_pt()));
        let state = Profile::of(Style::State).unwrap();
        let single = state.body.pt * crate::write::measure::LINE_EM;
        assert!((single..=1.5 * single).contains(&state.pitch_pt()));
    }

    #[test]
    fn labels_follow_the_family() {
        let state = Profile::of(Style::State).unwrap();
        let party = Profile::of(Style::Party2026).unwrap();
        assert_eq!(state.label(1, 4, ""), "IV.");
        assert_eq!(party.label(1, 4, ""), "IV-");
        assert_eq!(state.label(2, 1, ""), "1.");
        assert_eq!(party.label(2, 1, ""), "1-");
        assert_eq!(state.label(3, 2, "1.2"), "1.2.");
        assert_eq!(state.label(4, 2, ""), "b)");
    }

    #[test]
    fn the_head_columns_fill_the_text_width() {
        let state = Profile::of(Style::State).unwrap();
        let [left, right] = state.fitted(state.head.columns_mm);
        assert!((left + right - 165.0).abs() < 1e-9);
        let words = crate::write::measure::width_mm(
            &state.head.right[0].text,
            state.head.right[0].pt,
            true,
        );
        assert!(
            words < right,
            "the national head stands on one line: {words} of {right} mm"
        );
    }
}
