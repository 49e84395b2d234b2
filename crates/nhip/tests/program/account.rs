//! `nhip account`: what whoever runs the server does when nobody else can.

use std::path::Path;

use nhip_core::audit::{By, Kind};
use nhip_core::unit::history::{FirstUnit, NewUnit};
use nhip_store::change::{Change, Told};
use nhip_store::{account, audit, unit};

use crate::Ran;
use crate::keep::{NOW, run, with};

/// A city with its topmost unit and nobody in it.
fn founded(file: &Path) {
    with(file, async |db| {
        let top = FirstUnit {
            unit: NewUnit {
                id: "top".into(),
                code: "0".into(),
                name: "UBND thành phố Lạc Giang".into(),
                aliases: Vec::new(),
                kind: String::new(),
                parent: None,
            },
            valid_from: None,
            valid_to: None,
        };
        let mut change = Change::begin(db, NOW, By::System).await.unwrap();
        unit::add_first(change.tx(), &[top]).await.unwrap();
        let told = Told::of(Kind::Founded, "top").unit("top");
        change.commit(told).await.unwrap();
    });
}

/// The password printed, told once.
fn password(ran: &Ran) -> String {
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let line = ran
        .out
        .lines()
        .find_map(|line| line.strip_prefix("Mật khẩu: "));
    line.unwrap().to_owned()
}

#[test]
fn an_administrator_is_made_anew_and_a_password_renewed_on_the_server() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("nhip.db");
    founded(&file);
    let made = password(&run(
        &["account", "admin", "Quan.Tri", "--name", "Lê Hoa"],
        &file,
    ));
    let renewed = password(&run(&["account", "password", "quan.tri"], &file));
    assert_ne!(made, renewed);
    assert_eq!(
        run(&["account", "second-factor", "quan.tri"], &file).code,
        Some(0)
    );
    let (kept, roles, events) = with(&file, async |db| {
        let kept = account::by_login(db, "quan.tri").await.unwrap().unwrap();
        let events = audit::of_subject(db, &kept.id).await.unwrap();
        (kept, account::all_roles(db).await.unwrap(), events)
    });
    assert_eq!((kept.name.as_str(), kept.must_change), ("Lê Hoa", true));
    assert!(kept.password_handed_out_at.is_some());
    assert_eq!(
        (roles[0].unit.as_str(), roles[0].role.as_str()),
        ("top", "administrator")
    );
    let kinds: Vec<Kind> = events.iter().map(|kept| kept.event.kind).collect();
    let told = [
        Kind::AccountCreated,
        Kind::RoleGranted,
        Kind::PasswordChanged,
        Kind::SecondFactorCleared,
    ];
    assert_eq!(kinds, told);
    assert!(events.iter().all(|kept| kept.event.by == By::System));
    let said = events[2].event.after.to_string();
    assert!(said.contains("nhip account password"), "{said}");
    assert!(!format!("{events:?}").contains(&made));
}

#[test]
fn the_last_administrator_is_not_closed_and_another_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("nhip.db");
    founded(&file);
    password(&run(&["account", "admin", "mot"], &file));
    let ran = run(&["account", "close", "mot"], &file);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("người quản trị cuối cùng"), "{}", ran.err);
    for name in ["", " ", &"a".repeat(501), "Lê\u{7}Hoa"] {
        let ran = run(&["account", "admin", "hai", "--name", name], &file);
        assert_eq!(ran.code, Some(2), "{name:?}");
        assert!(ran.err.contains("--name"), "{}", ran.err);
    }
    password(&run(&["account", "admin", "hai"], &file));
    assert_eq!(run(&["account", "close", "mot"], &file).code, Some(0));
    let ran = run(&["account", "admin", "hai"], &file);
    assert!(
        ran.err.contains("Không dùng được tên đăng nhập này"),
        "{}",
        ran.err
    );
    let ran = run(&["account", "close", "ba", "--lang", "en"], &file);
    assert!(ran.err.contains("There is no account “ba”"), "{}", ran.err);
    let ran = run(&["account", "password", "không dấu"], &file);
    assert_eq!(ran.code, Some(2));
    assert_eq!(run(&["audit", "verify"], &file).code, Some(0));
}
