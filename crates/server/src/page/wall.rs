//! The wall screen of the weekly meeting: a read-only link without sign-in, and its keepers.

use axum::extract::{Path, State};
use nhip_core::id::UnitId;
use nhip_core::lang::Lang;
use nhip_core::period::Month;
use nhip_core::permission::right;
use nhip_store::board::{self as kept, Screen};
use nhip_store::plan::{self, KeptPlan, PlanState};

use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::FormState;
use crate::form::Checked;
use crate::frame::Frame;
use crate::page::board::{Line, lines, plan_name, sums};
use crate::page::{Template, go, page};
use crate::who::{Anyone, May, SignedIn};
use nhip_office::board::{Board, months};
use nhip_office::units::Units;
use nhip_office::wall;

/// Months on the wall.
const MONTHS: usize = 2;

/// One plan on the wall.
struct Wall {
    plan: String,
    month: String,
    came: usize,
    all: usize,
    sums: Vec<(usize, &'static str, &'static str, String)>,
    months: Vec<String>,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "wall.html")]
struct WallPage {
    frame: Frame,
    unit: String,
    at: String,
    walls: Vec<Wall>,
}

/// A link in the list.
struct Link {
    id: String,
    name: String,
    day: String,
}

#[derive(Template)]
#[template(path = "walls.html")]
struct LinksPage {
    frame: Frame,
    unit: String,
    name: String,
    links: Vec<Link>,
    made: Option<String>,
    form: FormState,
}

/// The screen: who knows the secret may look.
pub async fn show(State(app): State<App>, anyone: Anyone, Path(secret): Path<String>) -> Answer {
    let screen = wall::of_secret(&app, &secret).await?;
    let screen = screen.ok_or(Fault::NotFound)?;
    let units = app.units().await?;
    let mut walls = Vec::new();
    for plan in plan::all(app.db()).await? {
        if plan.unit == screen.unit && plan.state == PlanState::Confirmed {
            walls.push(on_wall(&app, &units, &plan, anyone.lang()).await?);
        }
    }
    page(&WallPage {
        frame: anyone.frame(),
        unit: units.name(&screen.unit).to_owned(),
        at: app.now().local().format("%H:%M %d/%m/%Y").to_string(),
        walls,
    })
}

async fn on_wall(app: &App, units: &Units, plan: &KeptPlan, lang: Lang) -> Result<Wall, Fault> {
    let board = Board::of(app, units, plan, months(plan, units.today, MONTHS)).await?;
    let last = board.months.len().saturating_sub(1);
    Ok(Wall {
        plan: plan_name(plan),
        month: board
            .months
            .last()
            .copied()
            .map(Month::shown)
            .unwrap_or_default(),
        came: board
            .column(last)
            .filter(|square| square.cell.came())
            .count(),
        all: board.column(last).count(),
        sums: sums(&board, lang),
        months: board.months.iter().copied().map(Month::shown).collect(),
        lines: lines(&board, lang, |_, _| true),
    })
}

/// The links of a unit.
pub async fn list(State(app): State<App>, may: May<right::ShareWall, UnitId>) -> Answer {
    page(&links(&app, &may.me, &may.thing, None, FormState::default()).await?)
}

async fn links(
    app: &App,
    me: &SignedIn,
    unit: &UnitId,
    made: Option<String>,
    form: FormState,
) -> Result<LinksPage, Fault> {
    let link = |screen: Screen| Link {
        day: nhip_store::Time(screen.created_at)
            .local()
            .format("%d/%m/%Y")
            .to_string(),
        id: screen.id,
        name: screen.name,
    };
    let screens = kept::screens(app.db(), unit).await?;
    Ok(LinksPage {
        frame: me.frame_of(&form),
        unit: unit.to_string(),
        name: me.units.name(unit).to_owned(),
        links: screens.into_iter().map(link).collect(),
        made,
        form,
    })
}

/// Makes a link; its secret is shown this once.
pub async fn add(
    State(app): State<App>,
    may: May<right::ShareWall, UnitId>,
    Checked(fields): Checked,
) -> Answer {
    let (me, unit, permit) = may.parts();
    let mut form = FormState::of(fields);
    let name = form.line("ten", "tên màn hình", "a name for the screen");
    if !form.is_right() {
        return page(&links(&app, &me, &unit, None, form).await?);
    }
    let secret = wall::share(&app, &permit, name).await?;
    let made = Some(format!("/man-hinh/{secret}"));
    page(&links(&app, &me, &unit, made, FormState::default()).await?)
}

/// Takes a link away: whoever has it sees nothing from now on.
pub async fn revoke(
    State(app): State<App>,
    may: May<right::ShareWall, UnitId>,
    Checked(fields): Checked,
) -> Answer {
    wall::revoke(&app, &may.permit, fields.get("man-hinh")).await?;
    go(&format!("/man-hinh/don-vi/{}", may.thing))
}
