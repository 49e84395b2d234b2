//! Small maps of thành phố Lạc Giang, and the words to change them.

use chrono::NaiveDate;
use nhip_core::id::UnitId;
use nhip_core::period::Month;
use nhip_core::unit::history::{
    Change, ChangeError, Fact, FirstUnit, NewUnit, Part, Register, Succession, Target, Value,
};

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A unit whose code is its id with a leading zero.
pub fn new(id: &str, name: &str, parent: Option<&str>) -> NewUnit {
    NewUnit {
        id: id.into(),
        code: format!("0{id}"),
        name: name.into(),
        aliases: Vec::new(),
        kind: String::new(),
        parent: parent.map(UnitId::from),
    }
}

pub fn first(unit: NewUnit) -> FirstUnit {
    FirstUnit {
        unit,
        valid_from: None,
        valid_to: None,
    }
}

/// The city, two districts, and three communes: two below the first district.
pub fn city() -> Register {
    let units = [
        new("tp", "Thành phố Lạc Giang", None),
        new("q1", "Quận Bến Ngự", Some("tp")),
        new("q2", "Quận Cầu Đá", Some("tp")),
        new("a", "Xã Thanh An", Some("q1")),
        new("b", "Xã Thạnh An", Some("q1")),
        new("c", "Phường Bến Ngự", Some("q2")),
    ];
    Register::new(units.map(first).to_vec()).unwrap()
}

pub fn decided(effective: &str, change: Change) -> Succession {
    Succession {
        decision: format!("QĐ {effective}"),
        effective: day(effective),
        change,
    }
}

pub fn merge(ends: &[&str], into: NewUnit) -> Change {
    Change::Merge {
        ends: ends.iter().map(|id| (*id).into()).collect(),
        into: Target::New(into),
    }
}

pub fn absorb(ends: &[&str], into: &str) -> Change {
    Change::Merge {
        ends: ends.iter().map(|id| (*id).into()).collect(),
        into: Target::Existing(into.into()),
    }
}

pub fn split(ends: &str, parts: Vec<Part>, shares: Option<(u64, &[u64])>) -> Change {
    use nhip_core::unit::history::Shares;
    Change::Split {
        ends: ends.into(),
        parts,
        shares: shares.map(|(whole, parts)| Shares::new(whole, parts.to_vec()).unwrap()),
    }
}

pub fn part(into: NewUnit, takes: &[&str]) -> Part {
    Part {
        into: Target::New(into),
        takes: takes.iter().map(|id| (*id).into()).collect(),
    }
}

pub fn rename(unit: &str, name: &str) -> Change {
    Change::Rename {
        unit: unit.into(),
        name: name.into(),
        code: None,
        sort: None,
    }
}

pub fn put(unit: &str, parent: Option<&str>) -> Change {
    Change::Move {
        unit: unit.into(),
        parent: parent.map(UnitId::from),
    }
}

pub fn dissolve(unit: &str) -> Change {
    Change::Dissolve { unit: unit.into() }
}

/// Code of the refusal, or "".
pub fn refused(register: &Register, effective: &str, change: Change) -> &'static str {
    let done = register.apply(decided(effective, change));
    done.err().as_ref().map_or("", ChangeError::code)
}

pub fn apply(register: &Register, effective: &str, change: Change) -> Register {
    register.apply(decided(effective, change)).unwrap()
}

pub fn count(unit: &str, count: i64) -> Fact {
    Fact {
        unit: unit.into(),
        month: Month::new(2026, 3).unwrap(),
        indicator: "buoi".into(),
        value: Value::count(count).unwrap(),
    }
}

pub fn rate(unit: &str, numerator: i64, denominator: i64) -> Fact {
    Fact {
        indicator: "ty_le".into(),
        value: Value::rate(numerator, denominator).unwrap(),
        ..count(unit, 0)
    }
}
