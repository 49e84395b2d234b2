//! A figure of a unit and a month that can be carried from one map to the next.

use crate::id::UnitId;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::share::Shares;
use crate::period::Month;

/// What a unit reported for a month under one indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// Id of the unit that reported.
    pub unit: UnitId,
    /// The month it is about.
    pub month: Month,
    /// Key of the indicator.
    pub indicator: String,
    /// The figure.
    pub value: Value,
}

/// A figure that adds up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Value {
    /// So many of something.
    Count(Amount),
    /// So many out of so many.
    Rate(Rate),
}

/// A counted amount. Bounded so that no sum of any number of facts a machine can hold is ever
/// rounded: less than a million million, at most six decimals. Written as text, exactly.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Decimal", into = "Decimal")]
pub struct Amount(Decimal);

/// A rate as what it is made of, never as a percentage: 0 ≤ numerator ≤ denominator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Pair", into = "Pair")]
pub struct Rate {
    numerator: Amount,
    denominator: Amount,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
struct Pair {
    numerator: Amount,
    denominator: Amount,
}

impl Value {
    /// A count; `None` beyond the bounds of an [`Amount`].
    pub fn count(count: impl Into<Decimal>) -> Option<Value> {
        Amount::new(count.into()).map(Value::Count)
    }

    /// A rate; `None` where the numerator is negative or larger than the denominator.
    pub fn rate(numerator: impl Into<Decimal>, denominator: impl Into<Decimal>) -> Option<Value> {
        Rate::new(
            Amount::new(numerator.into())?,
            Amount::new(denominator.into())?,
        )
        .map(Value::Rate)
    }

    pub(super) fn is_rate(self) -> bool {
        matches!(self, Value::Rate(_))
    }

    /// The sum of two of the same sort; of different sorts, the first.
    pub(super) fn plus(self, other: Value) -> Value {
        match (self, other) {
            (Value::Count(a), Value::Count(b)) => Value::Count(a.plus(b)),
            (Value::Rate(a), Value::Rate(b)) => Value::Rate(a.plus(b)),
            (first, _) => first,
        }
    }

    pub(super) fn divide(self, shares: &Shares) -> Vec<Value> {
        match self {
            Value::Count(count) => {
                let parts = count.divide(shares).into_iter();
                parts.map(Value::Count).collect()
            }
            Value::Rate(rate) => rate.divide(shares).into_iter().map(Value::Rate).collect(),
        }
    }
}

impl Amount {
    /// An amount within the bounds.
    pub fn new(amount: Decimal) -> Option<Amount> {
        let amount = amount.normalize();
        let bounded = amount.abs() < Decimal::from(1_000_000_000_000_u64) && amount.scale() <= 6;
        bounded.then_some(Amount(amount))
    }

    /// The amount.
    pub fn get(self) -> Decimal {
        self.0
    }

    fn plus(self, other: Amount) -> Amount {
        Amount(self.0.saturating_add(other.0))
    }

    /// Divides in the smallest unit the amount is written in: people stay whole people.
    fn divide(self, shares: &Shares) -> Vec<Amount> {
        let amount = self.0.normalize();
        let parts = shares.divide(amount.mantissa()).into_iter();
        // A part is no larger than the whole, so it always fits.
        parts
            .map(|part| Decimal::try_from_i128_with_scale(part, amount.scale()))
            .map(|part| Amount(part.unwrap_or_default()))
            .collect()
    }
}

impl TryFrom<Decimal> for Amount {
    type Error = String;
    fn try_from(amount: Decimal) -> Result<Amount, String> {
        Amount::new(amount).ok_or_else(|| format!("{amount} is too large or too fine for a count"))
    }
}

impl From<Amount> for Decimal {
    fn from(amount: Amount) -> Decimal {
        amount.0
    }
}

impl Rate {
    /// A rate; `None` where it would lie outside 0–100 %.
    pub fn new(numerator: Amount, denominator: Amount) -> Option<Rate> {
        let within = numerator.0 >= Decimal::ZERO && numerator <= denominator;
        within.then_some(Rate {
            numerator,
            denominator,
        })
    }

    /// How many have it.
    pub fn numerator(self) -> Decimal {
        self.numerator.0
    }

    /// Of how many.
    pub fn denominator(self) -> Decimal {
        self.denominator.0
    }

    /// 0–100; `None` of nobody.
    pub fn percent(self) -> Option<Decimal> {
        let share = self.numerator.0.checked_div(self.denominator.0)?;
        share.checked_mul(Decimal::ONE_HUNDRED)
    }

    fn plus(self, other: Rate) -> Rate {
        Rate {
            numerator: self.numerator.plus(other.numerator),
            denominator: self.denominator.plus(other.denominator),
        }
    }

    /// Those who have it and those who have not are divided apart: dividing numerator and
    /// denominator could give a part more of the one than of the other.
    fn divide(self, shares: &Shares) -> Vec<Rate> {
        let without = Amount(self.denominator.0.saturating_sub(self.numerator.0));
        let pairs = self.numerator.divide(shares).into_iter();
        pairs
            .zip(without.divide(shares))
            .map(|(numerator, without)| Rate {
                numerator,
                denominator: numerator.plus(without),
            })
            .collect()
    }
}

impl TryFrom<Pair> for Rate {
    type Error = String;
    fn try_from(pair: Pair) -> Result<Rate, String> {
        let text = "a rate lies between 0 and 100 %";
        Rate::new(pair.numerator, pair.denominator).ok_or_else(|| text.to_owned())
    }
}

impl From<Rate> for Pair {
    fn from(rate: Rate) -> Pair {
        Pair {
            numerator: rate.numerator,
            denominator: rate.denominator,
        }
    }
}
