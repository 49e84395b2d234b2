//! The words of the joined report: edited paragraph by paragraph, figures as they came.

use std::collections::HashMap;

use axum::extract::State;
use nhip_core::consolidation::{Consolidation, wording};
use nhip_core::permission::right;
use nhip_store::consolidation::{self as kept, Head, Stage, paper};

use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::{Fields, FormState};
use crate::form::Checked;
use crate::form::Query;
use crate::frame::Frame;

use crate::page::{Template, go, page};
use crate::who::{May, SignedIn};
use nhip_office::joined::{OneConsolidation, paper as office};

/// A paragraph.
struct Piece {
    key: String,
    text: String,
    edited: bool,
}

/// A heading with its paragraphs.
struct Section {
    heading: String,
    pieces: Vec<Piece>,
}

#[derive(Template)]
#[template(path = "wording.html")]
struct WordingPage {
    frame: Frame,
    id: String,
    month: String,
    sections: Vec<Section>,
}

#[derive(Template)]
#[template(path = "wording_edit.html")]
struct EditPage {
    frame: Frame,
    id: String,
    key: String,
    original: String,
    units: String,
    edited: bool,
    form: FormState,
}

/// Which paragraph.
#[derive(Debug, Default, serde::Deserialize)]
pub struct Asked {
    /// [`wording::key`]; empty for all of them.
    #[serde(default, rename = "doan")]
    item: String,
}

/// All paragraphs, or the form for one.
pub async fn show(
    State(app): State<App>,
    may: May<right::EditWording, OneConsolidation>,
    Query(asked): Query<Asked>,
) -> Answer {
    let (me, head) = (may.me, may.thing.0);
    let result = kept::result(app.db(), &head.id).await?;
    let edited = paper::wordings(app.db(), &head.id).await?;
    let edited: HashMap<String, String> = edited.into_iter().collect();
    if asked.item.is_empty() {
        return page(&WordingPage {
            sections: sections(&result, &edited, &me),
            frame: me.frame(),
            month: head.month.shown(),
            id: head.id.to_string(),
        });
    }
    let (original, _) = paragraph(&result, &asked.item).ok_or(Fault::NotFound)?;
    let text = edited.get(&asked.item).cloned().unwrap_or(original);
    let form = FormState::of(Fields::default().with("van", text));
    page(&edit(&me, &head, &result, &asked.item, form)?)
}

fn sections(
    result: &Consolidation,
    edited: &HashMap<String, String>,
    me: &SignedIn,
) -> Vec<Section> {
    let filled = result
        .tasks
        .iter()
        .filter(|task| !task.paragraphs.is_empty());
    filled
        .map(|task| Section {
            heading: format!("{} {}", task.label, task.heading.get(me.lang())),
            pieces: task
                .paragraphs
                .iter()
                .map(|paragraph| {
                    let key = wording::key(&task.part, &paragraph.text);
                    let words = edited.get(&key);
                    Piece {
                        text: words.unwrap_or(&paragraph.text).clone(),
                        edited: words.is_some(),
                        key,
                    }
                })
                .collect(),
        })
        .collect()
}

/// What was written under a key, and by whom.
fn paragraph(result: &Consolidation, item: &str) -> Option<(String, String)> {
    let mut all = result.tasks.iter().flat_map(|task| {
        let part = &task.part;
        task.paragraphs.iter().map(move |one| (part, one))
    });
    let (_, found) = all.find(|(part, one)| wording::key(part, &one.text) == item)?;
    let name = |code: &str| {
        let unit = result.units.iter().find(|unit| unit.code == code);
        unit.map_or("", |unit| unit.name.as_str())
    };
    let names: Vec<&str> = found.sources.iter().map(|one| name(&one.unit)).collect();
    Some((found.text.clone(), names.join(", ")))
}

fn edit(
    me: &SignedIn,
    head: &Head,
    result: &Consolidation,
    item: &str,
    form: FormState,
) -> Result<EditPage, Fault> {
    let (original, units) = paragraph(result, item).ok_or(Fault::NotFound)?;
    Ok(EditPage {
        frame: me.frame_of(&form),
        id: head.id.to_string(),
        key: item.to_owned(),
        edited: form.value("van") != original,
        original,
        units,
        form,
    })
}

/// Keeps the words of one paragraph, or takes them back.
pub async fn send(
    State(app): State<App>,
    may: May<right::EditWording, OneConsolidation>,
    Checked(fields): Checked,
) -> Answer {
    let (me, OneConsolidation(head), permit) = may.parts();
    let item = fields.get("doan").to_owned();
    let result = kept::result(app.db(), &head.id).await?;
    let (original, _) = paragraph(&result, &item).ok_or(Fault::NotFound)?;
    if head.stage != Stage::Draft {
        return Err(Fault::Stale);
    }
    let text = fields.get("van").to_owned();
    let back = !fields.get("tra-ve").is_empty() || text == original;
    if let Some(problem) = wording::check(&original, &text).err().filter(|_| !back) {
        let mut form = FormState::of(fields);
        form.problems.push(("van".to_owned(), problem));
        return page(&edit(&me, &head, &result, &item, form)?);
    }
    let words = (!back).then_some(text.as_str());
    office::word(&app, &permit, &head, (&item, &original), words).await?;
    go(&format!("/tong-hop/{}/loi-van", head.id))
}
