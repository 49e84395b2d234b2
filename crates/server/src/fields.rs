//! The fields of a form as they came, the errors found in them, and both again on the page that
//! is shown when a form is refused: nobody types a thing twice.

use std::collections::BTreeMap;

use crate::fault::Fault;
use chrono::NaiveDate;
use nhip_core::lang::{Bilingual, Lang};
use nhip_core::period::day;

/// Fields of a form by name; of a name that comes several times, all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields {
    values: BTreeMap<String, Vec<String>>,
}

/// Characters of one field that are read; what is longer is refused before.
const LONGEST_LINE: usize = 500;

impl Fields {
    /// The first value of a name; empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        self.all(name).first().map_or("", String::as_str)
    }

    /// Every value of a name.
    pub fn all(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether a box was ticked, a button pressed.
    pub fn has(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    /// Names and first values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values
            .iter()
            .filter_map(|(name, values)| Some((name.as_str(), values.first()?.as_str())))
    }

    /// The same without a field: no password is shown again.
    pub fn without(mut self, name: &str) -> Fields {
        self.values.remove(name);
        self
    }

    /// The same with one value set, as a page is opened with what is known.
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Fields {
        self.values.insert(name.to_owned(), vec![value.into()]);
        self
    }
}

impl FromIterator<(String, String)> for Fields {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(pairs: I) -> Fields {
        let mut values: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in pairs {
            values.entry(name).or_default().push(value);
        }
        Fields { values }
    }
}

/// A form on a page: what is in it and what is wrong with it.
#[derive(Debug, Clone, Default)]
pub struct FormState {
    /// What was typed, or is known already.
    pub fields: Fields,
    /// Field and what to do about it, in the order of the page.
    pub problems: Vec<(String, Bilingual)>,
}

impl FormState {
    /// A form not yet sent.
    pub fn of(fields: Fields) -> FormState {
        FormState {
            fields,
            problems: Vec::new(),
        }
    }

    /// A form of files, which no page can fill in again, with what is wrong with one of them.
    pub fn refused(name: &str, why: Bilingual) -> FormState {
        FormState {
            fields: Fields::default(),
            problems: vec![(name.to_owned(), why)],
        }
    }

    /// What is typed in a field.
    pub fn value(&self, name: &str) -> &str {
        self.fields.get(name)
    }

    /// Whether a box is ticked, a choice made.
    pub fn chosen(&self, name: &str, value: &str) -> bool {
        self.fields.all(name).iter().any(|one| one == value)
    }

    /// What is wrong with a field.
    pub fn problem(&self, name: &str, lang: Lang) -> Option<&str> {
        let (_, text) = self.problems.iter().find(|(field, _)| field == name)?;
        Some(text.get(lang))
    }

    /// Notes a problem.
    pub fn refuse(&mut self, name: &str, vi: impl Into<String>, en: impl Into<String>) {
        self.problems
            .push((name.to_owned(), Bilingual::new(vi, en)));
    }

    /// A line that must be there; notes what is wrong with it.
    pub fn line(&mut self, name: &str, vi: &str, en: &str) -> String {
        let value = self.fields.get(name).to_owned();
        if value.is_empty() {
            self.refuse(name, format!("Hãy điền {vi}."), format!("Enter {en}."));
        } else if value.chars().count() > LONGEST_LINE || value.contains('\n') {
            self.refuse(
                name,
                format!("Hãy viết {vi} trên một dòng, không quá {LONGEST_LINE} chữ."),
                format!("Write {en} on one line of at most {LONGEST_LINE} characters."),
            );
        }
        value
    }

    /// A day that must be there; notes what is wrong with it.
    pub fn day(&mut self, name: &str) -> Option<NaiveDate> {
        let day = day(self.value(name));
        if day.is_none() {
            self.refuse(
                name,
                "Hãy viết ngày như 01/07/2026.",
                "Write the day like 2026-07-01.",
            );
        }
        day
    }

    /// What a rule reads in a field; notes what is wrong with it.
    pub fn read<T>(
        &mut self,
        name: &str,
        rule: impl FnOnce(&str) -> Result<T, Bilingual>,
    ) -> Option<T> {
        let wrong = |why| self.problems.push((name.to_owned(), why));
        rule(self.fields.get(name)).map_err(wrong).ok()
    }

    /// A form sent from a page of a revision: see [`FormState::fresh`].
    pub fn sent(fields: Fields, revision: i64) -> Result<FormState, Fault> {
        let mut form = FormState::of(fields);
        form.fresh(revision)?;
        Ok(form)
    }

    /// Refuses a form made from an older revision; one that does not say which comes back.
    pub fn fresh(&mut self, revision: i64) -> Result<(), Fault> {
        match self.value("ban").parse::<i64>() {
            Ok(seen) if seen == revision => Ok(()),
            Ok(_) => Err(Fault::Stale),
            Err(_) => {
                self.refuse(
                    "gui",
                    "Hãy xem lại trang này rồi gửi lần nữa.",
                    "Look at this page and send it again.",
                );
                Ok(())
            }
        }
    }

    /// Whether nothing is wrong.
    pub fn is_right(&self) -> bool {
        self.problems.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_form_keeps_what_was_typed_and_says_all_that_is_wrong_at_once() {
        let fields = Fields::default().with("ten", "Bến Ngự").with("ma", "");
        let mut form = FormState::of(fields);
        assert_eq!(form.line("ten", "tên", "the name"), "Bến Ngự");
        form.line("ma", "mã", "the code");
        form.line("khac", "điều khác", "the other");
        assert_eq!(form.problems.len(), 2);
        assert_eq!(form.problem("ma", Lang::Vi), Some("Hãy điền mã."));
        assert_eq!(form.value("ten"), "Bến Ngự");
    }
}
