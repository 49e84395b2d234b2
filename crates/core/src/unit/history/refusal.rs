//! Why a change of units is refused, in words the person who entered it can act on.

use chrono::NaiveDate;

use crate::finding::Finding;
use crate::lang::Bilingual;

/// A change that cannot be; nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeError {
    /// No unit ever had this id.
    Unknown {
        /// The id.
        unit: String,
    },
    /// The unit begins on this day or later; a unit cannot end or change before it began.
    NotYet {
        /// Its id.
        unit: String,
        /// Its first day.
        begins: NaiveDate,
    },
    /// The unit ended before.
    Ended {
        /// Its name.
        unit: String,
        /// Its last day.
        last: NaiveDate,
        /// The decision that ended it; empty where only the list said so.
        decision: String,
    },
    /// A unit would stand below itself.
    Cycle {
        /// Its name or id.
        unit: String,
    },
    /// A unit would be merged into, or split into, itself, or is named twice.
    Itself {
        /// Its id.
        unit: String,
    },
    /// Another decision of the same day says otherwise.
    Contradicts {
        /// The unit's name.
        unit: String,
        /// The other decision; empty where it is the one by which the unit begins.
        decision: String,
    },
    /// Another unit has the code on that day.
    CodeTaken {
        /// The code.
        code: String,
        /// Name of the unit that has it.
        by: String,
    },
    /// Another unit below the same parent is called so while both are.
    NameTaken {
        /// The name.
        name: String,
    },
    /// An id is used for a second unit.
    IdTaken {
        /// The id.
        id: String,
    },
    /// There are not as many shares as parts.
    Shares {
        /// Parts of the split.
        parts: usize,
        /// Shares given.
        shares: usize,
    },
    /// A merge of one unit, a split into one part, or a change of nothing.
    TooFew,
    /// Units below a split one that no part takes, or that are taken but do not stand below it.
    Below {
        /// Names of the units.
        units: Vec<String>,
    },
    /// A unit without id, code or name.
    Nameless {
        /// Whatever is known of it.
        unit: String,
    },
    /// A change without a decision.
    NoDecision,
    /// It is so already.
    Nothing {
        /// The unit's name.
        unit: String,
    },
    /// More levels of units than any administration has.
    TooDeep {
        /// The unit.
        unit: String,
    },
    /// A date outside the years 1900–2200, or a last day before the first.
    Date {
        /// The date.
        day: NaiveDate,
    },
    /// A decision recorded for a later day would no longer hold.
    Later {
        /// That decision.
        decision: String,
        /// Why it would not.
        why: Box<ChangeError>,
    },
}

impl ChangeError {
    /// What is wrong and what to do, with its stable code.
    pub fn finding(&self) -> Finding {
        let text = self.text();
        Finding::new(self.code(), text.vi, text.en)
    }

