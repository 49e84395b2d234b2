//! A list of units against the register: what it would change, and what it may not.

use nhip_core::unit::history::{Doubt, ImportChange, ListedUnit, Preview, Register, preview};

use super::map::*;

/// The register as a list: code, name, code of the unit above.
pub fn listed(map: &Register, on: &str) -> Vec<ListedUnit> {
    let tree = map.at(day(on));
    let code = |id: &nhip_core::id::UnitId| tree.unit(id).unwrap().code.clone();
    let units = tree.units();
    units
        .map(|(_, spell)| ListedUnit {
            code: spell.code.clone(),
            name: spell.name.clone(),
            aliases: spell.aliases.clone(),
            kind: spell.kind.clone(),
            parent: spell.parent.as_ref().map(code),
            ..ListedUnit::default()
        })
        .collect()
}

pub fn row(code: &str, name: &str, parent: Option<&str>) -> ListedUnit {
    ListedUnit {
        code: code.into(),
        name: name.into(),
        parent: parent.map(str::to_owned),
        ..ListedUnit::default()
    }
}

fn seen(map: &Register, list: &[ListedUnit]) -> Preview {
    preview(map, list, day("2026-07-01"))
}

fn taken(map: &Register, preview: &Preview) -> Register {
    let id = |code: &str| format!("n{code}").into();
    map.accept(preview, "QĐ 12/QĐ-UBND", id).unwrap()
}

fn doubts(preview: &Preview) -> Vec<String> {
    preview.doubts().map(|doubt| doubt.finding().code).collect()
}

#[test]
fn the_register_itself_changes_nothing() {
    let list = listed(&city(), "2026-07-01");
    let preview = seen(&city(), &list);
    assert!(preview.changes.is_empty(), "{preview:?}");
    assert_eq!(preview.unchanged, 6);
    assert!(preview.changes_nothing());
}

#[test]
fn a_list_shows_all_it_would_change_and_then_nothing_more() {
    let list = [
        row("0tp", "Thành phố Lạc Giang", None),
        row("0a", "Phường Thanh An", Some("0tp")),
        ListedUnit {
            aliases: vec!["Thạnh An cũ".into()],
            ..row("0b", "Xã Thạnh An", Some("0tp"))
        },
        row("0e", "Trạm y tế Bến Ngự", Some("0f")),
        row("0f", "Trung tâm y tế", Some("0tp")),
    ];
    let preview = seen(&city(), &list);
    let told: Vec<&str> = preview.changes.iter().map(name).collect();
    let expected = [
        "moved 0a",
        "renamed 0a",
        "moved 0b",
        "alias 0b",
        "new 0f",
        "new 0e",
        "ended 0c",
        "ended 0q1",
        "ended 0q2",
    ];
    assert_eq!(told, expected);
    assert_eq!(preview.unchanged, 1);
    let map = taken(&city(), &preview);
    let today = map.at(day("2026-07-01"));
    assert_eq!(today.children("n0f"), ["n0e"]);
    assert_eq!(today.children("tp"), ["a", "b", "n0f"]);
    assert!(map.at(day("2026-06-30")).unit("n0f").is_none());
    let again = seen(&map, &list);
    assert!(again.changes.is_empty(), "{again:?}");
}

fn name(change: &ImportChange) -> &'static str {
    let (sort, code) = match change {
        ImportChange::New { unit } => ("new", &unit.code),
        ImportChange::Renamed { code, .. } => ("renamed", code),
        ImportChange::Moved { code, .. } => ("moved", code),
        ImportChange::AliasAdded { code, .. } => ("alias", code),
        ImportChange::Ended { code, .. } => ("ended", code),
        ImportChange::Doubt(_) => ("doubt", &String::new()),
    };
    Box::leak(format!("{sort} {code}").into_boxed_str())
}

#[test]
fn the_first_list_fills_an_empty_register() {
    let list = listed(&city(), "2026-07-01");
    let map = taken(&Register::default(), &seen(&Register::default(), &list));
    assert_eq!(map.at(day("2026-07-01")).children("n0q1"), ["n0a", "n0b"]);
    assert!(seen(&map, &list).changes.is_empty());
}

#[test]
fn units_above_listed_ones_stay() {
    let list = [
        row("0a", "Xã Thanh An", None),
        row("0b", "Xã Thạnh An", Some("0q1")),
    ];
    let preview = seen(&city(), &list);
    let told: Vec<&str> = preview.changes.iter().map(name).collect();
    assert_eq!(told, ["ended 0c", "ended 0q2"]);
}

#[test]
fn two_units_can_change_places() {
    let list = [
        row("0tp", "Thành phố Lạc Giang", None),
        row("0q1", "Quận Bến Ngự", Some("0a")),
        row("0a", "Xã Thanh An", Some("0tp")),
    ];
    let map = taken(&city(), &seen(&city(), &list));
    assert_eq!(map.at(day("2026-07-01")).ancestors("q1"), ["a", "tp"]);
    assert!(seen(&map, &list).changes.is_empty());
}

