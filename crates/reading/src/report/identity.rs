//! Which unit, month, plan and version a report is: head, then hidden sheet, then what its first and
//! last lines say, then file name.

mod named;

use nhip_core::document::Document;
use nhip_core::finding::Finding;
use nhip_core::period::Month;
use nhip_core::plan::Plan;
use nhip_core::report::{PlanMatch, UnitMatch, form, is_copy};
use nhip_core::unit::{Found, Roster};
use nhip_viet::fold;

use super::head::Head;
use super::{cited_plan, dated};

/// What a report says it is.
pub(super) struct Identity {
    pub unit: UnitMatch,
    pub month: Option<Month>,
    pub version: Option<u32>,
    pub plan: PlanMatch,
    pub findings: Vec<Finding>,
}

pub(super) fn of(
    document: &Document,
    head: &Head,
    plan: &Plan,
    roster: &Roster,
    file: &str,
) -> Identity {
    let mut findings = Vec::new();
    let unit = unit(document, head, roster, file, &mut findings);
    let month = dated::month_of(document, head, plan, file, &mut findings);
    let version = version(&head.title)
        .or_else(|| version(&head.lines.join("\n")))
        .or_else(|| super::frame::corrects(document, head).then_some(2))
        .or_else(|| version(stem(file)).filter(|_| !is_copy(file)));
    let plan = which_plan(document, head, plan, file, &mut findings);
    Identity {
        unit,
        month,
        version,
        plan,
        findings,
    }
}

/// One place that may name the unit.
struct Clue {
    by: &'static str,
    written: String,
    found: Found,
}

fn unit(
    document: &Document,
    head: &Head,
    roster: &Roster,
    file: &str,
    findings: &mut Vec<Finding>,
) -> UnitMatch {
    let property = document.properties.get(form::PROPERTY_UNIT);
    let clues = [
        in_head(head, roster),
        property.map(|code| Clue {
            by: "property",
            written: code.clone(),
            found: roster.position(code).map_or(Found::Nobody, Found::One),
        }),
        named::in_text(document, roster),
        Some(Clue {
            by: "file-name",
            written: stem(file).to_owned(),
            found: roster.find_in_file_name(file),
        }),
    ];
    let clues: Vec<Clue> = clues.into_iter().flatten().collect();
    let decided = decide(&clues);
    if let Some((clue, at)) = decided {
        let others = clues.iter().filter(|other| !is_above(other, clue, head));
        disagreements(others, clue, at, roster, file, findings);
        let code = roster
            .units()
            .get(at)
            .map(|unit| unit.code.clone())
            .unwrap_or_default();
        return UnitMatch::One {
            code,
            by: clue.by.to_owned(),
            written: clue.written.clone(),
        };
    }
    undecided(&clues, roster)
}

/// A line of the head above the unit's own name: the body it stands below, no other answer.
fn is_above(other: &Clue, decided: &Clue, head: &Head) -> bool {
    let key = fold::key(&other.written);
    let mut lines = head.issuer.iter().map(|line| fold::key(line));
    decided.by == "head" && other.by == "text" && lines.any(|line| line == key)
}

/// The first clue that names one unit; one after a doubtful clue must lie within that doubt.
fn decide(clues: &[Clue]) -> Option<(&Clue, usize)> {
    let mut allowed: Option<&Vec<usize>> = None;
    for clue in clues {
        match &clue.found {
            Found::One(at) if allowed.is_none_or(|list| list.contains(at)) => {
                return Some((clue, *at));
            }
            Found::Several(list) if allowed.is_none() => allowed = Some(list),
            _ => {}
        }
    }
    None
}

fn undecided(clues: &[Clue], roster: &Roster) -> UnitMatch {
    let doubtful = clues.iter().find_map(|clue| match &clue.found {
        Found::Several(list) => Some((list, &clue.written)),
        _ => None,
    });
    match doubtful {
        Some((list, written)) => UnitMatch::Several {
            codes: list
                .iter()
                .filter_map(|&at| Some(roster.units().get(at)?.code.clone()))
                .collect(),
            written: written.clone(),
        },
        None => UnitMatch::Nobody {
            written: clues
                .iter()
                .map(|clue| clue.written.clone())
                .find(|written| written.chars().filter(|c| c.is_alphabetic()).count() > 1),
        },
    }
}

fn disagreements<'a>(
    clues: impl Iterator<Item = &'a Clue>,
    decided: &Clue,
    at: usize,
    roster: &Roster,
    file: &str,
    findings: &mut Vec<Finding>,
) {
    let name = |at: usize| roster.units().get(at).map_or("", |unit| unit.name.as_str());
    for clue in clues {
        let Found::One(other) = &clue.found else {
            continue;
        };
        // "1.txt" numbers a file and names nobody.
        let numbers =
            clue.written.bytes().all(|byte| byte.is_ascii_digit()) && clue.written.len() < 3;
        if *other == at || clue.by == "file-name" && numbers {
            continue;
        }
        let (by_vi, by_en) = match clue.by {
            "property" => (
                "thông tin ẩn trong biểu mẫu",
                "the form's hidden information",
            ),
            "text" => ("dòng đầu hoặc chữ ký", "its first lines or signature"),
            _ => ("tên tệp", "the file name"),
        };
        findings.push(
            Finding::new(
                "C251",
                format!("báo cáo ghi đơn vị “{}” nhưng {by_vi} ghi “{}”; đã tính cho đơn vị ghi trên báo cáo, cần kiểm tra", name(at), name(*other)),
                format!("the report names “{}” but {by_en} says “{}”; it was taken for the one the report names, please check", name(at), name(*other)),
            )
            .in_file(file)
            .quoting(decided.written.clone()),
        );
    }
}

