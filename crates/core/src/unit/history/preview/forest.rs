//! The map as it would be after a list: every parent found, no unit below itself.

use chrono::NaiveDate;
use nhip_viet::fold;
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use crate::id::UnitId;

use super::super::life::Spell;
use super::super::listed::ListedUnit;
use super::super::tree::Tree;
use super::Doubt;

/// Rounds of taking back rows that hang on nothing; real lists need one or two.
const ROUNDS: usize = 8;

/// A unit of the day, a usable row, or both; they meet by code.
pub(super) struct Node<'a> {
    pub code: &'a str,
    pub row: Option<&'a ListedUnit>,
    /// Id, and the unit as it is.
    pub unit: Option<(&'a UnitId, &'a Spell)>,
    /// Code of the unit above after the list.
    pub parent: Option<&'a str>,
}

pub(super) struct Forest<'a> {
    nodes: BTreeMap<&'a str, Node<'a>>,
    /// Codes of the nodes that hang together, those above first.
    order: Vec<&'a str>,
    /// Codes of the units that stay.
    kept: HashSet<&'a str>,
    /// Codes of the units that rows taken back name above theirs: undecided, so they stay too.
    wanted: Vec<&'a str>,
    /// Code of each id of the day.
    codes: HashMap<&'a UnitId, &'a str>,
}

impl<'a> Forest<'a> {
    /// The units of the day with the usable rows laid over them, and what is wrong with the rest.
    pub(super) fn grow(
        tree: &Tree<'a>,
        list: &'a [ListedUnit],
        day: NaiveDate,
    ) -> (Forest<'a>, Vec<Doubt>) {
        let (rows, mut left, mut doubts) = usable(list, day);
        let mut forest = Forest::of(tree);
        let parents = Parents::of(&forest, &rows);
        for row in rows {
            match parents.of_row(row) {
                Some(parent) => forest.lay(row, parent),
                None => {
                    doubts.push(Doubt::parent(row));
                    left.insert(row.code.trim());
                }
            }
        }
        for row in forest.hang_all() {
            doubts.push(Doubt::parent(row));
            left.insert(row.code.trim());
        }
        forest.keep(left);
        (forest, doubts)
    }

    fn of(tree: &Tree<'a>) -> Forest<'a> {
        let codes: HashMap<&UnitId, &str> = tree
            .units()
            .map(|(id, spell)| (id, spell.code.as_str()))
            .collect();
        let nodes = tree.units().map(|(id, spell)| {
            let parent = spell.parent.as_ref();
            let node = Node {
                code: &spell.code,
                row: None,
                unit: Some((id, spell)),
                parent: parent.and_then(|id| codes.get(id).copied()),
            };
            (node.code, node)
        });
        Forest {
            nodes: nodes.collect(),
            order: Vec::new(),
            kept: HashSet::new(),
            wanted: Vec::new(),
            codes,
        }
    }

    fn lay(&mut self, row: &'a ListedUnit, parent: Option<&'a str>) {
        let code = row.code.trim();
        let node = self.nodes.entry(code).or_insert(Node {
            code,
            row: None,
            unit: None,
            parent: None,
        });
        node.row = Some(row);
        node.parent = parent.or(node.parent);
    }

    /// Goes down from the nodes without parent.
    fn hang(&mut self) {
        let mut below: HashMap<&str, Vec<&'a str>> = HashMap::new();
        let mut next = VecDeque::new();
        for node in self.nodes.values() {
            match node.parent {
                Some(parent) => below.entry(parent).or_default().push(node.code),
                None => next.push_back(node.code),
            }
        }
        let mut order = Vec::with_capacity(self.nodes.len());
        while let Some(code) = next.pop_front() {
            order.push(code);
            next.extend(below.remove(code).unwrap_or_default());
        }
        self.order = order;
    }

    /// Hangs every node, taking back the rows that stand below themselves or below a row left
    /// out. What such a row hid may show only when it is gone, so it is done in rounds; the last
    /// takes back all that hangs on nothing, so that a hostile list costs no more.
    fn hang_all(&mut self) -> Vec<&'a ListedUnit> {
        let mut rows = Vec::new();
        for round in 1..=ROUNDS {
            self.hang();
            let hanging: HashSet<&str> = self.order.iter().copied().collect();
            let loose = self.nodes.keys().copied();
            let mut loose: Vec<&str> = loose.filter(|code| !hanging.contains(code)).collect();
            if loose.is_empty() {
                return rows;
            }
            if round < ROUNDS {
                loose = self.faulty(&loose);
            }
            rows.extend(loose.into_iter().filter_map(|code| self.take_back(code)));
        }
        self.hang();
        rows
    }

