//! Ten thousand reports: the cost, measured on demand, and that it grows with the input only.

use std::time::Instant;

use nhip_core::consolidation::consolidate;
use nhip_core::report::{Entry, Part, Reading};
use nhip_core::unit::Roster;

use super::build::{plan, unit};
use super::facts::{entry, reading, row, story, task};

/// A report of fifteen entries, partly its own and partly everybody's.
fn large(n: usize) -> Reading {
    let mut entries: Vec<Entry> = (0..9)
        .map(|k| {
            let text = format!(
                "Tổ chức {} buổi tuyên truyền lưu động tại khu phố {} với {} lượt người tham dự. Người dân đồng tình, hưởng ứng các nội dung được phổ biến.",
                n % 7 + 1, k + 1, (n * 31 + k) % 900 + 10
            );
            task(&format!("UBND.{}", k % 3 + 1), &text)
        })
        .collect();
    entries.extend((0..3).map(|k| {
        row(
            "tuyên truyền lưu động",
            "buổi",
            &(n % 20 + k + 1).to_string(),
        )
    }));
    entries.push(entry(
        Part::Difficulties,
        "Kinh phí cho công tác truyền thông còn hạn chế.",
    ));
    entries.push(entry(
        Part::Proposals,
        "Đề nghị cấp thêm 500 tờ rơi cho đơn vị.",
    ));
    entries.push(entry(
        Part::Outlook,
        "Tiếp tục duy trì các hoạt động truyền thông tại khu dân cư.",
    ));
    reading(&format!("{n:05}"), entries)
}

fn seconds(count: usize) -> f64 {
    let plan = plan();
    let units = (0..count)
        .map(|n| unit(&format!("{n:05}"), &format!("Phường Số {n}"), "UBND"))
        .collect();
    let mut story = story((0..count).map(large).collect());
    story.roster = Roster::new(units, &plan);
    let facts = story.facts();
    #[allow(clippy::disallowed_methods, reason = "a measurement asked for by hand")]
    let start = Instant::now();
    let told = consolidate(&facts);
    println!(
        "{count}: {:?}, {} figures, {} warnings",
        start.elapsed(),
        told.figures.len(),
        told.warnings.len()
    );
    start.elapsed().as_secs_f64()
}

#[test]
#[ignore = "a measurement: cargo test --release -p nhip-core --test consolidation -- --ignored --nocapture"]
fn ten_thousand_reports_in_about_two_seconds() {
    seconds(1_000);
    let all = seconds(10_000);
    println!("{all:.2} s");
}
