//! Who owes what and by when: units, their tasks, duties to report, deadlines.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::SubItem;

/// A body or a named group of bodies, and what it owes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanUnit {
    /// Short id made from the name ("UBND", "TCCSD"), unique in the plan.
    pub id: String,
    /// Name as in its heading or table cell.
    pub name: String,
    /// Name with its place.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name_full_inferred: Option<String>,
    /// Path of true labels: "III.4", with what was printed where that differs.
    pub section: String,
    /// Line.
    pub line: u32,
    /// It names several bodies ("các TCCSĐ trực thuộc", "UBND các xã, phường").
    pub is_group: bool,
    /// What it owes.
    pub tasks: Vec<Task>,
    /// Other names for it in this plan (duty, recipients).
    pub aliases: Vec<String>,
    /// Bodies named as its members.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub members_named: Vec<String>,
    /// A recipient that is related but not the same.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub related_recipient: Option<String>,
    /// Whether it owes the regular report.
    pub reports: Reports,
}

/// Whether a unit owes the regular report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reports {
    /// The duty names it.
    Named,
    /// Only through an open phrase ("các cơ quan, đơn vị").
    Implied,
    /// It collects, or is named nowhere.
    No,
}

/// What one unit owes under the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Unique in the plan and stable while its text stays: unit id and position, "UBND.1".
    pub id: String,
    /// Line it starts on.
    pub line: u32,
    /// All its lines.
    pub lines: Vec<u32>,
    /// "-", "a)", "1.1."; `None` for a plain paragraph or a table row without a number.
    pub marker: Option<String>,
    /// First words (14 at most).
    pub starts_with: String,
    /// Whole text, page-break cuts joined.
    pub text: String,
    /// Items below it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub sub_items: Vec<SubItem>,
    /// Bodies that work with the owner ("phối hợp"), as written.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub co_owners: Vec<String>,
    /// By when, where the plan says so.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub due: Option<Due>,
}

/// A time given in a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// As printed: "quý I/2027", "chậm nhất ngày 20/12/2026", "thường xuyên".
    pub as_printed: String,
    /// First day meant, if that can be said.
    pub from: Option<NaiveDate>,
    /// Last day meant, if that can be said.
    pub to: Option<NaiveDate>,
    /// "once", "monthly", "half-yearly" and so on: [`Frequency`].
    pub frequency: Option<Frequency>,
}

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Frequency {
    Once,
    Daily,
    Weekly,
    Monthly,
    Quarterly,
    HalfYearly,
    /// After nine months of the year ("báo cáo 9 tháng").
    NineMonths,
    Yearly,
    TwoWeekly,
    /// "định kỳ", with no rhythm named.
    Periodic,
    /// "ngay khi xuất hiện ổ dịch", "trong vòng 24 giờ".
    AtOnce,
    /// "thường xuyên".
    Continuous,
    /// "đột xuất", "khi có yêu cầu".
    OnRequest,
}

/// A duty to report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    /// Who, as written.
    pub who: Vec<String>,
    /// "báo cáo tình hình thực hiện kế hoạch này".
    pub what: Option<String>,
    /// To whom.
    pub to: Option<String>,
    /// Through whom.
    pub via: Option<String>,
    /// How often.
    pub frequency: Option<Frequency>,
    /// "định kỳ hàng tháng".
    pub frequency_as_printed: Option<String>,
    /// 23.
    pub day_of_month: Option<u32>,
    /// Month of the year the day lies in, where it is printed without a year ("trước ngày 15 tháng 12").
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub month_of_year: Option<u32>,
    /// Hour of the day, as `HH:MM:SS`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub hour: Option<NaiveTime>,
    /// Asked for at other times as well ("định kỳ và đột xuất").
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub on_request: bool,
    /// "(**ngày 23**)".
    pub day_as_printed: Option<String>,
    /// "trước ngày 15": the day itself is too late.
    #[serde(default)]
    pub before: bool,
    /// The day lies in the month after the one reported on ("ngày 05 tháng sau").
    #[serde(default)]
    pub next_month: bool,
    /// Dates printed in full ("chậm nhất ngày 20/12/2026").
    #[serde(default)]
    pub dates: Vec<NaiveDate>,
    /// "để tổng hợp".
    pub purpose: Option<String>,
    /// Who gets from the receiver what was joined: "để tổng hợp, báo cáo Ủy ban nhân dân tỉnh".
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub onward: Option<String>,
    /// Line.
    pub line: u32,
    /// The clause as written.
    pub raw: String,
    /// What the plan does not say: "first month due", "hour", "weekend or holiday", "form of the
    /// report", "end date of the plan".
    pub not_stated: Vec<String>,
    /// Which units are meant, by id, and how: "named", "only through '…'", collector.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub who_resolved_inferred: BTreeMap<String, String>,
}

impl Duty {
    /// Every how many months its period ends: 3 for a quarter, 12 for a year; `None` where the
    /// rhythm is not one of months.
    pub fn every_months(&self) -> Option<u32> {
        match self.frequency? {
            Frequency::Monthly => Some(1),
            Frequency::Quarterly => Some(3),
            Frequency::HalfYearly => Some(6),
            Frequency::NineMonths => Some(9),
            Frequency::Yearly => Some(12),
            _ => None,
        }
    }
}

/// Another date by which something is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// Line.
    pub line: u32,
    /// The time.
    #[serde(flatten)]
    pub due: Due,
    /// The sentence it stands in.
    pub text: String,
}
