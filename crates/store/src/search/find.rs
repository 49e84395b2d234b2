//! What a query finds within what somebody may see.

use nhip_core::id::UnitId;
use nhip_viet::search::{Ask, Query};

use super::{GENERAL, Kind, unit_token};
use crate::db::{Db, Sql};
use crate::error::{Result, StoreError};
use crate::values;

/// Things found at most; a query that finds more wants another word.
pub const MOST: usize = 300;
/// Units up to which a search is narrowed to their tokens beforehand.
const FEW: usize = 40;

/// What somebody may see: of units themselves, of plans, of reports and activities, the ids of the
/// units whose they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// Units whose name and contacts are seen.
    pub units: Vec<UnitId>,
    /// Units whose plans are seen, and plans that lay something on them.
    pub plans: Vec<UnitId>,
    /// Units whose reports and activities are seen.
    pub reports: Vec<UnitId>,
}

/// A thing found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What it is.
    pub kind: Kind,
    /// Its id; of a cited document, its number and symbol.
    pub thing: String,
    /// The unit it belongs to.
    pub unit: UnitId,
    /// Its month, `2026-11`; empty where it has none.
    pub month: String,
    /// Its title.
    pub title: String,
    n: i64,
}

struct HitRow {
    n: i64,
    kind: String,
    thing: String,
    unit: UnitId,
    month: String,
    title: String,
}

from_row!(HitRow {
    n,
    kind,
    thing,
    unit,
    month,
    title
});

/// Who may see what is decided here, where it is read, from the same tables that decide on the
/// pages: a plan is seen by its own unit's people and by those who owe something under it, a task
/// by those who work on it.
const FIND: Sql = Sql::Each {
    sqlite: "SELECT t.n, t.kind, t.thing, t.unit, t.month, t.title
             FROM search_index JOIN search_thing t ON t.n = search_index.rowid
             WHERE search_index MATCH $1 AND ($2 = '' OR t.kind = $2) AND (
               (t.kind IN ('activity', 'report') AND t.unit IN (SELECT value FROM json_each($5)))
               OR (t.kind = 'unit' AND t.unit IN (SELECT value FROM json_each($3)))
               OR (t.kind IN ('plan', 'cited', 'task') AND (
                 t.unit IN (SELECT value FROM json_each($4))
                 OR EXISTS (SELECT 1 FROM plan_owner o WHERE o.plan = t.plan AND (t.kind <> 'task' OR o.named = t.named)
                            AND o.unit IN (SELECT value FROM json_each($4)))
                 OR EXISTS (SELECT 1 FROM task k JOIN task_owner w ON w.task = k.id
                            WHERE k.plan = t.plan AND (t.kind <> 'task' OR k.id = t.thing)
                            AND w.unit IN (SELECT value FROM json_each($4))))))
             ORDER BY search_index.rowid DESC LIMIT $6",
    postgres: "SELECT t.n, t.kind, t.thing, t.unit, t.month, t.title
             FROM search_index i JOIN search_thing t ON t.n = i.n
             WHERE i.words @@ CAST($1 AS TSQUERY) AND ($2 = '' OR t.kind = $2) AND (
               (t.kind IN ('activity', 'report') AND t.unit IN (SELECT json_array_elements_text(CAST($5 AS JSON))))
               OR (t.kind = 'unit' AND t.unit IN (SELECT json_array_elements_text(CAST($3 AS JSON))))
               OR (t.kind IN ('plan', 'cited', 'task') AND (
                 t.unit IN (SELECT json_array_elements_text(CAST($4 AS JSON)))
                 OR EXISTS (SELECT 1 FROM plan_owner o WHERE o.plan = t.plan AND (t.kind <> 'task' OR o.named = t.named)
                            AND o.unit IN (SELECT json_array_elements_text(CAST($4 AS JSON))))
                 OR EXISTS (SELECT 1 FROM task k JOIN task_owner w ON w.task = k.id
                            WHERE k.plan = t.plan AND (t.kind <> 'task' OR k.id = t.thing)
                            AND w.unit IN (SELECT json_array_elements_text(CAST($4 AS JSON)))))))
             ORDER BY i.n DESC LIMIT $6",
};

