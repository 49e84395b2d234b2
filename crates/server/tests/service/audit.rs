//! The audit on its page.

use crate::city::on_both;

#[tokio::test]
async fn a_unit_reads_what_was_done_with_it_and_not_with_others() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let ours = city.unit(&mut admin, "001", "UBND phường Bến Ngự").await;
        let theirs = city.unit(&mut admin, "002", "UBND xã Thạnh An").await;
        let mut reader = city.person(&mut admin, &ours, "benngu", &["reader"]).await;
        let page = reader.get(&format!("/don-vi/{ours}/nhat-ky")).await.is(200);
        page.says("thêm đơn vị")
            .says("giao vai trò")
            .says("Quản trị Lạc Giang")
            .silent("Thạnh An");
        reader
            .get(&format!("/don-vi/{theirs}/nhat-ky"))
            .await
            .is(404);
    })
    .await;
}

#[tokio::test]
async fn passwords_and_secrets_never_stand_in_the_audit() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let unit = city.unit(&mut admin, "001", "UBND phường Bến Ngự").await;
        city.person(&mut admin, &unit, "benngu", &["reporter"])
            .await;
        let events = nhip_store::audit::newest(city.app.db(), i64::MAX, 100)
            .await
            .unwrap();
        assert!(events.len() > 5);
        for kept in events {
            let text = serde_json::to_string(&kept.event).unwrap();
            assert!(
                !text.contains("argon2") && !text.contains(crate::city::PASSWORD),
                "{text}"
            );
        }
    })
    .await;
}

/// Rows that no event tells of, apart from tables the test itself has written to.
async fn untold(city: &crate::city::City, own: &[&str]) -> Vec<nhip_store::seal::Difference> {
    let found = nhip_store::seal::examine(city.app.db(), None);
    let found = found.await.unwrap();
    assert!(found.chain.is_ok());
    let mut differences = found.differences;
    differences.retain(|one| !own.contains(&one.table.as_str()));
    differences
}

#[tokio::test]
async fn what_is_done_on_pages_is_told_of_row_by_row() {
    on_both(|city| async move {
        let planned = crate::planned::planned(&city).await;
        let mut admin = planned.admin;
        let mut reporter = city
            .person(
                &mut admin,
                &planned.ward,
                "benngu",
                &["reporter", "approver"],
            )
            .await;
        let report = crate::planned::opened(&mut reporter, &planned.ward, &planned.plan).await;
        assert!(!report.is_empty());
        admin.send("/dang-xuat", &[]).await;
        // The fixture brings its plan in behind the program's back, and that is told too.
        let own = ["document", "plan", "plan_owner"];
        assert_eq!(untold(&city, &own).await, []);
        assert!(!untold(&city, &[]).await.is_empty());
        let sql = "UPDATE report SET opened_at = opened_at + 1";
        city.app.db().run(sql, Vec::new()).await.unwrap();
        let told = untold(&city, &own).await;
        let told: Vec<_> = told
            .iter()
            .map(|one| (one.table.as_str(), &one.key))
            .collect();
        assert_eq!(told, [("report", &report)]);
    })
    .await;
}
