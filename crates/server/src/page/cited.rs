//! Documents that plans cite: who cites each, and whether its text is at hand.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use nhip_core::plan::Citation;
use nhip_viet::fold::key;

use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::frame::{Frame, encoded};
use crate::page::{Template, page};
use crate::plan::{Owed, seen};
use crate::who::SignedIn;

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
}

/// Every document cited by the plans this person sees.
pub async fn list(State(app): State<App>, me: SignedIn) -> Answer {
    let documents = cited(&seen(&app, &me).await?);
    page(&CitedListPage {
        frame: me.frame(),
        documents: documents.into_values().collect(),
    })
}

/// One of them, by its number and symbol.
pub async fn show(State(app): State<App>, me: SignedIn, Path(number): Path<String>) -> Answer {
    let mut documents = cited(&seen(&app, &me).await?);
    let document = documents.remove(&key(&number)).ok_or(Fault::NotFound)?;
    page(&CitedPage {
        frame: me.frame(),
        document,
    })
}

/// By number and symbol, however they are capitalised.
fn cited(plans: &[Owed]) -> BTreeMap<String, Cited> {
    let numbered = plans.iter().filter_map(|owed| {
        let number = owed.plan.reading.number_symbol.as_ref()?;
        Some((key(&number.normalized), owed.plan.id.clone()))
    });
    let at_hand: BTreeMap<String, String> = numbered.collect();
    let mut found: BTreeMap<String, Cited> = BTreeMap::new();
    for owed in plans {
        for citation in &owed.plan.reading.cited_documents {
            let own = key(&citation.number_symbol);
            let known = at_hand.get(&own).cloned();
            let document = found.entry(own).or_insert_with(|| of(citation, known));
            let by = (
                owed.plan.id.clone(),
                owed.title().to_owned(),
                citation.mentions,
            );
            document.by.push(by);
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
    }
}

/// Where a cited document has its page.
pub fn href(number: &str) -> String {
    // A blank in a path is no plus.
    format!("/van-ban/{}", encoded(number).replace('+', "%20"))
}
