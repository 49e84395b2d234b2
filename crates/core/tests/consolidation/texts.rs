//! What several units wrote is shown once with all of them; every text is verbatim.

use nhip_core::consolidation::{Consolidation, Paragraph};
use nhip_core::report::Part;

use super::facts::{entry, nil, reading, story, task};

fn shown(told: &Consolidation) -> Vec<(&str, Vec<&str>)> {
    let first = &told.tasks[0];
    first
        .paragraphs
        .iter()
        .map(|p| (p.text.as_str(), units(p)))
        .collect()
}

fn units(paragraph: &Paragraph) -> Vec<&str> {
    paragraph
        .sources
        .iter()
        .map(|source| &*source.unit)
        .collect()
}

#[test]
fn the_same_paragraph_is_shown_once_with_everyone_who_wrote_it() {
    let told = story(vec![
        reading(
            "26002",
            vec![task(
                "UBND.1",
                "Đã niêm yết nội dung tại  nhà văn hoá tổ dân phố.",
            )],
        ),
        reading(
            "26001",
            vec![task(
                "UBND.1",
                "- Đã niêm yết nội dung tại nhà văn hóa tổ dân phố",
            )],
        ),
    ])
    .told();
    assert_eq!(
        shown(&told),
        [(
            "- Đã niêm yết nội dung tại nhà văn hóa tổ dân phố",
            vec!["26001", "26002"]
        )]
    );
}

#[test]
fn a_shared_sentence_inside_two_paragraphs_is_shown_once_and_the_rest_stays() {
    let told = story(vec![
        reading(
            "26001",
            vec![task(
                "UBND.1",
                "Quán triệt văn bản đến toàn thể cán bộ. Riêng tổ 4 phát loa hằng ngày.",
            )],
        ),
        reading(
            "26002",
            vec![task(
                "UBND.1",
                "Quán triệt văn bản đến toàn thể cán bộ. Chợ Cầu Đá có điểm tư vấn riêng.",
            )],
        ),
    ])
    .told();
    assert_eq!(
        shown(&told),
        [
            (
                "Quán triệt văn bản đến toàn thể cán bộ.",
                vec!["26001", "26002"]
            ),
            ("Riêng tổ 4 phát loa hằng ngày.", vec!["26001"]),
            ("Chợ Cầu Đá có điểm tư vấn riêng.", vec!["26002"]),
        ]
    );
}

const LONG: &str = "Chỉ đạo các ban ngành, đoàn thể phối hợp chặt chẽ với trạm y tế trong việc thông tin đến người dân về các dấu hiệu của bệnh, cách phòng bệnh tại gia đình và nơi công cộng, vận động mọi người cùng tham gia dọn dẹp vệ sinh quanh nhà vào cuối tuần";

#[test]
fn nearly_the_same_is_the_same_unless_a_number_or_a_name_differs() {
    let nearly = LONG.replace("cuối tuần", "cuối mỗi tuần");
    let texts = |one: String, other: String| {
        let told = story(vec![
            reading("26001", vec![task("UBND.1", &one)]),
            reading("26002", vec![task("UBND.1", &other)]),
        ])
        .told();
        shown(&told).len()
    };
    assert_eq!(texts(LONG.into(), nearly), 1);
    assert_eq!(
        texts(format!("{LONG} với 12 buổi"), format!("{LONG} với 13 buổi")),
        2
    );
    assert_eq!(
        texts(
            format!("{LONG} với mười hai buổi"),
            format!("{LONG} với mười ba buổi")
        ),
        2
    );
    assert_eq!(
        texts(
            format!("{LONG} ở xã Thanh An"),
            format!("{LONG} ở xã Thạnh An")
        ),
        2
    );
}

#[test]
fn a_paragraph_repeated_by_one_unit_has_it_as_source_once() {
    let twice = vec![task("UBND.1", LONG), task("UBND.1", LONG)];
    let told = story(vec![reading("26001", twice)]).told();
    assert_eq!(shown(&told), [(LONG, vec!["26001"])]);
}

#[test]
fn tasks_stand_in_the_plan_s_order_and_the_parts_after_them() {
    let told = story(vec![reading(
        "26001",
        vec![
            entry(Part::Difficulties, "Thiếu loa."),
            entry(Part::Other, "Việc khác."),
            task("UBND.2", "Ra quân."),
        ],
    )])
    .told();
    let labels: Vec<_> = told.tasks.iter().map(|task| task.label.as_str()).collect();
    assert_eq!(
        labels,
        [
            "1.1", "1.2", "1.3", "2.1", "2.2", "3.1", "4.1", "", "", "", ""
        ]
    );
    let parts: Vec<_> = told.tasks.iter().skip(7).map(|task| &task.part).collect();
    assert_eq!(
        parts,
        [
            &Part::Other,
            &Part::Difficulties,
            &Part::Proposals,
            &Part::Outlook
        ]
    );
    assert_eq!(told.tasks[7].paragraphs[0].text, "Việc khác.");
}

#[test]
fn who_owes_a_task_and_says_nothing_of_it_left_it_blank() {
    let told = story(vec![
        reading("26001", vec![task("UBND.1", "Phát tờ rơi."), nil("UBND.2")]),
        reading("TYT01", vec![task("TYT.1", "Tư vấn.")]),
    ])
    .told();
    assert_eq!(told.tasks[1].nil, ["26001"]);
    assert_eq!(told.tasks[2].blank, ["26001"]);
    assert!(told.tasks[3].blank.is_empty());
    assert_eq!(told.tasks[4].blank, ["TYT01"]);
}
