//! What holds for every month: nothing counted twice or lost, order without effect, a true seal.

use std::collections::BTreeMap;

use nhip_core::consolidation::{Consolidation, Written, consolidate};
use nhip_core::report::{Entry, Part, Reading};
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::facts::{Story, entry, nil, reading, row, story, task};

const SENTENCES: [&str; 12] = [
    "Tổ chức 12 buổi tuyên truyền lưu động với 540 lượt người.",
    "Phát 1.200 tờ rơi, trong đó tỉnh cấp 400 tờ rơi.",
    "Lũy kế từ đầu năm 96 buổi tuyên truyền lưu động.",
    "Tỷ lệ hộ tham gia đạt 98,5%.",
    "Tổ chức 2-3 buổi tuyên truyền lưu động.",
    "Phát hơn 6.500 tờ rơi.",
    "Quán triệt văn bản đến toàn thể cán bộ.",
    "Quán triệt văn bản đến toàn thể cán bộ. Phát 35 tờ rơi.",
    "Đài truyền thanh phát 30 lượt tin, bài.",
    "Tăng 12% so với tháng trước.",
    "Không có ca bệnh mới.",
    "Phát 1.200 tờ rơi.",
];

fn any_entry() -> impl Strategy<Value = Entry> {
    let part = prop_oneof![
        Just(Part::Task {
            task: "UBND.1".into()
        }),
        Just(Part::Task {
            task: "UBND.2".into()
        }),
        Just(Part::Other),
        Just(Part::Difficulties),
        Just(Part::Outlook),
    ];
    prop_oneof![
        8 => (part, 0..SENTENCES.len()).prop_map(|(part, at)| entry(part, SENTENCES[at])),
        1 => (1..900_u32).prop_map(|value| row("tuyên truyền lưu động", "buổi", &value.to_string())),
        1 => Just(nil("UBND.3")),
    ]
}

pub fn any_reading() -> impl Strategy<Value = Reading> {
    let code = prop_oneof![
        Just("26001"),
        Just("26002"),
        Just("26003"),
        Just("TYT01"),
        Just("khong-co")
    ];
    (
        code,
        proptest::collection::vec(any_entry(), 0..6),
        0..4_u32,
        any::<bool>(),
    )
        .prop_map(|(code, entries, n, wrong)| {
            let mut one = reading(code, entries);
            one.file = format!("{code}-{n}.docx");
            one.version = (n > 1).then_some(n);
            one.month = one.month.map(|month| {
                if wrong && n == 3 {
                    month.previous()
                } else {
                    month
                }
            });
            one
        })
}

pub fn any_story() -> impl Strategy<Value = Story> {
    proptest::collection::vec(any_reading(), 0..10).prop_map(|mut readings| {
        // File names are unique in a folder.
        readings.sort_by(|a, b| a.file.cmp(&b.file));
        readings.dedup_by(|a, b| a.file == b.file);
        story(readings)
    })
}

/// Every figure is in exactly one total or has a reason; totals are the sums of their figures.
fn conserved(told: &Consolidation) {
    let mut used: BTreeMap<usize, usize> = BTreeMap::new();
    for total in &told.totals {
        let value = |n: &usize| told.figures[n - 1].value;
        let sum: Decimal = total.figures.iter().map(value).sum();
        assert_eq!(sum, total.value);
        assert_eq!(
            total
                .by_unit
                .iter()
                .map(|share| share.value)
                .sum::<Decimal>(),
            total.value
        );
        let mut shared: Vec<usize> = total
            .by_unit
            .iter()
            .flat_map(|share| share.figures.clone())
            .collect();
        shared.sort_unstable();
        let mut own = total.figures.clone();
        own.sort_unstable();
        assert_eq!(shared, own);
        for share in &total.by_unit {
            assert_eq!(
                share.figures.iter().map(value).sum::<Decimal>(),
                share.value
            );
            assert!(
                share
                    .figures
                    .iter()
                    .all(|n| told.figures[n - 1].unit.as_ref() == share.unit)
            );
        }
        total
            .figures
            .iter()
            .for_each(|n| *used.entry(*n).or_default() += 1);
    }
    for (at, figure) in told.figures.iter().enumerate() {
        assert_eq!(figure.n, at + 1);
        assert_eq!(
            used.get(&figure.n).copied().unwrap_or(0),
            usize::from(figure.total.is_some())
        );
        assert_ne!(figure.total.is_some(), figure.not_added.is_some());
        let unit = told
            .units
            .iter()
            .find(|unit| *unit.code == *figure.unit)
            .unwrap();
        assert!(unit.status.counted() && unit.file.as_deref() == Some(&*figure.file));
    }
}

