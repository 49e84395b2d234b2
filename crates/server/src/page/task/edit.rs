//! What becomes of a task: done or dropped, split, with other units, counting something.

use std::collections::BTreeSet;

use axum::extract::State;
use nhip_core::id::UnitId;
use nhip_core::permission::right;
use nhip_core::plan::above;
use nhip_store::task::{Indicator, TaskState};

use super::said;
use crate::app::App;
use crate::fault::Answer;
use crate::fields::{Fields, FormState};
use crate::form::Checked;
use crate::frame::Frame;
use crate::page::{Template, go, page};
use crate::who::{May, SignedIn};
use nhip_office::plan::{OwedTask, OwnTask};
use nhip_office::task::{self, Edited};

/// Most indicators of one task, and most parts made at once: more is a pasted document.
const MOST: usize = 40;

type MayEdit = May<right::EditPlan, OwnTask>;

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
pub async fn form(may: MayEdit) -> Answer {
    let OwnTask(owed) = may.thing;
    let task = &owed.task;
    let line = |one: &Indicator| match one.count_unit.as_str() {
        "" => one.name.clone(),
        unit => format!("{}; {unit}", one.name),
    };
    let lines: Vec<String> = task.indicators.iter().map(line).collect();
    let theme = task.theme.map_or_else(String::new, |n| n.to_string());
    let with = owed.co_owners();
    let with = with.map(|unit| ("dv".to_owned(), unit.to_string()));
    let fields = Fields::from_iter(with)
        .with("trang-thai", task.state.code())
        .with("chi-tieu", lines.join("\n"))
        .with("noi-dung", theme);
    page(&shown(&may.me, &owed, FormState::of(fields)))
}

fn shown(me: &SignedIn, owed: &OwedTask, form: FormState) -> EditPage {
    let OwedTask { task, owed } = owed;
    let (plan, branch) = (&owed.plan.reading, me.units.branch(&owed.plan.unit));
    let (branch, themes) = (branch.into_iter(), plan.content_themes.iter());
    let owners: BTreeSet<&UnitId> = owed.behind(&task.named).collect();
    let others = branch.filter(|(_, id)| !owners.contains(id) && me.units.spell(id).is_some());
    EditPage {
        frame: me.frame_of(&form),
        id: task.id.to_string(),
        text: task.text.clone(),
        revision: task.revision,
        units: others
            .map(|(_, id)| (id.to_string(), me.units.name(id).to_owned()))
            .collect(),
        themes: themes
            .map(|theme| (theme.n.to_string(), theme.text.clone()))
            .collect(),
        alike: match task.theme {
            None => above::theme(plan, &task.text).map(|theme| theme.starts_with.clone()),
            Some(_) => None,
        },
        form,
    }
}

/// Keeps it.
pub async fn send(State(app): State<App>, may: MayEdit, Checked(fields): Checked) -> Answer {
    let (me, OwnTask(owed)) = (may.me, may.thing);
    let mut form = FormState::sent(fields, owed.task.revision)?;
    let edited = edited(&mut form, &owed);
    if !form.is_right() {
        return page(&shown(&me, &owed, form));
    }
    task::edit(&app, &me, &may.permit, &owed, edited).await?;
    go(&format!("/nhiem-vu/{}", owed.task.id))
}

fn edited(form: &mut FormState, owed: &OwedTask) -> Edited {
    let (indicators, parts) = (indicators(form), lines(form, "tach"));
    let theme = form.value("noi-dung");
    let mut themes = owed.owed.plan.reading.content_themes.iter();
    let theme = themes.find(|one| one.n.to_string() == theme);
    let with = form.fields.all("dv").iter().map(|id| id.as_str().into());
    Edited {
        state: TaskState::parse(form.value("trang-thai")).unwrap_or(owed.task.state),
        theme: theme.map(|theme| theme.n.into()),
        with: with.collect(),
        indicators,
        parts,
    }
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
