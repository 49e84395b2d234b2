//! One unit's way of speaking in one month: its figures, and texts with the figures filled in.

use nhip_core::period::Month;

use super::city::{CityUnit, Speech};
use super::seed::{between, one_of};

/// A unit in a month.
pub struct Voice<'a> {
    /// What can be said.
    pub speech: &'a Speech,
    /// Who speaks.
    pub unit: &'a CityUnit,
    /// The month spoken of.
    pub month: Month,
    /// Slot that gets a zero too many.
    pub tenfold: Option<&'a str>,
    /// Slot whose parts do not make up the whole.
    pub wrong_total: Option<&'a str>,
    /// Only totals since January are given.
    pub cumulative: bool,
}

impl<'a> Voice<'a> {
    /// An ordinary month.
    pub fn new(speech: &'a Speech, unit: &'a CityUnit, month: Month) -> Voice<'a> {
        Voice {
            speech,
            unit,
            month,
            tenfold: None,
            wrong_total: None,
            cumulative: false,
        }
    }

    /// The month's figure of a slot: the unit's own usual figure, a little up or down.
    pub fn figure(&self, slot: &str) -> u64 {
        let zeros = if self.tenfold == Some(slot) { 10 } else { 1 };
        self.in_month(slot, self.month) * zeros
    }

    /// The figure added up since January: eight months before the plan, then its own.
    pub fn since_january(&self, slot: &str) -> u64 {
        let first = if self.month.month() > 8 { 9 } else { 1 };
        let before = if first == 9 { 8 * self.usual(slot) } else { 0 };
        (first..=self.month.month())
            .filter_map(|month| Month::new(self.month.year(), month))
            .map(|month| self.in_month(slot, month))
            .fold(before, u64::saturating_add)
    }

    fn usual(&self, slot: &str) -> u64 {
        let [low, high] = self.speech.slot.get(slot).copied().unwrap_or([1, 9]);
        let drawn = between(low, high, &[&self.unit.code, slot]);
        if high <= 40 {
            drawn
        } else {
            round((drawn as f64 * self.unit.size) as u64)
        }
    }

    fn in_month(&self, slot: &str, month: Month) -> u64 {
        let usual = self.usual(slot);
        let words = [self.unit.code.as_str(), slot, &month.to_string()];
        let swing = (usual / 6).max(u64::from(usual > 3));
        round((usual + between(0, 2 * swing, &words)).saturating_sub(swing)).max(1)
    }

    /// One of several texts: another one than last month's, where there is more than one.
    pub fn choose<'t>(&self, texts: &'t [String], about: &str) -> Option<&'t str> {
        let start = between(0, 1_000, &[&self.unit.code, about]) as usize;
        let turn = (self.month.year() * 12) as usize + self.month.month() as usize;
        texts
            .get((start + turn).checked_rem(texts.len())?)
            .map(String::as_str)
    }

    /// A text with its `{slots}` filled in.
    pub fn say(&self, text: &str) -> String {
        let mut said = String::with_capacity(text.len() + 16);
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (slot, tail) = after.split_once('}').unwrap_or((after, ""));
            said.push_str(before);
            said.push_str(&self.slot(slot, text));
            rest = tail;
        }
        said.push_str(rest);
        match self.cumulative && text.contains('{') {
            true => format!("Lũy kế từ đầu năm: {}", said.trim()),
            false => capital(&said),
        }
    }

    fn slot(&self, slot: &str, text: &str) -> String {
        match slot {
            "minh" => self.unit.short.clone(),
            "cap" => self.unit.place.clone(),
            "sau" => self.month.next().month().to_string(),
            "noi" => one_of(
                &self.unit.quarters,
                &[&self.unit.code, text, &self.month.to_string()],
            )
            .cloned()
            .unwrap_or_else(|| self.unit.place.clone()),
            _ => self.number(slot),
        }
    }

    fn number(&self, slot: &str) -> String {
        let cumulative = self.cumulative;
        match (slot.strip_suffix('+'), slot.split_once('/')) {
            (Some(slot), _) => grouped(self.since_january(slot)),
            (_, Some((whole, part))) => grouped(self.part(whole, part)),
            _ if cumulative => grouped(self.since_january(slot)),
            _ => grouped(self.figure(slot)),
        }
    }

    /// The first part is the larger; both make up the whole, unless the unit cannot add.
    fn part(&self, whole: &str, part: &str) -> u64 {
        let total = self.figure(whole);
        let slip = if self.wrong_total == Some(whole) {
            total / 9 + 1
        } else {
            0
        };
        let first = total * between(58, 86, &[&self.unit.code, whole]) / 100;
        if part == "1" {
            first
        } else {
            total - first + slip
        }
    }
}

/// Large figures are seldom counted to the last one.
fn round(n: u64) -> u64 {
    match n {
        0..300 => n,
        300..2000 => n / 10 * 10,
        _ => n / 50 * 50,
    }
}

/// 1200 as "1.200".
pub fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// The first letter as a capital.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::city::City;
    use super::*;

    fn month(month: u32) -> Month {
        Month::new(2026, month).unwrap()
    }

    #[test]
    fn thousands_are_grouped_by_dots() {
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(1200), "1.200");
        assert_eq!(grouped(1_234_567), "1.234.567");
    }

    #[test]
    fn parts_make_up_their_whole_unless_the_unit_cannot_add() {
        let city = City::lac_giang().unwrap();
        let unit = city.unit("10105").unwrap();
        let mut voice = Voice::new(&city.speech, unit, month(9));
        assert_eq!(
            voice.part("ho_kt", "1") + voice.part("ho_kt", "2"),
            voice.figure("ho_kt")
        );
        voice.wrong_total = Some("ho_kt");
        assert_ne!(
            voice.part("ho_kt", "1") + voice.part("ho_kt", "2"),
            voice.figure("ho_kt")
        );
    }

    #[test]
    fn a_total_since_january_grows_by_the_months_figure() {
        let city = City::lac_giang().unwrap();
        let unit = city.unit("10101").unwrap();
        let before = Voice::new(&city.speech, unit, month(10)).since_january("toroi");
        let voice = Voice::new(&city.speech, unit, month(11));
        assert_eq!(voice.since_january("toroi"), before + voice.figure("toroi"));
    }

    #[test]
    fn every_text_of_every_unit_is_filled_in_and_changes_from_month_to_month() {
        let city = City::lac_giang().unwrap();
        for unit in &city.units {
            for task in city.speech.tasks(unit.group) {
                let said = [9, 10].map(|n| {
                    let voice = Voice::new(&city.speech, unit, month(n));
                    voice.say(voice.choose(&task.says, &task.n.to_string()).unwrap())
                });
                assert_ne!(said[0], said[1]);
                assert!(
                    said.iter().all(|text| !text.contains(['{', '}'])),
                    "{said:?}"
                );
            }
        }
    }
}
