//! `nhip account`: accounts in the hand of whoever runs the server. The audit tells of each act, with
//! the command that did it.

use std::sync::Arc;

use clap::ArgMatches;
use nhip_core::lang::Bilingual;
use nhip_core::permission::Role;
use nhip_office::account::{self, Given, Hand, Login, NewPerson};
use nhip_office::desk::Secrets;
use nhip_office::{Desk, Error};
use nhip_store::account::by_login;
use nhip_viet::clean;

use super::database::{self, broken};
use crate::outcome::{Failure, Outcome};
use crate::screen::Screen;
use crate::world::System;

/// Characters of a person's name, as on the page.
const LONGEST_NAME: usize = 500;

/// Does what the subcommand says.
pub fn run(matches: &ArgMatches, screen: &Screen) -> Result<Outcome, Failure> {
    let (what, matches) = matches.subcommand().ok_or_else(super::unknown)?;
    let text = |id| matches.try_get_one::<String>(id).ok().flatten();
    let user = text("user").map_or("", String::as_str);
    let login = Login::parse(user).ok_or_else(|| no_name(user))?;
    let given = database::runtime()?.block_on(async {
        let db = database::existing(text("database").map_or("", String::as_str)).await?;
        let desk = Desk::new(db.clone(), Arc::new(System), Secrets::none(&System));
        let done = match what {
            "admin" => admin(&desk, &login, text("name")).await.map(Some),
            _ => on_known(&desk, what, &login).await,
        };
        db.close().await;
        done.map_err(|error| said(user, error))
    })?;
    screen.print(&match given {
        Some(given) => handed_over(screen, &given),
        None => format!("{}\n", screen.pick("Đã xong.", "Done.")),
    })?;
    Ok(Outcome::Done)
}

async fn admin(desk: &Desk, login: &Login, name: Option<&String>) -> nhip_office::Result<Given> {
    let units = desk.units().await?;
    let top = units.top().ok_or(Error::NotFound)?;
    let name = name.map_or(login.as_str(), String::as_str);
    let name = clean::line(name).unwrap_or_default();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(Error::Refused(Bilingual::new(
            format!(
                "Sau --name hãy viết họ tên, không quá {LONGEST_NAME} ký tự, không có ký tự điều khiển."
            ),
            format!(
                "Write a name of at most {LONGEST_NAME} characters behind --name, without control characters."
            ),
        )));
    }
    let new = NewPerson {
        id: desk.new_id(),
        login: login.clone(),
        name,
    };
    let by = Hand::Server("nhip account admin");
    account::make(desk, by, top, new, &[Role::Administrator]).await
}

async fn on_known(desk: &Desk, what: &str, login: &Login) -> nhip_office::Result<Option<Given>> {
    let known = by_login(desk.db(), login.as_str()).await?;
    let id = known.ok_or(Error::NotFound)?.id;
    match what {
        "password" => {
            let by = Hand::Server("nhip account password");
            return account::reset_password(desk, by, &id).await.map(Some);
        }
        "second-factor" => {
            let by = Hand::Server("nhip account second-factor");
            account::reset_second_factor(desk, by, &id, "nhip account").await?;
        }
        _ => account::close(desk, Hand::Server("nhip account close"), &id).await?,
    }
    Ok(None)
}

fn handed_over(screen: &Screen, given: &Given) -> String {
    let (user, password) = (&given.login, &given.password);
    let vi = format!(
        "Tên đăng nhập: {user}\nMật khẩu: {password}\nMật khẩu chỉ hiện một lần, phải được đổi khi đăng nhập và hết hạn sau 7 ngày.\n"
    );
    let en = format!(
        "User name: {user}\nPassword: {password}\nIt is shown once, must be changed at the first sign-in and expires after 7 days.\n"
    );
    screen.pick(&vi, &en).to_owned()
}

fn no_name(user: &str) -> Failure {
    Failure::new(
        format!("“{user}” không phải là tên đăng nhập: chỉ chữ không dấu, số và các dấu . - _ @."),
        format!("“{user}” is no user name: plain letters, digits and . - _ @ only."),
    )
}

fn said(user: &str, error: Error) -> Failure {
    match error {
        Error::Refused(why) | Error::Slow(why) => why.into(),
        Error::NotFound => Failure::new(
            format!("Không có tài khoản “{user}”, hoặc hệ thống chưa được lập."),
            format!("There is no account “{user}”, or nothing has been set up yet."),
        ),
        // Nothing here is sent twice, and what changed meanwhile is asked for again.
        Error::Stale | Error::Done => broken("stale"),
        Error::Broken(what) => broken(&what),
    }
}
