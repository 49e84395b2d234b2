//! The units as requests see them: the register, and today's tree. Worked out once and kept until
//! the records grow or the day ends.

use nhip_core::id::UnitId;
use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use nhip_core::lang::Lang;
use nhip_core::permission::Tree;
use nhip_core::unit::history::{Handover, Register, Spell};
use nhip_store::db::Db;
use nhip_store::{Result, unit};
use tokio::sync::RwLock;

/// The units on a day.
#[derive(Debug, Clone)]
pub struct Units {
    /// All that ever were.
    pub register: Register,
    /// The day of the tree.
    pub today: NaiveDate,
    /// Who answers today for what each ended unit left.
    left: BTreeMap<UnitId, Handover>,
    /// Ids of the units right below each today, by code.
    below: BTreeMap<UnitId, Vec<UnitId>>,
    version: i64,
}

impl Units {
    /// Grows with every record.
    pub fn version(&self) -> i64 {
        self.version
    }

    /// Who answers for what a unit left; `None` while it exists.
    pub fn left(&self, id: &UnitId) -> Option<&Handover> {
        self.left.get(id)
    }

    /// Those that answer for each unit that has ended.
    pub fn all_left(&self) -> BTreeMap<UnitId, Vec<UnitId>> {
        let left = self.left.iter();
        left.map(|(id, one)| (id.clone(), one.to.clone())).collect()
    }

    /// Ids of the ended units for which this one answers.
    pub fn formers(&self, id: &UnitId) -> impl Iterator<Item = &UnitId> {
        let left = self.left.values();
        left.filter(move |one| one.to.iter().any(|unit| unit == id))
            .map(|one| &one.from)
    }

    /// Names of the units that answer for one that has ended: "UBND phường D"; empty while it
    /// exists.
    pub fn now(&self, id: &UnitId) -> String {
        let to = self.left(id).map_or(&[] as &[UnitId], |one| &one.to);
        let names: Vec<&str> = to.iter().map(|id| self.name(id)).collect();
        names.join(", ")
    }

    /// Its name; of one that has ended, with those that answer for it: "X (nay là Y)".
    pub fn called(&self, id: &UnitId, lang: Lang) -> String {
        let (name, now) = (self.name(id), self.now(id));
        match now.is_empty() {
            true => name.to_owned(),
            false => format!("{name} ({} {now})", lang.pick("nay là", "now")),
        }
    }

    /// What a unit is called today, or was last.
    pub fn name(&self, id: &UnitId) -> &str {
        self.register.life(id).map_or("", |life| {
            life.on(self.today)
                .map_or_else(|| life.last_name(), |spell| spell.name.as_str())
        })
    }

    /// A unit as it is today.
    pub fn spell(&self, id: &UnitId) -> Option<&Spell> {
        self.register.life(id)?.on(self.today)
    }

    /// The one unit without another above it.
    pub fn top(&self) -> Option<&UnitId> {
        self.register
            .lives()
            .find(|life| {
                life.on(self.today)
                    .is_some_and(|spell| spell.parent.is_none())
            })
            .map(|life| &life.id)
    }

    /// A unit and all below it today, each with its depth, parents before children, by code.
    pub fn branch(&self, id: &UnitId) -> Vec<(usize, &UnitId)> {
        let mut found = Vec::new();
        let mut open = vec![(0, id)];
        while let Some((depth, id)) = open.pop() {
            let Some(life) = self.register.life(id) else {
                continue;
            };
            found.push((depth, &life.id));
            let below = self.below.get(id).into_iter().flatten().rev();
            open.extend(below.map(|id| (depth + 1, id)));
        }
        found
    }
}

impl Tree for Units {
    fn knows(&self, unit: &UnitId) -> bool {
        self.register.life(unit).is_some()
    }

    fn parent(&self, unit: &UnitId) -> Option<&UnitId> {
        let life = self.register.life(unit)?;
        // One that has ended stands where it stood last.
        let spell = life.on(self.today).or_else(|| life.spells.last())?;
        spell.parent.as_ref()
    }

    fn keepers(&self, unit: &UnitId) -> &[UnitId] {
        self.left(unit).map_or(&[], |one| &one.to)
    }
}

/// The units worked out last.
#[derive(Default)]
pub struct UnitCache(RwLock<Option<Arc<Units>>>);

impl UnitCache {
    /// The units today.
    pub async fn get(&self, db: &Db, today: NaiveDate) -> Result<Arc<Units>> {
        let version = unit::version(db).await?;
        self.at(db, today, version).await
    }

    /// As [`UnitCache::get`], where the version has been asked for already.
    pub async fn at(&self, db: &Db, today: NaiveDate, version: i64) -> Result<Arc<Units>> {
        let kept = self.0.read().await.clone();
        if let Some(units) = kept.filter(|units| units.version == version && units.today == today) {
            return Ok(units);
        }
        let register = unit::register(db).await?;
        let units = Arc::new(Units {
            left: register.left(today),
            below: below(&register, today),
            register,
            today,
            version,
        });
        *self.0.write().await = Some(Arc::clone(&units));
        Ok(units)
    }
}

fn below(register: &Register, today: NaiveDate) -> BTreeMap<UnitId, Vec<UnitId>> {
    let tree = register.at(today);
    let code = |id: &UnitId| tree.unit(id).map(|spell| spell.code.as_str());
    let children = |id: &UnitId| {
        let mut below = tree.children(id).to_vec();
        below.sort_by_key(|id| code(id));
        below.into_iter().cloned().collect()
    };
    let above = tree.units().map(|(id, _)| (id.clone(), children(id)));
    above
        .filter(|(_, below): &(UnitId, Vec<UnitId>)| !below.is_empty())
        .collect()
}
