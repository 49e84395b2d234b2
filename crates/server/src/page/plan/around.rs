//! What stands around a plan: the plan above it and those below, its earlier texts, a new version
//! being read.

use nhip_core::permission::Action;
use nhip_store::plan::{KeptPlan, PlanState, version};
use nhip_store::task::under;

use crate::app::App;
use crate::fault::Fault;

use crate::who::SignedIn;
use nhip_office::plan::title;

/// A plan under this one.
pub struct Below {
    /// Id.
    pub id: String,
    /// Whose it is.
    pub unit: String,
    /// What it is called.
    pub title: String,
    /// Its tasks that carry out tasks of this one, and all it has.
    pub linked: (usize, usize),
}

/// What applied up to a month.
pub struct Before {
    /// "11/2026".
    pub until: String,
    /// When reports were due.
    pub due: String,
    /// Id of the text that was in force, where the change brought another.
    pub text: Option<String>,
    /// Why it was changed.
    pub why: String,
}

/// Everything around.
#[derive(Default)]
pub struct Around {
    /// The plan above: id, if the person sees it, and title.
    pub above: Option<(Option<String>, String)>,
    /// Plans below that the person sees.
    pub below: Vec<Below>,
    /// What applied before, the last first.
    pub before: Vec<Before>,
    /// New versions being read.
    pub coming: Vec<String>,
    /// The plan this is an earlier text of.
    pub current: Option<String>,
}

impl Around {
    /// Whether another text was in force before.
    pub fn has_texts(&self) -> bool {
        self.before.iter().any(|one| one.text.is_some())
    }
}

/// Around a plan, as a person sees it.
pub async fn around(app: &App, me: &SignedIn, plan: &KeptPlan) -> Result<Around, Fault> {
    if plan.state == PlanState::Replaced {
        return Ok(Around {
            current: plan.replaces.clone().map(String::from),
            ..Around::default()
        });
    }
    let mut found = Around {
        above: above(app, me, plan).await?,
        ..Around::default()
    };
    if plan.state == PlanState::Confirmed {
        let before = plan.earlier.iter().rev().map(|one| Before {
            until: one.until.shown(),
            due: super::said_due(&one.due, me),
            text: one.text.clone().map(String::from),
            why: one.why.clone(),
        });
        found.before = before.collect();
        found.below = below(app, me, plan).await?;
        if me.may(Action::SeePlan, &plan.unit) {
            let texts = version::texts(app.db(), &plan.id).await?.into_iter();
            let coming = texts.filter(version::Text::is_read);
            found.coming = coming.map(|text| text.id.to_string()).collect();
        }
    }
    Ok(found)
}

async fn above(
    app: &App,
    me: &SignedIn,
    plan: &KeptPlan,
) -> Result<Option<(Option<String>, String)>, Fault> {
    let Some(id) = &plan.parent else {
        return Ok(None);
    };
    let owed = nhip_office::plan::Owed::by_id(app, &me.units, id).await?;
    Ok(owed.map(|owed| {
        let seen = owed.is_seen_by(me).then(|| owed.plan.id.to_string());
        (seen, owed.title().to_owned())
    }))
}

async fn below(app: &App, me: &SignedIn, plan: &KeptPlan) -> Result<Vec<Below>, Fault> {
    let mut found = Vec::new();
    for own in version::below(app.db(), &plan.id).await? {
        if !me.may(Action::SeePlan, &own.unit) {
            continue;
        }
        let linked = under::of_plan(app.db(), &own.id).await?.len();
        found.push(Below {
            unit: me.units.name(&own.unit).to_owned(),
            title: title(&own).to_owned(),
            linked: (linked, own.reading.counts.tasks),
            id: own.id.to_string(),
        });
    }
    Ok(found)
}
