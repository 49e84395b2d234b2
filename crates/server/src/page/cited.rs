//! Documents that plans cite: who cites each, and whether its text is at hand.

pub mod text;

use nhip_core::id::PlanId;
use std::collections::BTreeMap;

use axum::extract::{Path, State};
use nhip_core::permission::Action;
use nhip_core::plan::Citation;
use nhip_store::Time;
use nhip_store::plan::cited::{self as attached, CitedText};
use nhip_viet::fold::key;

use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::FormState;
use crate::frame::{Frame, encoded};
use crate::page::{Template, page};
use crate::who::SignedIn;
use nhip_office::plan::{Owed, seen};

/// A cited document.
struct Cited {
    href: String,
    number: String,
    kind: String,
    issuer: String,
    date: String,
    subject: String,
    /// Plans that cite it: id, title, how often.
    by: Vec<(String, String, u32)>,
    /// The plan that is this document, where it was brought in.
    at_hand: Option<String>,
    /// Texts attached: name of the file, where it is fetched, when it was attached.
    texts: Vec<(String, String, String)>,
}

impl Cited {
    /// Whether its text can be read here.
    fn is_at_hand(&self) -> bool {
        self.at_hand.is_some() || !self.texts.is_empty()
    }
}

#[derive(Template)]
#[template(path = "cited_list.html")]
struct CitedListPage {
    frame: Frame,
    documents: Vec<Cited>,
}

#[derive(Template)]
#[template(path = "cited.html")]
struct CitedPage {
    frame: Frame,
    document: Cited,
    /// Plans for which this person may attach the text: where it is sent, the plan's title.
    attach: Vec<(String, String)>,
    form: FormState,
}

/// Every document cited by the plans this person sees.
pub async fn list(State(app): State<App>, me: SignedIn) -> Answer {
    let documents = cited(&seen(&app, &me).await?, &attached::all(app.db()).await?);
    page(&CitedListPage {
        frame: me.frame(),
        documents: documents.into_values().collect(),
    })
}

/// One of them, by its number and symbol.
pub async fn show(State(app): State<App>, me: SignedIn, Path(number): Path<String>) -> Answer {
    shown(&app, &me, &number, FormState::default()).await
}

async fn shown(app: &App, me: &SignedIn, number: &str, form: FormState) -> Answer {
    let plans = seen(app, me).await?;
    let mut documents = cited(&plans, &attached::all(app.db()).await?);
    let document = documents.remove(&key(number)).ok_or(Fault::NotFound)?;
    let own = |id: &str| {
        let owed = plans.iter().find(|owed| owed.plan.id == id)?;
        let may = me.may(Action::EditPlan, &owed.plan.unit);
        may.then(|| (text::href(&id.into(), number), owed.title().to_owned()))
    };
    page(&CitedPage {
        frame: me.frame_of(&form),
        attach: document.by.iter().filter_map(|(id, ..)| own(id)).collect(),
        document,
        form,
    })
}

/// By number and symbol, however they are capitalised.
fn cited(plans: &[Owed], texts: &[CitedText]) -> BTreeMap<String, Cited> {
    let numbered = plans
        .iter()
        .filter_map(|owed| Some((key(owed.plan.reading.number()?), owed.plan.id.clone())));
    let at_hand: BTreeMap<String, PlanId> = numbered.collect();
    let mut found: BTreeMap<String, Cited> = BTreeMap::new();
    for owed in plans {
        for citation in &owed.plan.reading.cited_documents {
            let own = key(&citation.number_symbol);
            let known = at_hand.get(&own).cloned();
            let document = found
                .entry(own.clone())
                .or_insert_with(|| of(citation, known.map(String::from)));
            let by = (
                owed.plan.id.to_string(),
                owed.title().to_owned(),
                citation.mentions,
            );
            document.by.push(by);
            let text = |text: &&CitedText| text.plan == owed.plan.id && text.number == own;
            document.texts.extend(texts.iter().filter(text).map(|text| {
                let at = Time(text.added_at).local().format("%d/%m/%Y").to_string();
                let href = text::href(&owed.plan.id, &citation.number_symbol);
                (text.name.clone(), href, at)
            }));
            // The fullest subject any plan gives it.
            let subject = citation.subject.as_deref().unwrap_or_default();
            if subject.len() > document.subject.len() {
                subject.clone_into(&mut document.subject);
            }
        }
    }
    found
}

fn of(citation: &Citation, at_hand: Option<String>) -> Cited {
    let date = citation.date.map(|day| day.format("%d/%m/%Y").to_string());
    Cited {
        href: href(&citation.number_symbol),
        number: citation.number_symbol.clone(),
        kind: citation.kind.clone().unwrap_or_default(),
        issuer: citation.issuer.clone().unwrap_or_default(),
        date: date
            .or_else(|| citation.date_as_printed.clone())
            .unwrap_or_default(),
        subject: citation.subject.clone().unwrap_or_default(),
        by: Vec::new(),
        at_hand,
        texts: Vec::new(),
    }
}

/// Where a cited document has its page.
pub fn href(number: &str) -> String {
    // A blank in a path is no plus.
    format!("/van-ban/{}", encoded(number).replace('+', "%20"))
}
