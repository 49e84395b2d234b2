//! Replays first units and decisions by date into lives, or says which one cannot be.

mod state;
mod step;

use crate::id::UnitId;
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};

use super::change::{Change, Succession};
use super::life::{FirstUnit, Life, NewUnit};
use super::refusal::ChangeError;
use super::share::Shares;
use state::State;

/// Units ended on a day, and what came after them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Passing {
    /// First day they no longer exist.
    pub effective: NaiveDate,
    /// Their ids.
    pub ended: Vec<UnitId>,
    pub heir: Heir,
}

/// What came after a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Heir {
    /// A unit that began with it, of several before.
    Merged(UnitId),
    /// A unit that went on existing.
    Absorbed(UnitId),
    /// Several, each with whether it began with the split; counts divide by the shares, if any.
    Parts(Vec<(UnitId, bool)>, Option<Shares>),
    /// Nobody; the unit it stood below.
    Nobody(Option<UnitId>),
}

/// Lives and passings of a register.
pub(super) type Replayed = (BTreeMap<UnitId, Life>, Vec<Passing>);

enum Event<'a> {
    Begin(Vec<&'a NewUnit>, Option<NaiveDate>),
    End(&'a UnitId),
    Decided(usize, &'a Succession),
}

/// Replays; an error comes with the position of the decision it is about. The decisions are
/// sorted by date.
pub(super) fn replay(
    first: &[FirstUnit],
    successions: &[Succession],
) -> Result<Replayed, (Option<usize>, ChangeError)> {
    let mut events = events_of_first(first).map_err(|why| (None, why))?;
    for (at, succession) in successions.iter().enumerate() {
        checked(succession).map_err(|why| (Some(at), why))?;
        events.push((succession.effective, Event::Decided(at, succession)));
    }
    // Stable, so what is known from the beginning comes before the decisions of a day.
    events.sort_by_key(|(day, _)| *day);
    let mut state = State::new(births(first, successions));
    for (day, event) in events {
        state.on(day);
        let (at, done) = match event {
            Event::Begin(units, from) => (None, state.begin(&units, from)),
            Event::End(id) => (None, state.dissolve(id, "")),
            Event::Decided(at, succession) => (Some(at), state.step(succession)),
        };
        done.map_err(|why| (at, why))?;
    }
    Ok((state.lives, state.passings))
}

/// First units by the day they begin, then those that end.
fn events_of_first(first: &[FirstUnit]) -> Result<Vec<(NaiveDate, Event<'_>)>, ChangeError> {
    let mut begin: BTreeMap<Option<NaiveDate>, Vec<&NewUnit>> = BTreeMap::new();
    let mut ends = Vec::new();
    for FirstUnit {
        unit,
        valid_from,
        valid_to,
    } in first
    {
        for day in [valid_from, valid_to].into_iter().flatten() {
            in_calendar(*day)?;
        }
        if let Some(to) = *valid_to {
            let before = valid_from.is_some_and(|from| to < from);
            let next = to.succ_opt().filter(|_| !before);
            let next = next.ok_or(ChangeError::Date { day: to })?;
            ends.push((next, Event::End(&unit.id)));
        }
        begin.entry(*valid_from).or_default().push(unit);
    }
    let begin = begin
        .into_iter()
        .map(|(from, units)| (from.unwrap_or(NaiveDate::MIN), Event::Begin(units, from)));
    Ok(begin.chain(ends).collect())
}

/// First day of every unit that ever begins.
fn births(first: &[FirstUnit], successions: &[Succession]) -> HashMap<UnitId, NaiveDate> {
    let first = first
        .iter()
        .map(|first| (&first.unit, first.valid_from.unwrap_or(NaiveDate::MIN)));
    let later = successions.iter().flat_map(|succession| {
        let begins = succession.change.begins();
        begins.map(move |unit| (unit, succession.effective))
    });
    first
        .chain(later)
        .map(|(unit, day)| (unit.id.clone(), day))
        .collect()
}

/// What can be said of a decision by itself.
fn checked(succession: &Succession) -> Result<(), ChangeError> {
    in_calendar(succession.effective)?;
    if succession.decision.trim().is_empty() {
        return Err(ChangeError::NoDecision);
    }
    match &succession.change {
        Change::Split {
            parts,
            shares: Some(shares),
            ..
        } if shares.len() != parts.len() => Err(ChangeError::Shares {
            parts: parts.len(),
            shares: shares.len(),
        }),
        _ => Ok(()),
    }
}

fn in_calendar(day: NaiveDate) -> Result<(), ChangeError> {
    let year = chrono::Datelike::year(&day);
    let known = (1900..=2200).contains(&year);
    known.then_some(()).ok_or(ChangeError::Date { day })
}
