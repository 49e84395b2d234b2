//! A part of a whole, and the one place where it becomes a percentage.

use serde::{Deserialize, Serialize};

use crate::lang::Lang;

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Pair", into = "Pair")]
pub struct Share {
    part: u64,
    whole: u64,
}

impl Share {
    /// `None` when the part is larger than the whole: then somebody counted two different things.
    pub fn new(part: u64, whole: u64) -> Option<Share> {
        (part <= whole).then_some(Share { part, whole })
    }

    /// How many.
    pub fn part(self) -> u64 {
        self.part
    }

    /// Of how many.
    pub fn whole(self) -> u64 {
        self.whole
    }

    /// Tenths of a percent, 0–1000, rounded half up; `None` of nothing.
    ///
    /// 1000 only when all are there and 0 only when none is: 2,999 of 3,000 are 99,9 %, not
    /// "100 %" with one unit missing.
    pub fn permille(self) -> Option<u64> {
        let (part, whole) = (u128::from(self.part), u128::from(self.whole));
        match part {
            _ if whole == 0 => None,
            0 => Some(0),
            _ if part == whole => Some(1_000),
            _ => {
                let rounded = (part * 2_000 + whole) / (whole * 2);
                u64::try_from(rounded.clamp(1, 999)).ok()
            }
        }
    }

    /// "93,3%", in English "93.3%"; whole percents without decimals; "–" of nothing.
    pub fn percent(self, lang: Lang) -> String {
        match self.permille() {
            None => "–".to_owned(),
            Some(permille) if permille.is_multiple_of(10) => format!("{}%", permille / 10),
            Some(permille) => {
                let point = lang.pick(",", ".");
                format!("{}{point}{}%", permille / 10, permille % 10)
            }
        }
    }

    /// "28/30 (93,3%)".
    pub fn text(self, lang: Lang) -> String {
        format!("{}/{} ({})", self.part, self.whole, self.percent(lang))
    }
}

/// A share as written to JSON.
#[derive(Serialize, Deserialize)]
struct Pair {
    part: u64,
    whole: u64,
}

impl TryFrom<Pair> for Share {
    type Error = String;
    fn try_from(pair: Pair) -> Result<Share, String> {
        Share::new(pair.part, pair.whole)
            .ok_or_else(|| format!("{} of {} is no share", pair.part, pair.whole))
    }
}

impl From<Share> for Pair {
    fn from(share: Share) -> Pair {
        Pair {
            part: share.part,
            whole: share.whole,
        }
    }
}
