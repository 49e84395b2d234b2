//! Annex 4: where every figure and sentence is from.

use nhip_core::consolidation::Figure;
use nhip_core::document::Place;
use std::collections::BTreeMap;

use super::super::consolidation::Desk;
use super::super::text::{figure, place, shorten};
use super::super::{Line, Part};

/// One line of annex 4 before it is sorted below its unit and file.
enum Source<'a> {
    Figure(&'a Figure),
    Sentence {
        n: usize,
        text: &'a str,
        at: &'a Place,
        score: f64,
    },
}

/// Annex 4: below each unit and file its figures, then its sentences.
pub(in crate::write::paper) fn sources(desk: &Desk<'_>) -> Vec<Part> {
    let mut lines: BTreeMap<(usize, &str, &str), Vec<Source<'_>>> = BTreeMap::new();
    let used = |figure: &&Figure| !desk.summary() || desk.cited.contains(&figure.n);
    for figure in desk.c.figures.iter().filter(used) {
        let key = (desk.names.order(&figure.unit), &*figure.unit, &*figure.file);
        lines.entry(key).or_default().push(Source::Figure(figure));
    }
    let most = if desk.summary() { 3 } else { usize::MAX };
    for (index, paragraph) in desk.sentences.iter().enumerate() {
        for source in paragraph.sources.iter().take(most) {
            let key = (desk.names.order(&source.unit), &*source.unit, &*source.file);
            let (text, at, score) = (paragraph.text.as_str(), &source.place, source.score);
            lines.entry(key).or_default().push(Source::Sentence {
                n: index + 1,
                text,
                at,
                score,
            });
        }
    }
    if lines.is_empty() {
        return vec![Part::remark(desk.say("Không có nguồn nào.", "No sources."))];
    }
    let mut out = Vec::new();
    for ((_, unit, file), lines) in &lines {
        out.push(Line {
            text: format!("{} – {file}", desk.names.name(unit)),
            head: true,
        });
        let mut before = "";
        out.extend(lines.iter().map(|line| Line {
            text: source_line(desk, line, &mut before),
            head: false,
        }));
    }
    vec![
        Part::remark(desk.say(
            "Xếp theo đơn vị và tệp. Điểm: mức chắc chắn rằng câu trả lời đúng nhiệm vụ, 1 là chắc chắn.",
            "By unit and file. Score: how sure it is that the text answers the task; 1 is certain.",
        )),
        Part::Lines { lines: out },
    ]
}

/// "[12] 1.200 tờ rơi: “Phát 1.200 tờ rơi …” (đoạn 14)".
fn source_line<'a>(desk: &Desk<'_>, source: &Source<'a>, before: &mut &'a str) -> String {
    match *source {
        Source::Figure(one) => {
            let value = figure(one.value, one.upper, one.approximate, desk.lang);
            let what = format!("{value} {} {}", one.count_unit, one.what);
            let same = **before == *one.sentence;
            *before = &one.sentence;
            let sentence = if same {
                desk.say("cùng câu trên", "same sentence").to_owned()
            } else {
                format!("“{}”", one.sentence.trim())
            };
            let not_added = one.not_added.as_ref().map(|reason| {
                format!(
                    "; {} {}",
                    desk.say("không cộng:", "not added:"),
                    reason.get(desk.lang)
                )
            });
            let at = place(&one.place, desk.lang);
            format!(
                "[{}] {}: {sentence} ({at}{})",
                one.n,
                what.trim_end(),
                not_added.unwrap_or_default()
            )
        }
        Source::Sentence { n, text, at, score } => {
            let score = format!("{score:.2}").replace('.', desk.say(",", "."));
            let at = place(at, desk.lang);
            format!(
                "[C{n}] “{}” ({at}; {} {score})",
                shorten(text.trim(), 90),
                desk.say("điểm", "score")
            )
        }
    }
}
