//! Reasons: why a report was returned, excluded, or written anew.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::lang::Bilingual;

/// Letters a reason may have: an office writes up to a thousand.
pub const LONGEST_REASON: usize = 1_000;

/// Remarks one return may have.
pub const MOST_REMARKS: usize = 200;

/// A reason somebody gave: not empty, at most [`LONGEST_REASON`] letters.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Reason(String);

impl Reason {
    /// Reads one as typed, space around it aside. The error says what to do.
    pub fn parse(text: &str) -> Result<Reason, Bilingual> {
        let text = text.trim();
        let length = text.chars().count();
        if !text.chars().any(char::is_alphanumeric) {
            return Err(Bilingual::new(
                "Hãy ghi rõ lý do.",
                "Write down the reason.",
            ));
        }
        if length > LONGEST_REASON {
            return Err(Bilingual::new(
                format!("Lý do dài {length} ký tự; hãy rút gọn còn tối đa 1.000 ký tự."),
                format!("The reason has {length} characters; shorten it to 1,000 at most."),
            ));
        }
        Ok(Reason(text.to_owned()))
    }

    /// As written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Reason {
    type Error = String;
    fn try_from(text: String) -> Result<Reason, String> {
        Reason::parse(&text).map_err(|error| error.en)
    }
}

impl From<Reason> for String {
    fn from(reason: Reason) -> String {
        reason.0
    }
}

/// What is to be corrected at one item of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Id of the item (a task, a part, a figure), as the caller names it.
    pub item: String,
    /// What is wrong there.
    pub text: Reason,
}

/// Why a report goes back: for the whole, by item, or both; never neither.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remarks {
    reason: Option<Reason>,
    items: Vec<Remark>,
}

impl Remarks {
    /// Reads a form: one text for the whole, one for each item; items left blank are none.
    /// `is_item` knows the report's items: a remark at none of them would never be seen.
    ///
    /// Errors name the field: "reason", or the item.
    pub fn parse(
        reason: &str,
        items: &[(String, String)],
        is_item: impl Fn(&str) -> bool,
    ) -> Result<Remarks, Vec<(String, Bilingual)>> {
        let mut errors = Vec::new();
        let filled = || items.iter().filter(|(_, text)| !text.trim().is_empty());
        if filled().count() > MOST_REMARKS {
            errors.push(("reason".to_owned(), too_many()));
            return Err(errors);
        }
        let mut remarks = Vec::new();
        for (item, text) in filled() {
            match Reason::parse(text) {
                _ if !is_item(item) => errors.push((item.clone(), unknown())),
                Ok(text) => remarks.push(Remark {
                    item: item.clone(),
                    text,
                }),
                Err(error) => errors.push((item.clone(), error)),
            }
        }
        let reason = match reason.trim() {
            // The items say why.
            "" if filled().next().is_some() => None,
            written => Reason::parse(written)
                .map_err(|error| errors.push(("reason".to_owned(), error)))
                .ok(),
        };
        if errors.is_empty() {
            Ok(Remarks {
                reason,
                items: remarks,
            })
        } else {
            Err(errors)
        }
    }

    /// For the whole report.
    pub fn reason(&self) -> Option<&Reason> {
        self.reason.as_ref()
    }

    /// By item, in the order of the form.
    pub fn items(&self) -> &[Remark] {
        &self.items
    }
}

fn too_many() -> Bilingual {
    Bilingual::new(
        format!("Có hơn {MOST_REMARKS} ý kiến; hãy gộp lại và ghi vào lý do chung."),
        format!("More than {MOST_REMARKS} remarks; put them together in the general reason."),
    )
}

fn unknown() -> Bilingual {
    Bilingual::new(
        "Mục này không còn trong báo cáo; hãy tải lại trang và ghi ý kiến ở mục khác.",
        "This item is no longer in the report; load the page again and remark elsewhere.",
    )
}
