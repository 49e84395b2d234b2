//! Activities: recorded and taken back, each in the month's open report with the same change; their
//! photos.

use chrono::NaiveDate;
use nhip_core::activity::{self, Context, Fields, NewActivity};
use nhip_core::audit::Kind;
use nhip_core::id::{PlanId, UnitId};
use nhip_core::period::{self, Month};
use nhip_core::permission::{Permit, right};
use nhip_core::personal::Published;
use nhip_documents::photo::Photo;
use nhip_store::activity::{self as kept_activity, KeptActivity};
use nhip_store::change::{Change, Told};
use nhip_store::photo::{self, NewPhoto};

use crate::desk::Desk;
use crate::duty::Duty;
use crate::error::Result;
use crate::person::Person;
use crate::report::fill::{But, Filling};
use crate::thing::Thing;
use crate::under::above;
use crate::units::Units;

/// An activity an address names.
pub struct OneActivity(pub KeptActivity);

impl Thing for OneActivity {
    async fn find(desk: &Desk, _: &Units, id: &str) -> Result<Option<OneActivity>> {
        let found = kept_activity::by_id(desk.db(), &id.into()).await?;
        Ok(found.map(OneActivity))
    }

    fn unit(&self) -> &UnitId {
        &self.0.activity.done.unit
    }
}

/// May she record and take back.
type Records = Permit<right::RecordActivity>;

/// What was done under a duty, for the report of a month.
pub struct Done<'a> {
    duty: &'a Duty,
    month: Month,
    done: NewActivity,
}

/// Reads what was typed for a task of a plan, or says all that is wrong with it.
pub fn read<'a>(
    plan: &PlanId,
    fields: &Fields,
    duties: &'a [Duty],
    permit: &Records,
    (today, published): (NaiveDate, &Published),
) -> std::result::Result<Done<'a>, Vec<activity::Error>> {
    let duty = duties.iter().find(|duty| duty.plan.id == plan);
    let tasks = duty.map_or(&[][..], Duty::tasks);
    let tasks: Vec<String> = tasks.iter().map(|task| task.id.clone()).collect();
    let day = period::day(fields.day).unwrap_or(today);
    let of_day = |duty: &Duty| {
        duty.window_of(day)
            .filter(|(month, _)| duty.runs_in(*month))
    };
    let period = duty.and_then(|duty| of_day(duty).or_else(|| duty.window_of(today)));
    let context = Context {
        permit,
        tasks: &tasks,
        window: period.map_or((NaiveDate::MIN, today), |(_, days)| days),
        today,
        published,
    };
    let done = activity::parse(fields, &context)?;
    match (duty, period) {
        (Some(duty), Some((month, _))) => Ok(Done { duty, month, done }),
        _ => Err(Vec::new()),
    }
}

/// Records it.
pub async fn record(
    desk: &Desk,
    me: &Person,
    permit: &Records,
    Done { duty, month, done }: Done<'_>,
    photos: Vec<Photo>,
) -> Result<()> {
    let kept = KeptActivity {
        activity: done.recorded(desk.new_id::<nhip_core::id::ActivityId>()),
        plan: duty.plan.id.clone(),
        month,
        created_by: me.account.id.clone(),
        created_at: desk.now(),
    };
    let fillings = fillings(desk, duty, &kept, true).await?;
    let mut change = desk.change(me.by()).await?;
    kept_activity::add(change.tx(), &kept).await?;
    let told = Told::of(Kind::ActivityRecorded, &kept.activity.id);
    let mut told = vec![told.unit(permit.unit()).after(&kept.activity)];
    told.extend(pictured(&mut change, me, &kept, photos).await?);
    finish(desk, me, change, told, fillings).await
}

/// Takes one back.
pub async fn take_back(desk: &Desk, me: &Person, _: &Records, kept: &KeptActivity) -> Result<()> {
    let (id, unit) = (&kept.activity.id, &kept.activity.done.unit);
    let duties = Duty::of_unit(desk, &me.units, unit).await?;
    let mut filled = Vec::new();
    for duty in duties.iter().filter(|duty| duty.plan.id == kept.plan) {
        filled.extend(fillings(desk, duty, kept, false).await?);
    }
    let mut change = desk.change(me.by()).await?;
    kept_activity::remove(change.tx(), id, desk.now()).await?;
    let told = Told::of(Kind::ActivityRemoved, id).unit(unit);
    let told = vec![told.before(&kept.activity)];
    finish(desk, me, change, told, filled).await
}

/// The open reports an activity comes into: its unit's, and that of the plan above.
async fn fillings(
    desk: &Desk,
    duty: &Duty,
    kept: &KeptActivity,
    added: bool,
) -> Result<Vec<Filling>> {
    let but = |one| match added {
        true => But::With(one),
        false => But::Without(&kept.activity.id),
    };
    let own = Filling::of(desk, duty, kept.month, but(kept)).await?;
    let over = match above(desk, duty, kept.activity.done.day).await? {
        Some(above) => match above.counted(kept) {
            Some(counted) => Filling::of(desk, &above.duty, above.month, but(&counted)).await?,
            None => None,
        },
        None => None,
    };
    Ok(own.into_iter().chain(over).collect())
}

/// Fills the reports in the same change, then once more where somebody recorded at the same time.
async fn finish(
    desk: &Desk,
    me: &Person,
    mut change: Change,
    mut told: Vec<Told>,
    fillings: Vec<Filling>,
) -> Result<()> {
    for filling in &fillings {
        told.extend(filling.write(&mut change).await?);
    }
    change.commit_all(told).await?;
    for filling in fillings {
        filling.settle(desk, me.by()).await?;
    }
    Ok(())
}

/// Adds photos to an activity.
pub async fn add_photos(
    desk: &Desk,
    me: &Person,
    _: &Records,
    kept: &KeptActivity,
    photos: Vec<Photo>,
) -> Result<()> {
    let mut change = desk.change(me.by()).await?;
    let told = pictured(&mut change, me, kept, photos).await?;
    Ok(change.commit_all(told).await?)
}

/// Takes a photo away.
pub async fn remove_photo(
    desk: &Desk,
    me: &Person,
    _: &Records,
    kept: &KeptActivity,
    n: i64,
) -> Result<()> {
    let mut change = desk.change(me.by()).await?;
    photo::remove(change.tx(), &kept.activity.id, n).await?;
    Ok(change
        .commit(pictures_told(kept).before(format!("ảnh {n}")))
        .await?)
}

fn pictures_told(kept: &KeptActivity) -> Told {
    Told::of(Kind::ActivityChanged, &kept.activity.id).unit(&kept.activity.done.unit)
}

/// Keeps photos in a change; what to tell of each.
async fn pictured(
    change: &mut Change,
    me: &Person,
    kept: &KeptActivity,
    photos: Vec<Photo>,
) -> Result<Vec<Told>> {
    let mut told = Vec::new();
    let at = change.at();
    for one in photos {
        let size = format!("{} × {}", one.width, one.height);
        let new = NewPhoto {
            width: one.width,
            height: one.height,
            content: one.jpeg,
            small: one.small,
        };
        let n = photo::add(change.tx(), &kept.activity.id, new, &me.account.id, at).await?;
        told.push(pictures_told(kept).after(format!("ảnh {n}, {size}")));
    }
    Ok(told)
}
