//! What was done: activities by task, channel, audience and month.

use super::rate::label;
use super::{Chart, Series, Shape, Value};
use crate::activity::{Line, Summary};
use crate::lang::Bilingual;

/// By task, also those nothing was done for. `name` gives a task's label and heading.
pub fn by_task(summary: &Summary, name: impl Fn(&str) -> Bilingual) -> Chart {
    let title = Bilingual::new("Hoạt động theo nhiệm vụ", "Activities by task");
    bars(title, &summary.by_task, |task| name(task))
}

/// By channel, those used.
pub fn by_channel(summary: &Summary) -> Chart {
    let title = Bilingual::new("Hoạt động theo hình thức", "Activities by channel");
    bars(title, &summary.by_channel, |channel| {
        let (vi, en) = channel.name();
        Bilingual::new(vi, en)
    })
}

/// By audience; what names none is shown as such.
pub fn by_audience(summary: &Summary) -> Chart {
    let title = Bilingual::new("Hoạt động theo đối tượng", "Activities by audience");
    bars(title, &summary.by_audience, |audience| {
        let (vi, en) = audience.map_or(("Không ghi đối tượng", "Not stated"), |one| {
            one.name()
        });
        Bilingual::new(vi, en)
    })
}

/// By month, from the first with an activity to the last.
pub fn by_month(summary: &Summary) -> Chart {
    let title = Bilingual::new("Hoạt động theo tháng", "Activities by month");
    bars(title, &summary.by_month, |month| label(*month))
}

fn bars<K>(title: Bilingual, lines: &[Line<K>], name: impl Fn(&K) -> Bilingual) -> Chart {
    let values = |part: fn(&Line<K>) -> u64| -> Vec<Value> {
        lines.iter().map(|line| Value::Count(part(line))).collect()
    };
    Chart {
        title,
        shape: Shape::Bars,
        labels: lines.iter().map(|line| name(&line.key)).collect(),
        series: vec![Series {
            name: Bilingual::new("Số hoạt động", "Activities"),
            values: values(|line| line.sum.activities),
        }],
    }
}
