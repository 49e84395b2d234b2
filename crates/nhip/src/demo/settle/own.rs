//! A ward's own plan under the city's, made of the tasks the city laid on it, and what it did for
//! them in the month under way.

use std::collections::BTreeSet;
use std::sync::Arc;

use nhip_core::activity::{Activity, Channel, Count, NewActivity};
use nhip_core::audit::{By, Kind};
use nhip_core::id::{EditionId, PlanId, TaskId};
use nhip_core::period::Month;
use nhip_core::plan::above::taken;
use nhip_office::Desk;
use nhip_office::plan::confirm::first_rows;
use nhip_store::activity::{self, KeptActivity};
use nhip_store::change::{Change, Told};
use nhip_store::plan::{self, KeptPlan, Owner, PlanState};
use nhip_store::task::{self, under};
use nhip_store::{Result, StoreError, Time};

use super::people::UNIT_HEAD;
use super::{Sample, unit_id};

/// What the ward did: day, channel, words, how many of what.
const DONE: [(u32, Channel, &str, u32, &str); 3] = [
    (
        3,
        Channel::Loudspeaker,
        "Phát thanh tại các khu phố vào giờ cao điểm",
        24,
        "lượt",
    ),
    (
        9,
        Channel::Leaflet,
        "Phát tờ rơi ở chợ và bến xe",
        350,
        "tờ",
    ),
    (
        16,
        Channel::Loudspeaker,
        "Phát lại bài về dấu hiệu cần đến cơ sở y tế",
        18,
        "lượt",
    ),
];

/// Makes the plan of the first unit and records what was done.
pub async fn put(desk: &Desk, city: &KeptPlan, sample: &Sample<'_>, at: Time) -> Result<()> {
    let first = sample.units.first().ok_or(StoreError::NotFound)?;
    let unit = unit_id(&first.code);
    let named = BTreeSet::from([first.group.as_str()]);
    let Some(reading) = taken(&city.reading, &named, &first.name) else {
        return Ok(());
    };
    let id: PlanId = desk.new_id();
    let own = KeptPlan {
        edition: EditionId::from(&id),
        id,
        unit: unit.as_str().into(),
        parent: Some(city.id.clone()),
        state: PlanState::Confirmed,
        reading: Arc::new(reading),
        created_by: UNIT_HEAD.into(),
        created_at: at.plus_seconds(3600),
        ..city.clone()
    };
    let over = task::of_plan(desk.db(), &city.id).await?.into_iter();
    let links: Vec<(String, TaskId)> = over
        .filter(|task| own.reading.task(&task.code).is_some())
        .map(|task| (task.code, task.id))
        .collect();
    let owners = own.reading.units.iter().map(|named| Owner {
        named: named.id.clone(),
        unit: unit.as_str().into(),
    });
    let owners: Vec<Owner> = owners.collect();
    let by = By::Account(UNIT_HEAD.into());
    let mut change = Change::begin(desk.db(), own.created_at, by).await?;
    plan::add(change.tx(), &own).await?;
    plan::set_owners(change.tx(), &own.id, &owners).await?;
    plan::confirmed(change.tx(), &own.id, &UNIT_HEAD.into(), own.created_at).await?;
    for task in first_rows(desk, &own) {
        task::add(change.tx(), &task).await?;
    }
    under::set(change.tx(), &own.id, &links).await?;
    let told = Told::of(Kind::PlanConfirmed, &own.id).unit(&unit);
    change.commit(told).await?;
    let month = sample.months.last().map(|post| post.month);
    done(desk, &own, month.ok_or(StoreError::NotFound)?).await
}

async fn done(desk: &Desk, own: &KeptPlan, month: Month) -> Result<()> {
    let codes = own.reading.units.iter().flat_map(|unit| &unit.tasks);
    for ((day, channel, what, value, count), task) in DONE.into_iter().zip(codes.cycle()) {
        let day = month.day(day).ok_or(StoreError::NotFound)?;
        let at = Time::of_local(day.and_time(chrono::NaiveTime::MIN)).plus_seconds(16 * 3600);
        let kept = KeptActivity {
            activity: Activity {
                id: desk.new_id(),
                done: NewActivity {
                    task: task.id.clone(),
                    unit: own.unit.clone(),
                    day,
                    place: String::new(),
                    channel,
                    audience: None,
                    what: what.to_owned(),
                    count: Some(Count {
                        value: value.into(),
                        unit: count.to_owned(),
                    }),
                    people: None,
                    link: None,
                    note: String::new(),
                },
            },
            plan: own.id.clone(),
            month,
            created_by: UNIT_HEAD.into(),
            created_at: at,
        };
        let by = By::Account(UNIT_HEAD.into());
        let mut change = Change::begin(desk.db(), at, by).await?;
        activity::add(change.tx(), &kept).await?;
        let told = Told::of(Kind::ActivityRecorded, &kept.activity.id).unit(&own.unit);
        change.commit(told).await?;
    }
    Ok(())
}