#[test]
fn a_name_without_its_tone_marks_is_asked_about_and_never_matched() {
    let mut list = listed(&city(), "2026-07-01");
    list.push(row("0d", "Xã Thành An", Some("0q1")));
    let preview = seen(&city(), &list);
    assert!(matches!(&preview.changes[0], ImportChange::New { unit } if unit.code == "0d"));
    let ImportChange::Doubt(Doubt::SameName { other, .. }) = &preview.changes[1] else {
        panic!("{preview:?}");
    };
    assert_eq!(other, "0a");
    assert!(seen(&taken(&city(), &preview), &list).changes.is_empty());
}

#[test]
fn a_code_with_an_unrelated_name_is_asked_about() {
    let mut list = listed(&city(), "2026-07-01");
    let a = list.iter_mut().find(|row| row.code == "0a").unwrap();
    a.name = "Phường Cồn Sẻ".into();
    assert_eq!(doubts(&seen(&city(), &list)), ["C302"]);
    list.iter_mut().find(|row| row.code == "0a").unwrap().name = "Phường Thanh Bình".into();
    assert!(doubts(&seen(&city(), &list)).is_empty());
}

#[test]
fn rows_that_cannot_be_used_leave_their_units_alone() {
    let mut list = listed(&city(), "2026-07-01");
    list.retain(|row| !["0a", "0b", "0c"].contains(&row.code.as_str()));
    list.extend([
        row("0a", "Xã Khác", Some("99999")),
        row("0b", "Xã Một", Some("0q1")),
        row("0b", "Xã Hai", Some("0q1")),
        ListedUnit {
            valid_from: Some(day("2027-01-01")),
            ..row("0c", "Phường Ba", None)
        },
        row("0d", "", None),
        row("0x", "X", Some("0y")),
        row("0y", "Y", Some("0x")),
    ]);
    let preview = seen(&city(), &list);
    let mut codes = doubts(&preview);
    codes.sort();
    assert_eq!(codes, ["C303", "C303", "C303", "C304", "C305", "C306"]);
    assert!(preview.changes_nothing(), "{preview:?}");
    assert_eq!(taken(&city(), &preview), city());
}

#[test]
fn a_row_that_ended_before_the_day_ends_its_unit() {
    let mut list = listed(&city(), "2026-07-01");
    list.iter_mut()
        .find(|row| row.code == "0c")
        .unwrap()
        .valid_to = Some(day("2026-06-30"));
    let told: Vec<&str> = seen(&city(), &list).changes.iter().map(name).collect();
    assert_eq!(told, ["ended 0c"]);
}

#[test]
fn a_parent_may_be_given_by_its_full_name_if_only_one_has_it() {
    let mut list = listed(&city(), "2026-07-01");
    list.push(row("0d", "Xã Tân Lập", Some("Quận Cầu Đá")));
    list.push(row("0e", "Xã Tân Hòa", Some("Quan Cau Da")));
    let preview = seen(&city(), &list);
    let map = taken(&city(), &preview);
    assert_eq!(map.at(day("2026-07-01")).children("q2"), ["c", "n0d"]);
    assert_eq!(doubts(&preview), ["C303"]);
}

#[test]
fn a_change_struck_out_that_another_needs_is_refused_and_nothing_changes() {
    let mut list = listed(&city(), "2026-07-01");
    list.extend([
        row("0f", "Trung tâm y tế", Some("0tp")),
        row("0e", "Trạm", Some("0f")),
    ]);
    let mut preview = seen(&city(), &list);
    preview.changes.retain(|change| name(change) != "new 0f");
    let error = city()
        .accept(&preview, "QĐ 1", |code| code.into())
        .unwrap_err();
    assert_eq!(error.code(), "L301");
}

#[test]
fn a_list_may_be_corrected_and_read_again_on_its_day() {
    let mut list = listed(&city(), "2026-07-01");
    list.push(row("0d", "Xã Tân Lâp", Some("0q1")));
    let map = taken(&city(), &seen(&city(), &list));
    list.last_mut().unwrap().name = "Xã Tân Lập".into();
    let map = taken(&map, &seen(&map, &list));
    assert_eq!(
        map.at(day("2026-07-01")).unit("n0d").unwrap().name,
        "Xã Tân Lập"
    );
}

#[test]
fn a_circle_is_told_once_and_what_hangs_below_it_is_not_drawn_in() {
    let mut list = listed(&city(), "2026-07-01");
    let above = |list: &mut Vec<ListedUnit>, code: &str, parent: &str| {
        let row = list.iter_mut().find(|row| row.code == code).unwrap();
        row.parent = Some(parent.into());
    };
    above(&mut list, "0q1", "0c");
    above(&mut list, "0q2", "0b");
    let preview = seen(&city(), &list);
    assert_eq!(doubts(&preview), ["C303", "C303"]);
    assert!(preview.changes_nothing(), "{preview:?}");
    assert_eq!(preview.unchanged, 4);
}

#[test]
fn the_unit_that_a_doubtful_row_names_stays() {
    let list = [
        row("0b", "Xã Thạnh An", Some("0c")),
        row("0q2", "Quận Cầu Đá", Some("0b")),
    ];
    let preview = seen(&city(), &list);
    assert_eq!(doubts(&preview), ["C303", "C303"]);
    let told: Vec<&str> = preview.changes.iter().map(name).collect();
    assert!(!told.contains(&"ended 0c"), "{told:?}");
}
