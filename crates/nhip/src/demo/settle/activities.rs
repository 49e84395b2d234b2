//! What the reporter of the invented city has entered in the month under way, one with a drawing
//! in the place of a photo.

use nhip_core::activity::{Activity, Channel, Count, NewActivity};
use nhip_core::audit::{By, Kind};
use nhip_core::period::Month;
use nhip_documents::photo::drawn_anew;
use nhip_office::clock::{World, new_id};
use nhip_store::activity::{self, KeptActivity};
use nhip_store::change::{Change, Told};
use nhip_store::db::Db;
use nhip_store::photo::{self, NewPhoto};
use nhip_store::plan::KeptPlan;
use nhip_store::{Result, StoreError, Time};

use super::{Sample, unit_id};

const REPORTER: &str = "tai-khoan-baocao";
/// Drawn by us: a house, a notice board, four people without faces.
const DRAWING: &[u8] = include_bytes!("../data/hoat-dong.jpg");

/// Day of the month, channel, what, how many of what.
const DONE: [(u32, Channel, &str, u32, &str); 3] = [
    (
        4,
        Channel::Leaflet,
        "Phát tờ rơi diệt lăng quăng, bọ gậy tại nhà văn hóa",
        300,
        "tờ rơi",
    ),
    (
        9,
        Channel::Loudspeaker,
        "Phát thanh về phòng, chống sốt xuất huyết",
        12,
        "buổi",
    ),
    (
        15,
        Channel::HomeVisit,
        "Đến từng nhà nhắc đậy kín dụng cụ chứa nước",
        85,
        "hộ",
    ),
];

/// Enters them at the first unit.
pub async fn add(
    db: &Db,
    world: &dyn World,
    plan: &KeptPlan,
    sample: &Sample<'_>,
    month: Month,
) -> Result<()> {
    let Some(unit) = sample.units.first() else {
        return Ok(());
    };
    let group = plan.reading.units.iter().find(|one| one.id == unit.group);
    let task = group
        .and_then(|group| group.tasks.first())
        .map(|task| task.id.clone());
    for (n, (day, channel, what, count, of)) in DONE.into_iter().enumerate() {
        let day = month.day(day).unwrap_or_default();
        let at = Time::of_local(day.and_time(chrono::NaiveTime::MIN)).plus_seconds(16 * 3600);
        let done = NewActivity {
            task: task.clone().unwrap_or_default(),
            unit: unit_id(&unit.code),
            day,
            place: unit.name.clone(),
            channel,
            audience: None,
            what: what.to_owned(),
            count: Some(Count {
                value: count.into(),
                unit: of.to_owned(),
            }),
            people: None,
            link: None,
            note: String::new(),
        };
        let kept = KeptActivity {
            activity: Activity {
                id: new_id(world).into(),
                done,
            },
            plan: plan.id.clone(),
            month,
            created_by: REPORTER.into(),
            created_at: at,
        };
        one(db, &kept, n == 0).await?;
    }
    Ok(())
}

async fn one(db: &Db, kept: &KeptActivity, with_photo: bool) -> Result<()> {
    let (id, unit) = (&kept.activity.id, &kept.activity.done.unit);
    let by = By::Account(REPORTER.into());
    let mut change = Change::begin(db, kept.created_at, by).await?;
    activity::add(change.tx(), kept).await?;
    if with_photo {
        let drawn = drawn_anew(DRAWING).map_err(|why| StoreError::Database(why.en))?;
        let new = NewPhoto {
            width: drawn.width,
            height: drawn.height,
            content: drawn.jpeg,
            small: drawn.small,
        };
        photo::add(change.tx(), id, new, &REPORTER.into(), kept.created_at).await?;
    }
    let told = Told::of(Kind::ActivityRecorded, id).unit(unit);
    change.commit(told.after(&kept.activity)).await
}
