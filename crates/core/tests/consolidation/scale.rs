//! Ten thousand reports: the cost, measured on demand, and that it grows with the input only.

use nhip_core::consolidation::{Facts, consolidate};
use nhip_core::report::{Entry, Part, Reading};
use nhip_core::unit::Roster;
use nhip_viet::quantity::Quantity;

use super::build::{month, plan, unit};
use super::facts::{entry, nil, reading, row, story, task};

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

/// Nanoseconds this thread has computed: a loaded machine does not disturb the measurement.
fn computed() -> u64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    stat.split(' ')
        .next()
        .and_then(|first| first.parse().ok())
        .unwrap_or(0)
}

/// Kilobytes this program holds now.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmRSS"))
        .unwrap_or_default();
    line.split_whitespace()
        .nth(1)
        .and_then(|kb| kb.parse().ok())
        .unwrap_or(0)
}

fn measure(count: usize) -> f64 {
    let plan = plan();
    let name = |n: usize| unit(&format!("{n:05}"), &format!("Phường Số {n}"), "UBND");
    let roster = Roster::new((0..count).map(name).collect(), &plan);
    let facts = Facts {
        readings: (0..count).map(large).collect(),
        ..Facts::new(&plan, &roster, month())
    };
    let (start, before) = (computed(), resident());
    let told = consolidate(&facts);
    let seconds = (computed() - start) as f64 / 1e9;
    println!(
        "{count} reports: {seconds:.2} s, {} figures, {} warnings; {} MB of facts, {} MB with the result",
        told.figures.len(),
        told.warnings.len(),
        before / 1024,
        resident() / 1024,
    );
    seconds
}

#[test]
#[ignore = "a measurement: cargo test --release -p nhip-core --test consolidation -- --ignored --nocapture"]
fn cost_grows_with_the_input_only() {
    let (small, large) = (measure(1_000), measure(10_000));
    assert!(large < small * 25.0, "{small} s, then {large} s");
}

#[test]
fn one_hostile_report_costs_no_more_than_its_length() {
    let again = "Phát 12 tờ rơi. ".repeat(5_000);
    let mut parts = entry(Part::Other, "Phát 9 tờ rơi.");
    let whole = parts.quantities[0].clone();
    parts.quantities.extend((0..50_000).map(|_| Quantity {
        part_of: Some(0),
        ..whole.clone()
    }));
    let mut entries = vec![task("UBND.1", &again), parts];
    entries.extend((0..5_000).map(|n| task("UBND.3", &format!("Kiểm tra {n} hộ."))));
    entries.extend((0..50_000).map(|_| nil("UBND.1")));
    let story = story(vec![reading("26001", entries)]);
    let start = computed();
    let told = story.told();
    assert!(!told.totals.is_empty());
    let seconds = (computed() - start) as f64 / 1e9;
    assert!(seconds < 20.0, "{seconds} s in a debug build");
}
