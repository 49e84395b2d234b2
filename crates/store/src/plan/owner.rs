//! Which real units stand behind the units a plan names.

use nhip_core::id::{EditionId, PlanId, UnitId};
use std::collections::HashMap;

use crate::db::{Db, Sql, Tx};
use crate::error::Result;
use crate::values;

pub use nhip_core::owing::Owner;

from_row!(Owner { named, unit });

/// Who owes the plan's tasks.
pub async fn owners(db: &Db, edition: &EditionId) -> Result<Vec<Owner>> {
    db.all(
        "SELECT named, unit FROM plan_owner WHERE plan = $1 ORDER BY named, unit",
        values![edition],
    )
    .await
}

const OWNERS_AMONG: Sql = Sql::Each {
    sqlite: "SELECT named, unit FROM plan_owner
             WHERE plan = $1 AND unit IN (SELECT value FROM json_each($2)) ORDER BY named, unit",
    postgres: "SELECT named, unit FROM plan_owner
               WHERE plan = $1 AND unit IN (SELECT json_array_elements_text(CAST($2 AS json))) ORDER BY named, unit",
};

/// Of some units, those who owe the plan's tasks.
pub async fn owners_among(db: &Db, edition: &EditionId, units: &[&UnitId]) -> Result<Vec<Owner>> {
    let units = serde_json::to_string(units)?;
    db.all(OWNERS_AMONG, values![edition, units]).await
}

/// Who owes the tasks of each plan there is, by the plan's id.
pub async fn all_owners(db: &Db) -> Result<HashMap<PlanId, Vec<Owner>>> {
    let rows: Vec<(PlanId, String, UnitId)> = db
        .all(
            "SELECT plan, named, unit FROM plan_owner ORDER BY plan, named, unit",
            values![],
        )
        .await?;
    let mut found: HashMap<PlanId, Vec<Owner>> = HashMap::new();
    for (plan, named, unit) in rows {
        found.entry(plan).or_default().push(Owner { named, unit });
    }
    Ok(found)
}

/// Sets who owes the plan's tasks.
pub async fn set_owners(tx: &mut Tx, plan: &PlanId, owners: &[Owner]) -> Result<()> {
    tx.run("DELETE FROM plan_owner WHERE plan = $1", values![plan])
        .await?;
    for owner in owners {
        tx.run(
            "INSERT INTO plan_owner (plan, named, unit) VALUES ($1, $2, $3)",
            values![plan, &owner.named, &owner.unit],
        )
        .await?;
    }
    Ok(())
}

/// Ids of the confirmed plans under which a unit owes something, or did under an earlier text.
pub async fn owed_by(db: &Db, unit: &UnitId) -> Result<Vec<PlanId>> {
    let rows: Vec<(PlanId,)> = db
        .all(
            "SELECT DISTINCT plan.id FROM plan
             JOIN plan AS text ON text.id = plan.id OR text.replaces = plan.id AND text.state = 'replaced'
             JOIN plan_owner ON plan_owner.plan = text.id
             WHERE plan_owner.unit = $1 AND plan.state = 'confirmed' ORDER BY plan.id",
            values![unit],
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
