//! Finds the unit a name means: by code, by name, by place; without accents it only asks.
//!
//! Hash maps over all names, so 10,000 reports among 3,321 units cost a few look-ups each.

use std::collections::HashMap;

use nhip_viet::fold;

use super::Unit;
use super::name::{place, plain, up_to_kind, without_kind, words};
use crate::plan::Plan;

/// Words of the longest name looked for inside another text.
pub(super) const LONGEST: usize = 14;

/// What a written name found; positions in the roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// Exactly one unit.
    One(usize),
    /// A question to a person: the name fits these, or only resembles them.
    Several(Vec<usize>),
    /// No unit.
    Nobody,
}

/// Names and codes of a roster.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    codes: HashMap<String, usize>,
    /// Plain name or alias.
    pub(super) exact: HashMap<String, Vec<usize>>,
    /// Place of a name ("phường bến ngự"), with the units that sit there.
    pub(super) places: HashMap<String, Vec<usize>>,
    /// Plain name or place without accents.
    pub(super) folded: HashMap<String, Vec<usize>>,
    /// Own names of the places the plan speaks for ("lạc giang").
    home: Vec<String>,
}

impl Index {
    pub(super) fn build(units: &[Unit], plan: &Plan) -> Index {
        let mut index = Index {
            home: home(plan),
            ..Index::default()
        };
        for (at, unit) in units.iter().enumerate() {
            index.codes.entry(unit.code.clone()).or_insert(at);
            for name in std::iter::once(&unit.name).chain(&unit.aliases) {
                index.add_name(&plain(name), at);
            }
        }
        index
    }

    fn add_name(&mut self, name: &str, at: usize) {
        if name.is_empty() {
            return;
        }
        add(&mut self.exact, name.to_owned(), at);
        add(&mut self.folded, fold::folded(name), at);
        if let Some((_, place)) = place(name) {
            add(&mut self.places, place.to_owned(), at);
            add(&mut self.folded, fold::folded(place), at);
        }
    }

    pub(super) fn by_code(&self, code: &str) -> Option<usize> {
        self.codes.get(code).copied()
    }

    pub(super) fn find(&self, units: &[Unit], written: &str) -> Found {
        if let Some(at) = self.by_code(written.trim()) {
            return Found::One(at);
        }
        let whole = plain(written);
        // "Phường Bến Ngự, thành phố Lạc Giang": what follows the comma is the body above.
        let first = written.split(',').next().map(plain).unwrap_or_default();
        [whole.as_str(), first.as_str()]
            .into_iter()
            .map(|name| self.by_name(units, name))
            .find(|found| *found != Found::Nobody)
            .or_else(|| Some(self.by_folded(&whole)))
            .unwrap_or(Found::Nobody)
    }

    pub(super) fn find_below(&self, units: &[Unit], written: &str, superior: &str) -> Found {
        let found = self.find(units, written);
        let (Found::Several(at), false) = (&found, superior.trim().is_empty()) else {
            return found;
        };
        let above = plain(superior);
        let same: Vec<usize> = at
            .iter()
            .copied()
            .filter(|&at| self.stands_below(units, at, &above))
            .collect();
        match same.as_slice() {
            // The name itself must fit: a parent cannot mend a missing accent.
            [one]
                if self
                    .exact
                    .get(&plain(written))
                    .is_some_and(|list| list.contains(one)) =>
            {
                Found::One(*one)
            }
            _ => found,
        }
    }

    fn stands_below(&self, units: &[Unit], at: usize, above: &str) -> bool {
        let Some(parent) = units.get(at).and_then(|unit| unit.parent.as_deref()) else {
            return false;
        };
        let name = self
            .by_code(parent)
            .and_then(|at| units.get(at))
            .map(|unit| unit.name.as_str());
        let name = plain(name.unwrap_or(parent));
        let place_of = |name: &str| place(name).map(|(_, place)| place.to_owned());
        name == above || (place_of(&name).is_some() && place_of(&name) == place_of(above))
    }