    /// Of loose nodes those on a circle, and those whose parent is no node.
    fn faulty(&self, loose: &[&'a str]) -> Vec<&'a str> {
        let mut seen: HashMap<&str, usize> = HashMap::new();
        let mut faulty = Vec::new();
        for (walk, start) in loose.iter().enumerate() {
            let mut at = self.nodes.get(start);
            let mut path = Vec::new();
            while let Some(node) = at.filter(|node| !seen.contains_key(node.code)) {
                seen.insert(node.code, walk);
                path.push(node.code);
                at = node.parent.and_then(|code| self.nodes.get(code));
            }
            match at {
                Some(met) if seen.get(met.code) == Some(&walk) => {
                    faulty.extend(path.into_iter().skip_while(|code| *code != met.code));
                }
                Some(_) => {}
                None => faulty.extend(path.pop()),
            }
        }
        faulty
    }

    /// Takes back a row that would move its unit, or begin it.
    fn take_back(&mut self, code: &str) -> Option<&'a ListedUnit> {
        let node = self.nodes.get_mut(code)?;
        let above = node.unit.and_then(|(_, spell)| spell.parent.as_ref());
        let above = above.and_then(|id| self.codes.get(id).copied());
        if node.unit.is_some() && node.parent == above {
            return None;
        }
        self.wanted.extend(node.parent);
        node.parent = above;
        let row = node.row.take();
        if node.unit.is_none() {
            self.nodes.remove(code);
        }
        row
    }

    /// What is listed stays, and what was left out, and everything above either.
    fn keep(&mut self, left: HashSet<&'a str>) {
        let listed = self.nodes.values().filter(|node| node.row.is_some());
        let start = listed.map(|node| node.code).chain(left);
        let start: Vec<&str> = start.chain(self.wanted.iter().copied()).collect();
        for code in start {
            let mut at = self.nodes.get(code);
            while let Some(node) = at.filter(|node| self.kept.insert(node.code)) {
                at = node.parent.and_then(|code| self.nodes.get(code));
            }
        }
    }

    /// The nodes that hang together, those above first.
    pub(super) fn in_order(&self) -> impl Iterator<Item = &Node<'a>> {
        self.order.iter().filter_map(|code| self.nodes.get(code))
    }

    /// Units that end.
    pub(super) fn ended(&self) -> impl Iterator<Item = (&'a UnitId, &'a Spell)> {
        let nodes = self.nodes.values();
        let gone = nodes.filter(|node| !self.kept.contains(node.code));
        gone.filter_map(|node| node.unit)
    }

    /// Code of the unit above as it is.
    pub(super) fn code_above(&self, spell: &Spell) -> Option<&'a str> {
        let above = spell.parent.as_ref()?;
        self.codes.get(above).copied()
    }

    pub(super) fn nodes(&self) -> impl Iterator<Item = &Node<'a>> {
        self.nodes.values()
    }
}

/// Rows that can be used, codes of those that cannot, and why not. Rows that ended before the day
/// are as if not listed.
fn usable<'a>(
    list: &'a [ListedUnit],
    day: NaiveDate,
) -> (Vec<&'a ListedUnit>, HashSet<&'a str>, Vec<Doubt>) {
    let over = |row: &&ListedUnit| row.valid_to.is_some_and(|to| to < day);
    let rows: Vec<&ListedUnit> = list.iter().filter(|row| !over(row)).collect();
    let mut times: BTreeMap<&str, Vec<&'a ListedUnit>> = BTreeMap::new();
    for row in &rows {
        times.entry(row.code.trim()).or_default().push(row);
    }
    let (mut doubts, mut left) = (Vec::new(), HashSet::new());
    for (code, same) in times
        .iter()
        .filter(|(code, same)| !code.is_empty() && same.len() > 1)
    {
        doubts.push(Doubt::twice(code, same));
        left.insert(*code);
    }
    let mut usable = Vec::new();
    for row in rows {
        let code = row.code.trim();
        match Doubt::of_row(row, day) {
            _ if left.contains(code) => {}
            Some(doubt) => {
                doubts.push(doubt);
                left.insert(code);
            }
            None => usable.push(row),
        }
    }
    (usable, left, doubts)
}

/// What a row's parent can mean: a code, or else a full name that only one unit has.
struct Parents<'a> {
    codes: HashSet<&'a str>,
    /// `None` where several units have the name.
    names: HashMap<String, Option<&'a str>>,
}

impl<'a> Parents<'a> {
    fn of(forest: &Forest<'a>, rows: &[&'a ListedUnit]) -> Parents<'a> {
        let units = forest.nodes.values().filter_map(|node| node.unit);
        let units = units.map(|(_, spell)| (spell.code.as_str(), spell.name.as_str()));
        let rows = rows.iter().map(|row| (row.code.trim(), row.name.trim()));
        let mut parents = Parents {
            codes: HashSet::new(),
            names: HashMap::new(),
        };
        for (code, name) in units.chain(rows) {
            parents.codes.insert(code);
            let one = parents.names.entry(fold::key(name)).or_insert(Some(code));
            *one = one.filter(|known| *known == code);
        }
        parents
    }

    /// `None` where nobody knows the parent; `Some(None)` where the row names none.
    fn of_row(&self, row: &ListedUnit) -> Option<Option<&'a str>> {
        let written = row.parent.as_deref().map_or("", str::trim);
        if written.is_empty() {
            return Some(None);
        }
        let by_code = self.codes.get(written).copied();
        let by_name = || self.names.get(&fold::key(written)).copied().flatten();
        by_code.or_else(by_name).map(Some)
    }
}
