//! Of the month: how many reports came, for who collects them; a draft to sign, for who signs.

use nhip_core::period::Month;
use nhip_core::permission::Action;
use nhip_store::consolidation::{self as kept, Head};
use nhip_store::plan::{self, PlanState};

use super::Waiting;
use crate::app::App;
use crate::fault::Fault;
use crate::page::board::plan_name;
use crate::page::consolidations::shown::waits_for;
use crate::who::SignedIn;
use nhip_office::board::{Board, months};

/// What waits.
pub async fn waiting(app: &App, me: &SignedIn) -> Result<Vec<Waiting>, Fault> {
    let mut found = Vec::new();
    if me.may_somewhere(Action::SignOff) {
        let heads = kept::all(app.db()).await?;
        found.extend(
            heads
                .iter()
                .filter(|head| waits_for(me, head))
                .map(|head| to_sign(me, head)),
        );
    }
    if me.may_somewhere(Action::Consolidate) {
        found.extend(came(app, me).await?);
    }
    Ok(found)
}

fn to_sign(me: &SignedIn, head: &Head) -> Waiting {
    let (lang, month) = (me.lang(), head.month.shown());
    Waiting {
        href: format!("/tong-hop/{}", head.id),
        what: match lang {
            nhip_core::lang::Lang::Vi => format!("Báo cáo tổng hợp tháng {month} chờ ký duyệt"),
            nhip_core::lang::Lang::En => {
                format!("The consolidated report of {month} waits for sign-off")
            }
        },
        why: lang
            .pick(
                "Xem số liệu, tải bản Word rồi ký duyệt.",
                "Look at the figures, download the paper, then sign.",
            )
            .to_owned(),
    }
}

/// Of every plan whose reports this person collects, the month that is due or next to be.
async fn came(app: &App, me: &SignedIn) -> Result<Vec<Waiting>, Fault> {
    let mut found = Vec::new();
    for plan in plan::all(app.db()).await? {
        if plan.state != PlanState::Confirmed || !me.may(Action::Consolidate, &plan.unit) {
            continue;
        }
        let board = Board::of(app, &me.units, &plan, months(&plan, me.units.today, 1)).await?;
        let (came, all) = (
            board.column(0).filter(|square| square.cell.came()).count(),
            board.column(0).count(),
        );
        let Some(month) = board
            .months
            .first()
            .copied()
            .map(Month::shown)
            .filter(|_| came < all)
        else {
            continue;
        };
        let waits = board.column(0).filter(|square| square.cell.waits()).count();
        let lang = me.lang();
        let accept = match waits {
            0 => String::new(),
            n => format!(
                " {n} {}",
                lang.pick("báo cáo chờ duyệt.", "wait for acceptance.")
            ),
        };
        found.push(Waiting {
            href: format!("/theo-doi?ke-hoach={}", plan.id),
            what: match lang {
                nhip_core::lang::Lang::Vi => format!("Tháng {month}: đã có {came}/{all} báo cáo"),
                nhip_core::lang::Lang::En => format!("{month}: {came}/{all} reports have come"),
            },
            why: format!("{}.{accept}", plan_name(&plan)),
        });
    }
    Ok(found)
}
