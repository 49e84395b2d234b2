//! "Theo dõi": units by months, what is urgent first, every square leading to its report.

use axum::extract::State;
use nhip_core::board::Cell;
use nhip_core::id::{PlanId, UnitId};
use nhip_core::lang::Lang;
use nhip_core::period::Month;
use nhip_core::permission::Action;
use nhip_store::plan::{self, KeptPlan, PlanState};
use nhip_viet::fold;

use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::form::Query;
use crate::frame::Frame;
use crate::page::{Template, page};
use crate::who::SignedIn;
use nhip_office::board::{Board, Square, months};

/// Months shown side by side.
const MONTHS: usize = 6;

/// What is asked of the board.
#[derive(Debug, Default, serde::Deserialize)]
pub struct Asked {
    /// Id of the plan.
    #[serde(default, rename = "ke-hoach")]
    pub plan: PlanId,
    /// Which units: see [`FILTERS`].
    #[serde(default, rename = "loc")]
    pub filter: String,
    /// Part of a unit's name.
    #[serde(default, rename = "tim")]
    pub name: String,
}

/// Code, Vietnamese, English, and which squares of the last month belong to it.
type Filter = (&'static str, &'static str, &'static str, fn(Cell) -> bool);

/// The filters.
const FILTERS: [Filter; 5] = [
    ("thieu", "Chưa có báo cáo", "Missing", |cell| {
        matches!(cell, Cell::Missing | Cell::Waiting)
    }),
    ("tre", "Trễ hạn", "Late", |cell| {
        matches!(cell, Cell::Late { .. })
    }),
    ("tra-lai", "Trả lại", "Returned", |cell| {
        cell == Cell::Returned
    }),
    ("cho-duyet", "Chờ duyệt", "To be accepted", Cell::waits),
    ("loai-tru", "Loại trừ", "Excluded", |cell| {
        cell == Cell::Excluded
    }),
];

/// A square as shown.
pub struct Shown {
    /// Colour: good, wait, late or none.
    pub look: &'static str,
    /// Sign, so that colour is never alone.
    pub sign: &'static str,
    /// Words.
    pub words: String,
    /// Where it leads; empty where nowhere.
    pub href: String,
    /// "11/2026".
    pub month: String,
}

/// A unit as shown.
pub struct Line {
    /// Id.
    pub unit: UnitId,
    /// Name.
    pub name: String,
    /// Who answers for it since it ended; empty while it exists.
    pub now: String,
    /// Its months.
    pub squares: Vec<Shown>,
}

#[derive(Template)]
#[template(path = "board.html")]
struct BoardPage {
    frame: Frame,
    plans: Vec<(String, String)>,
    plan: String,
    filters: Vec<(&'static str, &'static str)>,
    filter: String,
    name: String,
    months: Vec<String>,
    lines: Vec<Line>,
    all: usize,
    sums: Vec<(usize, &'static str, &'static str, String)>,
    walls: Option<String>,
    letter: Option<(String, String)>,
}

/// Confirmed plans somebody may look at with this action, with how they are called.
pub async fn plans_of(app: &App, me: &SignedIn, action: Action) -> Result<Vec<KeptPlan>, Fault> {
    let mut found = Vec::new();
    for kept in plan::all(app.db()).await? {
        if kept.state != PlanState::Confirmed {
            continue;
        }
        let owners = plan::owners(app.db(), &kept.edition).await?;
        if me.may(action, &kept.unit) || owners.iter().any(|owner| me.may(action, &owner.unit)) {
            found.push(kept);
        }
    }
    Ok(found)
}

/// "214/KH-UBND: Phòng, chống sốt xuất huyết".
pub fn plan_name(plan: &KeptPlan) -> String {
    let parts = [plan.reading.number(), plan.reading.title.subject.as_deref()];
    let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(": ")
}

/// The page.
pub async fn show(State(app): State<App>, me: SignedIn, Query(asked): Query<Asked>) -> Answer {
    let plans = plans_of(&app, &me, Action::SeeBoard).await?;
    let chosen = plans.iter().find(|plan| plan.id == asked.plan);
    let Some(plan) = chosen.or(plans.first()) else {
        return page(&empty(&me));
    };
    let months = months(plan, me.units.today, MONTHS);
    let board = Board::of(&app, &me.units, plan, months).await?;
    let board = board.seen(|unit| me.may(Action::SeeBoard, unit));
    let walls = me.may(Action::ShareWall, &plan.unit);
    let leads = me.may(Action::Consolidate, &plan.unit);
    let mut lines = lines(&board, me.lang(), |board, at| fits(board, at, &asked));
    for line in &mut lines {
        // Who looks after accounts sees that a report is late, and opens none.
        if !me.may(Action::SeeReport, &line.unit) {
            line.lead_to_unit();
        }
    }
    page(&BoardPage {
        plan: plan.id.to_string(),
        sums: sums(&board, me.lang()),
        months: board.months.iter().copied().map(Month::shown).collect(),
        all: board.rows.len(),
        lines,
        walls: walls.then(|| plan.unit.clone()).map(String::from),
        letter: board.last_missed().filter(|_| leads).map(|month| {
            let href = format!("/ke-hoach/{}/don-doc?ky={month}", plan.id);
            (href, month.shown())
        }),
        plans: plans
            .iter()
            .map(|plan| (plan.id.to_string(), plan_name(plan)))
            .collect(),
        filter: asked.filter,
        name: asked.name,
        ..empty(&me)
    })
}

fn empty(me: &SignedIn) -> BoardPage {
    let filters = FILTERS
        .iter()
        .map(|(code, vi, en, _)| (*code, me.lang().pick(vi, en)));
    BoardPage {
        frame: me.frame(),
        plans: Vec::new(),
        plan: String::new(),
        filters: filters.collect(),
        filter: String::new(),
        name: String::new(),
        months: Vec::new(),
        lines: Vec::new(),
        all: 0,
        sums: Vec::new(),
        walls: None,
        letter: None,
    }
}

/// Whether a row is asked for: by its last month, and by part of its name without accents.
fn fits(board: &Board, at: usize, asked: &Asked) -> bool {
    let Some(row) = board.rows.get(at) else {
        return false;
    };
    let last = row.squares.last().and_then(Option::as_ref);
    let filter = FILTERS.iter().find(|(code, ..)| *code == asked.filter);
    let named = fold::folded(&row.name).contains(&fold::folded(asked.name.trim()));
    named && filter.is_none_or(|(.., belongs)| last.is_some_and(|square| belongs(square.cell)))
}

/// The rows as shown.
pub fn lines(board: &Board, lang: Lang, fits: impl Fn(&Board, usize) -> bool) -> Vec<Line> {
    let rows = board.rows.iter().enumerate();
    rows.filter(|(at, _)| fits(board, *at))
        .map(|(_, row)| Line {
            unit: row.unit.clone(),
            name: row.name.clone(),
            now: row.now.clone(),
            squares: row
                .squares
                .iter()
                .zip(&board.months)
                .map(|(square, month)| shown(square.as_ref(), &row.unit, *month, lang))
                .collect(),
        })
        .collect()
}

impl Line {
    fn lead_to_unit(&mut self) {
        let href = format!("/don-vi/{}", self.unit);
        for square in self
            .squares
            .iter_mut()
            .filter(|square| !square.href.is_empty())
        {
            square.href.clone_from(&href);
        }
    }
}

/// A square: without a report it leads to the unit, whom one calls.
fn shown(square: Option<&Square>, unit: &UnitId, month: Month, lang: Lang) -> Shown {
    let month = month.shown();
    let Some(square) = square else {
        return Shown {
            look: "",
            sign: "",
            words: "–".to_owned(),
            href: String::new(),
            month,
        };
    };
    let (look, sign) = look(square.cell);
    let mut words = square.cell.name().get(lang).to_owned();
    if square.cell.waits() {
        words.push_str(lang.pick(", chờ duyệt", ", to be accepted"));
    }
    Shown {
        look,
        sign,
        words,
        href: match &square.report {
            Some(report) => format!("/bao-cao/{report}"),
            None => format!("/don-vi/{unit}"),
        },
        month,
    }
}

/// Colour and sign.
pub fn look(cell: Cell) -> (&'static str, &'static str) {
    match cell {
        Cell::Missing => ("late", "✕"),
        Cell::Returned => ("wait", "↩"),
        Cell::Late { .. } => ("wait", "!"),
        Cell::Waiting => ("", "…"),
        Cell::OnTime { .. } => ("good", "✓"),
        Cell::Excluded => ("", "⊘"),
    }
}

/// How many of the last month stand how, the urgent first.
pub fn sums(board: &Board, lang: Lang) -> Vec<(usize, &'static str, &'static str, String)> {
    let last = board.months.len().saturating_sub(1);
    let mut cells: Vec<Cell> = board
        .column(last)
        .map(|square| match square.cell {
            Cell::Late { .. } => Cell::Late {
                days: 2,
                waits: false,
            },
            Cell::OnTime { .. } => Cell::OnTime { waits: false },
            other => other,
        })
        .collect();
    cells.sort_unstable();
    cells
        .chunk_by(|a, b| a == b)
        .filter_map(|chunk| {
            let cell = *chunk.first()?;
            let (look, sign) = look(cell);
            let name = match cell {
                Cell::Late { .. } => lang.pick("Trễ hạn", "Late").to_owned(),
                cell => cell.name().get(lang).to_owned(),
            };
            Some((chunk.len(), look, sign, name))
        })
        .collect()
}
