//! Ids that stay unique, without trying every number again for each of thousands.

use std::collections::{HashMap, HashSet};

/// Ids given so far.
#[derive(Debug, Default)]
pub struct Ids {
    used: HashSet<String>,
    next: HashMap<String, usize>,
}

impl Ids {
    /// The first of the wished ids that is free, otherwise the first one with the next number.
    pub fn free(&mut self, wished: &[String], mark: &str) -> String {
        if let Some(id) = wished.iter().find(|id| !self.used.contains(*id)) {
            self.used.insert(id.clone());
            return id.clone();
        }
        let base = wished.first().cloned().unwrap_or_default();
        let next = self.next.entry(base.clone()).or_insert(2);
        loop {
            let id = format!("{base}{mark}{next}");
            *next += 1;
            if self.used.insert(id.clone()) {
                return id;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_given_once() {
        let mut ids = Ids::default();
        let wished = ["TYT".to_owned(), "TYTB".to_owned()];
        let given: Vec<String> = (0..4).map(|_| ids.free(&wished, "")).collect();
        assert_eq!(given, ["TYT", "TYTB", "TYT2", "TYT3"]);
    }
}
