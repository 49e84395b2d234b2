//! What one ward of the invented city was before July 2025, so that units over time can be seen.

use nhip_core::unit::history::{Change, FirstUnit, NewUnit, Succession, Target};

/// The ward that came of a merger.
pub const WARD: &str = "10102";
/// What it was: name, code.
const FORMERS: [(&str, &str); 2] = [
    ("Ủy ban nhân dân phường Cầu Tre", "09811"),
    ("Ủy ban nhân dân xã Mây Hạ", "09812"),
];

/// The units before it, and the decision by which they became one.
pub fn formers(ward: NewUnit) -> Option<(Vec<FirstUnit>, Succession)> {
    let first = FORMERS.map(|(name, code)| FirstUnit {
        unit: NewUnit {
            id: format!("don-vi-{code}").into(),
            code: code.to_owned(),
            name: name.to_owned(),
            aliases: Vec::new(),
            kind: String::new(),
            parent: ward.parent.clone(),
        },
        valid_from: None,
        valid_to: None,
    });
    let succession = Succession {
        decision: "27/NQ-HĐND".to_owned(),
        effective: chrono::NaiveDate::from_ymd_opt(2025, 7, 1)?,
        change: Change::Merge {
            ends: first.iter().map(|one| one.unit.id.clone()).collect(),
            into: Target::New(ward),
        },
    };
    Some((first.into(), succession))
}
