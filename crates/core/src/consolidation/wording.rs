//! Words of the consolidated report changed by the coordinator; its figures stay as they came.

use std::collections::HashMap;

use nhip_viet::fold;
use nhip_viet::quantity::{Kind, quantities};
use rust_decimal::Decimal;

use super::{Consolidation, Part};
use crate::fingerprint::sha256;
use crate::lang::Bilingual;

/// Characters an edited paragraph may have.
pub const LONGEST: usize = 20_000;

/// The key of a paragraph: of what it is about and what was written. A paragraph written anew by
/// its unit has another, so that old words never stand in for new facts.
pub fn key(part: &Part, text: &str) -> String {
    let part = match part {
        Part::Task { task } => format!("task {task}"),
        other => format!("{other:?}"),
    };
    let mut key = sha256(format!("{part}\0{text}").as_bytes());
    key.truncate(24);
    key
}

/// Whether an edited text may stand for what was written: it says something, and every figure,
/// date and number of a document in it is one of the original, none is gone and none is new.
pub fn check(original: &str, edited: &str) -> Result<(), Bilingual> {
    if edited.trim().is_empty() {
        return Err(Bilingual::new(
            "Đoạn văn không được để trống; muốn giữ như đơn vị viết thì bấm “Trả về nguyên văn”.",
            "The paragraph may not be empty; to keep the unit's own words press “Back to the original”.",
        ));
    }
    if edited.chars().count() > LONGEST {
        return Err(Bilingual::new(
            format!("Đoạn văn dài quá {LONGEST} ký tự."),
            format!("The paragraph is longer than {LONGEST} characters."),
        ));
    }
    if figures(original) != figures(edited) || digits(original) != digits(edited) {
        return Err(Bilingual::new(
            "Số liệu, ngày tháng và số văn bản phải giữ nguyên như đơn vị đã báo cáo. Nếu số liệu sai, hãy đề nghị đơn vị lập bản báo cáo mới.",
            "Figures, dates and document numbers must stay as the unit reported them. If a figure is wrong, ask the unit for a new version of its report.",
        ));
    }
    Ok(())
}

/// What each figure says, in order of value: their order in the text may change.
fn figures(text: &str) -> Vec<(Decimal, Option<Decimal>, bool, Kind, String)> {
    let mut found: Vec<_> = quantities(text)
        .into_iter()
        .map(|one| {
            let unit = fold::key(&one.count_unit);
            (one.value, one.upper, one.approximate, one.kind, unit)
        })
        .collect();
    found.sort();
    found
}

/// Every run of digits, for what is a number and no quantity.
fn digits(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> = text
        .split(|sign: char| !sign.is_numeric())
        .filter(|run| !run.is_empty())
        .collect();
    found.sort_unstable();
    found
}

/// The report with its edited paragraphs, by [`key`], sealed anew.
///
/// Only the running text changes: sources, figures and their sentences stay as written.
pub fn apply(result: &Consolidation, edited: &HashMap<String, String>) -> Consolidation {
    let mut worded = result.clone();
    if edited.is_empty() {
        return worded;
    }
    for task in &mut worded.tasks {
        for paragraph in &mut task.paragraphs {
            if let Some(text) = edited.get(&key(&task.part, &paragraph.text)) {
                paragraph.text.clone_from(text);
            }
        }
    }
    worded.fingerprint.clear();
    worded.fingerprint = super::result::seal(&worded);
    worded
}

#[cfg(test)]
mod tests {
    use super::*;

    const WRITTEN: &str = "Trạm Y tế tổ chức 12 buổi truyền thông cho 340 lượt người.";

    #[test]
    fn words_may_change_and_be_turned_round_while_the_figures_stay() {
        let turned = "Cho 340 lượt người, Trạm Y tế đã mở 12 buổi truyền thông.";
        assert_eq!(check(WRITTEN, turned), Ok(()));
        assert_eq!(check("Đã phát loa.", "Đã phát loa truyền thanh."), Ok(()));
    }

    #[test]
    fn no_figure_is_changed_added_or_taken_away_in_digits_or_in_words() {
        for wrong in [
            "Trạm Y tế tổ chức 13 buổi truyền thông cho 340 lượt người.",
            "Trạm Y tế tổ chức 12 buổi truyền thông.",
            "Trạm Y tế tổ chức 12 buổi truyền thông cho 340 lượt người và 5 hội nghị.",
            "Trạm Y tế tổ chức 12 lượt truyền thông cho 340 buổi người.",
            "Trạm Y tế tổ chức hơn 12 buổi truyền thông cho 340 lượt người.",
            "Trạm Y tế tổ chức 12 buổi truyền thông cho 340 lượt người, theo Công văn 77/SYT.",
            "",
        ] {
            assert!(check(WRITTEN, wrong).is_err(), "{wrong}");
        }
        assert!(check("Đã phát loa.", "Đã phát loa ba mươi buổi.").is_err());
    }

    #[test]
    fn a_paragraph_of_another_task_or_with_other_words_has_another_key() {
        let task = |id: &str| Part::Task { task: id.into() };
        assert_ne!(key(&task("A.1"), "x"), key(&task("A.2"), "x"));
        assert_ne!(key(&Part::Other, "x"), key(&Part::Other, "y"));
        assert_ne!(key(&Part::Other, "x"), key(&Part::Outlook, "x"));
    }
}
