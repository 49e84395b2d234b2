//! Wall links, words and recipients are kept as told, and a signed version stays.

use nhip_core::audit::{By, Kind};
use nhip_core::consolidation::{Facts, Written};
use nhip_store::board::{Screen, add_screen, revoke_screen, screen, screens};
use nhip_store::change::{Change, Told};
use nhip_store::consolidation::{self as kept, Head, Stage, paper};
use nhip_store::seal::{Differs, examine};
use nhip_store::{StoreError, values};

use crate::both::{NOW, on_both};

const PLAN: &str = "INSERT INTO plan (id, unit, document, number, subject, state, reading, due, data_window, first_month, revision, created_by, created_at)
     VALUES ('p', 'c', 'd', '', '', 'confirmed', '{}', '{}', '{}', '2026-11', 1, 'a', 1)";

fn said() -> Written {
    let document = nhip_core::document::Document::default();
    let plan = nhip_reading::plan::read(&document);
    let roster = nhip_core::unit::Roster::of_plan(&plan);
    Written::of(&Facts::new(&plan, &roster, november())).unwrap()
}

fn november() -> nhip_core::period::Month {
    nhip_core::period::Month::parse("2026-11").unwrap()
}

fn head(id: &str, version: i64) -> Head {
    Head {
        id: id.into(),
        plan: "p".into(),
        unit: "c".into(),
        month: november(),
        version,
        stage: Stage::Draft,
        fingerprint: said().result.fingerprint,
        made_at: NOW,
        signed_by: None,
        signed_at: None,
    }
}

#[tokio::test]
async fn a_signed_version_is_neither_renewed_nor_reworded_and_gives_way_to_the_next() {
    on_both(|db| async move {
        let mut tx = db.begin().await.unwrap();
        let document =
            "INSERT INTO document (digest, name, content, added_at) VALUES ('d', 'n', $1, 1)";
        tx.run(document, values![vec![1_u8]]).await.unwrap();
        tx.run(PLAN, values![]).await.unwrap();
        let first = head("1", 1);
        kept::add(&mut tx, &first, said()).await.unwrap();
        paper::set_wording(&mut tx, &"1".into(), "k", "lời", &"a".into(), NOW)
            .await
            .unwrap();
        let other = Head {
            fingerprint: "khác".into(),
            ..head("1", 1)
        };
        let refused = kept::sign(&mut tx, &other, &"a".into(), NOW).await;
        assert!(matches!(refused, Err(StoreError::Taken)));
        kept::sign(&mut tx, &first, &"a".into(), NOW).await.unwrap();
        let refused = kept::renew(&mut tx, &"1".into(), said(), NOW).await;
        assert!(matches!(refused, Err(StoreError::Taken)));
        let refused = paper::drop_wording(&mut tx, &"1".into(), "k").await;
        assert!(matches!(refused, Err(StoreError::Taken)));
        let second = head("2", 2);
        kept::add(&mut tx, &second, said()).await.unwrap();
        paper::copy_wordings(&mut tx, &"1".into(), &"2".into())
            .await
            .unwrap();
        kept::sign(&mut tx, &second, &"a".into(), NOW)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let stages: Vec<Stage> = kept::all(&db)
            .await
            .unwrap()
            .iter()
            .map(|one| one.stage)
            .collect();
        assert_eq!(stages, [Stage::Signed, Stage::Replaced]);
        assert_eq!(
            paper::wordings(&db, &"2".into()).await.unwrap(),
            [("k".into(), "lời".into())]
        );
        let before = kept::before(&db, &second).await.unwrap().unwrap();
        assert_eq!(
            (
                before.id.as_str(),
                kept::result(&db, &"1".into()).await.unwrap()
            ),
            ("1", said().result)
        );
    })
    .await;
}

#[tokio::test]
async fn what_a_month_says_is_sealed_without_being_read_back() {
    on_both(|db| async move {
        let mut change = Change::begin(&db, NOW, By::System).await.unwrap();
        let document =
            "INSERT INTO document (digest, name, content, added_at) VALUES ('d', 'n', $1, 1)";
        let tx = change.tx();
        tx.run(document, values![vec![1_u8]]).await.unwrap();
        tx.run(PLAN, values![]).await.unwrap();
        kept::add(tx, &head("1", 1), said()).await.unwrap();
        let told = Told::of(Kind::Consolidated, "1");
        change.commit(told.clone()).await.unwrap();
        assert!(examine(&db, None).await.unwrap().differences.is_empty());
        let mut change = Change::begin(&db, NOW, By::System).await.unwrap();
        let tx = change.tx();
        kept::renew(tx, &"1".into(), said(), NOW).await.unwrap();
        kept::sign(tx, &head("1", 1), &"a".into(), NOW)
            .await
            .unwrap();
        change.commit(told).await.unwrap();
        assert!(examine(&db, None).await.unwrap().differences.is_empty());
        let by_hand = "UPDATE consolidation SET result = result || ' '";
        db.run(by_hand, values![]).await.unwrap();
        let found = examine(&db, None).await.unwrap().differences;
        assert_eq!((found.len(), found[0].how), (1, Differs::Changed));
    })
    .await;
}

#[tokio::test]
async fn a_wall_link_is_found_by_its_digest_and_revoked_by_its_own_unit_only() {
    on_both(|db| async move {
        let wall = Screen {
            id: "s".into(),
            unit: "c".into(),
            name: "Sảnh".into(),
            created_by: "a".into(),
            created_at: 1,
        };
        let mut tx = db.begin().await.unwrap();
        add_screen(&mut tx, "digest", &wall).await.unwrap();
        let refused = revoke_screen(&mut tx, &"other".into(), "s").await;
        assert!(matches!(refused, Err(StoreError::NotFound)));
        tx.commit().await.unwrap();
        assert_eq!(screen(&db, "digest").await.unwrap(), Some(wall));
        let mut tx = db.begin().await.unwrap();
        revoke_screen(&mut tx, &"c".into(), "s").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(screen(&db, "digest").await.unwrap(), None);
        assert!(screens(&db, &"c".into()).await.unwrap().is_empty());
    })
    .await;
}
