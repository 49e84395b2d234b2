//! `nhip audit verify`: whether what events say is what stands, and whether a head kept elsewhere is
//! still in the chain. `nhip doctor` asks the same.

use clap::ArgMatches;
use nhip_core::audit::{Broken, Head};
use nhip_core::lang::Lang;
use nhip_store::db::Db;
use nhip_store::seal::{self, Difference, Differs};

use super::database;
use crate::outcome::{Failure, Outcome};
use crate::screen::Screen;

/// Rows named one by one; the rest is counted.
const NAMED: usize = 20;

/// `nhip audit verify [--since HEAD]`.
pub fn verify(matches: &ArgMatches, screen: &Screen) -> Result<Outcome, Failure> {
    let since = matches.get_one::<String>("since");
    let since = since.map(|token| Head::parse(token).ok_or_else(|| no_head(token)));
    let since = since.transpose()?;
    let head = database::stoppable()?.block_on(async {
        let db = database::current_to_read(super::keep::name(matches)).await?;
        let head = examined(&db, since.as_ref()).await?;
        db.close().await;
        Ok::<Head, Failure>(head)
    })?;
    let count = head.count;
    screen.print(&match screen.lang {
        Lang::Vi => format!(
            "Chuỗi nhật ký nguyên vẹn: {count} sự kiện; dữ liệu đúng như nhật ký ghi.\nĐầu chuỗi, nên cất ở nơi khác: {head}\n"
        ),
        Lang::En => format!(
            "The audit chain holds: {count} events; the data are as the audit says.\nIts head, to be kept elsewhere: {head}\n"
        ),
    })?;
    Ok(Outcome::Done)
}

/// The end of the chain, where it holds, holds `since`, and every row is as its last event says.
pub async fn examined(db: &Db, since: Option<&Head>) -> Result<Head, Failure> {
    let found = seal::examine(db, since).await?;
    let head = found.chain.map_err(|at| broken(&at))?;
    if !found.holds {
        return Err(Failure::new(
            "Đầu chuỗi đã cất không còn trong nhật ký: nhật ký đã bị cắt hoặc viết lại từ trước chỗ đó.",
            "The head kept elsewhere is no longer in the audit: the chain was cut or written anew before it.",
        ));
    }
    match found.differences.is_empty() {
        true => Ok(head),
        false => Err(differing(&found.differences)),
    }
}

fn no_head(token: &str) -> Failure {
    Failure::new(
        format!("“{token}” không phải là đầu chuỗi mà “nhip audit verify” đã in."),
        format!("“{token}” is no head printed by “nhip audit verify”."),
    )
}

/// Where the chain is broken.
pub fn broken(broken: &Broken) -> Failure {
    Failure::new(
        format!(
            "Chuỗi nhật ký bị đứt ở sự kiện {}: dữ liệu đã bị sửa ngoài chương trình.",
            broken.at
        ),
        format!(
            "The audit chain is broken at event {}: something was changed behind the program's back.",
            broken.at
        ),
    )
}

fn differing(found: &[Difference]) -> Failure {
    let n = found.len();
    let lines = |lang: Lang| {
        let named = found.iter().take(NAMED).map(|one| line(one, lang));
        let rest = n.checked_sub(NAMED).filter(|rest| *rest > 0);
        named
            .chain(rest.map(|rest| format!("\n  … (+{rest})")))
            .collect::<String>()
    };
    Failure::new(
        format!(
            "{n} dòng dữ liệu bị sửa ngoài chương trình:{}",
            lines(Lang::Vi)
        ),
        format!(
            "{n} rows were changed behind the program's back:{}",
            lines(Lang::En)
        ),
    )
}

fn line(one: &Difference, lang: Lang) -> String {
    let (vi, en) = match one.how {
        Differs::Changed => ("đã bị sửa", "changed"),
        Differs::Planted => ("không sự kiện nào ghi", "known to no event"),
        Differs::Gone => ("đã bị xóa", "gone"),
    };
    let event = one.event.map_or_else(String::new, |n| match lang {
        Lang::Vi => format!("; sự kiện cuối về dòng này: {n}"),
        Lang::En => format!("; the last event about it: {n}"),
    });
    let how = match lang {
        Lang::Vi => vi,
        Lang::En => en,
    };
    format!("\n  {} {}: {how}{event}", one.table, one.key)
}
