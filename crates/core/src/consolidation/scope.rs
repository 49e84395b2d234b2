//! What belongs into one sum: like figures of units that have the same tasks, and a bare noun only within
//! one task.
//!
//! What a centre hands to wards is what wards hand to households, and "6 buổi" are talks below one task and
//! broadcasts below another. What one task counts with one noun in several wordings is never
//! added by guess, nor passed over: somebody is asked.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use nhip_viet::fold;
use nhip_viet::quantity::indicator_key;

use super::figure::{OF, STANDING};
use super::text::shortened;
use super::{Figure, Total};
use crate::finding::Finding;
use crate::plan::Plan;
use crate::report::Part;
use crate::unit::Roster;

/// Between an indicator and the task or group it is of, where several have it.
pub(super) const AT: &str = " @ ";

/// Nouns that say nothing of what was done, by their first words.
const GENERAL: [&str; 18] = [
    "buổi",
    "cuộc",
    "lần",
    "lượt",
    "người",
    "hộ",
    "xã",
    "phường",
    "đồng",
    "bài",
    "tin",
    "học viên",
    "lớp",
    "đơn vị",
    "đợt",
    "điểm",
    "trường hợp",
    "tổ dân phố",
];

/// Nouns that need their task beside them in any case.
const UNNAMED: [&str; 3] = ["lần", "cái", "chiếc"];

/// Characters of a task's text in the name of a total.
const LABEL: usize = 60;

/// Whose figures a figure is added to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Scope {
    group: String,
    /// Of a bare noun, the part it stands in.
    part: Option<Part>,
}

/// Parts the keys of totals that units with other tasks, or other tasks, have as well.
pub(super) fn part(figures: &mut [Figure], plan: &Plan, roster: &Roster) {
    let mut scopes: HashMap<Arc<str>, BTreeSet<Scope>> = HashMap::new();
    let own: Vec<Option<Scope>> = figures.iter().map(|figure| scope(figure, roster)).collect();
    for (figure, scope) in figures.iter().zip(&own) {
        if let (Some(key), Some(scope)) = (&figure.total, scope) {
            scopes
                .entry(Arc::clone(key))
                .or_default()
                .insert(scope.clone());
        }
    }
    for (figure, scope) in figures.iter_mut().zip(own) {
        let (Some(key), Some(scope)) = (&figure.total, scope) else {
            continue;
        };
        let alone = UNNAMED.contains(&&**key);
        let Some(all) = scopes.get(key).filter(|all| all.len() > 1 || alone) else {
            continue;
        };
        let several = all.iter().any(|other| other.group != scope.group);
        figure.total = Some(format!("{key}{AT}{}", label(&scope, several, plan)).into());
    }
}

fn scope(figure: &Figure, roster: &Roster) -> Option<Scope> {
    let key = figure.total.as_deref()?;
    let group = roster.get(&figure.unit).map(|unit| unit.group.clone())?;
    let bare = is_bare(figure, key) && figure.part != Part::Figures;
    Some(Scope {
        group,
        part: bare.then(|| figure.part.clone()),
    })
}

/// Neither the figure nor the event it came with says what was done.
fn is_bare(figure: &Figure, key: &str) -> bool {
    let (own, event) = key.split_once(OF).unwrap_or((key, ""));
    let general = GENERAL.iter().chain(&UNNAMED).any(|noun| {
        own.strip_prefix(noun)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    });
    general && own == indicator_key(&figure.count_unit, "") && !event.contains(' ')
}

fn label(scope: &Scope, several: bool, plan: &Plan) -> String {
    let mut tasks = plan.units.iter().flat_map(|unit| &unit.tasks);
    let group = || {
        let unit = plan.units.iter().find(|unit| unit.id == scope.group);
        unit.map_or_else(|| scope.group.clone(), |unit| unit.name.clone())
    };
    match &scope.part {
        Some(Part::Task { task }) => tasks
            .find(|known| known.id == *task)
            .map_or_else(|| task.clone(), |known| shortened(&known.text, LABEL)),
        Some(_) if several => format!("{}, nội dung khác", group()),
        Some(_) => "nội dung khác".to_owned(),
        None => group(),
    }
}

