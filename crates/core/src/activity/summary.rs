//! How much was done: sums by task, channel, audience and month, and the tasks nothing was done for.

use std::collections::{BTreeMap, HashMap};

use nhip_viet::fold;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Activity, Audience, Channel, Count};
use crate::period::Month;

/// Sums over some activities.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    /// How many activities.
    pub activities: u64,
    /// People reached, each turn counted; of the activities that say so.
    pub people: u64,
    /// Things counted, like with like by unit of count, in the order they first came.
    pub counts: Vec<Count>,
}

/// One bar of a chart, one row of its table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line<K> {
    /// What it is about.
    pub key: K,
    /// The sums.
    pub sum: Sum,
}

/// How many activities a task had through a channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Id of the task.
    pub task: String,
    /// The channel.
    pub channel: Channel,
    /// How many; never 0.
    pub activities: u64,
}

/// Activities in sums.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// All of them.
    pub all: Sum,
    /// By task: every task asked about, in its order, also with nothing; then tasks that are no
    /// longer among them, by id.
    pub by_task: Vec<Line<String>>,
    /// By channel, those used, in the order of [`Channel::ALL`].
    pub by_channel: Vec<Line<Channel>>,
    /// By audience, those reached; first what names none.
    pub by_audience: Vec<Line<Option<Audience>>>,
    /// By calendar month of the day, from the first to the last, also those with nothing.
    pub by_month: Vec<Line<Month>>,
    /// By task and channel, in the order of both.
    pub by_task_and_channel: Vec<Cell>,
}

impl Summary {
    /// Tasks for which nothing was done.
    pub fn untouched(&self) -> impl Iterator<Item = &str> {
        self.by_task
            .iter()
            .filter(|line| line.sum.activities == 0)
            .map(|line| line.key.as_str())
    }
}

/// Sums activities. `tasks` are the plan's, in its order.
pub fn summary(activities: &[Activity], tasks: &[String]) -> Summary {
    let rank: HashMap<&str, usize> = tasks
        .iter()
        .enumerate()
        .map(|(at, task)| (task.as_str(), at))
        .collect();
    // Known tasks in the plan's order, then the others by id.
    let place = |task: &'_ str| rank.get(task).copied().unwrap_or(usize::MAX);
    let mut all = Adding::default();
    let mut by_task: BTreeMap<(usize, &str), Adding> = tasks
        .iter()
        .map(|task| ((place(task), task.as_str()), Adding::default()))
        .collect();
    let mut by_channel: BTreeMap<Channel, Adding> = BTreeMap::new();
    let mut by_audience: BTreeMap<Option<Audience>, Adding> = BTreeMap::new();
    let mut by_month: BTreeMap<Month, Adding> = BTreeMap::new();
    let mut cells: BTreeMap<(usize, &str, Channel), u64> = BTreeMap::new();
    for activity in activities {
        let done = &activity.done;
        let task = (place(&done.task), done.task.as_str());
        all.add(activity);
        by_task.entry(task).or_default().add(activity);
        by_channel.entry(done.channel).or_default().add(activity);
        by_audience.entry(done.audience).or_default().add(activity);
        if let Some(month) = Month::of(done.day) {
            by_month.entry(month).or_default().add(activity);
        }
        *cells.entry((task.0, task.1, done.channel)).or_default() += 1;
    }
    Summary {
        all: all.sum,
        by_task: lines(by_task, |(_, task)| task.to_owned()),
        by_channel: lines(by_channel, |channel| channel),
        by_audience: lines(by_audience, |audience| audience),
        by_month: lines(without_holes(by_month), |month| month),
        by_task_and_channel: cells
            .into_iter()
            .map(|((_, task, channel), activities)| Cell {
                task: task.to_owned(),
                channel,
                activities,
            })
            .collect(),
    }
}

/// Every month between the first and the last: one with nothing done is seen as such.
fn without_holes(mut months: BTreeMap<Month, Adding>) -> BTreeMap<Month, Adding> {
    let first = months.keys().next().copied();
    let last = months.keys().next_back().copied();
    let after = |month: &Month| Some(month.next()).filter(|next| Some(*next) <= last);
    for month in std::iter::successors(first, after) {
        months.entry(month).or_default();
    }
    months
}

fn lines<A, K>(sums: BTreeMap<A, Adding>, key: impl Fn(A) -> K) -> Vec<Line<K>> {
    sums.into_iter()
        .map(|(of, adding)| Line {
            key: key(of),
            sum: adding.sum,
        })
        .collect()
}

/// A sum in the making, with where each unit of count stands in it.
#[derive(Default)]
struct Adding {
    sum: Sum,
    at: HashMap<String, usize>,
}

impl Adding {
    fn add(&mut self, activity: &Activity) {
        let done = &activity.done;
        self.sum.activities += 1;
        self.sum.people = self.sum.people.saturating_add(done.people.unwrap_or(0));
        if let Some(count) = &done.count {
            let at = *self.at.entry(fold::key(&count.unit)).or_insert_with(|| {
                self.sum.counts.push(Count {
                    value: Decimal::ZERO,
                    unit: count.unit.clone(),
                });
                self.sum.counts.len() - 1
            });
            if let Some(sum) = self.sum.counts.get_mut(at) {
                sum.value = sum.value.saturating_add(count.value);
            }
        }
    }
}
