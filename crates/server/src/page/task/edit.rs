//! What becomes of a task: done or dropped, split, with other units, counting something.

use nhip_core::id::UnitId;
use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::State;
use nhip_core::audit::{By, Kind};
use nhip_core::permission::right;
use nhip_core::plan::above;
use nhip_store::change::{Change, Told};
use nhip_store::plan;
use nhip_store::task::{self, Indicator, KeptTask, TaskState};

use super::said;
use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::{Fields, FormState};
use crate::form::Checked;
use crate::frame::Frame;
use crate::page::{Template, go, page};
use crate::who::{May, SignedIn};
use nhip_office::plan::{OwedTask, OwnTask};

/// Most indicators of one task, and most parts made at once: more is a pasted document.
const MOST: usize = 40;

#[derive(Template)]
#[template(path = "task_edit.html")]
struct EditPage {
    frame: Frame,
    id: String,
    text: String,
    revision: i64,
    units: Vec<(String, String)>,
    /// Themes of the plan: number and words.
    themes: Vec<(String, String)>,
    /// The one its words are like, where none was chosen.
    alike: Option<String>,
    form: FormState,
}

/// The form.
pub async fn form(may: May<right::EditPlan, OwnTask>) -> Answer {
    let OwnTask(owed) = may.thing;
    let lines = owed
        .task
        .indicators
        .iter()
        .map(|one| match one.count_unit.as_str() {
            "" => one.name.clone(),
            unit => format!("{}; {unit}", one.name),
        });
    let lines: Vec<String> = lines.collect();
    let with = owed
        .co_owners()
        .map(|unit| ("dv".to_owned(), unit.to_string()));
    let fields = Fields::of(with)
        .with("trang-thai", owed.task.state.code())
        .with("chi-tieu", lines.join("\n"))
        .with(
            "noi-dung",
            owed.task.theme.map_or(String::new(), |n| n.to_string()),
        );
    page(&shown(&may.me, &owed, FormState::of(fields)))
}

fn shown(me: &SignedIn, owed: &OwedTask, form: FormState) -> EditPage {
    let branch = me.units.branch(&owed.owed.plan.unit).into_iter();
    let owners: BTreeSet<&UnitId> = owed.owed.behind(&owed.task.named).collect();
    let others = branch.filter(|(_, id)| !owners.contains(id) && me.units.spell(id).is_some());
    EditPage {
        frame: Frame {
            refused: !form.is_right(),
            ..me.frame()
        },
        id: owed.task.id.to_string(),
        text: owed.task.text.clone(),
        revision: owed.task.revision,
        units: others
            .map(|(_, id)| (id.to_string(), me.units.name(id).to_owned()))
            .collect(),
        themes: owed
            .owed
            .plan
            .reading
            .content_themes
            .iter()
            .map(|theme| (theme.n.to_string(), theme.text.clone()))
            .collect(),
        alike: match owed.task.theme {
            None => above::theme(&owed.owed.plan.reading, &owed.task.text)
                .map(|theme| theme.starts_with.clone()),
            Some(_) => None,
        },
        form,
    }
}

/// Keeps it.
pub async fn send(
    State(app): State<App>,
    may: May<right::EditPlan, OwnTask>,
    Checked(fields): Checked,
) -> Answer {
    let (me, OwnTask(owed)) = (may.me, may.thing);
    let mut form = FormState::of(fields);
    form.fresh(owed.task.revision)?;
    let state = TaskState::parse(form.value("trang-thai")).unwrap_or(owed.task.state);
    let indicators = indicators(&mut form);
    let parts = lines(&mut form, "tach");
    if !form.is_right() {
        return page(&shown(&me, &owed, form));
    }
    let themes = &owed.owed.plan.reading.content_themes;
    let theme = form.value("noi-dung");
    let theme = themes.iter().find(|one| one.n.to_string() == theme);
    let task = KeptTask {
        state,
        indicators,
        theme: theme.map(|theme| i64::from(theme.n)),
        ..owed.task.clone()
    };
    let units = ticked(&me, &owed, &form);
    let told = Told::of(Kind::TaskAssigned, &task.id)
        .unit(&owed.owed.plan.unit)
        .before((&owed.task, owed.co_owners().collect::<Vec<_>>()))
        .after((&task, &units, &parts));
    let mut change = Change::begin(app.db(), app.now(), By::Account(me.account.id.clone())).await?;
    task::change(change.tx(), &task).await?;
    task::set_co_owners(change.tx(), &task.id, &units).await?;
    split(&app, &mut change, &owed, &parts).await?;
    change.commit(told).await?;
    go(&format!("/nhiem-vu/{}", task.id))
}

/// The units ticked, of those below the plan's own.
fn ticked(me: &SignedIn, owed: &OwedTask, form: &FormState) -> Vec<UnitId> {
    let branch = me.units.branch(&owed.owed.plan.unit);
    let known: BTreeSet<&UnitId> = branch.iter().map(|(_, id)| *id).collect();
    let ticked: BTreeSet<&String> = form.fields.all("dv").iter().collect();
    let ticked = ticked.into_iter().map(|id| UnitId::from(id.as_str()));
    ticked.filter(|id| known.contains(id)).collect()
}

fn lines(form: &mut FormState, name: &str) -> Vec<String> {
    let lines = form.value(name).lines().map(str::trim);
    let lines: Vec<String> = lines
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect();
    if lines.len() > MOST {
        form.refuse(
            name,
            format!("Không quá {MOST} dòng."),
            format!("At most {MOST} lines."),
        );
    }
    lines
}

/// One a line: what is counted and, after a semicolon, its unit of count.
fn indicators(form: &mut FormState) -> Vec<Indicator> {
    let lines = lines(form, "chi-tieu").into_iter();
    let indicator = |line: String| {
        let (name, unit) = line.rsplit_once(';').unwrap_or((&line, ""));
        Indicator {
            name: name.trim().to_owned(),
            count_unit: unit.trim().to_owned(),
        }
    };
    lines
        .map(indicator)
        .filter(|one| !one.name.is_empty())
        .collect()
}

/// Adds the parts to the plan and to its tasks; the task itself stays, for reports name it.
async fn split(
    app: &App,
    change: &mut Change,
    owed: &OwedTask,
    texts: &[String],
) -> Result<(), Fault> {
    if texts.is_empty() {
        return Ok(());
    }
    let (task, mut plan) = (&owed.task, owed.owed.plan.clone());
    let codes = Arc::make_mut(&mut plan.reading).split_task(&task.code, texts);
    let room = i64::try_from(codes.len()).unwrap_or(i64::MAX);
    plan::change(change.tx(), &plan).await?;
    task::make_room(change.tx(), &plan.id, task.place, room).await?;
    for ((place, code), text) in (task.place + 1..).zip(codes).zip(texts) {
        let part = KeptTask {
            id: app.new_id(),
            parent: Some(task.id.clone()),
            code,
            place,
            text: text.clone(),
            state: TaskState::Open,
            indicators: Vec::new(),
            revision: 1,
            ..task.clone()
        };
        task::add(change.tx(), &part).await?;
    }
    Ok(())
}
