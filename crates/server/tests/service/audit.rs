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
