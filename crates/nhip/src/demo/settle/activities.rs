//! What the first unit has done in the month under way: its reporter under the city's plan, once
//! with a drawing in the place of a photo, its head under the unit's own.

use nhip_core::activity::{Channel, Fields};
use nhip_core::id::{PlanId, UnitId};
use nhip_core::period::Month;
use nhip_documents::photo::drawn_anew;
use nhip_office::activity::{read, record};
use nhip_office::duty::Duty;
use nhip_office::{Error, Result};

use super::Past;
use super::people::{REPORTER, UNIT_HEAD};

/// Drawn by us: a house, a notice board, four people without faces.
const DRAWING: &[u8] = include_bytes!("../data/hoat-dong.jpg");
/// Day of the activity it belongs to.
const DRAWN: u32 = 4;

/// Day of the month, who, which of the tasks, through which channel, what, how many of what.
type Done = (
    u32,
    &'static str,
    usize,
    Channel,
    &'static str,
    [&'static str; 2],
);

const DONE: [Done; 6] = [
    (
        3,
        UNIT_HEAD,
        0,
        Channel::Loudspeaker,
        "Phát thanh tại các khu phố vào giờ cao điểm",
        ["24", "lượt"],
    ),
    (
        DRAWN,
        REPORTER,
        0,
        Channel::Leaflet,
        "Phát tờ rơi diệt lăng quăng, bọ gậy tại nhà văn hóa",
        ["300", "tờ rơi"],
    ),
    (
        9,
        REPORTER,
        0,
        Channel::Loudspeaker,
        "Phát thanh về phòng, chống sốt xuất huyết",
        ["12", "buổi"],
    ),
    (
        9,
        UNIT_HEAD,
        1,
        Channel::Leaflet,
        "Phát tờ rơi ở chợ và bến xe",
        ["350", "tờ"],
    ),
    (
        15,
        REPORTER,
        0,
        Channel::HomeVisit,
        "Đến từng nhà nhắc đậy kín dụng cụ chứa nước",
        ["85", "hộ"],
    ),
    (
        16,
        UNIT_HEAD,
        2,
        Channel::Loudspeaker,
        "Phát lại bài về dấu hiệu cần đến cơ sở y tế",
        ["18", "lượt"],
    ),
];

/// Records it at the unit, under the city's plan and its own.
pub async fn add(
    past: &Past,
    (city, own): (&PlanId, &PlanId),
    unit: &UnitId,
    month: Month,
) -> Result<()> {
    let desk = &past.desk;
    for (day, by, task, channel, what, [count, count_unit]) in DONE {
        past.set(month.day(day), 16);
        let me = past.person(by).await?;
        let permit = me.permit(unit)?;
        let plan = if by == REPORTER { city } else { own };
        let duties = Duty::of_unit(desk, &me.units, unit).await?;
        let duty = duties.iter().find(|duty| duty.plan.id == *plan);
        let task = duty.and_then(|duty| duty.tasks().get(task));
        let fields = Fields {
            task: task.map_or("", |task| task.id.as_str()),
            day: &me.units.today.to_string(),
            place: me.units.name(unit),
            channel: channel.code(),
            what,
            count,
            count_unit,
            ..Fields::default()
        };
        let judged = (me.units.today, &desk.published().await?);
        let done = read(plan, &fields, &duties, &permit, judged);
        let done = done.map_err(|wrong| Error::Broken(format!("{wrong:?}")))?;
        let photo = (day == DRAWN).then(|| drawn_anew(DRAWING));
        let photo = photo.transpose().map_err(Error::Refused)?;
        record(desk, &me, &permit, done, photo.into_iter().collect()).await?;
    }
    Ok(())
}