/// Every word of a counted report stands in some paragraph that names its unit.
fn nothing_lost(told: &Consolidation, story: &Story) {
    for unit in told.units.iter().filter(|unit| unit.status.counted()) {
        let reading = story
            .readings
            .iter()
            .find(|reading| Some(&reading.file) == unit.file.as_ref())
            .unwrap();
        for entry in reading.entries.iter().filter(|entry| {
            entry.part != Part::Figures && !entry.text.starts_with("Không phát sinh")
        }) {
            let result = told
                .tasks
                .iter()
                .find(|task| task.part == entry.part)
                .unwrap();
            let own = result
                .paragraphs
                .iter()
                .filter(|p| p.sources.iter().any(|source| *source.unit == *unit.code));
            let texts: String = own.map(|p| p.text.clone() + " ").collect();
            for sentence in entry.text.split_inclusive('.') {
                assert!(texts.contains(sentence.trim()), "{sentence} not in {texts}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn figures_are_counted_once_and_texts_are_never_lost(story in any_story()) {
        let told = story.told();
        conserved(&told);
        nothing_lost(&told, &story);
    }

    #[test]
    fn a_month_written_is_the_month_as_consolidated(story in any_story()) {
        let told = story.told();
        let written = Written::of(&story.facts()).unwrap();
        prop_assert_eq!(&written.result, &told);
        prop_assert_eq!(written.into_json(), serde_json::to_string(&told).unwrap());
    }

    #[test]
    fn the_order_of_files_changes_nothing(story in any_story(), seed in any::<u64>()) {
        let told = story.told();
        let mut facts = story.facts();
        let turn = (seed as usize) % facts.readings.len().max(1);
        facts.readings.rotate_left(turn);
        facts.readings.reverse();
        prop_assert_eq!(&consolidate(&facts), &told);
        prop_assert_eq!(story.told().fingerprint, told.fingerprint);
    }

    #[test]
    fn another_result_has_another_fingerprint(value in 2..900_u32) {
        let of = |value: u32| story(vec![reading("26001", vec![row("tuyên truyền lưu động", "buổi", &value.to_string())])]).told().fingerprint;
        prop_assert_ne!(of(1), of(value));
        prop_assert_eq!(of(value).len(), 64);
    }
}

#[test]
fn the_fingerprint_covers_the_month_and_the_inputs() {
    let base = story(vec![reading("26001", vec![task("UBND.1", "Phát tờ rơi.")])]);
    let mut other = base.facts();
    other.readings[0].sha256 = "0".repeat(64);
    assert_ne!(consolidate(&other).fingerprint, base.told().fingerprint);
    let mut later = base.facts();
    later.month = later.month.next();
    later.readings[0].month = Some(later.month);
    assert_ne!(consolidate(&later).fingerprint, base.told().fingerprint);
}

#[test]
fn the_result_survives_json() {
    let told = story(vec![reading(
        "26001",
        SENTENCES.iter().map(|text| task("UBND.1", text)).collect(),
    )])
    .told();
    let json = serde_json::to_string(&told).unwrap();
    let back: Consolidation = serde_json::from_str(&json).unwrap();
    assert_eq!(serde_json::to_string(&back).unwrap(), json);
}
