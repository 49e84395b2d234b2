//! A draft becomes a reading the consolidation takes unchanged.

use nhip_core::report::{Answer, Part, PlanMatch};

use super::build::plan;
use super::month::{codes, consolidated, reading, total, typed, ward};

#[test]
fn typed_reports_are_added_up_and_their_figures_lead_back_to_the_box() {
    let one = typed(
        "26001",
        &[
            (
                "nhiem-vu.UBND.1.noi-dung",
                "- Tổ chức 12 buổi tuyên truyền lưu động.\n- Họp dân tại tổ 3.",
            ),
            ("so-lieu.1.ten", "Tờ rơi"),
            ("so-lieu.1.don-vi-tinh", "tờ"),
            ("so-lieu.1.gia-tri", "1.200"),
            ("so-lieu.1.luy-ke", "9.600"),
        ],
    );
    let two = typed(
        "26002",
        &[
            (
                "nhiem-vu.UBND.1.noi-dung",
                "Tổ chức 8 buổi tuyên truyền lưu động.",
            ),
            ("so-lieu.1.ten", "Tờ rơi"),
            ("so-lieu.1.don-vi-tinh", "tờ"),
            ("so-lieu.1.gia-tri", "300"),
        ],
    );
    let told = consolidated(&[one, two]);
    assert_eq!(total(&told, "lưu động"), "20");
    assert_eq!(total(&told, "tờ rơi"), "1500");
    let task = &told.tasks[0];
    assert_eq!(task.label, "1.1");
    let texts: Vec<&str> = task.paragraphs.iter().map(|p| p.text.as_str()).collect();
    assert!(texts.contains(&"Họp dân tại tổ 3."), "{texts:?}");
    let figure = told
        .figures
        .iter()
        .find(|figure| figure.value == 12.into())
        .unwrap();
    assert_eq!(
        figure.place.cell.as_deref(),
        Some("ô “Kết quả nhiệm vụ 1.1”")
    );
    let row = told
        .figures
        .iter()
        .find(|figure| figure.value == 1200.into())
        .unwrap();
    assert_eq!(row.place.cell.as_deref(), Some("ô “Số liệu, dòng 1”"));
    assert_eq!(row.sentence.as_ref(), "1 | Tờ rơi | tờ | 1.200 | 9.600");
}

#[test]
fn nil_and_blank_stay_two_answers() {
    let told = consolidated(&[typed(
        "26001",
        &[
            ("nhiem-vu.UBND.1.khong-phat-sinh", "x"),
            ("nhiem-vu.UBND.2.noi-dung", "Không phát sinh."),
            ("kho-khan", "Không"),
        ],
    )]);
    let listed = |at: usize| (told.tasks[at].nil.clone(), told.tasks[at].blank.clone());
    assert_eq!(listed(0), (vec!["26001".to_owned()], vec![]));
    assert_eq!(listed(1), (vec!["26001".to_owned()], vec![]));
    assert_eq!(listed(2), (vec![], vec!["26001".to_owned()]));
    let difficulties = told
        .tasks
        .iter()
        .find(|task| task.part == Part::Difficulties);
    assert_eq!(difficulties.unwrap().nil, ["26001"]);
}

#[test]
fn two_units_with_nothing_to_report_did_not_send_one_file() {
    let nil = |code| {
        typed(
            code,
            &[
                ("nhiem-vu.UBND.1.khong-phat-sinh", "x"),
                ("nhiem-vu.UBND.2.khong-phat-sinh", "x"),
                ("nhiem-vu.UBND.3.khong-phat-sinh", "x"),
            ],
        )
    };
    let told = consolidated(&[nil("26001"), nil("26002")]);
    assert!(
        !codes(&told.warnings).contains(&"C274"),
        "{:#?}",
        told.warnings
    );
    assert_eq!(told.tasks[0].nil, ["26001", "26002"]);
}

#[test]
fn a_later_version_counts_and_the_earlier_is_superseded() {
    let first = typed("26001", &[("nhiem-vu.UBND.1.noi-dung", "Phát 300 tờ rơi.")]);
    let mut second = typed("26001", &[("nhiem-vu.UBND.1.noi-dung", "Phát 350 tờ rơi.")]);
    second.version = 2;
    let told = consolidated(&[second.clone(), first.clone()]);
    assert_eq!(total(&told, "tờ rơi"), "350");
    let unit = told.units.iter().find(|unit| unit.code == "26001").unwrap();
    assert_eq!(unit.file.as_deref(), Some(second.file().as_str()));
    assert_eq!(unit.superseded, [first.file()]);
}

#[test]
fn a_text_on_a_task_that_is_gone_stands_under_other_matters() {
    let mut draft = typed("26001", &[("noi-dung-khac", "Họp giao ban.")]);
    draft.answers[0].task = "UBND.77".into();
    draft.answers[0].text = "Phát 40 áp phích.".into();
    let told = consolidated(&[draft]);
    let other = told
        .tasks
        .iter()
        .find(|task| task.part == Part::Other)
        .unwrap();
    let texts: Vec<&str> = other.paragraphs.iter().map(|p| p.text.as_str()).collect();
    assert_eq!(texts, ["Phát 40 áp phích.", "Họp giao ban."]);
}

#[test]
fn a_tick_beside_a_text_gives_both_as_a_word_form_does() {
    let reading = reading(&typed(
        "26001",
        &[
            ("nhiem-vu.UBND.1.noi-dung", "Họp dân tại tổ 3."),
            ("nhiem-vu.UBND.1.khong-phat-sinh", "x"),
        ],
    ));
    let answers: Vec<Answer> = reading
        .entries
        .iter()
        .filter(|entry| {
            entry.part
                == Part::Task {
                    task: "UBND.1".into(),
                }
        })
        .map(|entry| entry.answer)
        .collect();
    assert_eq!(answers, [Answer::Given, Answer::Nil]);
}

#[test]
fn a_bar_typed_in_a_cell_does_not_move_the_figures_behind_it() {
    let reading = reading(&typed(
        "26001",
        &[
            ("so-lieu.1.ten", "Tờ rơi | 999"),
            ("so-lieu.1.don-vi-tinh", "tờ"),
            ("so-lieu.1.gia-tri", "5"),
        ],
    ));
    let row = reading
        .entries
        .iter()
        .find(|entry| entry.part == Part::Figures)
        .unwrap();
    assert_eq!(row.text, "1 | Tờ rơi / 999 | tờ | 5");
    assert_eq!(row.quantities.len(), 1);
}

#[test]
fn a_draft_begun_under_another_plan_is_one_of_another_plan() {
    let mut draft = typed("26001", &[("noi-dung-khac", "Họp giao ban.")]);
    assert_eq!(reading(&draft).plan, PlanMatch::Same);
    draft.plan = "99/KH-UBND".into();
    assert_eq!(
        draft.to_reading(&plan(), &ward("26001")).plan,
        PlanMatch::Other
    );
}
