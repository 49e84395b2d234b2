//! The units as requests see them: the register, and today's tree. Worked out once and kept until
//! the records grow or the day ends.

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
    left: BTreeMap<String, Handover>,
    /// Ids of the units right below each today, by code.
    below: BTreeMap<String, Vec<String>>,
    version: i64,
}

impl Units {
    /// Grows with every record.
    pub fn version(&self) -> i64 {
        self.version
    }

    /// Who answers for what a unit left; `None` while it exists.
    pub fn left(&self, id: &str) -> Option<&Handover> {
        self.left.get(id)
    }

    /// Those that answer for each unit that has ended.
    pub fn all_left(&self) -> BTreeMap<String, Vec<String>> {
        let left = self.left.iter();
        left.map(|(id, one)| (id.clone(), one.to.clone())).collect()
    }

    /// Ids of the ended units for which this one answers.
    pub fn formers(&self, id: &str) -> impl Iterator<Item = &str> {
        let left = self.left.values();
        left.filter(move |one| one.to.iter().any(|unit| unit == id))
            .map(|one| one.from.as_str())
    }

    /// Names of the units that answer for one that has ended: "UBND phường D"; empty while it
    /// exists.
    pub fn now(&self, id: &str) -> String {
        let to = self.left(id).map_or(&[] as &[String], |one| &one.to);
        let names: Vec<&str> = to.iter().map(|id| self.name(id)).collect();
        names.join(", ")
    }

    /// Its name; of one that has ended, with those that answer for it: "X (nay là Y)".
    pub fn called(&self, id: &str, lang: Lang) -> String {
        let (name, now) = (self.name(id), self.now(id));
        match now.is_empty() {
            true => name.to_owned(),
            false => format!("{name} ({} {now})", lang.pick("nay là", "now")),
        }
    }

    /// What a unit is called today, or was last.
    pub fn name(&self, id: &str) -> &str {
        self.register.life(id).map_or("", |life| {
            life.on(self.today)
                .map_or_else(|| life.last_name(), |spell| spell.name.as_str())
        })
    }

    /// A unit as it is today.
    pub fn spell(&self, id: &str) -> Option<&Spell> {
        self.register.life(id)?.on(self.today)
    }

    /// The one unit without another above it.
    pub fn top(&self) -> Option<&str> {
        self.register
            .lives()
            .find(|life| {
                life.on(self.today)
                    .is_some_and(|spell| spell.parent.is_none())
            })
            .map(|life| life.id.as_str())
    }

    /// A unit and all below it today, each with its depth, parents before children, by code.
    pub fn branch(&self, id: &str) -> Vec<(usize, &str)> {
        let mut found = Vec::new();
        let mut open = vec![(0, id)];
        while let Some((depth, id)) = open.pop() {
            let Some(life) = self.register.life(id) else {
                continue;
            };
            found.push((depth, life.id.as_str()));
            let below = self.below.get(id).into_iter().flatten().rev();
            open.extend(below.map(|id| (depth + 1, id.as_str())));
        }
        found
    }
}

impl Tree for Units {
    fn knows(&self, unit: &str) -> bool {
        self.register.life(unit).is_some()
    }

    fn parent(&self, unit: &str) -> Option<&str> {
        let life = self.register.life(unit)?;
        // One that has ended stands where it stood last.
        let spell = life.on(self.today).or_else(|| life.spells.last())?;
        spell.parent.as_deref()
    }

    fn keepers(&self, unit: &str) -> &[String] {
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

fn below(register: &Register, today: NaiveDate) -> BTreeMap<String, Vec<String>> {
    let tree = register.at(today);
    let code = |id: &str| tree.unit(id).map(|spell| spell.code.as_str());
    let children = |id: &str| {
        let mut below = tree.children(id).to_vec();
        below.sort_by_key(|id| code(id));
        below.into_iter().map(str::to_owned).collect()
    };
    let above = tree.units().map(|(id, _)| (id.to_owned(), children(id)));
    above
        .filter(|(_, below): &(String, Vec<String>)| !below.is_empty())
        .collect()
}
