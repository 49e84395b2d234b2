//! What each kind of thing is found by, taken from the thing as it is written.

use nhip_core::activity::Activity;
use nhip_core::id::{PlanId, ReportId, UnitId};
use nhip_core::period::Month;
use nhip_core::plan::{Citation, Section};
use nhip_core::report::draft::{Column, Field, KeptBox};
use nhip_core::unit::history::Register;

use super::{Entry, Kind, put, take_out};
use crate::activity::KeptActivity;
use crate::db::{Sql, Tx};
use crate::error::Result;
use crate::plan::{KeptPlan, PlanState};
use crate::task::KeptTask;
use crate::values;

/// The name a unit is found by.
async fn unit_name(tx: &mut Tx, unit: &UnitId) -> Result<String> {
    let row: Option<(String,)> = tx
        .first(
            "SELECT title FROM search_thing WHERE kind = 'unit' AND thing = $1",
            values![unit],
        )
        .await?;
    Ok(row.map(|(name,)| name).unwrap_or_default())
}

/// Units that are new, or called otherwise than before.
pub(crate) async fn units(tx: &mut Tx, register: &Register) -> Result<()> {
    let known: Vec<(String, String, String)> = tx
        .all(
            "SELECT thing, title, body FROM search_thing WHERE kind = 'unit'",
            values![],
        )
        .await?;
    let known: std::collections::HashSet<_> = known.into_iter().collect();
    for life in register.lives() {
        let title = life.last_name().to_owned();
        let mut called: Vec<&str> = Vec::new();
        for spell in &life.spells {
            let names = [&spell.code, &spell.kind, &spell.name];
            for name in names.into_iter().chain(&spell.aliases) {
                if !name.is_empty() && *name != title && !called.contains(&name.as_str()) {
                    called.push(name);
                }
            }
        }
        let row = (life.id.to_string(), title, called.join(" · "));
        if !known.contains(&row) {
            let (thing, title, body) = row;
            let entry = Entry {
                unit: life.id.clone(),
                thing,
                title,
                body,
                ..Entry::default()
            };
            put(tx, Kind::Unit, &entry).await?;
        }
    }
    Ok(())
}

/// A plan, and the documents it cites.
pub(crate) async fn plan(tx: &mut Tx, plan: &KeptPlan) -> Result<()> {
    // Its earlier texts are found by their plan's.
    if plan.state == PlanState::Replaced {
        return Ok(());
    }
    let reading = &plan.reading;
    let number = reading.number_symbol.as_ref();
    let number = number.map_or("", |number| number.normalized.as_str());
    let subject = reading.title.subject.as_deref().unwrap_or_default();
    let themes = reading
        .content_themes
        .iter()
        .map(|theme| theme.text.clone());
    let messages = reading.key_messages.iter().map(|one| one.text.clone());
    let mut body: Vec<String> = themes.chain(messages).collect();
    headings(&reading.sections, &mut body);
    let title = match subject.is_empty() {
        true if number.is_empty() => &reading.source.path,
        true => number,
        false => subject,
    };
    let own = Entry {
        thing: plan.id.to_string(),
        unit: plan.unit.clone(),
        plan: plan.id.clone(),
        title: title.to_owned(),
        body: body.join("\n"),
        beside_title: number.to_owned(),
        beside_body: unit_name(tx, &plan.unit).await?,
        ..Entry::default()
    };
    put(tx, Kind::Plan, &own).await?;
    no_citations(tx, &plan.id).await?;
    for citation in &reading.cited_documents {
        put(tx, Kind::Cited, &cited_by(plan, citation)).await?;
    }
    Ok(())
}

/// A plan that is no more, because another took its text.
pub(crate) async fn no_plan(tx: &mut Tx, plan: &PlanId) -> Result<()> {
    take_out(tx, Kind::Plan, plan).await?;
    no_citations(tx, plan).await
}

async fn no_citations(tx: &mut Tx, plan: &PlanId) -> Result<()> {
    let cited: Vec<(String,)> = tx
        .all(
            "SELECT thing FROM search_thing WHERE plan = $1 AND kind = 'cited'",
            values![plan],
        )
        .await?;
    for (thing,) in cited {
        take_out(tx, Kind::Cited, &thing).await?;
    }
    Ok(())
}

fn headings(sections: &[Section], found: &mut Vec<String>) {
    for section in sections {
        found.extend(section.heading.clone());
        headings(&section.children, found);
    }
}

fn cited_by(plan: &KeptPlan, citation: &Citation) -> Entry {
    let kind = citation.kind.as_deref().unwrap_or_default();
    let subject = citation.subject.as_deref().unwrap_or_default();
    let issuer = citation.issuer.as_deref().unwrap_or_default();
    Entry {
        thing: format!("{}/{}", plan.id, citation.id),
        unit: plan.unit.clone(),
        plan: plan.id.clone(),
        title: citation.number_symbol.clone(),
        body: [kind, issuer, subject].join(" ").trim().to_owned(),
        ..Entry::default()
    }
}

