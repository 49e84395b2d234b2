//! Divides a count among the parts of a split unit so that nothing is lost or invented.

use serde::{Deserialize, Serialize};

/// What each part had of the whole, as the decision or the person says: people, households,
/// or hundredths. Integers that add up exactly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Unchecked")]
pub struct Shares {
    whole: u64,
    parts: Vec<u64>,
}

#[derive(Deserialize)]
struct Unchecked {
    whole: u64,
    parts: Vec<u64>,
}

impl TryFrom<Unchecked> for Shares {
    type Error = String;
    fn try_from(shares: Unchecked) -> Result<Shares, String> {
        let Unchecked { whole, parts } = shares;
        let text = format!("shares {parts:?} do not add up to {whole}");
        Shares::new(whole, parts).ok_or(text)
    }
}

impl Shares {
    /// Shares in the order of the parts; `None` if they do not add up to the whole exactly, or
    /// the whole is 0.
    pub fn new(whole: u64, parts: Vec<u64>) -> Option<Shares> {
        let sum: u128 = parts.iter().copied().map(u128::from).sum();
        (whole > 0 && sum == u128::from(whole)).then_some(Shares { whole, parts })
    }

    /// How many parts there are.
    pub fn len(&self) -> usize {
        self.parts.len()
    }

    /// Never: the parts add up to more than 0.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Divides whole things by largest remainder; the results add up to `count` exactly.
    /// Between equal remainders the earlier part goes first, so the same input always divides
    /// the same way.
    pub fn divide(&self, count: i128) -> Vec<i128> {
        let whole = u128::from(self.whole);
        let (full, rest) = (count.unsigned_abs() / whole, count.unsigned_abs() % whole);
        // Both factors are below 2^64, so neither product overflows.
        let mut floors: Vec<u128> = Vec::with_capacity(self.parts.len());
        let mut remainders: Vec<(u128, usize)> = Vec::with_capacity(self.parts.len());
        for (at, part) in self.parts.iter().copied().map(u128::from).enumerate() {
            floors.push(full * part + rest * part / whole);
            remainders.push((rest * part % whole, at));
        }
        remainders.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let missing = count.unsigned_abs() - floors.iter().sum::<u128>();
        let missing = usize::try_from(missing).unwrap_or(usize::MAX);
        for (_, at) in remainders.iter().take(missing) {
            if let Some(floor) = floors.get_mut(*at) {
                *floor += 1;
            }
        }
        let sign = count.signum();
        floors
            .into_iter()
            .map(|part| i128::try_from(part).unwrap_or(i128::MAX) * sign)
            .collect()
    }
}
