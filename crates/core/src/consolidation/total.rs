//! Numbers the figures and adds like to like.

use std::collections::HashMap;
use std::sync::Arc;

use nhip_viet::fold;
use rust_decimal::Decimal;

use super::figure::{Draft, LeftOut, OF, STANDING};
use super::prepared::Prepared;
use super::scope::AT;
use super::{Figure, Total, UnitTotal};
use crate::lang::Bilingual;
use crate::report::Part;
use crate::unit::Roster;

/// The figures of one counted report.
pub(super) struct Counted<'a> {
    /// Position of the unit in the roster.
    pub unit: usize,
    /// Code of the unit and file of the report, shared by all that comes from it.
    pub code: Arc<str>,
    pub file: Arc<str>,
    pub report: &'a Prepared<'a>,
    pub drafts: Vec<Draft>,
}

/// Every figure, numbered in the order of the report's parts, units and entries.
pub(super) fn figures(counted: &[Counted], parts: &[Part]) -> Vec<Figure> {
    let rank: HashMap<&Part, usize> = parts
        .iter()
        .enumerate()
        .map(|(at, part)| (part, at))
        .collect();
    let mut order: Vec<(usize, usize, usize)> = Vec::new();
    for (report, one) in counted.iter().enumerate() {
        for (at, draft) in one.drafts.iter().enumerate() {
            let part = one
                .report
                .reading
                .entries
                .get(draft.entry)
                .map(|entry| &entry.part);
            let rank = part
                .and_then(|part| rank.get(part))
                .copied()
                .unwrap_or(parts.len());
            order.push((rank, report, at));
        }
    }
    // Reports stand in roster order already.
    order.sort_unstable();
    let numbers: HashMap<(usize, usize), usize> = order
        .iter()
        .enumerate()
        .map(|(n, (_, report, at))| ((*report, *at), n + 1))
        .collect();
    let mut words = Words::default();
    let build = |(n, (_, report, at)): (usize, &(usize, usize, usize))| {
        let one = counted.get(*report)?;
        let draft = one.drafts.get(*at)?;
        let part_of = draft
            .part_of
            .and_then(|whole| numbers.get(&(*report, whole)))
            .copied();
        figure(n + 1, one, draft, part_of, &mut words)
    };
    order.iter().enumerate().filter_map(build).collect()
}

fn figure<'a>(
    n: usize,
    one: &Counted,
    draft: &'a Draft,
    part_of: Option<usize>,
    words: &mut Words<'a>,
) -> Option<Figure> {
    let entry = one.report.reading.entries.get(draft.entry)?;
    let quantity = entry.quantities.get(draft.quantity)?;
    Some(Figure {
        n,
        unit: Arc::clone(&one.code),
        file: Arc::clone(&one.file),
        place: entry.place.clone(),
        part: entry.part.clone(),
        value: quantity.value,
        upper: quantity.upper,
        count_unit: quantity.count_unit.clone(),
        what: quantity.what.clone(),
        approximate: quantity.approximate,
        kind: quantity.kind,
        period: quantity.period,
        part_of,
        sentence: Arc::clone(&quantity.sentence),
        total: draft.left_out.is_none().then(|| words.key(&draft.key)),
        not_added: draft.left_out.map(|left_out| words.reason(left_out)),
    })
}

/// Words that thousands of figures have in common, each kept once.
#[derive(Default)]
struct Words<'a> {
    keys: HashMap<&'a str, Arc<str>>,
    reasons: HashMap<LeftOut, Arc<Bilingual>>,
}

impl<'a> Words<'a> {
    fn key(&mut self, key: &'a str) -> Arc<str> {
        Arc::clone(self.keys.entry(key).or_insert_with(|| key.into()))
    }

    fn reason(&mut self, left_out: LeftOut) -> Arc<Bilingual> {
        let known = self.reasons.entry(left_out);
        Arc::clone(known.or_insert_with(|| left_out.reason().into()))
    }
}

/// One total in the making.
struct Sum<'a> {
    value: Decimal,
    upper: Decimal,
    ranged: bool,
    approximate: bool,
    figures: Vec<usize>,
    by_unit: Vec<(usize, UnitTotal)>,
    names: HashMap<(&'a str, &'a str), usize>,
}