/// A task of a confirmed plan.
pub(crate) async fn task(tx: &mut Tx, task: &KeptTask) -> Result<()> {
    let (unit, number, subject): (UnitId, String, String) = tx
        .one(
            "SELECT unit, number, subject FROM plan WHERE id = $1",
            values![&task.plan],
        )
        .await?;
    let entry = Entry {
        thing: task.id.to_string(),
        unit,
        plan: task.plan.clone(),
        named: task.named.clone(),
        body: task.text.clone(),
        title: task.code.clone(),
        beside_body: format!("{number} \n {subject}"),
        ..Entry::default()
    };
    put(tx, Kind::Task, &entry).await
}

/// An activity.
pub(crate) async fn activity(tx: &mut Tx, kept: &KeptActivity) -> Result<()> {
    let done = &kept.activity.done;
    let name = unit_name(tx, &done.unit).await?;
    let entry = Entry {
        thing: kept.activity.id.to_string(),
        unit: done.unit.clone(),
        plan: kept.plan.clone(),
        month: kept.month.to_string(),
        title: done.what.clone(),
        body: said(&kept.activity),
        beside_body: name,
        ..Entry::default()
    };
    put(tx, Kind::Activity, &entry).await
}

/// What else was said of an activity, in one line.
fn said(activity: &Activity) -> String {
    let done = &activity.done;
    let count = done
        .count
        .as_ref()
        .map(|count| format!("{} {}", nhip_viet::number::grouped(count.value), count.unit));
    let audience = done.audience.map(|audience| audience.name().0.to_owned());
    let all = [
        Some(done.day.format("%d/%m/%Y").to_string()),
        Some(done.place.clone()),
        Some(done.channel.name().0.to_owned()),
        audience,
        count,
        Some(done.note.clone()),
        done.link.clone(),
    ];
    let said = all.into_iter().flatten().filter(|text| !text.is_empty());
    said.collect::<Vec<_>>().join(" · ")
}

struct ReportRow {
    plan: PlanId,
    unit: UnitId,
    month: Month,
    version: i64,
    named: String,
    boxes: String,
}

from_row!(ReportRow {
    plan,
    unit,
    month,
    version,
    named,
    boxes
});

/// One statement for all it takes: it is asked at every save.
const REPORT: Sql = Sql::Each {
    sqlite: "SELECT plan, unit, month, version,
               COALESCE((SELECT title FROM search_thing WHERE kind = 'unit' AND thing = report.unit), '') AS named,
               (SELECT json_group_array(json_array(name, value) ORDER BY name)
                FROM report_field WHERE report = report.id AND value <> '') AS boxes
             FROM report WHERE id = $1",
    postgres: "SELECT plan, unit, month, version,
                 COALESCE((SELECT title FROM search_thing WHERE kind = 'unit' AND thing = report.unit), '') AS named,
                 CAST((SELECT COALESCE(json_agg(json_build_array(name, value) ORDER BY name), '[]')
                       FROM report_field WHERE report = report.id AND value <> '') AS TEXT) AS boxes
               FROM report WHERE id = $1",
};

/// A version of a report, by what stands in its boxes.
pub(crate) async fn report(tx: &mut Tx, id: &ReportId) -> Result<()> {
    let row: ReportRow = tx.one(REPORT, values![id]).await?;
    let boxes: Vec<(String, String)> = serde_json::from_str(&row.boxes)?;
    let texts = boxes.iter().filter(|(name, _)| is_text(name));
    let body: Vec<&str> = texts.map(|(_, value)| value.as_str()).collect();
    let version = match row.version {
        1 => String::new(),
        later => format!(", bản {later}"),
    };
    let entry = Entry {
        thing: id.to_string(),
        title: format!(
            "Báo cáo tháng {:02}/{}{version}",
            row.month.month(),
            row.month.year()
        ),
        body: body.join("\n"),
        beside_body: row.named,
        plan: row.plan,
        unit: row.unit,
        month: row.month.to_string(),
        ..Entry::default()
    };
    put(tx, Kind::Report, &entry).await
}

/// As [`report`], after some of its boxes were saved.
pub(crate) async fn boxes(tx: &mut Tx, id: &ReportId, saved: &[KeptBox]) -> Result<()> {
    match saved.iter().any(|one| is_text(&one.name)) {
        true => report(tx, id).await,
        false => Ok(()),
    }
}

/// Whether a box holds words: ticks and figures are looked for on the report's own page.
fn is_text(name: &str) -> bool {
    match Field::parse(name) {
        Some(Field::Nil(_)) | None => false,
        Some(Field::Figure(_, column)) => {
            matches!(column, Column::Name | Column::Note | Column::CountUnit)
        }
        Some(_) => true,
    }
}
