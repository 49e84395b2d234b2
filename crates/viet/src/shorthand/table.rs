//! The table of shorthand, read once from `terms.tsv`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::fold::{folded, key};
use crate::syllable::well_formed;

/// Where an entry may be read so.
#[derive(Debug)]
pub(super) enum Class {
    /// In the name of a body, always.
    Name,
    /// Before the name or number of a place.
    Place,
    /// After one of these words: the word and the reading.
    After(Vec<(&'static str, &'static str)>),
    /// As one candidate among others.
    Open,
}

/// One piece of shorthand in one class.
#[derive(Debug)]
pub(super) struct Entry {
    /// As in the table, in small letters.
    pub(super) written: String,
    pub(super) class: Class,
    /// Full words; empty for [`Class::After`].
    pub(super) readings: Vec<&'static str>,
    /// Official, and a syllable in small letters.
    pub(super) needs_capitals: bool,
}

impl Entry {
    pub(super) fn has_readings(&self) -> bool {
        !self.readings.is_empty()
    }
}

type Table = BTreeMap<String, Vec<Entry>>;

/// Entries for a token, small or capital.
pub(super) fn entries(token: &str) -> impl Iterator<Item = &'static Entry> {
    // Longer tokens are in no table: don't make keys of them.
    let short = token.len() <= 24;
    let found = short.then(|| table().get(&key(token))).flatten();
    found.into_iter().flatten()
}

/// The table by key.
pub(super) fn table() -> &'static Table {
    static TABLE: LazyLock<Table> = LazyLock::new(|| read(include_str!("terms.tsv")));
    &TABLE
}

fn read(lines: &'static str) -> Table {
    let mut table = Table::new();
    for line in lines.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        if let (Some(class), Some(written), Some(said)) = (cells.next(), cells.next(), cells.next())
        {
            add(&mut table, key(written), class, said);
        }
    }
    // `HDND` is read as `HĐND` unless it stands for something itself.
    let bare: Vec<(String, bool, Vec<&'static str>)> = table
        .iter()
        .filter(|(written, _)| !table.contains_key(&folded(written)))
        .flat_map(|(written, entries)| entries.iter().map(move |entry| (written, entry)))
        .filter(|(_, entry)| matches!(entry.class, Class::Name | Class::Open))
        .map(|(written, entry)| {
            (
                folded(written),
                matches!(entry.class, Class::Name),
                entry.readings.clone(),
            )
        })
        .collect();
    for (written, name, readings) in bare {
        push(
            &mut table,
            written,
            if name { Class::Name } else { Class::Open },
            readings,
            true,
        );
    }
    table
}

fn add(table: &mut Table, written: String, class: &str, said: &'static str) {
    let readings = || said.split('|').collect();
    match class {
        "name" => push(table, written, Class::Name, readings(), true),
        "place" => push(table, written, Class::Place, readings(), true),
        "after" => {
            let words = said.split_once('=').into_iter().collect();
            push(table, written, Class::After(words), Vec::new(), true);
        }
        "chat" => push(table, written, Class::Open, readings(), false),
        _ => push(table, written, Class::Open, readings(), true),
    }
}

/// Adds an entry; candidates of the same shorthand are joined to the ones it has.
fn push(
    table: &mut Table,
    written: String,
    class: Class,
    readings: Vec<&'static str>,
    official: bool,
) {
    let needs_capitals = official && well_formed(&written);
    let known = table.entry(written.clone()).or_default();
    let open = known
        .iter_mut()
        .find(|entry| matches!(entry.class, Class::Open));
    if let (Class::Open, Some(entry)) = (&class, open) {
        for reading in readings {
            if !entry.readings.contains(&reading) {
                entry.readings.push(reading);
            }
        }
        entry.needs_capitals &= needs_capitals;
        return;
    }
    // Candidates are looked for in the first entry with readings: keep the fullest there.
    let entry = Entry {
        written,
        class,
        readings,
        needs_capitals,
    };
    let first = matches!(entry.class, Class::Open);
    known.insert(if first { 0 } else { known.len() }, entry);
}
