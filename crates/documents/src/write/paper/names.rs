//! Names of units by their code, and lists of them that stay readable.

use nhip_core::consolidation::{Consolidation, UnitStatus};
use nhip_core::lang::Lang;
use std::collections::HashMap;

use super::text::count;

/// Units by code.
pub(super) struct Names<'a> {
    by_code: HashMap<&'a str, (usize, &'a UnitStatus)>,
}

impl<'a> Names<'a> {
    pub(super) fn of(consolidation: &'a Consolidation) -> Names<'a> {
        let units = consolidation.units.iter().enumerate();
        Names {
            by_code: units
                .map(|(index, unit)| (unit.code.as_str(), (index, unit)))
                .collect(),
        }
    }

    /// The unit's name; its code where the list does not know it.
    pub(super) fn name<'b>(&self, code: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.by_code
            .get(code)
            .map_or(code, |(_, unit)| unit.name.as_str())
    }

    /// Position in the roster; unknown codes last.
    pub(super) fn order(&self, code: &str) -> usize {
        self.by_code
            .get(code)
            .map_or(usize::MAX, |(index, _)| *index)
    }

    /// "Phường A, Xã B và 3 đơn vị khác": the first `most` names, then how many more.
    pub(super) fn list<'b>(
        &self,
        codes: impl Iterator<Item = &'b str>,
        most: usize,
        lang: Lang,
    ) -> String {
        let mut seen: Vec<&str> = Vec::new();
        let mut known = std::collections::HashSet::new();
        seen.extend(codes.filter(|code| known.insert(*code)));
        let more = seen.len().saturating_sub(most);
        // One name more costs less room than "và 1 đơn vị khác".
        let shown = if more <= 1 { seen.len() } else { most };
        let text = seen
            .iter()
            .take(shown)
            .map(|code| self.name(code))
            .collect::<Vec<_>>()
            .join(", ");
        match seen.len() - shown {
            0 => text,
            more => {
                let more = count(more, lang);
                text + &match lang {
                    Lang::Vi => format!(" và {more} đơn vị khác"),
                    Lang::En => format!(" and {more} other units"),
                }
            }
        }
    }
}
