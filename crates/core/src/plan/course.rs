//! How a plan stood before each change: a change speaks for the months from then on, and what was
//! reported before stays under what applied then.

use serde::{Deserialize, Serialize};

use crate::deadline::{DueRule, Window};
use crate::id::EditionId;
use crate::lang::Bilingual;
use crate::period::Month;

/// The month from which a change applies, as somebody writes it; none before the `earliest`.
pub fn since(text: &str, earliest: Month) -> Result<Month, Bilingual> {
    let month = Month::parse(text)?;
    if month >= earliest {
        return Ok(month);
    }
    Err(Bilingual::new(
        format!(
            "Tháng trước {earliest} đã tổng hợp và ký hoặc chưa thuộc kế hoạch; hãy chọn từ {earliest} trở đi."
        ),
        format!(
            "Months before {earliest} are signed or not yet of the plan; choose {earliest} or later."
        ),
    ))
}

/// What applied up to a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// Its last month.
    pub until: Month,
    /// When reports were due.
    pub due: DueRule,
    /// Which days they were about.
    pub window: Window,
    /// Id of the text that was in force, where the change brought another.
    pub text: Option<EditionId>,
    /// Why it was changed, as the one who changed it wrote.
    pub why: String,
}

/// What applied before, the earliest first. What applies now stands elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Course(Vec<Stretch>);

impl Course {
    /// What applied in a month; `None` where it is what applies now.
    pub fn stretch(&self, month: Month) -> Option<&Stretch> {
        self.0.iter().find(|one| month <= one.until)
    }

    /// Id of the text that was in force in a month; `None` where it is the one in force now.
    pub fn text(&self, month: Month) -> Option<&EditionId> {
        let later = self.0.iter().skip_while(|one| month > one.until);
        later.filter_map(|one| one.text.as_ref()).next()
    }

    /// Ends what applied. A change that reaches further back than one before it leaves that one
    /// only the months before.
    pub fn end(&mut self, stretch: Stretch) {
        for one in &mut self.0 {
            one.until = one.until.min(stretch.until);
        }
        self.0.push(stretch);
    }

    /// All of them, the earliest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Stretch> {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::deadline::OnRestDay;

    fn month(n: u32) -> Month {
        let first = Month::new(2026, 1).unwrap();
        (0..n).fold(first, |month, _| month.next())
    }

    fn due(day: u32) -> DueRule {
        DueRule {
            day_of_month: day,
            at: None,
            next_month: false,
            before: false,
            on_rest_day: OnRestDay::Keep,
        }
    }

    fn ended(until: u32, day: u32, text: Option<&str>) -> Stretch {
        Stretch {
            until: month(until),
            due: due(day),
            window: Window::Calendar,
            text: text.map(EditionId::from),
            why: String::new(),
        }
    }

    #[test]
    fn a_month_keeps_the_due_day_and_the_text_it_had() {
        let mut course = Course::default();
        course.end(ended(2, 23, None));
        course.end(ended(4, 25, Some("first")));
        let day = |n| course.stretch(month(n)).map(|one| one.due.day_of_month);
        assert_eq!(
            [0, 2, 3, 4, 5].map(day),
            [Some(23), Some(23), Some(25), Some(25), None]
        );
        // Moving the due day changed no text: the first was in force in both stretches.
        assert_eq!(
            [0, 4, 5].map(|n| course.text(month(n)).cloned()),
            [Some("first"), Some("first"), None].map(|id| id.map(EditionId::from))
        );
    }

    proptest! {
        #[test]
        fn from_the_month_of_the_last_change_on_what_applies_now_applies(
            ends in proptest::collection::vec(0u32..24, 1..8)
        ) {
            let mut course = Course::default();
            for (n, end) in (1..).zip(&ends) {
                course.end(ended(*end, n, Some("text")));
            }
            let last = *ends.last().unwrap();
            for n in 0..26 {
                prop_assert_eq!(course.stretch(month(n)).is_none(), n > last);
                prop_assert_eq!(course.text(month(n)).is_none(), n > last);
            }
            let ends: Vec<Month> = course.iter().map(|one| one.until).collect();
            prop_assert!(ends.is_sorted());
        }
    }
}
