//! Accounts and roles.

use crate::city::on_both;

#[tokio::test]
async fn a_given_password_is_shown_once_and_must_be_changed() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let unit = city.unit(&mut admin, "001", "UBND phường Bến Ngự").await;
        let mut reporter = city
            .person(&mut admin, &unit, "benngu", &["reporter", "approver"])
            .await;
        reporter
            .get("/toi")
            .await
            .says("Người báo cáo")
            .says("Thủ trưởng");
        admin
            .get("/tai-khoan")
            .await
            .says("benngu")
            .silent("mat-khau-moi");
    })
    .await;
}

#[tokio::test]
async fn a_role_that_is_ended_shows_nothing_any_more() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let unit = city.unit(&mut admin, "001", "UBND phường Bến Ngự").await;
        let mut reporter = city
            .person(&mut admin, &unit, "benngu", &["reporter"])
            .await;
        reporter.get(&format!("/don-vi/{unit}")).await.is(200);
        let path = format!("/tai-khoan/don-vi/{unit}");
        let page = admin.get(&path).await;
        let role = page.between("name=\"vai-tro\" value=\"", "\"");
        admin
            .send(&format!("{path}/vai-tro"), &[("vai-tro", &role)])
            .await
            .is(200);
        reporter.get(&format!("/don-vi/{unit}")).await.is(404);
    })
    .await;
}

#[tokio::test]
async fn an_administrator_of_one_ward_gives_nothing_in_another() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let ours = city.unit(&mut admin, "001", "UBND phường Bến Ngự").await;
        let theirs = city.unit(&mut admin, "002", "UBND xã Thạnh An").await;
        let mut ward = city
            .person(&mut admin, &ours, "qt.benngu", &["administrator"])
            .await;
        ward.get(&format!("/tai-khoan/don-vi/{ours}")).await.is(200);
        let path = format!("/tai-khoan/don-vi/{theirs}");
        ward.send(
            &path,
            &[
                ("ten", "ke.la"),
                ("ho-ten", "Kẻ lạ"),
                ("vai-tro", "approver"),
            ],
        )
        .await
        .is(404);
        admin.get("/tai-khoan").await.silent("ke.la");
    })
    .await;
}
