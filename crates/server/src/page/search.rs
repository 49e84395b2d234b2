//! Search: plans, tasks, activities, reports, units and cited documents by words, the best first.

use axum::extract::State;
use nhip_core::period::Month;
use nhip_core::permission::Action;
use nhip_store::search::{self, Hit, Kind, MOST, Scope};
use nhip_viet::search::{Piece, Query as Words, excerpt};
use serde::Deserialize;

use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::form::Query;
use crate::frame::{Frame, encoded};
use crate::page::{Template, cited, page};
use crate::who::SignedIn;

/// Results on one page.
const ON_PAGE: usize = 20;
/// Characters of a query that are shown again.
const SHOWN: usize = 300;

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    loai: String,
    trang: String,
}

/// One result.
struct Found {
    href: String,
    kind: &'static str,
    title: Vec<Piece>,
    text: Vec<Piece>,
    unit: String,
    month: String,
}

/// A choice of kind.
struct Choice {
    href: String,
    name: &'static str,
    here: bool,
}

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    frame: Frame,
    /// Something was typed, with a letter or figure in it.
    asked: bool,
    choices: Vec<Choice>,
    count: usize,
    /// There are more than are listed.
    more: bool,
    found: Vec<Found>,
    before: Option<String>,
    after: Option<String>,
    /// The same search over all kinds, where one was chosen.
    all: Option<String>,
}

/// What a kind is called.
fn name(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Unit => ("Đơn vị", "Unit"),
        Kind::Plan => ("Kế hoạch", "Plan"),
        Kind::Task => ("Nhiệm vụ", "Task"),
        Kind::Cited => ("Văn bản viện dẫn", "Cited document"),
        Kind::Activity => ("Hoạt động", "Activity"),
        Kind::Report => ("Báo cáo", "Report"),
    }
}

/// As the address names it.
fn code(kind: Kind) -> &'static str {
    match kind {
        Kind::Unit => "don-vi",
        Kind::Plan => "ke-hoach",
        Kind::Task => "nhiem-vu",
        Kind::Cited => "van-ban",
        Kind::Activity => "hoat-dong",
        Kind::Report => "bao-cao",
    }
}

/// Everything this person may see, by the same rule that opens the pages.
fn scope(me: &SignedIn) -> Scope {
    let lives = || me.units.register.lives().map(|life| &life.id);
    let where_may = |action| {
        let may = lives().filter(|unit| me.may(Action::Search, unit) && me.may(action, unit));
        may.cloned().collect()
    };
    Scope {
        units: where_may(Action::SeeUnit),
        plans: where_may(Action::SeePlan),
        reports: where_may(Action::SeeReport),
    }
}

/// What was found.
pub async fn show(State(app): State<App>, me: SignedIn, Query(asked): Query<Asked>) -> Answer {
    let typed: String = asked.q.chars().take(SHOWN).collect();
    let kind = Kind::ALL
        .iter()
        .copied()
        .find(|kind| code(*kind) == asked.loai);
    let number: usize = asked.trang.parse().unwrap_or(1).clamp(1, MOST);
    let mut shown = blank(&me, &typed, kind);
    let Some(words) = Words::parse(&typed) else {
        return page(&shown);
    };
    let hits = search::find(app.db(), &words, &scope(&me), kind).await?;
    shown.asked = true;
    shown.count = hits.len();
    shown.more = hits.len() >= MOST;
    let from = (number - 1) * ON_PAGE;
    for hit in hits.iter().skip(from).take(ON_PAGE) {
        shown.found.push(found(&app, &me, &words, hit).await?);
    }
    let at = |page: usize| format!("{}&trang={page}", address(&typed, kind));
    shown.before = (number > 1).then(|| at(number - 1));
    shown.after = (from + ON_PAGE < hits.len()).then(|| at(number + 1));
    shown.all = kind.map(|_| address(&typed, None));
    page(&shown)
}

fn address(typed: &str, kind: Option<Kind>) -> String {
    let kind = kind.map(|kind| format!("&loai={}", code(kind)));
    format!("/tim?q={}{}", encoded(typed), kind.unwrap_or_default())
}

fn blank(me: &SignedIn, typed: &str, kind: Option<Kind>) -> SearchPage {
    let everything = Choice {
        href: address(typed, None),
        name: me.lang().pick("Tất cả", "Everything"),
        here: kind.is_none(),
    };
    let single = Kind::ALL.iter().map(|one| {
        let (vi, en) = name(*one);
        Choice {
            href: address(typed, Some(*one)),
            name: me.lang().pick(vi, en),
            here: kind == Some(*one),
        }
    });
    SearchPage {
        frame: Frame {
            sought: typed.to_owned(),
            ..me.frame()
        },
        asked: false,
        choices: std::iter::once(everything).chain(single).collect(),
        count: 0,
        more: false,
        found: Vec::new(),
        before: None,
        after: None,
        all: None,
    }
}

async fn found(app: &App, me: &SignedIn, words: &Words, hit: &Hit) -> Result<Found, Fault> {
    let body = search::body(app.db(), hit).await?;
    let (vi, en) = name(hit.kind);
    let month = Month::parse(&hit.month).ok();
    // A task is known by its words, not by its code.
    let (title, body) = match hit.kind {
        Kind::Task => (body.as_str(), ""),
        Kind::Unit => (me.units.name(&hit.unit), body.as_str()),
        _ => (hit.title.as_str(), body.as_str()),
    };
    Ok(Found {
        href: href(hit),
        kind: me.lang().pick(vi, en),
        title: excerpt(title, words),
        text: match body {
            "" => Vec::new(),
            body => excerpt(body, words),
        },
        unit: match hit.kind {
            Kind::Unit => String::new(),
            _ => me.units.name(&hit.unit).to_owned(),
        },
        month: month.map(Month::shown).unwrap_or_default(),
    })
}

/// Where a thing has its page.
fn href(hit: &Hit) -> String {
    match hit.kind {
        Kind::Cited => cited::href(&hit.thing),
        kind => format!("/{}/{}", code(kind), hit.thing),
    }
}
