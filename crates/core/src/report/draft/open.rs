//! What a month's report opens with: the unit's tasks, last month's outline, this month's activities.

use super::{ActivityLine, Draft, FigureRow, activity};
use crate::period::Month;
use crate::plan::Plan;
use crate::unit::Unit;

impl Draft {
    /// A report to begin with.
    ///
    /// Of last month's only the names and units of count of its figures are taken: a text or a
    /// number standing there already would be sent again unread. Activities are the month's own;
    /// the caller has chosen them by their data window.
    pub fn open(
        plan: &Plan,
        unit: &Unit,
        month: Month,
        activities: &[ActivityLine],
        previous: Option<&Draft>,
    ) -> Draft {
        let mut draft = Draft::blank(plan, unit, month);
        let rows = previous.into_iter().flat_map(|previous| &previous.figures);
        draft.figures.extend(
            rows.filter(|row| !row.name.trim().is_empty())
                .map(|row| FigureRow {
                    name: row.name.clone(),
                    count_unit: row.count_unit.clone(),
                    ..FigureRow::default()
                }),
        );
        activity::fill(&mut draft, activities);
        draft
    }
}
