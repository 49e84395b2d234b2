//! Units on the pages.

use crate::city::on_both;

#[tokio::test]
async fn a_unit_is_added_with_its_leading_zeros_and_a_used_code_is_refused() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let unit = city.unit(&mut admin, "00123", "UBND phường Bến Ngự").await;
        admin
            .get("/don-vi")
            .await
            .says("00123")
            .says("UBND phường Bến Ngự");
        let top = city.app.units().await.unwrap().top().unwrap().to_owned();
        admin.get(&format!("/don-vi/{top}/them")).await;
        let again = [
            ("ma", "00123"),
            ("ten", "Xã Thanh An"),
            ("tu-ngay", "01/07/2025"),
        ];
        let page = admin.send(&format!("/don-vi/{top}/them"), &again).await;
        page.says("Còn chỗ cần sửa").says("Xã Thanh An");
        admin.get(&format!("/don-vi/{unit}")).await.says("00123");
    })
    .await;
}

#[tokio::test]
async fn a_unit_sees_itself_and_what_is_below_it_and_nothing_else() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let ours = city.unit(&mut admin, "001", "UBND phường Bến Ngự").await;
        let theirs = city.unit(&mut admin, "002", "UBND xã Thạnh An").await;
        let mut reporter = city
            .person(&mut admin, &ours, "benngu", &["reporter"])
            .await;
        reporter
            .get("/don-vi")
            .await
            .says("Bến Ngự")
            .silent("Thạnh An")
            .silent("Thêm đơn vị");
        reporter.get(&format!("/don-vi/{ours}")).await.is(200);
        reporter
            .get(&format!("/don-vi/{theirs}"))
            .await
            .is(404)
            .silent("Thạnh An");
        reporter.get(&format!("/don-vi/{ours}/them")).await.is(403);
    })
    .await;
}