/// A total with what is compared of it.
struct Known<'a> {
    total: &'a Total,
    tasks: BTreeSet<&'a Part>,
    units: BTreeSet<&'a str>,
    words: BTreeSet<String>,
    bare: bool,
}

/// Asks about totals of one group and noun that may be one indicator.
pub(super) fn alike(totals: &[Total], figures: &[Figure], roster: &Roster) -> Vec<Finding> {
    let mut by_noun: BTreeMap<(String, String), Vec<Known>> = BTreeMap::new();
    for total in totals
        .iter()
        .filter(|total| !total.key.starts_with(STANDING))
    {
        let own = total
            .figures
            .iter()
            .filter_map(|n| figures.get(n.checked_sub(1)?));
        let own: Vec<&Figure> = own.collect();
        let results = |part: &Part| matches!(part, Part::Task { .. } | Part::Figures);
        let Some(first) = own.iter().find(|figure| results(&figure.part)) else {
            continue;
        };
        let Some(unit) = roster.get(&first.unit) else {
            continue;
        };
        let key = total.key.split(AT).next().unwrap_or_default();
        let known = Known {
            total,
            tasks: own
                .iter()
                .map(|figure| &figure.part)
                .filter(|part| results(part))
                .collect(),
            units: own.iter().map(|figure| &*figure.unit).collect(),
            words: key
                .split([' ', '·'])
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect(),
            bare: is_bare(first, key),
        };
        by_noun
            .entry((unit.group.clone(), noun(&first.count_unit)))
            .or_default()
            .push(known);
    }
    by_noun
        .into_iter()
        .flat_map(|((_, noun), known)| asked(&noun, &known))
        .collect()
}

/// "tờ" of "tờ rơi"; people and turns stay apart.
fn noun(count_unit: &str) -> String {
    let key = fold::key(count_unit);
    let mut words = key.split(' ');
    let first = words.next().unwrap_or_default();
    match (first, words.next()) {
        ("lượt", Some(second @ ("người" | "ng" | "hộ" | "khách" | "xem" | "đọc" | "cán"))) =>
        {
            format!("lượt {}", if second == "ng" { "người" } else { second })
        }
        ("tin" | "lượt" | "tờ" | "buổi" | "cuộc" | "hộ" | "người" | "trạm" | "trường", _) => {
            first.to_owned()
        }
        _ => key,
    }
}

/// Totals that hang together, each lot told once.
fn asked(noun: &str, known: &[Known]) -> Vec<Finding> {
    let mut left: Vec<&Known> = known.iter().collect();
    let mut found = Vec::new();
    while let Some(first) = left.pop() {
        let mut lot = vec![first];
        let mut at = 0;
        while let Some(one) = lot.get(at).copied() {
            let (near, far) = left.iter().partition(|other| may_be_one(one, other));
            lot.extend::<Vec<&Known>>(near);
            left = far;
            at += 1;
        }
        let units: BTreeSet<&str> = lot
            .iter()
            .flat_map(|one| one.units.iter().copied())
            .collect();
        if lot.len() > 1 && units.len() > 1 {
            lot.sort_by_key(|one| &one.total.figures);
            found.push(ask(noun, &lot));
        }
    }
    found
}

/// Counted below one task, and one says no more than the other.
fn may_be_one(one: &Known, other: &Known) -> bool {
    let table = |known: &Known| known.tasks.contains(&Part::Figures);
    let together = table(one) || table(other) || !one.tasks.is_disjoint(&other.tasks);
    let common = one.words.intersection(&other.words).count();
    let fewer = one.words.len().min(other.words.len());
    let more = one.words.len().max(other.words.len());
    together
        && (one.bare && !table(other)
            || other.bare && !table(one)
            || common == fewer
            || common * 2 > more)
}

fn ask(noun: &str, lot: &[&Known]) -> Finding {
    let named = |one: &&Known| format!("{}: {}", one.total.name, one.total.value.normalize());
    let list: Vec<String> = lot.iter().map(named).collect();
    let list = list.join("; ");
    Finding::new(
        "C280",
        format!("các đơn vị đếm “{noun}” trong cùng nhiệm vụ với tên gọi khác nhau nên chưa cộng vào nhau; nếu là một việc thì cộng lại: {list}"),
        format!("units count “{noun}” below the same task under several names, which were not added together; if they are one thing, add them: {list}"),
    )
    .quoting(list)
}
