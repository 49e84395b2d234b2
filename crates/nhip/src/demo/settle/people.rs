//! Who signs in at the invented city: one person for each role.

use nhip_core::audit::{By, Kind};
use nhip_core::permission::Role;
use nhip_core::unit::Unit;
use nhip_office::clock::{World, new_id};
use nhip_office::password;
use nhip_store::account::{self, Account, HeldRole};
use nhip_store::change::{Change, Told};
use nhip_store::db::Db;
use nhip_store::{Result, StoreError, Time};

use super::{TOP, unit_id};

/// The password of all of them: an invented city has no secrets.
pub const PASSWORD: &str = "nhip lac giang";
/// Id of the account that brings the plan in.
pub const COORDINATOR: &str = "tai-khoan-daumoi";

/// Id of the account that signs.
pub const HEAD: &str = "tai-khoan-lanhdao";
/// Id of the account of a unit's head.
pub const UNIT_HEAD: &str = "tai-khoan-thutruong";

/// One who signs in.
pub struct Person {
    /// User name.
    pub login: &'static str,
    /// What she is, in both languages.
    pub what: (&'static str, &'static str),
    roles: &'static [Role],
    at_top: bool,
}

/// All of them; those who are not at the top are at the first unit of the list.
pub const PEOPLE: [Person; 5] = [
    Person {
        login: "quantri",
        what: (
            "quản trị: đơn vị, tài khoản",
            "administrator: units, accounts",
        ),
        roles: &[Role::Administrator],
        at_top: true,
    },
    Person {
        login: "daumoi",
        what: (
            "đầu mối: nhận, duyệt, tổng hợp",
            "coordinator: receives, accepts, consolidates",
        ),
        roles: &[Role::Coordinator],
        at_top: true,
    },
    Person {
        login: "lanhdao",
        what: (
            "lãnh đạo: ký báo cáo tổng hợp",
            "head: signs the consolidated report",
        ),
        roles: &[Role::Approver],
        at_top: true,
    },
    Person {
        login: "baocao",
        what: ("người báo cáo ở một đơn vị", "reporter at one unit"),
        roles: &[Role::Reporter],
        at_top: false,
    },
    Person {
        login: "thutruong",
        what: (
            "thủ trưởng đơn vị ấy: nộp báo cáo, giữ kế hoạch của đơn vị",
            "head of that unit: sends, keeps the unit's own plan",
        ),
        roles: &[Role::Approver, Role::Coordinator],
        at_top: false,
    },
];

/// Adds everybody.
pub async fn add(db: &Db, world: &dyn World, at: Time, units: &[Unit]) -> Result<()> {
    let hash = password::hash(PASSWORD.to_owned(), world).await;
    let hash = hash.ok_or_else(|| StoreError::Database("hashing failed".to_owned()))?;
    let first = units
        .first()
        .map(|unit| unit_id(&unit.code))
        .unwrap_or_default();
    let mut change = Change::begin(db, at, By::System).await?;
    let mut told = Vec::new();
    for person in &PEOPLE {
        let id = format!("tai-khoan-{}", person.login);
        let unit = if person.at_top { TOP } else { &first };
        account::add(change.tx(), &account_of(person, &id, &hash, at)).await?;
        told.push(
            Told::of(Kind::AccountCreated, &id)
                .unit(unit)
                .after(person.login),
        );
        for role in person.roles {
            let held = HeldRole {
                id: new_id(world),
                account: id.clone(),
                unit: unit.to_owned(),
                role: role.code().to_owned(),
                valid_from: at.local().date().to_string(),
                valid_to: None,
                given_at: None,
                ended_at: None,
            };
            account::give(change.tx(), &held).await?;
            told.push(
                Told::of(Kind::RoleGranted, &id)
                    .unit(unit)
                    .after(role.code()),
            );
        }
    }
    change.commit_all(told).await
}

fn account_of(person: &Person, id: &str, hash: &str, at: Time) -> Account {
    Account {
        id: id.to_owned(),
        login: person.login.to_owned(),
        name: person.login.to_owned(),
        email: String::new(),
        telephone: String::new(),
        password: Some(hash.to_owned()),
        lang: "vi".to_owned(),
        must_change: false,
        password_handed_out_at: None,
        created_at: at.0,
        disabled_at: None,
    }
}
