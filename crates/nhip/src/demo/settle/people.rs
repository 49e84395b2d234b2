//! Who signs in at the invented city: one person for each role.

use std::sync::Arc;
use std::time::Duration;

use nhip_core::permission::Role;
use nhip_core::unit::Unit;
use nhip_office::account::{self as people, Hand, Login, NewPerson};
use nhip_office::clock::{SharedWorld, World};
use nhip_office::desk::Secrets;
use nhip_office::{Desk, Error, Person};
use nhip_store::account::{self, Account};
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
        login: "daumoi",
        what: (
            "đầu mối: nhận, duyệt, tổng hợp",
            "coordinator: receives, accepts, consolidates",
        ),
        roles: &[Role::Coordinator],
        at_top: true,
    },
    OnePerson {
        login: "lanhdao",
        what: (
            "lãnh đạo: ký báo cáo tổng hợp",
            "head: signs the consolidated report",
        ),
        roles: &[Role::Approver],
        at_top: true,
    },
    OnePerson {
        login: "baocao",
        what: ("người báo cáo ở một đơn vị", "reporter at one unit"),
        roles: &[Role::Reporter],
        at_top: false,
    },
    OnePerson {
        login: "thutruong",
        what: (
            "thủ trưởng đơn vị ấy: nộp báo cáo, giữ kế hoạch của đơn vị",
            "head of that unit: sends, keeps the unit's own plan",
        ),
        roles: &[Role::Approver, Role::Coordinator],
        at_top: false,
    },
];

/// The world on the day the city begins.
struct Then(Time, SharedWorld);

impl World for Then {
    fn now(&self) -> Time {
        self.0
    }

    fn random(&self, bytes: &mut [u8]) {
        self.1.random(bytes);
    }

    fn steady(&self) -> Duration {
        self.1.steady()
    }
}

/// Adds everybody: the administrator as the server makes one, the others by her hand; each then
/// chooses the password of all.
pub async fn add(db: &Db, world: &SharedWorld, at: Time, units: &[Unit]) -> Result<()> {
    let then = Arc::new(Then(at, Arc::clone(world)));
    let desk = Desk::new(db.clone(), then, Secrets::none(world.as_ref()));
    let first = units.first().map(|unit| unit_id(&unit.code));
    let first = first.unwrap_or_default();
    let mut administrator: Option<Person> = None;
    for one in &PEOPLE {
        let unit = if one.at_top { TOP } else { &first };
        let by = administrator.as_ref();
        let by = by.map_or(Hand::Server("nhip demo"), Hand::Person);
        let account = settled(&desk, by, unit, one).await.map_err(broken)?;
        if administrator.is_none() {
            let roles = account::all_roles(db).await?;
            administrator = Some(Person::new(account, &roles, desk.units().await?));
        }
    }
    Ok(())
}

async fn settled(
    desk: &Desk,
    by: Hand<'_>,
    unit: &str,
    one: &OnePerson,
) -> nhip_office::Result<Account> {
    let id = format!("tai-khoan-{}", one.login);
    let new = NewPerson {
        id: id.clone(),
        login: Login::parse(one.login).ok_or(Error::NotFound)?,
        name: one.login.to_owned(),
    };
    people::make(desk, by, &unit.into(), new, one.roles).await?;
    let account = account::by_id(desk.db(), &id.as_str().into()).await?;
    let account = account.ok_or(Error::NotFound)?;
    people::choose_password(desk, &account, PASSWORD).await?;
    Ok(account)
}

fn broken(error: Error) -> StoreError {
    StoreError::Database(format!("people: {error:?}"))
}
