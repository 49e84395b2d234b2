//! From written reports to the joined one: reading and consolidation together.

use nhip_core::consolidation::{Consolidation, Facts, Status, consolidate};
use nhip_reading::report::Reader;

use super::build::{month, plan, report, roster};

fn status(told: &Consolidation, code: &str) -> Status {
    let unit = told.units.iter().find(|unit| unit.code == code);
    unit.unwrap().status
}

/// The total of the first figure whose indicator has these words.
fn total(told: &Consolidation, words: &str) -> String {
    let total = told.totals.iter().find(|total| total.name.contains(words));
    total.unwrap().value.to_string()
}

#[test]
fn three_written_reports_become_one() {
    let (plan, title) = (
        plan(),
        "Kết quả truyền thông phòng, chống sốt xuất huyết tháng 11 năm 2026",
    );
    let roster = roster(&plan);
    let reader = Reader::new(&plan, &roster);
    let texts = [
        (
            "UBND PHƯỜNG BẾN NGỰ",
            "I. KẾT QUẢ\n- Tổ chức 12 buổi tuyên truyền lưu động tại khu dân cư; phát 1.200 tờ rơi đến hộ gia đình.\n",
        ),
        (
            "UBND XÃ THANH AN",
            "I. KẾT QUẢ\n- Tổ chức 3 buổi tuyên truyền lưu động tại khu dân cư.\nII. KHÓ KHĂN\nKhông\n",
        ),
        (
            "UBND XÃ THẠNH AN",
            "I. KẾT QUẢ\n- Tổ chức 4 buổi tuyên truyền lưu động tại khu dân cư.\n",
        ),
    ];
    let read = |(n, (body, text)): (usize, &(&str, &str))| {
        reader.read(&report(body, title, text), &format!("{n}.txt"))
    };
    let told = consolidate(&Facts {
        readings: texts.iter().enumerate().map(read).collect(),
        ..Facts::new(&plan, &roster, month())
    });
    assert_eq!(total(&told, "tuyên truyền lưu động"), "19");
    assert_eq!(total(&told, "tờ rơi"), "1200");
    for code in ["26001", "26003", "26004"] {
        assert_eq!(status(&told, code), Status::OnTime, "{code}");
    }
    assert_eq!(status(&told, "26002"), Status::Missing);
    assert_eq!(told.tasks[0].paragraphs.len(), 3);
}
