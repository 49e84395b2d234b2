//! No two units below one parent are called the same while both are; those that are already stay.

use nhip_core::id::UnitId;
use nhip_core::unit::history::{Change, ChangeError, FirstUnit, NewUnit, Register, Succession};

fn first(id: &str, name: &str, parent: Option<&str>) -> FirstUnit {
    FirstUnit {
        unit: NewUnit {
            id: id.into(),
            name: name.into(),
            code: id.to_uppercase(),
            aliases: Vec::new(),
            kind: String::new(),
            parent: parent.map(UnitId::from),
        },
        valid_from: None,
        valid_to: None,
    }
}

fn city() -> Register {
    let units = [
        first("tp", "UBND thành phố", None),
        first("a", "Phường Bến Ngự", Some("tp")),
        first("b", "Phường Hòa An", Some("tp")),
    ];
    Register::new(units.to_vec()).unwrap()
}

fn decide(register: &Register, day: &str, change: Change) -> Result<Register, ChangeError> {
    let succession = Succession {
        decision: "12/QĐ-UBND".into(),
        effective: day.parse().unwrap(),
        change,
    };
    register.apply(succession)?.without_new_namesakes(register)
}

fn renamed(unit: &str, name: &str) -> Change {
    Change::Rename {
        unit: unit.into(),
        name: name.into(),
        code: None,
        sort: None,
    }
}

#[test]
fn a_name_is_taken_whatever_its_case_and_wherever_its_tone_stands() {
    let city = city();
    for name in ["Phường Hòa An", "PHƯỜNG HOÀ AN", "phường Ho\u{300}a An"] {
        let refused = decide(&city, "2026-07-01", renamed("a", name)).unwrap_err();
        assert!(matches!(refused, ChangeError::NameTaken { .. }), "{name}");
    }
    let new = first("c", "Phường Hoà An", Some("tp")).unit;
    let found = Change::Found { units: vec![new] };
    assert!(decide(&city, "2026-07-01", found).is_err());
    let below = first("c", "Phường Hoà An", Some("a")).unit;
    let found = Change::Found { units: vec![below] };
    assert!(decide(&city, "2026-07-01", found).is_ok());
}

#[test]
fn a_name_is_free_once_its_unit_has_ended() {
    let ended = Change::Dissolve { unit: "b".into() };
    let city = decide(&city(), "2026-07-01", ended).unwrap();
    assert!(decide(&city, "2026-07-01", renamed("a", "Phường Hòa An")).is_ok());
}

#[test]
fn namesakes_of_earlier_days_stay_and_hinder_no_other_change() {
    let units = [
        first("tp", "UBND thành phố", None),
        first("a", "Trạm Y tế", Some("tp")),
        first("b", "Trạm y tế", Some("tp")),
    ];
    let city = Register::new(units.to_vec()).unwrap();
    assert_eq!(city.namesakes().len(), 1);
    assert!(decide(&city, "2026-07-01", renamed("tp", "UBND TP")).is_ok());
}

#[test]
fn letters_that_look_alike_and_marks_make_no_other_name() {
    let city = city();
    for name in [
        "Ｐhường Bến Ngự",
        "Phường Bến Ngự.",
        "Phường BếnNgự",
        "Рhường Bến-Ngự",
    ] {
        let tried = decide(&city, "2026-11-01", renamed("b", name));
        assert!(
            matches!(tried, Err(ChangeError::NameTaken { .. })),
            "{name}"
        );
    }
    let other = renamed("b", "Phường Bén Ngự");
    assert!(
        decide(&city, "2026-11-01", other).is_ok(),
        "another tone is another name"
    );
}
