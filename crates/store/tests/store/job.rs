//! Things to do: entered once, done once, tried again when their taker fell.

use std::collections::BTreeSet;

use nhip_store::db::Db;
use nhip_store::{Time, job};

use crate::both::{NOW, on_both};

async fn enter(db: &Db, key: &str) -> bool {
    let mut tx = db.begin().await.unwrap();
    let id = format!("id-{key}");
    let new = job::enter(&mut tx, &id, key, "mail", "{}", NOW)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    new
}

#[tokio::test]
async fn the_same_thing_is_entered_once() {
    on_both(|db| async move {
        assert!(enter(&db, "remind/u1").await);
        let mut tx = db.begin().await.unwrap();
        let again = job::enter(&mut tx, "other", "remind/u1", "mail", "{}", NOW)
            .await
            .unwrap();
        assert!(!again);
        tx.commit().await.unwrap();
        assert_eq!(job::entered(&db, "remind/").await.unwrap(), ["remind/u1"]);
        assert!(job::entered(&db, "letter/").await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn of_many_takers_each_thing_has_one() {
    on_both(|db| async move {
        for n in 0..40 {
            enter(&db, &format!("k{n}")).await;
        }
        let takers = (0..4).map(|_| {
            let db = db.clone();
            tokio::spawn(async move {
                let mut taken = Vec::new();
                while let Some(one) = job::take(&db, NOW, NOW.plus_seconds(60)).await.unwrap() {
                    job::done(&db, &one.id, NOW).await.unwrap();
                    taken.push(one.key);
                }
                taken
            })
        });
        let mut all = Vec::new();
        for taker in takers.collect::<Vec<_>>() {
            all.extend(taker.await.unwrap());
        }
        assert_eq!(all.len(), 40);
        assert_eq!(all.into_iter().collect::<BTreeSet<_>>().len(), 40);
    })
    .await;
}

#[tokio::test]
async fn what_its_taker_never_finished_comes_again_and_what_failed_waits() {
    on_both(|db| async move {
        enter(&db, "a").await;
        let until = NOW.plus_seconds(60);
        assert_eq!(job::take(&db, NOW, until).await.unwrap().unwrap().tries, 1);
        assert!(job::take(&db, NOW, until).await.unwrap().is_none());
        let later = until.plus_seconds(1);
        let again = job::take(&db, later, later.plus_seconds(60))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(again.tries, 2);
        let next: Time = later.plus_seconds(3600);
        job::failed(&db, &again.id, "no mail server", Some(next), later)
            .await
            .unwrap();
        assert!(job::take(&db, later, until).await.unwrap().is_none());
        assert!(
            job::take(&db, next, next.plus_seconds(60))
                .await
                .unwrap()
                .is_some()
        );
    })
    .await;
}

#[tokio::test]
async fn what_was_given_up_is_listed_and_begun_anew_when_asked() {
    on_both(|db| async move {
        enter(&db, "a").await;
        enter(&db, "b").await;
        let until = NOW.plus_seconds(60);
        let one = job::take(&db, NOW, until).await.unwrap().unwrap();
        job::failed(&db, &one.id, "no such mailbox", None, NOW)
            .await
            .unwrap();
        let early = NOW.plus_seconds(-1);
        let keys = job::entered_since(&db, "mail", early).await.unwrap();
        assert_eq!(keys.into_iter().collect::<Vec<_>>(), ["a", "b"]);
        let late = NOW.plus_seconds(1);
        assert!(
            job::entered_since(&db, "mail", late)
                .await
                .unwrap()
                .is_empty()
        );
        let stuck = job::stuck(&db, "mail", early, 9).await.unwrap();
        assert_eq!(stuck.len(), 1);
        assert_eq!(stuck[0].trouble, "no such mailbox");
        assert!(stuck[0].done_at.is_some());
        let mut tx = db.begin().await.unwrap();
        assert_eq!(job::again(&mut tx, "mail", early, NOW).await.unwrap(), 1);
        tx.commit().await.unwrap();
        let mut open = BTreeSet::new();
        while let Some(one) = job::take(&db, NOW, until).await.unwrap() {
            open.insert((one.key, one.tries));
        }
        assert_eq!(
            open.into_iter().collect::<Vec<_>>(),
            [("a".to_owned(), 1), ("b".to_owned(), 1)]
        );
    })
    .await;
}