    fn by_name(&self, units: &[Unit], name: &str) -> Found {
        if let Some(at) = self.exact.get(name) {
            return found(at);
        }
        if let Some((organ, place)) = place(name) {
            let there = self.by_place(units, organ, place);
            if there != Found::Nobody {
                return there;
            }
        }
        // "Ủy ban nhân dân thành phố" in the plan is "UBND thành phố Lạc Giang" in a head.
        if let Some(at) = up_to_kind(name).and_then(|start| self.exact.get(start)) {
            return found(at);
        }
        self.by_home(name)
    }

    /// Units of the place: the same organ; else, where the list has bare places, the one that an
    /// organ of the place reports for.
    fn by_place(&self, units: &[Unit], organ: &str, at_place: &str) -> Found {
        let Some(there) = self.places.get(at_place) else {
            return Found::Nobody;
        };
        let with = |organ: &str| -> Vec<usize> {
            there
                .iter()
                .copied()
                .filter(|&at| has_organ(units, at, organ, at_place))
                .collect()
        };
        if organ.is_empty() {
            return found(there);
        }
        let (own, bare) = (with(organ), with(""));
        let reports_for_place = organ == "ủy ban nhân dân" || organ == "trạm y tế";
        if !own.is_empty() {
            return found(&own);
        }
        if reports_for_place && !bare.is_empty() {
            return found(&bare);
        }
        // Another organ reports for itself; whether it may for this unit is asked.
        Found::Several(there.clone())
    }

    /// "Hội Nông dân thành phố Lạc Giang" for "Hội Nông dân", where the plan is Lạc Giang's.
    fn by_home(&self, name: &str) -> Found {
        for home in &self.home {
            let Some(start) = name.strip_suffix(home.as_str()).map(str::trim_end) else {
                continue;
            };
            let bare = ["thành phố", "tỉnh", "phường", "xã", "thị xã", "đặc khu"]
                .iter()
                .find_map(|kind| start.strip_suffix(kind).map(str::trim_end));
            let at = self.exact.get(start).or_else(|| self.exact.get(bare?));
            if let Some(at) = at {
                return found(at);
            }
        }
        // "Đài Phát thanh thành phố" for the list's "Đài Phát thanh thành phố Lạc Giang".
        let kind = up_to_kind(name).is_some_and(|start| start == name);
        let whole = self.home.iter().filter(|_| kind && name.contains(' '));
        whole
            .filter_map(|home| self.exact.get(&format!("{name} {home}")))
            .map(|at| found(at))
            .next()
            .unwrap_or(Found::Nobody)
    }

    /// Names and places equal without accents. The kind of place cannot be told without them
    /// ("xa" is "xã" or "xa"), so every end of the name is tried, longest first.
    fn by_folded(&self, name: &str) -> Found {
        let folded = fold::folded(name);
        let words = words(&folded);
        let ends = words
            .iter()
            .take(words.len().saturating_sub(1).max(1))
            .take(LONGEST);
        let at = ends
            .filter_map(|(start, _)| folded.get(*start..))
            .find_map(|end| self.folded.get(end));
        at.map_or(Found::Nobody, |at| Found::Several(at.clone()))
    }
}

/// Whether a name of the unit is this organ at this place; without organ, the bare place.
fn has_organ(units: &[Unit], at: usize, organ: &str, at_place: &str) -> bool {
    let Some(unit) = units.get(at) else {
        return false;
    };
    std::iter::once(&unit.name)
        .chain(&unit.aliases)
        .map(|name| plain(name))
        .any(|name| place(&name) == Some((organ, at_place)))
}

/// Own names of the places a plan is for.
fn home(plan: &Plan) -> Vec<String> {
    let stated = [
        &plan.issuing_body.place,
        &plan.place_date.place,
        &plan.place_date.place_inferred,
    ];
    let mut home: Vec<String> = stated
        .into_iter()
        .flatten()
        .flat_map(|place| place.split(','))
        .map(|place| without_kind(&plain(place)).to_owned())
        .filter(|place| !place.is_empty())
        .collect();
    home.sort();
    home.dedup();
    home
}

fn add(map: &mut HashMap<String, Vec<usize>>, name: String, at: usize) {
    let list = map.entry(name).or_default();
    if !list.contains(&at) {
        list.push(at);
    }
}

pub(super) fn found(at: &[usize]) -> Found {
    match at {
        [] => Found::Nobody,
        [one] => Found::One(*one),
        many => Found::Several(many.to_vec()),
    }
}
