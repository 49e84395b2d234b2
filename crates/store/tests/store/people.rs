//! Accounts, roles and sessions.

use nhip_store::StoreError;
use nhip_store::account::{self, Account, HeldRole};
use nhip_store::db::Db;
use nhip_store::session::{self, NewSession};

use crate::both::{NOW, on_both};

fn person(id: &str, login: &str) -> Account {
    Account {
        id: id.into(),
        login: login.into(),
        name: "Cán bộ Bến Ngự".into(),
        email: String::new(),
        telephone: String::new(),
        password: Some("$argon2id$…".into()),
        lang: "vi".into(),
        must_change: false,
        password_handed_out_at: None,
        created_at: NOW.0,
        disabled_at: None,
    }
}

async fn with_one(db: &Db) {
    let mut tx = db.begin().await.unwrap();
    account::add(&mut tx, &person("a1", "benngu"))
        .await
        .unwrap();
    for (digest, id) in [("d1", "s1"), ("d2", "s2")] {
        let new = NewSession {
            digest,
            id: &id.into(),
            account: &"a1".into(),
            browser: "Firefox",
            at: NOW,
            ends_at: NOW.plus_seconds(3600),
        };
        session::begin(&mut tx, &new).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_login_name_belongs_to_one_person() {
    on_both(|db| async move {
        with_one(&db).await;
        let mut tx = db.begin().await.unwrap();
        let second = account::add(&mut tx, &person("a2", "benngu")).await;
        assert!(matches!(second, Err(StoreError::Taken)), "{second:?}");
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_by_itself_by_its_owner_and_with_the_account() {
    on_both(|db| async move {
        with_one(&db).await;
        assert!(session::find(&db, "d1", NOW).await.unwrap().is_some());
        assert!(
            session::find(&db, "d1", NOW.plus_seconds(3600))
                .await
                .unwrap()
                .is_none()
        );
        let mut tx = db.begin().await.unwrap();
        assert!(
            !session::end(&mut tx, &"somebody else".into(), &"s1".into())
                .await
                .unwrap()
        );
        assert!(
            session::end(&mut tx, &"a1".into(), &"s1".into())
                .await
                .unwrap()
        );
        tx.commit().await.unwrap();
        assert!(session::find(&db, "d1", NOW).await.unwrap().is_none());
        assert_eq!(
            session::of_account(&db, &"a1".into(), NOW)
                .await
                .unwrap()
                .len(),
            1
        );
        let mut tx = db.begin().await.unwrap();
        account::disable(&mut tx, &"a1".into(), Some(NOW))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert!(session::find(&db, "d2", NOW).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn a_role_has_a_first_and_a_last_day() {
    on_both(|db| async move {
        with_one(&db).await;
        let role = HeldRole {
            id: "r1".into(),
            account: "a1".into(),
            unit: "u1".into(),
            role: "reporter".into(),
            valid_from: "2026-11-01".into(),
            valid_to: None,
            given_at: None,
            ended_at: None,
        };
        let mut tx = db.begin().await.unwrap();
        account::give(&mut tx, &role).await.unwrap();
        account::take(
            &mut tx,
            "r1",
            chrono::NaiveDate::from_ymd_opt(2026, 11, 30).unwrap(),
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let roles = account::all_roles(&db).await.unwrap();
        assert_eq!(roles[0].valid_to.as_deref(), Some("2026-11-30"));
        let (session, _, held, _) = session::find(&db, "d1", NOW).await.unwrap().unwrap();
        assert_eq!((session.id.as_str(), held), ("s1", roles));
    })
    .await;
}
