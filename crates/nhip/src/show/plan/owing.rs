//! Who owes what: units with their tasks, and the duties to report.

use nhip_core::lang::Lang;
use nhip_core::plan::{Duty, Frequency, Plan, PlanUnit, Reports, Task};

use super::super::sheet::{Ink, cut};
use super::{View, date};

impl View<'_> {
    /// Units and groups with their tasks.
    pub(super) fn units(&mut self, plan: &Plan) {
        let tasks: usize = plan.units.iter().map(|unit| unit.tasks.len()).sum();
        if plan.units.is_empty() {
            let text = self
                .pick(
                    "Không tìm thấy đơn vị, nhiệm vụ nào.",
                    "No units or tasks were found.",
                )
                .to_owned();
            self.sheet.gap();
            return self.sheet.item(0, "", &text, Ink::Error);
        }
        let heading = match self.screen.lang {
            Lang::Vi => format!(
                "Đơn vị và nhiệm vụ ({} đơn vị, {tasks} nhiệm vụ)",
                plan.units.len()
            ),
            Lang::En => format!(
                "Units and tasks ({} units, {tasks} tasks)",
                plan.units.len()
            ),
        };
        self.sheet.heading(&heading);
        for (n, unit) in plan.units.iter().enumerate() {
            self.unit(n + 1, unit);
        }
    }

    fn unit(&mut self, n: usize, unit: &PlanUnit) {
        self.sheet.gap();
        self.sheet
            .item(2, &format!("{n}."), &unit.name, Ink::Strong);
        let group = unit.is_group.then(|| self.pick("nhóm đơn vị", "a group"));
        let reports = match unit.reports {
            Reports::Named => self.pick("phải báo cáo", "owes the report"),
            Reports::Implied => self.pick(
                "báo cáo theo cụm từ mở",
                "owes the report by an open phrase",
            ),
            Reports::No => self.pick("không báo cáo", "owes no report"),
        };
        let about: Vec<&str> = [Some(unit.id.as_str()), group, Some(reports)]
            .into_iter()
            .flatten()
            .collect();
        self.sheet.item(5, "", &about.join(" · "), Ink::Faint);
        let aliases: Vec<&str> = unit
            .aliases
            .iter()
            .map(String::as_str)
            .filter(|alias| *alias != unit.name)
            .collect();
        if !aliases.is_empty() {
            let also = format!("{} {}", self.pick("còn gọi:", "also:"), aliases.join("; "));
            self.sheet.item(5, "", &also, Ink::Faint);
        }
        unit.tasks
            .iter()
            .enumerate()
            .for_each(|(n, task)| self.task(n + 1, task));
    }

    fn task(&mut self, n: usize, task: &Task) {
        self.sheet.labelled(5, &format!("{n})"), &task.text);
        for item in &task.sub_items {
            self.sheet.labelled(8, &item.label, &item.text);
        }
        if !task.co_owners.is_empty() {
            let with = format!(
                "{} {}",
                self.pick("phối hợp:", "with:"),
                task.co_owners.join("; ")
            );
            self.sheet.item(8, "", &with, Ink::Faint);
        }
        if let Some(due) = &task.due {
            let by = format!("{} {}", self.pick("thời gian:", "time:"), due.as_printed);
            self.sheet.item(8, "", &by, Ink::Faint);
        }
    }

    /// Who reports what to whom, when.
    pub(super) fn duties(&mut self, plan: &Plan) {
        if self.heading(
            "Chế độ báo cáo",
            "Reporting duties",
            plan.reporting_duty.len(),
        ) {
            plan.reporting_duty.iter().for_each(|duty| self.duty(duty));
        }
    }

    fn duty(&mut self, duty: &Duty) {
        self.sheet.item(2, "•", &self.when(duty), Ink::Strong);
        let rows = [
            (self.pick("ai:", "who:"), Some(duty.who.join("; "))),
            (self.pick("báo cáo:", "what:"), duty.what.clone()),
            (self.pick("gửi:", "to:"), duty.to.clone()),
            (self.pick("qua:", "through:"), duty.via.clone()),
            (
                self.pick("để báo cáo:", "to report to:"),
                duty.onward.clone(),
            ),
            (
                self.pick("không nêu:", "not stated:"),
                Some(self.not_stated(duty)),
            ),
        ];
        for (label, text) in rows {
            if let Some(text) = text.filter(|text| !text.is_empty()) {
                let label = label.to_owned();
                self.sheet.labelled(4, &label, &text);
            }
        }
    }

    /// The reader names what is not stated in English; the words it uses are few.
    fn not_stated(&self, duty: &Duty) -> String {
        let words = duty.not_stated.iter().map(|text| match self.screen.lang {
            Lang::Vi => NOT_STATED
                .iter()
                .find(|(part, _)| text.contains(part))
                .map_or(text.as_str(), |(_, vi)| vi),
            Lang::En => text.as_str(),
        });
        words.collect::<Vec<_>>().join(", ")
    }

    fn when(&self, duty: &Duty) -> String {
        let often = duty
            .frequency
            .map(|often| frequency(often, self.screen.lang).to_owned());
        let before = if duty.before {
            self.pick("trước ngày", "before day")
        } else {
            self.pick("ngày", "day")
        };
        let month = match duty.month_of_year {
            Some(month) => format!("{}{month}", self.pick(" tháng ", " of month ")),
            None if duty.next_month => self.pick(" tháng sau", " of the next month").to_owned(),
            None => String::new(),
        };
        let day = duty
            .day_of_month
            .map(|day| format!("{before} {day}{month}"));
        let dates = duty.dates.iter().map(|day| match duty.before {
            true => format!("{before} {}", date(*day)),
            false => date(*day),
        });
        let hour = duty.hour.map(|hour| hour.format("%H:%M").to_string());
        let asked = duty
            .on_request
            .then(|| self.pick("và khi có yêu cầu", "and on request").to_owned());
        let parts = often.into_iter().chain(day).chain(dates);
        let parts: Vec<String> = parts.chain(hour).chain(asked).collect();
        if parts.is_empty() {
            cut(&duty.raw, 160)
        } else {
            parts.join(", ")
        }
    }
}