/// The issuing body is the last of the lines above the number; it may run over several, and
/// the lines before it name the bodies above.
fn in_head(head: &Head, roster: &Roster) -> Option<Clue> {
    let lines = head.issuer.get(head.issuer.len().saturating_sub(6)..)?;
    let mut doubt = None;
    for start in 0..lines.len() {
        let (above, own) = lines.split_at(start);
        let written = own.join(" ");
        let above = above.join(" ");
        let clue = Clue {
            by: "head",
            found: match roster.find_below(&written, &above) {
                Found::One(at) => Found::One(at),
                found => match roster.find_below(&without_leaders(&written), &above) {
                    Found::One(at) => Found::One(at),
                    _ => found,
                },
            },
            written,
        };
        match clue.found {
            Found::One(_) => return Some(clue),
            // The shortest that fits says most plainly what is in doubt.
            Found::Several(_) => doubt = Some(clue),
            Found::Nobody => {}
        }
    }
    // "THÀNH ỦY LẠC GIANG / BAN TUYÊN GIÁO" is the plan's "Ban Tuyên giáo Thành ủy".
    if let [.., above, own] = lines {
        let written = format!("{own} {above}");
        let found = roster.find(&written);
        if matches!(found, Found::One(_)) {
            return Some(Clue {
                by: "head",
                written,
                found,
            });
        }
    }
    let written = lines.last().cloned();
    doubt.or_else(|| {
        Some(Clue {
            by: "head",
            written: written?,
            found: Found::Nobody,
        })
    })
}

/// "ĐOÀN THANH NIÊN / BAN CHẤP HÀNH THÀNH PHỐ": those who lead a body write as the body.
fn without_leaders(name: &str) -> String {
    let leaders = ["ban chấp hành", "ban thường vụ", "ban thường trực"];
    let key = fold::key(name);
    leaders
        .iter()
        .fold(key, |key, leader| key.replace(leader, " "))
}

/// A form says itself which plan it is for, another report by what it cites. Another file of the same plan has another mark, but
/// the same tasks; then it is the same plan.
fn which_plan(
    document: &Document,
    head: &Head,
    plan: &Plan,
    file: &str,
    findings: &mut Vec<Finding>,
) -> PlanMatch {
    if cited_plan::is_itself(document, head, plan) {
        return PlanMatch::Itself;
    }
    let Some(mark) = document.properties.get(form::PROPERTY_PLAN) else {
        return cited_plan::of(document, head, plan, file, findings);
    };
    if mark.eq_ignore_ascii_case(form::plan_mark(&plan.source.sha256)) {
        return PlanMatch::Same;
    }
    if asks_the_same(document, plan) {
        findings.push(
            Finding::new(
                "G351",
                "biểu mẫu được tạo từ một tệp khác của cùng kế hoạch; các nhiệm vụ trùng nhau nên vẫn tính",
                "the form was made from another file of the same plan; its tasks are the same, so it counts",
            )
            .in_file(file),
        );
        return PlanMatch::Same;
    }
    PlanMatch::Other
}

/// Every task the form prints is a task of the plan, word for word.
fn asks_the_same(document: &Document, plan: &Plan) -> bool {
    let printed = super::frame::printed_tasks(document);
    !printed.is_empty()
        && printed.iter().all(|(id, text)| {
            let mut tasks = plan.units.iter().flat_map(|unit| &unit.tasks);
            tasks.any(|task| {
                task.id.eq_ignore_ascii_case(id)
                    && fold::key(text).starts_with(&fold::key(&task.starts_with))
            })
        })
}

/// "lần 2", "bổ sung", "thay thế", "(2)", "_v2".
fn version(text: &str) -> Option<u32> {
    let key = fold::folded(text);
    let number_after = |word: &str| {
        let (_, rest) = key.split_once(word)?;
        let digits: String = rest
            .trim_start()
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        digits
            .parse::<u32>()
            .ok()
            .filter(|number| (1..=99).contains(number))
    };
    let marked = ["lan ", "lan-", "lan_", "_v", "-v", " v", "ban ", "("];
    let numbered = marked.iter().find_map(|mark| number_after(mark));
    let replaced = [
        "bo sung",
        "thay the",
        "bo-sung",
        "thay-the",
        "bo_sung",
        "thay_the",
        "dinh chinh",
        "dinh-chinh",
        "dinh_chinh",
        "sua lai",
        "sua-lai",
        "sua_lai",
    ];
    numbered.or_else(|| replaced.iter().any(|word| key.contains(word)).then_some(2))
}

fn stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
