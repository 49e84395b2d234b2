//! Scores the reading of quantities on sentences written by hand in the style of ward reports.
//!
//! Each line of `quantities/*.tsv` is a text (`⏎` for a line break), then the quantities
//! expected, each in a cell of its own: `~2-3 buổi (what) =kind <whole`. `~` approximate, `=c`
//! cumulative, `=p` percent, `=r` rate, `=g` plan, `=s` state, `=w` window, `=d` change, `=o`
//! another period, `<0` part of the first one; `(what)` is scored where given. A line without cells
//! must give nothing.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a broken table must fail loudly"
)]

use nhip_viet::quantity::{Kind, Quantity, quantities};
use std::collections::BTreeMap;

#[derive(Debug, PartialEq)]
struct Expected {
    value: String,
    upper: Option<String>,
    unit: String,
    what: Option<String>,
    approximate: bool,
    kind: Kind,
    part_of: Option<usize>,
}

fn expected(cell: &str) -> Expected {
    let (cell, part_of) = match cell.rsplit_once(" <") {
        Some((rest, whole)) => (rest, Some(whole.parse().unwrap())),
        None => (cell, None),
    };
    let (cell, kind) = match cell.rsplit_once(" =") {
        Some((rest, "c")) => (rest, Kind::Cumulative),
        Some((rest, "p")) => (rest, Kind::Percent),
        Some((rest, "r")) => (rest, Kind::Rate),
        Some((rest, "g")) => (rest, Kind::Plan),
        Some((rest, "s")) => (rest, Kind::State),
        Some((rest, "w")) => (rest, Kind::Window),
        Some((rest, "d")) => (rest, Kind::Change),
        Some((rest, "o")) => (rest, Kind::Other),
        Some(other) => panic!("{other:?}"),
        None => (cell, Kind::Month),
    };
    let (cell, what) = match cell.strip_suffix(')').and_then(|cell| cell.split_once('(')) {
        Some((rest, what)) => (rest.trim_end(), Some(what.to_owned())),
        None => (cell, None),
    };
    let (approximate, cell) = cell
        .strip_prefix('~')
        .map_or((false, cell), |rest| (true, rest));
    let (number, unit) = cell.split_once(' ').unwrap_or((cell, ""));
    let (value, upper) = match number.split_once('-') {
        Some((low, high)) => (low, Some(high.to_owned())),
        None => (number, None),
    };
    Expected {
        value: value.to_owned(),
        upper,
        unit: unit.to_owned(),
        what,
        approximate,
        kind,
        part_of,
    }
}

fn same(found: &Quantity, wanted: &Expected) -> bool {
    found.value.normalize().to_string() == wanted.value
        && found.upper.map(|u| u.normalize().to_string()) == wanted.upper
        && found.count_unit == wanted.unit
        && found.approximate == wanted.approximate
        && found.kind == wanted.kind
        && found.part_of == wanted.part_of
}

fn shown(found: &Quantity) -> String {
    let about = if found.approximate { "~" } else { "" };
    let upper = found
        .upper
        .map(|u| format!("-{}", u.normalize()))
        .unwrap_or_default();
    let kind = match found.kind {
        Kind::Month => "",
        Kind::Cumulative => " =c",
        Kind::Percent => " =p",
        Kind::Rate => " =r",
        Kind::Plan => " =g",
        Kind::State => " =s",
        Kind::Window => " =w",
        Kind::Change => " =d",
        Kind::Other => " =o",
    };
    let part = found.part_of.map(|p| format!(" <{p}")).unwrap_or_default();
    format!(
        "{about}{}{upper} {} ({}){kind}{part}",
        found.value.normalize(),
        found.count_unit,
        found.what
    )
}

#[derive(Default)]
struct Score {
    wanted: usize,
    found: usize,
    right: usize,
}

impl Score {
    fn precision(&self) -> f64 {
        if self.found == 0 {
            1.0
        } else {
            self.right as f64 / self.found as f64
        }
    }

    fn recall(&self) -> f64 {
        if self.wanted == 0 {
            1.0
        } else {
            self.right as f64 / self.wanted as f64
        }
    }
}

fn cases() -> Vec<(String, Vec<Expected>)> {
    let mut files: Vec<_> =
        std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/quantities"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|e| e == "tsv"))
            .collect();
    files.sort();
    let mut cases = Vec::new();
    for file in files {
        for line in std::fs::read_to_string(&file).unwrap().lines() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let mut cells = line.split('\t');
            let text = cells.next().unwrap().replace('⏎', "\n");
            cases.push((
                text,
                cells
                    .filter(|cell| !cell.is_empty())
                    .map(expected)
                    .collect(),
            ));
        }
    }
    cases
}

#[test]
fn quantities_of_ward_reports_are_found_with_unit_kind_and_whole() {
    let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
    let mut misses = Vec::new();
    let cases = cases();
    assert!(cases.len() >= 150, "only {} sentences", cases.len());
    for (text, wanted) in &cases {
        let found = quantities(text);
        let mut used = vec![false; wanted.len()];
        let mut wrong = false;
        for quantity in &found {
            scores.entry(name(quantity.kind)).or_default().found += 1;
            let hit = (0..wanted.len()).find(|&i| !used[i] && same(quantity, &wanted[i]));
            match hit {
                Some(i) => {
                    used[i] = true;
                    scores.entry(name(quantity.kind)).or_default().right += 1;
                    if let Some(what) = &wanted[i].what {
                        let score = scores.entry("what").or_default();
                        score.wanted += 1;
                        score.found += 1;
                        score.right += usize::from(*what == quantity.what);
                        wrong |= *what != quantity.what;
                    }
                }
                None => wrong = true,
            }
        }
        for quantity in wanted {
            scores.entry(name(quantity.kind)).or_default().wanted += 1;
        }
        if wrong || used.contains(&false) {
            let found: Vec<_> = found.iter().map(shown).collect();
            misses.push(format!(
                "{text}\n    found  {found:?}\n    wanted {wanted:?}"
            ));
        }
    }
    for miss in &misses {
        println!("{miss}");
    }
    println!("{} sentences, {} with a miss", cases.len(), misses.len());
    println!(
        "{:<12} {:>6} {:>9} {:>7}",
        "kind", "wanted", "precision", "recall"
    );
    for (kind, score) in &scores {
        println!(
            "{kind:<12} {:>6} {:>9.3} {:>7.3}",
            score.wanted,
            score.precision(),
            score.recall()
        );
    }
    for (kind, score) in &scores {
        assert!(
            score.precision() >= 0.97,
            "{kind}: precision {}",
            score.precision()
        );
        assert!(score.recall() >= 0.97, "{kind}: recall {}", score.recall());
    }
}

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Month => "month",
        Kind::Cumulative => "cumulative",
        Kind::Percent => "percent",
        Kind::Rate => "rate",
        Kind::Plan => "plan",
        Kind::State => "state",
        Kind::Window => "window",
        Kind::Change => "change",
        Kind::Other => "other",
    }
}
