//! A new version of a plan takes over the ids of the one in force: a task that is the same keeps
//! its id, so that what was done for it and written on it stays with it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use nhip_viet::fold::key;

use super::edit::number_below;
use super::ids::Ids;
use super::{Plan, Task, versions};

impl Plan {
    /// Gives every unit and task that the older version has too the id it has there; a new one
    /// gets an id that was never used, neither there nor among `used`.
    pub fn continue_ids(&mut self, older: &Plan, used: &BTreeSet<String>) {
        self.continue_units(older);
        let pairs = versions(older, self);
        let mut same: HashMap<String, String> = pairs
            .iter()
            .filter_map(|pair| Some((pair.after?.id.clone(), pair.before?.id.clone())))
            .collect();
        let was = older.tasks();
        let mut taken: HashSet<String> = used.iter().cloned().collect();
        taken.extend(was.map(|task| task.id.clone()));
        for unit in &mut self.units {
            let mut next = 1_u32;
            for task in &mut unit.tasks {
                if let Some(id) = same.remove(&task.id) {
                    task.id = id;
                    continue;
                }
                if taken.contains(&task.id) {
                    task.id = free(&unit.id, &taken, &mut next);
                }
                taken.insert(task.id.clone());
            }
        }
    }

    fn continue_units(&mut self, older: &Plan) {
        let mut known: HashMap<String, &str> = HashMap::new();
        for unit in &older.units {
            known.entry(key(&unit.name)).or_insert(&unit.id);
        }
        let mut ids = Ids::default();
        for unit in &older.units {
            ids.free(std::slice::from_ref(&unit.id), "-");
        }
        let mut renamed = BTreeMap::new();
        for unit in &mut self.units {
            let id = match known.remove(&key(&unit.name)) {
                Some(id) => id.to_owned(),
                None => ids.free(std::slice::from_ref(&unit.id), "-"),
            };
            renamed.insert(std::mem::replace(&mut unit.id, id.clone()), id);
        }
        for duty in &mut self.reporting_duty {
            duty.who_resolved_inferred = std::mem::take(&mut duty.who_resolved_inferred)
                .into_iter()
                .map(|(id, how)| (renamed.get(&id).cloned().unwrap_or(id), how))
                .collect();
        }
    }

    /// Puts behind each task the parts a person split it into in the older version, where this
    /// one, with continued ids, still has the task and not the parts.
    pub fn carry_parts(&mut self, older: &Plan) {
        let own = self.tasks();
        let own: HashSet<String> = own.map(|task| task.id.clone()).collect();
        let mut parts: HashMap<&str, Vec<&Task>> = HashMap::new();
        for task in older.tasks() {
            // What was read has lines; what a person made has none.
            if !task.lines.is_empty() || own.contains(&task.id) {
                continue;
            }
            if let Some((whole, _)) = task.id.rsplit_once('.') {
                parts.entry(whole).or_default().push(task);
            }
        }
        for unit in &mut self.units {
            let tasks = std::mem::take(&mut unit.tasks);
            for task in tasks {
                let mut open = vec![task];
                while let Some(task) = open.pop() {
                    let below = parts.remove(task.id.as_str()).unwrap_or_default();
                    let below = below
                        .into_iter()
                        .filter(|part| number_below(&task.id, &part.id).is_some());
                    let below: Vec<Task> = below.cloned().collect();
                    unit.tasks.push(task);
                    open.extend(below.into_iter().rev());
                }
            }
        }
        self.counts.tasks = self.units.iter().map(|unit| unit.tasks.len()).sum();
    }
}

fn free(unit: &str, taken: &HashSet<String>, next: &mut u32) -> String {
    loop {
        let id = format!("{unit}.{next}");
        *next = next.saturating_add(1);
        if !taken.contains(&id) {
            return id;
        }
    }
}
