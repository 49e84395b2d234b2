//! How long a search takes in a large city: 200 units, 12 months, 60 items each. Run by hand:
//! `cargo test --release -p nhip-store --test store -- --ignored --nocapture speed`.

#![allow(clippy::disallowed_methods, reason = "it measures")]

use std::time::Instant;

use nhip_store::activity;
use nhip_store::search::{Scope, find};
use nhip_viet::search::Query;

use crate::both::on_both;
use crate::search::done;

const UNITS: usize = 50;
const ITEMS: usize = 12 * 60;
const PLACES: [&str; 8] = [
    "chợ Bến Ngự",
    "trường Thạnh An",
    "thôn Đông",
    "tổ 12",
    "nhà văn hóa",
    "trạm y tế",
    "xã Thanh An",
    "bến xe",
];
const DEEDS: [&str; 6] = [
    "Phát tờ rơi",
    "Tuyên truyền",
    "Diệt bọ gậy",
    "Nói chuyện về tiêm chủng",
    "Phát thanh",
    "Hội thi",
];

#[tokio::test]
#[ignore = "measures"]
async fn speed() {
    on_both(|db| async move {
        let names: Vec<String> = (0..UNITS).map(|n| format!("unit-{n}")).collect();
        let mut tx = db.begin().await.unwrap();
        crate::search::planned(&mut tx).await;
        let begun = Instant::now();
        for unit in &names {
            for n in 0..ITEMS {
                let (deed, place) = (DEEDS[n % 6], PLACES[(n / 6 + unit.len()) % 8]);
                let what = format!("{deed} phòng, chống sốt xuất huyết tại {place}, đợt {n}");
                let kept = done(&format!("{unit}-{n}"), unit, &what);
                activity::add(&mut tx, &kept).await.unwrap();
            }
        }
        tx.commit().await.unwrap();
        // As the server does by itself some minutes later.
        if db.is_postgres() {
            db.run("ANALYZE", Vec::new()).await.unwrap();
        }
        let added = begun.elapsed() / u32::try_from(UNITS * ITEMS).unwrap();
        eprintln!(
            "postgres: {}; one activity added in {added:?}",
            db.is_postgres()
        );
        let scope = |units: &[String]| Scope {
            units: units.iter().map(|unit| unit.as_str().into()).collect(),
            plans: units.iter().map(|unit| unit.as_str().into()).collect(),
            reports: units.iter().map(|unit| unit.as_str().into()).collect(),
        };
        for (who, scope) in [("all", scope(&names)), ("one unit", scope(&names[7..8]))] {
            for typed in [
                "sot xuat huyet",
                "Thạnh An",
                "phat to roi ben ngu",
                "tuyen",
                "đợt 719 bọ gậy",
                "khung long",
            ] {
                let query = Query::parse(typed).unwrap();
                let mut times = Vec::new();
                let mut count = 0;
                for _ in 0..5 {
                    let begun = Instant::now();
                    count = find(&db, &query, &scope, None).await.unwrap().len();
                    times.push(begun.elapsed());
                }
                times.sort();
                eprintln!(
                    "{who:10} {typed:24} {count:4} found, median {:?}, worst {:?}",
                    times[2], times[4]
                );
            }
        }
    })
    .await;
}
