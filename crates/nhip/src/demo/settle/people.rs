//! Who signs in at the invented city: one person for each role.

use nhip_core::id::UnitId;
use nhip_core::permission::Role;
use nhip_office::account::{Hand, Login, NewPerson, choose_password, make};
use nhip_office::{Error, Person, Result};

use super::{Past, TOP};

/// The password of all of them: an invented city has no secrets.
pub const PASSWORD: &str = "nhip lac giang";
/// Who brings the plan in, accepts, consolidates.
pub const COORDINATOR: &str = "daumoi";
/// Who signs.
pub const HEAD: &str = "lanhdao";
/// Who writes the first unit's reports.
pub const REPORTER: &str = "baocao";
/// Who sends them.
pub const UNIT_HEAD: &str = "thutruong";

/// One who signs in.
pub struct OnePerson {
    /// User name.
    pub login: &'static str,
    /// What she is, in both languages.
    pub what: (&'static str, &'static str),
    roles: &'static [Role],
    at_top: bool,
}

/// All of them; those who are not at the top are at the first unit of the list.
pub const PEOPLE: [OnePerson; 5] = [
    OnePerson {
        login: "quantri",
        what: (
            "quản trị: đơn vị, tài khoản",
            "administrator: units, accounts",
        ),
        roles: &[Role::Administrator],
        at_top: true,
    },
    OnePerson {
        login: COORDINATOR,
        what: (
            "đầu mối: nhận, duyệt, tổng hợp",
            "coordinator: receives, accepts, consolidates",
        ),
        roles: &[Role::Coordinator],
        at_top: true,
    },
    OnePerson {
        login: HEAD,
        what: (
            "lãnh đạo: ký báo cáo tổng hợp",
            "head: signs the consolidated report",
        ),
        roles: &[Role::Approver],
        at_top: true,
    },
    OnePerson {
        login: REPORTER,
        what: ("người báo cáo ở một đơn vị", "reporter at one unit"),
        roles: &[Role::Reporter],
        at_top: false,
    },
    OnePerson {
        login: UNIT_HEAD,
        what: (
            "thủ trưởng đơn vị ấy: nộp báo cáo, giữ kế hoạch của đơn vị",
            "head of that unit: sends, keeps the unit's own plan",
        ),
        roles: &[Role::Approver, Role::Coordinator],
        at_top: false,
    },
];

/// Adds everybody: the administrator as the server makes one, the others by her hand; each then
/// chooses the password of all.
pub async fn add(past: &Past, first: &UnitId) -> Result<()> {
    let mut administrator: Option<Person> = None;
    for one in &PEOPLE {
        let top = UnitId::from(TOP);
        let unit = if one.at_top { &top } else { first };
        let by = administrator.as_ref();
        let by = by.map_or(Hand::Server("nhip demo"), Hand::Person);
        let new = NewPerson {
            id: format!("tai-khoan-{}", one.login),
            login: Login::parse(one.login).ok_or(Error::NotFound)?,
            name: one.login.to_owned(),
        };
        make(&past.desk, by, unit, new, one.roles).await?;
        let person = past.person(one.login).await?;
        choose_password(&past.desk, &person.account, PASSWORD).await?;
        administrator = administrator.or(Some(person));
    }
    Ok(())
}
