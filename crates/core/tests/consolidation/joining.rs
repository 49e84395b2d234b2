//! Who joins the reports and who gets the joined one, and by which day of a plan a month is due.

use chrono::NaiveDate;
use nhip_core::period::{Month, due};
use nhip_core::plan::{Duty, Frequency, Joining, Plan};

use super::build;

fn plan(duties: Vec<Duty>) -> Plan {
    Plan {
        reporting_duty: duties,
        ..build::plan()
    }
}

fn duty(who: &str, to: &str) -> Duty {
    Duty {
        who: vec![who.to_owned()],
        to: Some(to.to_owned()),
        via: None,
        ..build::duty(20)
    }
}

fn ends(duties: Vec<Duty>) -> (Option<String>, Option<String>) {
    let joining = Joining::of(&plan(duties));
    (joining.by, joining.to)
}

fn said(by: &str, to: &str) -> (Option<String>, Option<String>) {
    (Some(by.to_owned()), Some(to.to_owned()))
}

#[test]
fn who_is_to_join_and_report_further_joins() {
    let forward = Duty {
        onward: Some("Ủy ban nhân dân tỉnh".to_owned()),
        ..duty("Các đơn vị", "Sở Y tế")
    };
    assert_eq!(ends(vec![forward]), said("Sở Y tế", "Ủy ban nhân dân tỉnh"));
    let own = duty("Sở Y tế", "Ủy ban nhân dân tỉnh");
    let units = duty("Các phường", "Sở Y tế");
    assert_eq!(
        ends(vec![own, units]),
        said("Sở Y tế", "Ủy ban nhân dân tỉnh")
    );
}

#[test]
fn what_is_told_at_once_makes_nobody_join() {
    let urgent = Duty {
        frequency: Some(Frequency::AtOnce),
        ..duty("Trạm Y tế", "Trung tâm Y tế")
    };
    let monthly = duty("Trung tâm Y tế", "Sở Y tế");
    assert_eq!(
        ends(vec![urgent, monthly]),
        (None, Some("Sở Y tế".to_owned()))
    );
}

#[test]
fn reports_go_through_the_body_that_joins_them() {
    let through = Duty {
        via: Some("Trung tâm Y tế".to_owned()),
        ..duty("Các phường", "Ủy ban nhân dân")
    };
    assert_eq!(
        ends(vec![through]),
        said("Trung tâm Y tế", "Ủy ban nhân dân")
    );
}

#[test]
fn a_month_is_due_by_the_monthly_duty_or_by_one_that_falls_in_it() {
    let month = |number| Month::new(2026, number).unwrap();
    let last = |duty: Duty, number| due(&plan(vec![duty]), month(number));
    let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day);
    let printed = Duty {
        frequency: Some(Frequency::Once),
        day_of_month: None,
        before: true,
        dates: day(12, 16).into_iter().collect(),
        ..build::duty(1)
    };
    assert_eq!(last(printed.clone(), 12), day(12, 15));
    assert_eq!(last(printed, 11), None);
    let yearly = Duty {
        frequency: Some(Frequency::Yearly),
        month_of_year: Some(11),
        ..build::duty(30)
    };
    assert_eq!(last(yearly.clone(), 11), day(11, 30));
    assert_eq!(last(yearly, 12), None);
    let quarterly = Duty {
        frequency: Some(Frequency::Quarterly),
        ..build::duty(25)
    };
    assert_eq!(last(quarterly.clone(), 9), day(9, 25));
    assert_eq!(last(quarterly.clone(), 8), None);
    let both = plan(vec![quarterly, build::duty(20)]);
    assert_eq!(due(&both, month(9)), day(9, 20));
}

#[test]
fn the_office_that_issued_the_plan_is_itself_also_by_its_short_name() {
    let mut plan = plan(vec![Duty {
        onward: Some("Ủy ban nhân dân tỉnh".to_owned()),
        ..duty("Các đơn vị", "Sở Y tế")
    }]);
    plan.issuing_body.name = Some("Sở Y tế tỉnh Lạc Giang".to_owned());
    assert_eq!(Joining::of(&plan).by, None);
    plan.issuing_body.name = Some("Sở Y".to_owned());
    assert_eq!(Joining::of(&plan).by.as_deref(), Some("Sở Y tế"));
}
