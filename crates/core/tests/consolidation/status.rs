//! Which file counts, who is late, missing or left out.

use nhip_core::consolidation::{Failure, Status, consolidate};
use nhip_core::finding::Finding;
use nhip_core::period::Month;
use nhip_core::report::{Answer, Entry, PlanMatch, Reading, UnitMatch};

use super::build::duty;
use super::facts::{nil, reading, silent, story, task, unit, warning};

const TEXT: &str = "Tổ chức 12 buổi tuyên truyền lưu động.";

fn usual(code: &str) -> Reading {
    reading(code, vec![task("UBND.1", TEXT)])
}

#[test]
fn a_report_on_the_due_day_is_on_time_and_one_after_it_is_late_by_days() {
    let told = story(vec![usual("26001"), usual("26002")])
        .received("26001.docx", 23)
        .received("26002.docx", 27)
        .told();
    assert_eq!(unit(&told, "26001").status, Status::OnTime);
    let late = unit(&told, "26002");
    assert_eq!((late.status, late.days_late), (Status::Late, Some(4)));
    assert_eq!(warning(&told, "C264").unit.as_deref(), Some("26002"));
    assert!(late.status.counted());
}

#[test]
fn the_day_before_is_the_last_where_the_plan_says_before() {
    let mut story = story(vec![usual("26001")]).received("26001.docx", 23);
    story.plan.reporting_duty[0].before = true;
    assert_eq!(unit(&story.told(), "26001").days_late, Some(1));
}

#[test]
fn a_due_day_in_the_next_month_is_in_the_next_month() {
    let mut story = story(vec![usual("26001")]).received("26001.docx", 27);
    story.plan.reporting_duty[0] = nhip_core::plan::Duty {
        next_month: true,
        ..duty(5)
    };
    assert_eq!(unit(&story.told(), "26001").status, Status::OnTime);
}

#[test]
fn nothing_from_a_unit_is_missing_and_nothing_in_its_report_is_excluded() {
    let blank = Entry {
        answer: Answer::Blank,
        text: String::new(),
        quantities: vec![],
        ..nil("UBND.1")
    };
    let told = story(vec![reading("26001", vec![blank])]).told();
    let empty = unit(&told, "26001");
    assert_eq!(empty.status, Status::Excluded);
    assert!(empty.reason.as_ref().unwrap().vi.contains("trống"));
    assert_eq!(unit(&told, "26002").status, Status::Missing);
    warning(&told, "L158");
    warning(&told, "C265");
}

#[test]
fn a_report_of_nil_only_counts() {
    let told = story(vec![reading("26001", vec![nil("UBND.1"), nil("UBND.2")])]).told();
    assert_eq!(unit(&told, "26001").status, Status::OnTime);
    assert_eq!(told.tasks[0].nil, ["26001"]);
}

#[test]
fn a_report_for_another_month_is_left_out_and_named() {
    let other = Reading {
        month: Month::new(2026, 10),
        ..usual("26001")
    };
    let told = story(vec![other]).told();
    assert_eq!(unit(&told, "26001").status, Status::Excluded);
    assert_eq!(warning(&told, "L154").file.as_deref(), Some("26001.docx"));
    assert!(told.figures.is_empty() && told.totals.is_empty());
}

#[test]
fn a_report_without_a_month_counts_with_a_warning() {
    let told = story(vec![Reading {
        month: None,
        ..usual("26001")
    }])
    .told();
    assert!(unit(&told, "26001").status.counted());
    warning(&told, "C272");
}

#[test]
fn a_form_of_another_plan_is_left_out() {
    let told = story(vec![Reading {
        plan: PlanMatch::Other,
        ..usual("26001")
    }])
    .told();
    assert_eq!(unit(&told, "26001").status, Status::Excluded);
    warning(&told, "L157");
}

