//! One joined month: its totals, who is missing, what is doubtful, what changed, what to do next.

use axum::extract::State;
use nhip_core::consolidation::{Consolidation, Status, UnitStatus};
use nhip_core::difference::{Amount, Changed, Difference};
use nhip_core::id::UnitId;
use nhip_core::lang::Lang;
use nhip_core::permission::{Action, right};
use nhip_core::unit::Unit;
use nhip_documents::write::paper::text::figure;
use nhip_store::consolidation::{self as kept, Head, Stage, paper};

use super::stage;
use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::FormState;
use crate::frame::Frame;
use crate::page::board::plan_name;
use crate::page::{Template, page};
use crate::who::{May, SignedIn};
use nhip_office::joined::{self, OneConsolidation, paper::seal};

/// A line of the totals.
struct TotalLine {
    n: usize,
    name: String,
    value: String,
    units: usize,
}

/// A unit that is not in, and why.
struct Absent {
    name: String,
    href: String,
    why: String,
}

/// What changed against another version.
struct Changes {
    sentence: String,
    lines: Vec<String>,
}

#[derive(Template)]
#[template(path = "consolidation.html")]
struct ShownPage {
    frame: Frame,
    id: String,
    unit: UnitId,
    plan_id: String,
    month_code: String,
    title: String,
    plan: String,
    version: i64,
    look: &'static str,
    stage: String,
    made: String,
    signed: Option<String>,
    counted: usize,
    owing: usize,
    late: usize,
    totals: Vec<TotalLine>,
    absent: Vec<Absent>,
    warnings: Vec<(String, String)>,
    since: Option<Changes>,
    before: Option<(String, Changes)>,
    edited: usize,
    files: Vec<(&'static str, &'static str)>,
    seal: String,
    is_draft: bool,
    is_signed: bool,
    may_make: bool,
    may_word: bool,
    may_sign: bool,
    form: FormState,
}

/// The page.
pub async fn show(State(app): State<App>, may: May<right::SeeReport, OneConsolidation>) -> Answer {
    shown(&app, &may.me, may.thing.0, FormState::default()).await
}

/// The page, with a signature that was refused.
pub async fn shown(app: &App, me: &SignedIn, head: Head, form: FormState) -> Answer {
    let result = kept::result(app.db(), &head.id).await?;
    let plan = joined::plan_of(app, &head).await?;
    let wordings = paper::wordings(app.db(), &head.id).await?;
    let since = joined::since(app, &me.units, &plan, (&head, &result)).await?;
    let roster = joined::roster(app, &me.units, &plan, head.month).await?;
    let lang = me.lang();
    let before = before(app, &head, &result, lang).await?;
    let (look, words) = stage(head.stage);
    page(&ShownPage {
        title: head.month.shown(),
        plan: plan_name(&plan),
        version: head.version,
        look,
        stage: words.get(lang).to_owned(),
        made: head.made_at.local().format("%H:%M %d/%m/%Y").to_string(),
        signed: signed(app, &head).await?,
        counted: result
            .units
            .iter()
            .filter(|unit| unit.status.counted())
            .count(),
        owing: result.units.len(),
        late: result
            .units
            .iter()
            .filter(|unit| unit.status == Status::Late)
            .count(),
        totals: totals(&result, lang),
        absent: absent(&result, &roster, lang),
        warnings: warnings(&result, lang),
        since: since.map(|changed| changes(&changed, &result, lang)),
        before,
        edited: wordings.len(),
        files: super::paper::names(),
        seal: seal(&head, &wordings),
        is_draft: head.stage == Stage::Draft,
        is_signed: head.stage == Stage::Signed,
        may_make: me.may(Action::Consolidate, &head.unit),
        may_word: me.may(Action::EditWording, &head.unit),
        may_sign: me.may(Action::SignOff, &head.unit),
        frame: me.frame_of(&form),
        form,
        plan_id: head.plan.to_string(),
        month_code: head.month.to_string(),
        id: head.id.to_string(),
        unit: head.unit,
    })
}