/// Totals in the order of their first figure.
pub(super) fn totals(figures: &[Figure], roster: &Roster) -> Vec<Total> {
    let mut sums: Vec<(&str, Sum)> = Vec::new();
    let mut at: HashMap<&str, usize> = HashMap::new();
    for figure in figures {
        let Some(key) = figure.total.as_deref() else {
            continue;
        };
        let index = *at.entry(key).or_insert_with(|| {
            sums.push((key, Sum::empty()));
            sums.len() - 1
        });
        if let Some((_, sum)) = sums.get_mut(index) {
            sum.add(figure, roster.position(&figure.unit).unwrap_or(usize::MAX));
        }
    }
    sums.into_iter().map(|(key, sum)| sum.finish(key)).collect()
}

impl<'a> Sum<'a> {
    fn empty() -> Sum<'a> {
        Sum {
            value: Decimal::ZERO,
            upper: Decimal::ZERO,
            ranged: false,
            approximate: false,
            figures: Vec::new(),
            by_unit: Vec::new(),
            names: HashMap::new(),
        }
    }

    fn add(&mut self, figure: &'a Figure, unit: usize) {
        self.value = self.value.saturating_add(figure.value);
        self.upper = self
            .upper
            .saturating_add(figure.upper.unwrap_or(figure.value));
        self.ranged |= figure.upper.is_some();
        self.approximate |= figure.approximate;
        self.figures.push(figure.n);
        *self
            .names
            .entry((&figure.count_unit, &figure.what))
            .or_default() += 1;
        // Figures of one part come by unit, so the unit sought is nearly always the last.
        match self.by_unit.last_mut().filter(|(last, _)| *last == unit) {
            Some((_, share)) => {
                share.value = share.value.saturating_add(figure.value);
                share.figures.push(figure.n);
            }
            None => {
                let share = UnitTotal {
                    unit: figure.unit.to_string(),
                    value: figure.value,
                    figures: vec![figure.n],
                };
                self.by_unit.push((unit, share));
            }
        }
    }

    fn finish(mut self, key: &str) -> Total {
        // Stable, so figures of a unit that stand under several parts stay in order.
        self.by_unit.sort_by_key(|(unit, _)| *unit);
        let mut by_unit: Vec<(usize, UnitTotal)> = Vec::new();
        for (unit, share) in self.by_unit {
            match by_unit.last_mut().filter(|(last, _)| *last == unit) {
                Some((_, sum)) => {
                    sum.value = sum.value.saturating_add(share.value);
                    sum.figures.extend(share.figures);
                }
                None => by_unit.push((unit, share)),
            }
        }
        // As most units wrote it; of equally many the first by alphabet.
        let mut names: Vec<_> = self.names.into_iter().collect();
        names.sort_by(|(a, n), (b, m)| m.cmp(n).then(a.cmp(b)));
        let (count_unit, what) = names.first().map_or(("", ""), |(name, _)| *name);
        Total {
            key: key.to_owned(),
            name: named(key, name(count_unit, what)),
            count_unit: count_unit.to_owned(),
            value: self.value,
            upper: self.ranged.then_some(self.upper),
            approximate: self.approximate,
            figures: self.figures,
            by_unit: by_unit.into_iter().map(|(_, share)| share).collect(),
        }
    }
}

/// The name with what its key says beside it: standing, the event people came to, whose it is.
fn named(key: &str, name: String) -> String {
    let (key, of) = key.split_once(AT).unwrap_or((key, ""));
    let name = match (key.strip_prefix(STANDING), key.split_once(OF)) {
        (Some(_), _) => format!("{STANDING} {name}"),
        (_, Some((_, event))) => format!("{name} ({event})"),
        _ => name,
    };
    match of {
        "" => name,
        of => format!("{name} – {of}"),
    }
}

/// "buổi tuyên truyền lưu động"; an indicator that begins with its unit says it once.
pub(super) fn name(count_unit: &str, what: &str) -> String {
    let first = |text: &str| fold::key(text.split(' ').next().unwrap_or_default());
    if !what.is_empty() && first(what) == first(count_unit) {
        return what.to_owned();
    }
    format!("{count_unit} {what}").trim().to_owned()
}
