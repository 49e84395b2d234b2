//! Which days are worked: the holidays of this year and the next as computed, and what was decided
//! in their place, entered one by one with the decision.

mod entry;

use axum::extract::State;
use chrono::{Datelike, NaiveDate, Weekday};
use nhip_core::calendar::lunar::LunarDate;
use nhip_core::calendar::{Beside, Calendar, Decisions, Holiday, Rest};
use nhip_core::lang::Lang;
use serde::Deserialize;

use super::MaySet;
use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::FormState;
use crate::form::Checked;
use crate::form::Query;
use crate::frame::Frame;
use crate::page::{Template, go, page};
use crate::who::SignedIn;
use nhip_office::setting;

/// Days off in a row, for one reason.
pub struct Line {
    /// First of them.
    pub first: NaiveDate,
    /// Last of them.
    pub last: NaiveDate,
    /// Weekdays and dates.
    pub days: String,
    /// Why.
    pub name: String,
}

/// A decision as listed.
struct Decided {
    /// Its kind, as forms name it.
    kind: &'static str,
    /// Its first day, by which it is taken away again.
    day: String,
    what: String,
    decision: String,
}

#[derive(Template)]
#[template(path = "settings_calendar.html")]
struct CalendarPage {
    frame: Frame,
    kind: String,
    lines: Vec<Line>,
    decided: Vec<Decided>,
    doubts: Vec<String>,
    form: FormState,
}

/// Which form is asked for.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(rename = "loai", default)]
    kind: String,
}

/// The days off of this year and the next.
pub fn listed(decisions: &Decisions, today: NaiveDate, lang: Lang) -> Vec<Line> {
    let calendar = Calendar::new(decisions);
    let first = NaiveDate::from_ymd_opt(today.year(), 1, 1).unwrap_or(today);
    let mut lines: Vec<Line> = Vec::new();
    let days = first.iter_days();
    for day in days.take_while(|day| day.year() <= today.year() + 1) {
        let Some(rest) = calendar.rest(day) else {
            continue;
        };
        if matches!(rest, Rest::Weekend(_)) {
            continue;
        }
        let name = named(&rest, day, lang);
        match lines.last_mut() {
            Some(line) if line.name == name && line.last.succ_opt() == Some(day) => line.last = day,
            _ => lines.push(Line {
                first: day,
                last: day,
                days: String::new(),
                name,
            }),
        }
    }
    for line in &mut lines {
        line.days = match line.first == line.last {
            true => long(line.first, lang),
            false => format!("{} – {}", long(line.first, lang), long(line.last, lang)),
        };
    }
    lines
}

/// The reason, with the lunar day where the day is by the moon.
fn named(rest: &Rest, day: NaiveDate, lang: Lang) -> String {
    let name = rest.name().get(lang).to_owned();
    match (rest, LunarDate::of(day)) {
        (Rest::Holiday(Holiday::HungKings), Some(_)) => {
            format!(
                "{name} ({})",
                lang.pick("10/3 âm lịch", "10th of the third lunar month")
            )
        }
        _ => name,
    }
}

/// "Thứ Hai 23/11/2026".
fn long(day: NaiveDate, lang: Lang) -> String {
    let (vi, en) = match day.weekday() {
        Weekday::Mon => ("Thứ Hai", "Monday"),
        Weekday::Tue => ("Thứ Ba", "Tuesday"),
        Weekday::Wed => ("Thứ Tư", "Wednesday"),
        Weekday::Thu => ("Thứ Năm", "Thursday"),
        Weekday::Fri => ("Thứ Sáu", "Friday"),
        Weekday::Sat => ("Thứ Bảy", "Saturday"),
        Weekday::Sun => ("Chủ nhật", "Sunday"),
    };
    format!("{} {}", lang.pick(vi, en), short(day))
}