async fn signed(app: &App, head: &Head) -> Result<Option<String>, Fault> {
    let (Some(by), Some(at)) = (&head.signed_by, head.signed_at) else {
        return Ok(None);
    };
    let account = nhip_store::account::by_id(app.db(), by).await?;
    let name = account.map(|account| account.name).unwrap_or_default();
    Ok(Some(format!(
        "{name}, {}",
        at.local().format("%H:%M %d/%m/%Y")
    )))
}

async fn before(
    app: &App,
    head: &Head,
    result: &Consolidation,
    lang: Lang,
) -> Result<Option<(String, Changes)>, Fault> {
    let Some(before) = kept::before(app.db(), head).await? else {
        return Ok(None);
    };
    let old = kept::result(app.db(), &before.id).await?;
    let changed = Difference::of_consolidations(&old, result);
    Ok(Some((
        before.id.to_string(),
        changes(&changed, result, lang),
    )))
}

fn totals(result: &Consolidation, lang: Lang) -> Vec<TotalLine> {
    let line = |(n, total): (usize, &nhip_core::consolidation::Total)| TotalLine {
        n,
        name: total.name.clone(),
        value: figure(total.value, total.upper, total.approximate, lang),
        units: total.by_unit.len(),
    };
    result.totals.iter().enumerate().map(line).collect()
}

fn absent(result: &Consolidation, roster: &[(UnitId, Unit)], lang: Lang) -> Vec<Absent> {
    let why = |unit: &UnitStatus| match &unit.reason {
        Some(reason) => format!(
            "{}: {}",
            lang.pick("loại trừ", "excluded"),
            reason.get(lang)
        ),
        None => lang
            .pick("chưa có báo cáo được duyệt", "no accepted report")
            .to_owned(),
    };
    let out = result.units.iter().filter(|unit| !unit.status.counted());
    out.map(|unit| Absent {
        name: unit.name.clone(),
        href: roster
            .iter()
            .find(|(_, one)| one.code == unit.code)
            .map(|(id, _)| format!("/don-vi/{id}"))
            .unwrap_or_default(),
        why: why(unit),
    })
    .collect()
}

fn warnings(result: &Consolidation, lang: Lang) -> Vec<(String, String)> {
    let code = |finding: &nhip_core::finding::Finding| finding.code.to_string();
    result
        .warnings
        .iter()
        .map(|finding| (code(finding), finding.text.get(lang).to_owned()))
        .collect()
}

/// Figures first, each in a line, then what became of units.
fn changes(difference: &Difference, result: &Consolidation, lang: Lang) -> Changes {
    let name = |code: &str| {
        let unit = result.units.iter().find(|unit| unit.code == code);
        unit.map_or_else(|| code.to_owned(), |unit| unit.name.clone())
    };
    let amount = |amount: Option<Amount>| {
        amount.map_or_else(
            || lang.pick("không có", "none").to_owned(),
            |one| figure(one.value, one.upper, one.approximate, lang),
        )
    };
    let figures = difference.figures.iter().map(|one: &Changed| {
        let what = format!("{} {}", one.count_unit, one.name);
        let (was, is) = (amount(one.before), amount(one.after));
        format!("{}: {}: {was} → {is}", name(&one.unit), what.trim())
    });
    let totals = difference.totals.iter().map(|one| {
        let (was, is) = (amount(one.before), amount(one.after));
        format!("{}: {}: {was} → {is}", lang.pick("Tổng", "Total"), one.name)
    });
    let status = |status: Option<Status>| match status {
        None => lang.pick("không phải báo cáo", "owed nothing"),
        Some(Status::OnTime) => lang.pick("đúng hạn", "on time"),
        Some(Status::Late) => lang.pick("trễ hạn", "late"),
        Some(Status::Missing) => lang.pick("chưa có", "missing"),
        Some(Status::Excluded) => lang.pick("loại trừ", "excluded"),
    };
    let units = difference.units.iter().map(|one| {
        format!(
            "{}: {} → {}",
            name(&one.unit),
            status(one.before),
            status(one.after)
        )
    });
    Changes {
        sentence: difference.sentence().get(lang).to_owned(),
        lines: figures.chain(totals).chain(units).collect(),
    }
}

/// Whether somebody sees a link to act on a month.
pub fn waits_for(me: &SignedIn, head: &Head) -> bool {
    head.stage == Stage::Draft && me.may(Action::SignOff, &head.unit)
}