/// What a query finds within a scope, the best first, at most [`MOST`]; of one kind only, if asked.
pub async fn find(db: &Db, query: &Query, scope: &Scope, kind: Option<Kind>) -> Result<Vec<Hit>> {
    let list = |units: &[UnitId]| serde_json::to_string(units);
    let lists = [
        list(&scope.units)?,
        list(&scope.plans)?,
        list(&scope.reports)?,
    ];
    let spelled = query.spelled_out();
    let levels = std::iter::once(query)
        .chain(&spelled)
        .flat_map(Query::levels);
    let near = near(scope);
    let mut found = Found::default();
    for level in levels {
        if found.hits.len() >= MOST {
            break;
        }
        let [units, plans, reports] = &lists;
        let asked = match db.is_postgres() {
            true => asked_of_postgres(&level, &near),
            false => asked_of_sqlite(&level, &near),
        };
        let kind = kind.map_or("", Kind::code);
        let most = i64::try_from(MOST).unwrap_or(i64::MAX);
        let rows = db
            .all(FIND, values![asked, kind, units, plans, reports, most])
            .await?;
        found.take(rows)?;
    }
    Ok(found.hits)
}

#[derive(Default)]
struct Found {
    hits: Vec<Hit>,
    seen: std::collections::HashSet<(Kind, String)>,
}

impl Found {
    fn take(&mut self, rows: Vec<HitRow>) -> Result<()> {
        for row in rows {
            let kind = Kind::parse(&row.kind).ok_or_else(|| {
                StoreError::Database(format!("unknown kind of thing: {}", row.kind))
            })?;
            // A document is cited by several plans, and has one page.
            let thing = match kind {
                Kind::Cited => row.title.clone(),
                _ => row.thing,
            };
            if self.hits.len() < MOST && self.seen.insert((kind, thing.clone())) {
                self.hits.push(Hit {
                    kind,
                    thing,
                    unit: row.unit,
                    month: row.month,
                    title: row.title,
                    n: row.n,
                });
            }
        }
        Ok(())
    }
}

/// Tokens one of which a thing has that the scope may hold; none where that is nearly everything.
fn near(scope: &Scope) -> Vec<String> {
    match scope.reports.len() {
        0..=FEW => std::iter::once(GENERAL.to_owned())
            .chain(scope.reports.iter().map(unit_token))
            .collect(),
        _ => Vec::new(),
    }
}

/// Tokens are letters, figures and `_`, so quotes need no escape.
fn asked_of_sqlite(level: &[Ask], near: &[String]) -> String {
    let asked = level.iter().map(|ask| match ask.prefix {
        true => format!("\"{}\" *", ask.token),
        false => format!("\"{}\"", ask.token),
    });
    let near: Vec<String> = near.iter().map(|token| format!("\"{token}\"")).collect();
    let near = (!near.is_empty()).then(|| format!("({})", near.join(" OR ")));
    asked.chain(near).collect::<Vec<_>>().join(" AND ")
}

fn asked_of_postgres(level: &[Ask], near: &[String]) -> String {
    let asked = level.iter().map(|ask| match ask.prefix {
        true => format!("'{}':*", ask.token),
        false => format!("'{}'", ask.token),
    });
    let near: Vec<String> = near.iter().map(|token| format!("'{token}'")).collect();
    let near = (!near.is_empty()).then(|| format!("({})", near.join(" | ")));
    asked.chain(near).collect::<Vec<_>>().join(" & ")
}

/// The text of something found, of which a part is shown; empty where it is gone by now.
pub async fn body(db: &Db, hit: &Hit) -> Result<String> {
    let row: Option<(String,)> = db
        .first("SELECT body FROM search_thing WHERE n = $1", values![hit.n])
        .await?;
    Ok(row.map(|(body,)| body).unwrap_or_default())
}