/// What a duty does not say, by a word of its English name.
const NOT_STATED: [(&str, &str); 6] = [
    ("first month", "tháng đầu tiên"),
    ("hour", "giờ"),
    ("weekend", "ngày nghỉ, lễ thì sao"),
    ("form", "mẫu báo cáo"),
    ("end date", "ngày kết thúc kế hoạch"),
    ("day", "ngày nộp"),
];

fn frequency(frequency: Frequency, lang: Lang) -> &'static str {
    match frequency {
        Frequency::Once => lang.pick("một lần", "once"),
        Frequency::Daily => lang.pick("hằng ngày", "daily"),
        Frequency::Weekly => lang.pick("hằng tuần", "weekly"),
        Frequency::Monthly => lang.pick("hằng tháng", "monthly"),
        Frequency::Quarterly => lang.pick("hằng quý", "quarterly"),
        Frequency::HalfYearly => lang.pick("6 tháng", "half-yearly"),
        Frequency::NineMonths => lang.pick("9 tháng", "after nine months"),
        Frequency::TwoWeekly => lang.pick("hai tuần một lần", "every two weeks"),
        Frequency::Periodic => lang.pick("định kỳ", "periodically"),
        Frequency::AtOnce => lang.pick("ngay khi xảy ra", "at once"),
        Frequency::Yearly => lang.pick("hằng năm", "yearly"),
        Frequency::Continuous => lang.pick("thường xuyên", "continuously"),
        Frequency::OnRequest => lang.pick("khi có yêu cầu", "on request"),
    }
}