#[test]
fn a_name_that_fits_two_units_is_asked_about_for_both() {
    let several = UnitMatch::Several {
        codes: vec!["26003".into(), "26004".into()],
        written: "Xa Thanh An".into(),
    };
    let told = story(vec![Reading {
        unit: several,
        ..usual("x")
    }])
    .told();
    for code in ["26003", "26004"] {
        assert_eq!(unit(&told, code).status, Status::Excluded);
    }
    let finding = warning(&told, "L155");
    assert_eq!(finding.quote.as_deref(), Some("Xa Thanh An"));
    assert!(finding.text.vi.contains("Xã Thanh An") && finding.text.vi.contains("Xã Thạnh An"));
    assert!(told.figures.is_empty());
}

#[test]
fn a_unit_nobody_knows_is_named_with_what_it_wrote() {
    let nobody = UnitMatch::Nobody {
        written: Some("Phòng Kinh tế".into()),
    };
    let told = story(vec![Reading {
        unit: nobody,
        ..usual("x")
    }])
    .told();
    assert_eq!(
        warning(&told, "L156").quote.as_deref(),
        Some("Phòng Kinh tế")
    );
}

#[test]
fn of_two_files_the_higher_version_counts_whatever_the_dates() {
    let first = Reading {
        file: "a.docx".into(),
        version: Some(2),
        ..usual("26001")
    };
    let second = Reading {
        file: "b.docx".into(),
        ..usual("26001")
    };
    let told = story(vec![first, second])
        .received("a.docx", 10)
        .received("b.docx", 20)
        .told();
    let status = unit(&told, "26001");
    assert_eq!(status.file.as_deref(), Some("a.docx"));
    assert_eq!(status.superseded, ["b.docx"]);
    assert_eq!(warning(&told, "C269").file.as_deref(), Some("b.docx"));
    assert_eq!(told.figures.len(), 1);
}

#[test]
fn of_two_files_without_versions_the_later_received_counts_then_the_later_name() {
    let file = |name: &str| Reading {
        file: name.into(),
        ..usual("26001")
    };
    let told = story(vec![file("a.docx"), file("b.docx")])
        .received("a.docx", 20)
        .received("b.docx", 10)
        .told();
    assert_eq!(unit(&told, "26001").file.as_deref(), Some("a.docx"));
    let told = story(vec![file("b.docx"), file("a.docx")]).told();
    assert_eq!(unit(&told, "26001").file.as_deref(), Some("b.docx"));
}

#[test]
fn an_empty_later_file_does_not_replace_a_written_one() {
    let empty = Reading {
        file: "z.docx".into(),
        version: Some(2),
        entries: vec![],
        ..usual("26001")
    };
    let told = story(vec![usual("26001"), empty]).told();
    assert_eq!(unit(&told, "26001").file.as_deref(), Some("26001.docx"));
    warning(&told, "L158");
}

#[test]
fn a_file_that_cannot_be_read_excludes_the_unit_its_name_tells() {
    let story = story(vec![]);
    let mut facts = story.facts();
    facts.failures.push(Failure {
        file: "26002_bao-cao.docx".into(),
        sha256: String::new(),
        finding: Box::new(Finding::new("L101", "tệp hỏng", "the file is damaged")),
    });
    let told = consolidate(&facts);
    let status = unit(&told, "26002");
    assert_eq!(status.status, Status::Excluded);
    assert!(status.reason.as_ref().unwrap().vi.contains("tệp hỏng"));
    let finding = warning(&told, "L101");
    assert_eq!(finding.unit.as_deref(), Some("26002"));
    assert!(told.inputs.iter().any(|input| input.role == "unreadable"));
}

#[test]
fn an_unknown_day_of_receipt_is_said_once() {
    let told = story(vec![usual("26001"), usual("26002")]).told();
    assert!(warning(&told, "G352").text.vi.contains('2'));
    assert!(silent(&told, "C264"));
}

