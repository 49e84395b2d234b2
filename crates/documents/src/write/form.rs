//! Blank monthly reports: for every owing unit one as paper, one as workbook.
//!
//! Keys, headings, tags and columns are those of [`nhip_core::report::form`]: what is written
//! here is what the reader of reports looks for.

use nhip_core::fingerprint::sha256;
use nhip_core::lang::Lang;
use nhip_core::period::Month;
use nhip_core::plan::{Plan, Task};
use nhip_core::report::form::{
    FORM_VERSION, PROPERTY_FORM, PROPERTY_MONTH, PROPERTY_PLAN, PROPERTY_UNIT, plan_mark,
};
use nhip_core::unit::Unit;
use nhip_viet::clean;
use rust_xlsxwriter::XlsxError;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::paper::Paper;
use super::profile::Profile;
use super::sign;

mod book;
mod sheet;

/// Indicators printed on every form, with their unit of count: what health communication is
/// usually counted in. Units may write over them and add their own.
pub const INDICATORS: [(&str, &str); 12] = [
    ("Buổi truyền thông trực tiếp, nói chuyện chuyên đề", "buổi"),
    ("Lượt người dự truyền thông trực tiếp", "lượt người"),
    ("Hộ gia đình được thăm, hướng dẫn", "hộ"),
    ("Tờ rơi phát ra", "tờ"),
    ("Áp phích treo, dán", "tấm"),
    ("Băng rôn, khẩu hiệu treo", "tấm"),
    ("Tin, bài phát trên loa truyền thanh", "bài"),
    ("Lượt phát thanh", "lượt"),
    (
        "Bài đăng trên trang thông tin, mạng xã hội của đơn vị",
        "bài",
    ),
    ("Buổi tuyên truyền lưu động", "buổi"),
    ("Lớp tập huấn cho cộng tác viên", "lớp"),
    ("Lượt cộng tác viên được tập huấn", "lượt người"),
];

/// Units of count offered in the workbook.
pub const COUNT_UNITS: [&str; 16] = [
    "buổi",
    "lượt người",
    "người",
    "hộ",
    "tờ",
    "tấm",
    "cái",
    "tin",
    "bài",
    "lượt",
    "lớp",
    "cuộc",
    "đợt",
    "ca",
    "%",
    "triệu đồng",
];

/// Blank rows below them.
pub const BLANK_ROWS: usize = 6;

/// A unit's blank report as paper, in the layout of a profile.
pub fn paper(plan: &Plan, unit: &Unit, month: Month, profile: &Arc<Profile>) -> Paper {
    sheet::paper(plan, unit, month, profile)
}

/// A unit's blank report as workbook: protected except the cells to fill.
pub fn workbook(plan: &Plan, unit: &Unit, month: Month) -> Result<Vec<u8>, XlsxError> {
    book::bytes(plan, unit, month)
}

/// What says which plan, unit and month a form is, in every format.
pub fn properties(plan: &Plan, unit: &Unit, month: Month) -> BTreeMap<String, String> {
    [
        (PROPERTY_FORM, FORM_VERSION.to_owned()),
        (PROPERTY_PLAN, plan_mark(&plan.source.sha256).to_owned()),
        (PROPERTY_UNIT, one_line(&unit.code)),
        (PROPERTY_MONTH, month.to_string()),
    ]
    .into_iter()
    .map(|(key, value)| (key.to_owned(), value))
    .collect()
}

/// As the readers of both formats give it back.
fn one_line(text: &str) -> String {
    let kept = clean::kept(text);
    let kept = sign::clean(&kept);
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Key of the row that signs the hidden sheet.
pub const PROPERTY_CHECK: &str = "nhip-check";

/// SHA-256 over the properties, `key=value` a line, the check itself left out: tells a hidden
/// sheet that somebody changed or copied into another form.
pub fn check(properties: &BTreeMap<String, String>) -> String {
    let lines = properties.iter().filter(|(key, _)| *key != PROPERTY_CHECK);
    let text: String = lines
        .map(|(key, value)| format!("{key}={value}\n"))
        .collect();
    sha256(text.as_bytes())
}

/// What the unit owes: the tasks of its group.
fn tasks<'a>(plan: &'a Plan, unit: &Unit) -> &'a [Task] {
    let owner = plan.units.iter().find(|owner| owner.id == unit.group);
    owner.map_or(&[], |owner| owner.tasks.as_slice())
}

/// "tháng 11 năm 2026".
fn month_words(month: Month) -> String {
    super::paper::text::month(month, Lang::Vi)
}
