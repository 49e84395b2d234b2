//! A change and its event are kept together or not at all; the chain tells of tampering.

use nhip_core::audit::{By, Kind};
use nhip_store::change::{Change, Told};
use nhip_store::{audit, setting, values};

use crate::both::{NOW, on_both};

#[tokio::test]
async fn a_change_that_is_dropped_leaves_neither_itself_nor_an_event() {
    on_both(|db| async move {
        let mut change = Change::begin(&db, NOW, By::System).await.unwrap();
        setting::set(change.tx(), "city", &"Lạc Giang")
            .await
            .unwrap();
        drop(change);
        let kept: Option<String> = setting::get(&db, "city").await.unwrap();
        assert_eq!(kept, None);
        assert_eq!(audit::check(&db).await.unwrap(), Ok(0));
    })
    .await;
}

#[tokio::test]
async fn a_change_that_is_kept_is_told_of_with_who_when_before_and_after() {
    on_both(|db| async move {
        let by = By::Account("a1".into());
        let mut change = Change::begin(&db, NOW, by.clone()).await.unwrap();
        setting::set(change.tx(), "city", &"Lạc Giang")
            .await
            .unwrap();
        let told = Told::of(Kind::SettingsChanged, "city")
            .unit("u1")
            .after("Lạc Giang");
        change.commit(told).await.unwrap();
        let kept: Option<String> = setting::get(&db, "city").await.unwrap();
        assert_eq!(kept.as_deref(), Some("Lạc Giang"));
        let events = audit::of_unit(&db, &"u1".into(), i64::MAX, 10)
            .await
            .unwrap();
        assert_eq!(events.len(), 1);
        assert_eq!(events[0].event.by, by);
        assert_eq!(events[0].event.at, NOW.utc());
        assert_eq!(events[0].event.after, "Lạc Giang");
        assert_eq!(audit::check(&db).await.unwrap(), Ok(1));
    })
    .await;
}

#[tokio::test]
async fn an_event_changed_behind_the_back_of_the_program_is_found() {
    on_both(|db| async move {
        for city in ["A", "B", "C"] {
            let mut change = Change::begin(&db, NOW, By::System).await.unwrap();
            setting::set(change.tx(), "city", &city).await.unwrap();
            let told = Told::of(Kind::SettingsChanged, "city").after(city);
            change.commit(told).await.unwrap();
        }
        assert_eq!(audit::check(&db).await.unwrap(), Ok(3));
        db.run(
            "UPDATE audit SET event = REPLACE(event, '\"B\"', '\"X\"') WHERE n = 2",
            values![],
        )
        .await
        .unwrap();
        assert_eq!(audit::check(&db).await.unwrap().unwrap_err().at, 2);
    })
    .await;
}

#[tokio::test]
async fn a_chain_whose_end_was_cut_off_is_found() {
    on_both(|db| async move {
        for city in ["A", "B"] {
            let mut change = Change::begin(&db, NOW, By::System).await.unwrap();
            setting::set(change.tx(), "city", &city).await.unwrap();
            change
                .commit(Told::of(Kind::SettingsChanged, "city"))
                .await
                .unwrap();
        }
        db.run("DELETE FROM audit WHERE n = 2", values![])
            .await
            .unwrap();
        assert!(audit::check(&db).await.unwrap().is_err());
    })
    .await;
}

#[tokio::test]
async fn many_who_change_at_once_make_one_chain() {
    on_both(|db| async move {
        let writers = (0..8).map(|writer| {
            let db = db.clone();
            tokio::spawn(async move {
                for round in 0..10 {
                    let mut change = Change::begin(&db, NOW, By::System).await.unwrap();
                    let name = format!("{writer}.{round}");
                    setting::set(change.tx(), &name, &round).await.unwrap();
                    change
                        .commit(Told::of(Kind::SettingsChanged, name))
                        .await
                        .unwrap();
                }
            })
        });
        for writer in writers.collect::<Vec<_>>() {
            writer.await.unwrap();
        }
        assert_eq!(audit::check(&db).await.unwrap(), Ok(80));
    })
    .await;
}