    /// Stable code, explained in docs/FINDINGS.md.
    pub fn code(&self) -> &'static str {
        match self {
            ChangeError::Unknown { .. } => "L301",
            ChangeError::NotYet { .. } => "L302",
            ChangeError::Ended { .. } => "L303",
            ChangeError::Cycle { .. } => "L304",
            ChangeError::Itself { .. } => "L305",
            ChangeError::Contradicts { .. } => "L306",
            ChangeError::CodeTaken { .. } => "L307",
            ChangeError::NameTaken { .. } => "L318",
            ChangeError::IdTaken { .. } => "L308",
            ChangeError::Shares { .. } => "L309",
            ChangeError::TooFew => "L310",
            ChangeError::Below { .. } => "L311",
            ChangeError::Nameless { .. } => "L312",
            ChangeError::NoDecision => "L313",
            ChangeError::Nothing { .. } => "L314",
            ChangeError::TooDeep { .. } => "L315",
            ChangeError::Date { .. } => "L316",
            ChangeError::Later { .. } => "L317",
        }
    }

    /// One sentence in each language.
    pub fn text(&self) -> Bilingual {
        match self {
            ChangeError::Later { decision, why } => {
                let why = why.text();
                Bilingual::new(
                    format!(
                        "làm cho quyết định có hiệu lực sau đó ({decision}) không còn đúng: {}",
                        why.vi
                    ),
                    format!(
                        "a decision of a later day ({decision}) would no longer hold: {}",
                        why.en
                    ),
                )
            }
            ChangeError::Ended {
                unit,
                last,
                decision,
            } => {
                let (vi, en) = by(decision);
                Bilingual::new(
                    format!("“{unit}” đã kết thúc ngày {}{vi}", written(*last)),
                    format!("“{unit}” ended on {last}{en}"),
                )
            }
            ChangeError::Contradicts { unit, decision } => {
                let (vi, en) = by(decision);
                Bilingual::new(
                    format!("cùng ngày đã có thay đổi khác đối với “{unit}”{vi}; hãy chọn một"),
                    format!("another change to “{unit}” on the same day{en}; choose one"),
                )
            }
            _ => self.text_of_unit(),
        }
    }

    fn text_of_unit(&self) -> Bilingual {
        let (vi, en) = match self {
            ChangeError::Unknown { unit } => (
                format!("không có đơn vị “{unit}” vào ngày đó"),
                format!("there is no unit “{unit}” on that day"),
            ),
            ChangeError::NotYet { unit, begins } => (
                format!(
                    "đơn vị “{unit}” chỉ bắt đầu từ ngày {}; ngày hiệu lực phải sau ngày đó",
                    written(*begins)
                ),
                format!("unit “{unit}” begins on {begins}; the effective date must be after it"),
            ),
            ChangeError::Cycle { unit } => (
                format!("“{unit}” sẽ trực thuộc chính nó hoặc đơn vị cấp dưới của nó"),
                format!("“{unit}” would stand below itself or below a unit under it"),
            ),
            ChangeError::Itself { unit } => (
                format!("“{unit}” được nêu hai lần, hoặc nhập, tách vào chính nó"),
                format!("“{unit}” is named twice, or would become itself"),
            ),
            ChangeError::CodeTaken { code, by } => (
                format!("mã {code} đang là của “{by}” vào ngày đó"),
                format!("code {code} belongs to “{by}” on that day"),
            ),
            ChangeError::NameTaken { name } => (
                format!("cùng cấp đã có đơn vị tên “{name}”; hãy đặt tên khác"),
                format!("a unit “{name}” stands there already; choose another name"),
            ),
            ChangeError::IdTaken { id } => (
                format!("định danh “{id}” đã dùng cho một đơn vị khác"),
                format!("id “{id}” is already used for another unit"),
            ),
            ChangeError::Below { units } => (
                format!("chưa rõ các đơn vị cấp dưới về đâu: {}", units.join("; ")),
                format!(
                    "say to which part each unit below goes: {}",
                    units.join("; ")
                ),
            ),
            ChangeError::Nameless { unit } => (
                format!("đơn vị “{unit}” thiếu định danh, mã hoặc tên"),
                format!("unit “{unit}” lacks id, code or name"),
            ),
            ChangeError::Nothing { unit } => (
                format!("“{unit}” đã như vậy, không có gì thay đổi"),
                format!("“{unit}” is so already; nothing would change"),
            ),
            ChangeError::TooDeep { unit } => (
                format!("quá nhiều cấp đơn vị ở “{unit}”"),
                format!("too many levels of units at “{unit}”"),
            ),
            _ => return self.text_of_decision(),
        };
        Bilingual::new(vi, en)
    }

    fn text_of_decision(&self) -> Bilingual {
        match self {
            ChangeError::Shares { parts, shares } => Bilingual::new(
                format!("tách thành {parts} phần nhưng có {shares} tỷ lệ; mỗi phần cần một"),
                format!("{parts} parts but {shares} shares; each part needs one"),
            ),
            ChangeError::NoDecision => Bilingual::new(
                "thiếu số quyết định",
                "the number of the decision is missing",
            ),
            ChangeError::Date { day } => Bilingual::new(
                format!(
                    "ngày {} không dùng được, hoặc ngày cuối trước ngày đầu",
                    written(*day)
                ),
                format!("the date {day} cannot be used, or a last day precedes the first"),
            ),
            _ => Bilingual::new(
                "cần ít nhất hai đơn vị để nhập, hai phần để tách, một đơn vị hoặc tên để thêm",
                "a merge needs two units, a split two parts, an addition one unit or name",
            ),
        }
    }
}

/// "theo quyết định …", where there is one.
fn by(decision: &str) -> (String, String) {
    match decision {
        "" => Default::default(),
        _ => (
            format!(" (quyết định {decision})"),
            format!(" (decision {decision})"),
        ),
    }
}

fn written(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}
