//! Targets: sentences with a number below a heading that sets aims.

use nhip_core::plan::{Clause, PlanUnit, Task};
use nhip_viet::fold::key;
use nhip_viet::quantity;
use nhip_viet::sentence::sentences;

use super::phrase::Phrases;
use super::section::{Node, Tree};
use super::unit::roll::assigns;
use super::word::words;

/// Headings that set aims; "MỤC ĐÍCH, YÊU CẦU" does so where it names a number.
static AIMS: Phrases = Phrases::new(
    "mục tiêu | chỉ tiêu | các chỉ tiêu | mục đích | yêu cầu | kết quả cần đạt | các mục tiêu",
);

/// Verbs of a level to be reached.
static LEVELS: Phrases = Phrases::new("bảo đảm | đảm bảo | phấn đấu");

/// The targets of a plan, in order: those below a heading of theirs, and the levels its tasks are to reach.
pub(super) fn read(tree: &Tree, units: &[PlanUnit]) -> Vec<Clause> {
    let mut targets = headed(tree);
    let tasks = units.iter().flat_map(|unit| &unit.tasks);
    for level in tasks.flat_map(levels) {
        let told = |known: &Clause| known.line == level.line && known.text.contains(&level.text);
        if !targets.iter().any(told) {
            targets.push(level);
        }
    }
    targets.sort_by_key(|target| target.line);
    targets
}

/// "…; bảo đảm 100% trạm bơm có clo dư": a share to be reached, worded as one.
fn levels(task: &Task) -> Vec<Clause> {
    let texts = std::iter::once(&task.text).chain(task.sub_items.iter().map(|item| &item.text));
    let ranges = texts.flat_map(|text| {
        let ranges = sentences(text).into_iter();
        ranges.filter_map(move |range| text.get(range))
    });
    ranges
        .flat_map(clauses)
        .filter_map(|clause| {
            let words = words(clause);
            let opens = (0..words.len()).find(|at| LEVELS.at(&words, *at))?;
            let level = clause.get(words.get(opens)?.start..)?;
            let level = level.contains('%').then_some(level)?;
            let due = [", xong trước", ", hoàn thành", ", xong trong"];
            let due = due.iter().filter_map(|due| level.find(due)).min();
            let level = level.get(..due.unwrap_or(level.len()))?;
            Some(Clause {
                line: task.line,
                text: level.trim().trim_end_matches(['.', ',']).to_owned(),
            })
        })
        .collect()
}

fn headed(tree: &Tree) -> Vec<Clause> {
    let aims = |node: &Node| node.heading && AIMS.opens(&key(&node.text)) && !assigns(&node.text);
    let below = |at: usize| {
        tree.above(at)
            .iter()
            .filter_map(|up| tree.get(*up))
            .any(aims)
    };
    let parts = (0..tree.nodes.len()).filter(|at| below(*at));
    parts
        .filter_map(|at| tree.get(at))
        .flat_map(|node| in_text(node.line, &node.text))
        .collect()
}

/// "75% người dân …; 95% người già …; không để …": each is an aim of its own.
fn clauses(sentence: &str) -> Vec<&str> {
    let sentence = sentence.trim();
    let parts: Vec<&str> = sentence
        .trim_end_matches(';')
        .split(';')
        .map(str::trim)
        .collect();
    if parts.len() == 1 {
        return vec![sentence];
    }
    let bare = |part: &&str| part.trim_end_matches('.').len();
    parts
        .iter()
        .filter_map(|part| part.get(..bare(part)))
        .collect()
}

fn in_text(line: u32, text: &str) -> Vec<Clause> {
    let ranges = sentences(text);
    let sentences = ranges.iter().filter_map(|range| text.get(range.clone()));
    let clauses = sentences.flat_map(clauses);
    let counted = |sentence: &&str| {
        let small = sentence.to_lowercase();
        let says = |words: &[&str]| words.iter().any(|word| small.contains(word));
        let past = says(&["đã ", "cho thấy", "vượt ngưỡng", "năm học trước"]);
        let level = || says(&["xuống dưới", "lên trên", "tối thiểu", "ít nhất", "đạt trên"]);
        let digits = sentence.bytes().any(|b| b.is_ascii_digit());
        digits && !past && (level() || !quantity::quantities(sentence).is_empty())
    };
    clauses
        .filter(counted)
        .map(|sentence| Clause {
            line,
            text: sentence.trim().to_owned(),
        })
        .collect()
}
