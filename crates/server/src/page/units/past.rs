//! A unit through time: what it was called, the decisions about it, and what it left undone.

use chrono::NaiveDate;
use nhip_core::finding::Finding;
use nhip_core::id::UnitId;
use nhip_core::permission::Action;
use nhip_core::unit::history::Succession;
use nhip_store::report;

use crate::app::App;
use crate::fault::Fault;
use crate::page::board::plan_name;
use crate::who::SignedIn;
use nhip_office::duty::Duty;

/// Days during which nothing about it changed.
pub struct Time {
    pub days: String,
    pub name: String,
    pub code: String,
    pub parent: String,
}

/// A decision about it, with the other units in it.
pub struct Decision {
    pub day: String,
    pub number: String,
    pub words: String,
    pub others: Vec<(String, String)>,
}

/// A report nobody has sent yet, of a unit that has ended.
pub struct Left {
    pub what: String,
    pub why: String,
    pub href: Option<String>,
}

/// All of it.
#[derive(Default)]
pub struct Past {
    pub times: Vec<Time>,
    pub decisions: Vec<Decision>,
    /// Id and name of the units that answer for it since it ended.
    pub now: Vec<(String, String)>,
    /// Its last day; empty while it exists.
    pub ended: String,
    /// Ended units for which it answers.
    pub before: Vec<(String, String)>,
    pub left: Vec<Left>,
    pub notes: Vec<Finding>,
}

/// "01/07/2026".
pub fn written(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

/// Everything of a unit's past this person may see.
pub async fn of(app: &App, me: &SignedIn, id: &UnitId) -> Result<Past, Fault> {
    let register = &me.units.register;
    let Some(life) = register.life(id) else {
        return Ok(Past::default());
    };
    let names = |ids: &mut dyn Iterator<Item = &UnitId>| -> Vec<(String, String)> {
        let seen = ids.filter(|other| me.may(Action::SeeUnit, other));
        seen.map(|other| (other.to_string(), me.units.name(other).to_owned()))
            .collect()
    };
    let day = |day: Option<NaiveDate>| day.map_or("…".to_owned(), written);
    let time = |spell: &nhip_core::unit::history::Spell| Time {
        days: format!("{} – {}", day(spell.valid_from), day(spell.valid_to)),
        name: spell.name.clone(),
        code: spell.code.clone(),
        parent: spell
            .parent
            .as_ref()
            .filter(|parent| me.may(Action::SeeUnit, parent))
            .map(|parent| me.units.name(parent).to_owned())
            .unwrap_or_default(),
    };
    let decision = |one: &Succession| Decision {
        day: written(one.effective),
        number: one.decision.clone(),
        words: one.words(register).get(me.lang()).to_owned(),
        others: names(&mut one.change.units().filter(|other| **other != *id)),
    };
    let left = me.units.left(id);
    let keepers = left.map_or(&[] as &[UnitId], |left| &left.to);
    Ok(Past {
        times: life.spells.iter().map(time).collect(),
        decisions: register.decisions_of(id).map(decision).collect(),
        now: names(&mut keepers.iter()),
        ended: left.and(life.ends()).map(written).unwrap_or_default(),
        before: names(&mut me.units.formers(id)),
        left: undone(app, me, id).await?,
        notes: left
            .and_then(|left| left.finding(register))
            .into_iter()
            .collect(),
    })
}

/// The reports that a unit, or those before it, left undone when they ended.
async fn undone(app: &App, me: &SignedIn, id: &UnitId) -> Result<Vec<Left>, Fault> {
    let mut found = Vec::new();
    let own = me.units.left(id).map(|_| id);
    for unit in own.into_iter().chain(me.units.formers(id)) {
        if !me.may(Action::SeePlan, unit) {
            continue;
        }
        let sent = report::of_unit(app.db(), unit).await?;
        for duty in Duty::of_unit(app, &me.units, unit).await? {
            for month in duty.months(me.units.today) {
                let came = sent.iter().any(|one| {
                    one.plan == duty.plan.id && one.month == month && one.arrived_at.is_some()
                });
                if came || !duty.reports {
                    continue;
                }
                let due = duty.deadline(month);
                let due = due.map_or_else(String::new, |due| written(due.due_at.date()));
                found.push(Left {
                    what: format!(
                        "{} {}, {}",
                        me.lang().pick("Báo cáo tháng", "Report of"),
                        month.shown(),
                        me.units.name(unit)
                    ),
                    why: format!(
                        "{} {due}. {}. {} {}.",
                        me.lang().pick("Hạn", "Due"),
                        plan_name(&duty.plan),
                        me.lang().pick("Nay do đơn vị nộp:", "Now owed by:"),
                        me.units.now(unit)
                    ),
                    href: me.may(Action::SeeReport, unit).then(|| {
                        format!(
                            "/bao-cao/don-vi/{unit}?ky={month}&ke-hoach={}",
                            duty.plan.id
                        )
                    }),
                });
            }
        }
    }
    Ok(found)
}