#[test]
fn what_readers_and_lists_noticed_is_passed_on() {
    let mut one = usual("26001");
    one.findings.push(Finding::new(
        "G310",
        "đã chuyển mã TCVN3",
        "converted from TCVN3",
    ));
    let story = story(vec![one]);
    let mut facts = story.facts();
    facts
        .findings
        .push(Finding::new("L153", "mã trùng", "code used twice"));
    let told = consolidate(&facts);
    warning(&told, "G310");
    warning(&told, "L153");
}

#[test]
fn the_same_file_from_two_units_is_told() {
    let copy = Reading {
        sha256: usual("26001").sha256,
        ..usual("26002")
    };
    let told = story(vec![usual("26001"), copy]).told();
    assert_eq!(warning(&told, "C274").unit.as_deref(), Some("26002"));
}

#[test]
fn a_unit_left_out_is_excluded_with_its_reason_whatever_it_sent() {
    let story = story(vec![usual("26001"), usual("26002")]);
    let mut facts = story.facts();
    let reason = nhip_core::lang::Bilingual::new("đang sắp xếp lại", "being merged");
    facts.excluded.insert("26001".into(), reason.clone());
    let told = consolidate(&facts);
    let left = unit(&told, "26001");
    assert_eq!(
        (left.status, &left.reason),
        (Status::Excluded, &Some(reason))
    );
    assert!(told.figures.iter().all(|figure| &*figure.unit == "26002"));
    assert!(
        !told
            .warnings
            .iter()
            .any(|one| { one.code == "C265" && one.unit.as_deref() == Some("26001") })
    );
}

#[test]
fn more_time_for_one_unit_makes_its_report_on_time_and_no_other() {
    let story = story(vec![usual("26001"), usual("26002")])
        .received("26001.docx", 27)
        .received("26002.docx", 27);
    let mut facts = story.facts();
    let until = "2026-11-27T17:00:00".parse().unwrap();
    facts.due.insert("26001".into(), until);
    let told = consolidate(&facts);
    assert_eq!(unit(&told, "26001").status, Status::OnTime);
    assert_eq!(unit(&told, "26002").days_late, Some(4));
}

#[test]
fn a_report_that_came_after_the_due_hour_is_late_by_no_day_and_one_minute_earlier_on_time() {
    let story = story(vec![usual("26001"), usual("26002")]);
    let mut facts = story.facts();
    for (code, minute) in [("26001", "17:00:00"), ("26002", "17:01:00")] {
        let came = format!("2026-11-23T{minute}").parse().unwrap();
        facts.received.insert(format!("{code}.docx"), came);
        let due = "2026-11-23T17:00:00".parse().unwrap();
        facts.due.insert(code.into(), due);
    }
    let told = consolidate(&facts);
    assert_eq!(unit(&told, "26001").status, Status::OnTime);
    let late = unit(&told, "26002");
    assert_eq!((late.status, late.days_late), (Status::Late, Some(0)));
    assert!(
        warning(&told, "C264")
            .text
            .en
            .contains("after the due hour")
    );
}

#[test]
fn the_plan_among_the_reports_is_nobodys_report() {
    let plan = Reading {
        plan: PlanMatch::Itself,
        month: Month::new(2026, 1),
        ..usual("26001")
    };
    let told = story(vec![plan]).told();
    assert_eq!(unit(&told, "26001").status, Status::Missing);
    warning(&told, "G355");
    assert!(silent(&told, "L154"));
    assert!(
        told.inputs
            .iter()
            .any(|one| one.file == "26001.docx" && one.role == "plan")
    );
}

#[test]
fn of_files_alike_no_copy_counts() {
    let named = |file: &str| Reading {
        file: file.into(),
        ..usual("26001")
    };
    let told = story(vec![
        named("9 - bản sao.txt"),
        named("2.txt"),
        named("9 copy.txt"),
    ])
    .told();
    assert_eq!(unit(&told, "26001").file.as_deref(), Some("2.txt"));
}
