//! Why a file does not count, in words for the clerk and for the annex.

use super::super::Facts;
use super::MOST_CANDIDATES;
use crate::finding::Finding;
use crate::lang::Bilingual;
use crate::period::Month;
use crate::report::{Answer, PlanMatch, Reading};

/// Why a report whose unit is known does not count.
pub(super) fn refusal(reading: &Reading, month: Month) -> Option<(Finding, Bilingual)> {
    let (code, vi, en) = if reading.plan == PlanMatch::Other {
        (
            "L157",
            "biểu mẫu của kế hoạch khác".to_owned(),
            "a form of another plan".to_owned(),
        )
    } else if let Some(other) = reading.month.filter(|&stated| stated != month) {
        (
            "L154",
            format!("báo cáo của tháng {other}, không phải tháng {month}"),
            format!("a report for {other}, not for {month}"),
        )
    } else if answer(reading) == Answer::Blank {
        (
            "L158",
            "báo cáo trống: chưa ghi nội dung nào".to_owned(),
            "an empty report: nothing was filled in".to_owned(),
        )
    } else {
        return None;
    };
    let finding = Finding::new(
        code,
        format!("không tính tệp này: {vi}; đề nghị đơn vị gửi lại"),
        format!("this file does not count: {en}; ask the unit to send it again"),
    );
    Some((finding, Bilingual::new(vi, en)))
}

/// Whether anything was written: a text or figure, only nil, or nothing at all.
pub(in super::super) fn answer(reading: &Reading) -> Answer {
    let has = |wanted: Answer| reading.entries.iter().any(|entry| entry.answer == wanted);
    match (has(Answer::Given), has(Answer::Nil)) {
        (true, _) => Answer::Given,
        (false, true) => Answer::Nil,
        (false, false) => Answer::Blank,
    }
}

/// The plan lies among the reports.
pub(super) fn the_plan(reading: &Reading) -> Finding {
    Finding::new(
        "G355",
        "tệp này là chính kế hoạch, không phải báo cáo của đơn vị nào; nên để ngoài thư mục báo cáo",
        "this file is the plan itself and no unit's report; better kept outside the reports folder",
    )
    .in_file(&reading.file)
}

pub(super) fn unknown(reading: &Reading, written: &str) -> Finding {
    Finding::new(
        "L156",
        "không tính tệp này: không tìm thấy đơn vị trong danh sách; kiểm tra tên đơn vị ở đầu báo cáo hoặc bổ sung vào danh sách",
        "this file does not count: its unit is not on the list; check the name in its head or add the unit to the list",
    )
    .in_file(&reading.file)
    .quoting(written)
}

pub(super) fn ambiguous(
    facts: &Facts,
    reading: &Reading,
    codes: &[String],
    written: &str,
) -> (Finding, Bilingual) {
    let names: Vec<String> = codes
        .iter()
        .take(MOST_CANDIDATES)
        .map(|code| {
            let name = facts.roster.get(code).map_or("", |unit| unit.name.as_str());
            format!("{name} ({code})")
        })
        .collect();
    let names = names.join("; ");
    let finding = Finding::new(
        "L155",
        format!(
            "không tính tệp này: tên “{written}” có thể là: {names}; ghi đúng tên có dấu hoặc đặt mã đơn vị vào tên tệp"
        ),
        format!(
            "this file does not count: “{written}” may be: {names}; write the exact name or put the unit's code into the file name"
        ),
    );
    let reason = Bilingual::new(
        format!(
            "tệp {} ghi “{written}”, chưa rõ là đơn vị nào",
            reading.file
        ),
        format!(
            "file {} says “{written}”, which fits no unit for certain",
            reading.file
        ),
    );
    (finding.in_file(&reading.file).quoting(written), reason)
}
