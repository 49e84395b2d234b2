//! A decision about units, kept with everything that goes along: the roles at units that end go to
//! the one that comes after.

use chrono::NaiveDate;
use nhip_core::audit::{By, Kind};
use nhip_core::id::UnitId;
use nhip_core::unit::history::{Change as UnitChange, ChangeError, Register, Succession};
use nhip_store::account::{self, HeldRole};
use nhip_store::change::{Change, Told};
use nhip_store::db::Tx;
use nhip_store::{Result, unit};

use crate::desk::Desk;
use crate::error::Error;

/// A decision as entered.
#[derive(Debug, Clone)]
pub struct Decided {
    /// The decision.
    pub succession: Succession,
    /// The part of a split unit that its people go to; a merger leaves no choice.
    pub people_to: Option<UnitId>,
}

impl Decided {
    /// Where people of the units that end go; `None`: their roles end.
    pub fn heir(&self) -> Option<&UnitId> {
        match &self.succession.change {
            UnitChange::Merge { into, .. } => Some(into.id()),
            UnitChange::Split { .. } => self.people_to.as_ref(),
            _ => None,
        }
    }
}

/// Keeps a decision, tried once more on what the database holds now.
pub async fn keep(
    desk: &Desk,
    by: By,
    decided: &Decided,
) -> std::result::Result<std::result::Result<(), ChangeError>, Error> {
    let succession = &decided.succession;
    let mut change = Change::begin(desk.db(), desk.now(), by).await?;
    let before = unit::register_in(change.tx()).await?;
    let after = match before.with(succession.clone()) {
        Ok(after) => after,
        Err(refused) => return Ok(Err(refused)),
    };
    unit::add_successions(change.tx(), std::slice::from_ref(succession)).await?;
    let mut told = told(&before, &after, succession);
    for ended in succession.change.ends() {
        told.extend(people(desk, change.tx(), decided, ended).await?);
    }
    change.commit_all(told).await?;
    Ok(Ok(()))
}

/// One event for each unit the decision is about, so that each reads of it.
fn told(before: &Register, after: &Register, succession: &Succession) -> Vec<Told> {
    let kind = match succession.change {
        UnitChange::Rename { .. } | UnitChange::Alias { .. } => Kind::UnitChanged,
        _ => Kind::UnitSucceeded,
    };
    let day = succession.effective;
    let spell = |register: &Register, day: Option<NaiveDate>, id: &UnitId| {
        register.life(id).and_then(|life| life.on(day?)).cloned()
    };
    let event = |id: &UnitId| {
        Told::of(kind, id)
            .unit(id)
            .before(spell(before, day.pred_opt(), id))
            .after((
                &succession.decision,
                succession.words(after).vi,
                spell(after, Some(day), id),
            ))
    };
    succession.change.units().map(event).collect()
}

/// Ends the roles at a unit with its last day, and gives them where its people go.
async fn people(desk: &Desk, tx: &mut Tx, decided: &Decided, ended: &UnitId) -> Result<Vec<Told>> {
    let day = decided.succession.effective;
    let last = day.pred_opt().unwrap_or(day);
    let known = match decided.heir() {
        Some(heir) => account::roles_at(tx, heir).await?,
        None => Vec::new(),
    };
    let mut told = Vec::new();
    for held in account::roles_at(tx, ended).await? {
        if held
            .valid_to
            .as_ref()
            .is_some_and(|to| *to <= last.to_string())
        {
            continue;
        }
        account::take(tx, &held.id, last).await?;
        told.push(
            Told::of(Kind::RoleEnded, &held.account)
                .unit(ended)
                .before(&held.role),
        );
        let has = |known: &HeldRole| {
            known.account == held.account
                && known.role == held.role
                && known
                    .valid_to
                    .as_ref()
                    .is_none_or(|to| Some(to) >= held.valid_to.as_ref())
                && (known.valid_to.is_none() || held.valid_to.is_some())
        };
        let Some(heir) = decided.heir().filter(|_| !known.iter().any(has)) else {
            continue;
        };
        told.extend(moved(desk, tx, held, heir, day).await?);
    }
    Ok(told)
}

/// The same role at another unit, from a day on.
async fn moved(
    desk: &Desk,
    tx: &mut Tx,
    held: HeldRole,
    unit: &UnitId,
    day: NaiveDate,
) -> Result<Option<Told>> {
    let new = HeldRole {
        id: desk.new_id(),
        unit: unit.clone(),
        // Days as ISO text compare as days.
        valid_from: held.valid_from.max(day.to_string()),
        given_at: None,
        ..held
    };
    // Who held it at two of the units that became one holds it once.
    let others = account::roles_at(tx, unit).await?;
    let twice = others.iter().any(|one| {
        (&one.account, &one.role, &one.valid_from) == (&new.account, &new.role, &new.valid_from)
    });
    if twice {
        return Ok(None);
    }
    account::give(tx, &new).await?;
    let told = Told::of(Kind::RoleGranted, &new.account).unit(unit);
    Ok(Some(told.after(&new.role)))
}
