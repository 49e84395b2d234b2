//! More time for a unit, and due dates in a person's own calendar.

use crate::city::on_both;
use crate::planned::planned;

#[tokio::test]
async fn more_time_is_given_with_a_reason_and_moves_the_due_date_everywhere() {
    on_both(|city| async move {
        let mut planned = planned(&city).await;
        let plan = planned.plan.clone();
        let form = format!("/don-vi/{}/gia-han", planned.ward);
        let asked = format!("{form}?ke-hoach={plan}&ky=2026-11");
        planned.admin.get(&asked).await.is(200).says("23/11/2026");
        let more = |day: &'static str, reason: &'static str| {
            [
                ("ke-hoach", plan.clone()),
                ("ky", "2026-11".to_owned()),
                ("ngay", day.to_owned()),
                ("gio", "17:00".to_owned()),
                ("ly-do", reason.to_owned()),
            ]
        };
        for (fields, problem) in [
            (more("27/11/2026", ""), "Hãy điền lý do"),
            (more("20/11/2026", "Mất điện"), "không muộn hơn"),
            (more("hôm nào", "Mất điện"), "Hãy viết ngày"),
        ] {
            let fields = fields
                .each_ref()
                .map(|(name, value)| (*name, value.as_str()));
            planned.admin.send(&form, &fields).await.says(problem);
        }
        let fields = more("27/11/2026", "Mất điện");
        let fields = fields
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        let page = planned.admin.send(&form, &fields).await.is(200);
        page.says("17:00 27/11/2026").says("Mất điện");
        let unit = format!("/don-vi/{}", planned.ward);
        planned.admin.get(&unit).await.says("27/11/2026");
        let other = format!("/don-vi/{}", planned.other);
        planned.admin.get(&other).await.silent("27/11/2026");
        let mut reporter = city
            .person(&mut planned.admin, &planned.ward, "benngu", &["reporter"])
            .await;
        reporter.get("/bao-cao").await.says("27/11/2026");
        reporter.get(&asked).await.is(403);
    })
    .await;
}

#[tokio::test]
async fn due_dates_come_as_a_calendar_that_keeps_its_entries() {
    on_both(|city| async move {
        let mut planned = planned(&city).await;
        let path = format!("/don-vi/{}/lich.ics", planned.ward);
        let feed = planned
            .admin
            .get(&path)
            .await
            .is(200)
            .says("BEGIN:VCALENDAR");
        assert_eq!(feed.html.matches("BEGIN:VEVENT").count(), 12);
        assert!(feed.html.contains("20261123"), "{}", feed.html);
        assert_eq!(planned.admin.get(&path).await.html, feed.html);
    })
    .await;
}
