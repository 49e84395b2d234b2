//! Numbers named by what stands beside them: an address, a number to call, a bound something keeps.

use super::super::lexicon;
use super::super::token::{Chain, Kind};
use super::{Namer, Other};

/// Words before a number in which a distance is named.
const NEAR: usize = 6;

/// What a size is told of, right before it.
const SIZED: [&str; 19] = [
    "loại", "can", "bình", "thùng", "chai", "lọ", "gói", "túi", "hộp", "tuýp", "dài", "rộng",
    "sâu", "cao", "kính", "khổ", "cỡ", "x", "vòng",
];

/// Units of doses and small sizes.
const SMALL: [&str; 6] = ["gam", "g", "mg", "ml", "cm", "mm"];
/// Units of lengths and ways.
const LONG: [&str; 5] = ["km", "m", "mét", "hải", "bước"];

impl Namer<'_> {
    /// "Trụ sở: 18 đường Bến Sỏi", "Trực ban: 113", "2-8 độ C", "cách bờ 46 hải lý".
    pub(super) fn beside(&self, at: usize) -> Option<Other> {
        if self.is_address(at) {
            Some(Other::Place)
        } else if self.is_called(at) {
            Some(Other::Telephone)
        } else if self.is_measure(at) {
            Some(Other::Measure)
        } else if self.is_bound(at) {
            Some(Other::Limit)
        } else {
            None
        }
    }

    fn is_address(&self, at: usize) -> bool {
        let named = self
            .token(at + 2)
            .is_some_and(|name| name.capital || name.has_figures());
        let road = matches!(self.key(at + 1), "đường" | "phố") && named;
        let label = self.is_labelled(at).is_some_and(|label| {
            matches!(
                label,
                ("trụ", "sở") | ("địa", "chỉ") | ("nơi", "đóng") | ("văn", "phòng")
            )
        });
        road || label
    }

    /// The last two words of the label before a colon.
    fn is_labelled(&self, at: usize) -> Option<(&str, &str)> {
        let colon = at.checked_sub(1).and_then(|at| self.token(at))?;
        colon
            .is_mark(':')
            .then(|| (self.before(at, 3), self.before(at, 2)))
    }

    fn is_called(&self, at: usize) -> bool {
        let counts = lexicon::unit_at(self.calendar.tokens, at + 1).is_some();
        let label = self.is_labelled(at).is_some_and(|label| {
            matches!(
                label,
                ("trực", "ban" | "máy") | ("máy", "trực") | ("liên", "hệ") | ("đường", "dây")
            )
        });
        label && !counts
    }

    /// How large one is ("loại can 20 lít", "chai 500ml", "sâu 0,9m"), how loud, how far away ("cách bờ 46
    /// hải lý"): nothing was done of it.
    fn is_measure(&self, at: usize) -> bool {
        let unit = self.key(at + 1);
        let sized = SIZED.contains(&self.before(at, 1))
            && (SMALL.contains(&unit)
                || LONG.contains(&unit)
                || matches!(unit, "lít" | "kg" | "inch"));
        let words = self.words_before(at);
        let apart = words.windows(2).any(|two| two == ["cách", "khoảng"])
            || words.iter().take(5).any(|word| *word == "cách");
        let far = apart && (SMALL.contains(&unit) || LONG.contains(&unit)) && self.is_one(at);
        matches!(unit, "dba" | "db" | "mmol") || sized || far
    }

    /// What is measured against is a degree or a dose, not something done.
    fn is_bound(&self, at: usize) -> bool {
        if self.key(at + 1) == "độ" && !matches!(self.key(at + 2), "tuổi" | "dài") {
            return true;
        }
        let words = self.words_before(at);
        let bound = words
            .first()
            .is_some_and(|word| matches!(*word, "dưới" | "quá"))
            || matches!(
                words.as_slice(),
                ["thiểu" | "đa", "tối", ..] | ["nhất", "ít", ..]
            );
        SMALL.contains(&self.key(at + 1)) && bound
    }

    /// The words right before a number, the last first.
    fn words_before(&self, at: usize) -> Vec<&str> {
        let words = (1..=NEAR).map_while(|back| {
            let token = self.token(at.checked_sub(back)?)?;
            (token.kind == Kind::Word || token.is_dash()).then_some(&*token.key)
        });
        words.collect()
    }

    fn is_one(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| {
            matches!(token.kind, Kind::Figures(Chain::One(_) | Chain::Range(..)))
        })
    }
}
