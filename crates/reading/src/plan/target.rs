//! Targets: sentences with a number below a heading that sets aims.

use nhip_core::plan::Clause;
use nhip_viet::fold::key;
use nhip_viet::quantity;
use nhip_viet::sentence::sentences;

use super::phrase::Phrases;
use super::section::{Node, Tree};

/// Headings that set aims; "MỤC ĐÍCH, YÊU CẦU" does so where it names a number.
static AIMS: Phrases = Phrases::new(
    "mục tiêu | chỉ tiêu | các chỉ tiêu | mục đích | yêu cầu | kết quả cần đạt | các mục tiêu",
);

/// The targets of a plan, in order.
pub(super) fn read(tree: &Tree) -> Vec<Clause> {
    let aims = |node: &Node| node.heading && AIMS.opens(&key(&node.text));
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