fn short(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

/// The page, with the form of one kind of decision.
pub async fn form(State(app): State<App>, may: MaySet, Query(asked): Query<Asked>) -> Answer {
    let kind = known(&asked.kind);
    shown(&app, &may.me, kind, FormState::default()).await
}

fn known(kind: &str) -> &'static str {
    let kinds = ["hoan-doi", "them", "tet", "quoc-khanh"];
    let mut kinds = kinds.into_iter();
    kinds.find(|known| *known == kind).unwrap_or("hoan-doi")
}

async fn shown(app: &App, me: &SignedIn, kind: &str, form: FormState) -> Answer {
    let (decisions, lang) = (setting::of::<Decisions>(app).await?, me.lang());
    page(&CalendarPage {
        frame: me.frame_of(&form),
        kind: kind.to_owned(),
        lines: listed(&decisions, me.units.today, lang),
        decided: entered(&decisions, lang),
        doubts: decisions
            .check()
            .iter()
            .map(|doubt| format!("{}: {}", doubt.code, doubt.text.get(lang)))
            .collect(),
        form,
    })
}

fn entered(decisions: &Decisions, lang: Lang) -> Vec<Decided> {
    let line = |kind, day: NaiveDate, what, decision: &String| Decided {
        kind,
        day: day.to_string(),
        what,
        decision: decision.clone(),
    };
    let swaps = decisions.swaps.iter().map(|swap| {
        let (off, worked) = (short(swap.day_off), short(swap.worked_instead));
        let what = match lang {
            Lang::Vi => format!("Nghỉ {off}, làm bù {worked}"),
            Lang::En => format!("{off} off, {worked} worked instead"),
        };
        line("hoan-doi", swap.day_off, what, &swap.decision)
    });
    let added = decisions.added.iter().map(|one| {
        let what = format!("{}: {}", short(one.day), one.name);
        line("them", one.day, what, &one.decision)
    });
    let tet = decisions.tet.iter().map(|one| {
        let (first, days) = (short(one.first), one.days);
        let what = match lang {
            Lang::Vi => format!("Nghỉ Tết {days} ngày từ {first}"),
            Lang::En => format!("Tết: {days} days from {first}"),
        };
        line("tet", one.first, what, &one.decision)
    });
    let pairs = decisions.national_day.iter().filter_map(|one| {
        let second = NaiveDate::from_ymd_opt(one.year, 9, 2)?;
        let beside = match one.beside {
            Beside::Before => second.pred_opt()?,
            Beside::After => second.succ_opt()?,
        };
        let name = Holiday::NationalDay.name();
        let what = format!("{}: {}", short(beside), name.get(lang));
        Some(line("quoc-khanh", second, what, &one.decision))
    });
    swaps.chain(added).chain(tet).chain(pairs).collect()
}

/// Adds a decision; due dates follow it at once.
pub async fn add(State(app): State<App>, may: MaySet, Checked(fields): Checked) -> Answer {
    let kind = known(fields.get("loai"));
    let mut form = FormState::of(fields);
    let Some(enter) = entry::said(kind, &mut form).filter(|_| form.is_right()) else {
        return shown(&app, &may.me, kind, form).await;
    };
    setting::change(&app, &may.permit, |before: &Decisions| before.with(enter)).await?;
    go(&format!("/cai-dat/ngay-nghi?loai={kind}"))
}

/// Takes one away again.
pub async fn remove(State(app): State<App>, may: MaySet, Checked(fields): Checked) -> Answer {
    let first: NaiveDate = fields.get("ngay").parse().map_err(|_| Fault::NotFound)?;
    let take_out = |all: &mut Decisions| match known(fields.get("loai")) {
        "them" => all.added.retain(|one| one.day != first),
        "tet" => all.tet.retain(|one| one.first != first),
        "quoc-khanh" => all.national_day.retain(|one| one.year != first.year()),
        _ => all.swaps.retain(|one| one.day_off != first),
    };
    setting::change(&app, &may.permit, |before: &Decisions| {
        before.with(take_out)
    })
    .await?;
    go("/cai-dat/ngay-nghi")
}
