//! What a reporter says to a doubt; it travels up with the report.

use serde::{Deserialize, Serialize};

use crate::finding::{Finding, Severity};
use crate::fingerprint::sha256;
use crate::lang::Bilingual;

/// Characters of an explanation.
const LONGEST: usize = 1000;

/// Why a doubtful thing is so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// Code of the finding.
    pub code: String,
    /// What the finding is about, see [`about`].
    pub about: String,
    /// The explanation.
    pub text: String,
    /// Id of the account that wrote it.
    pub by: String,
}

impl Explanation {
    /// An explanation of a warning; the error says why it is none.
    pub fn new(finding: &Finding, text: &str, by: &str) -> Result<Explanation, Bilingual> {
        if finding.severity != Severity::Warning {
            return Err(Bilingual::new(
                "chỉ giải trình được cảnh báo (mã C…); lỗi (mã L…) phải sửa",
                "only a warning (C…) can be explained; an error (L…) has to be corrected",
            ));
        }
        let text = text.trim();
        let length = text.chars().count();
        if !text.chars().any(char::is_alphanumeric) || length > LONGEST {
            return Err(Bilingual::new(
                format!("hãy ghi lời giải trình, nhiều nhất {LONGEST} ký tự"),
                format!("write an explanation of at most {LONGEST} characters"),
            ));
        }
        Ok(Explanation {
            code: finding.code.clone(),
            about: about(finding),
            text: text.to_owned(),
            by: by.to_owned(),
        })
    }

    /// Whether it is about this finding as it stands.
    pub fn covers(&self, finding: &Finding) -> bool {
        self.code == finding.code && self.about == about(finding)
    }
}

/// Key of what a finding says: 16 hexadecimal digits.
///
/// It changes with the figure or the sentence, so "vì có chiến dịch" said of 1.200 does not
/// excuse 12.000 typed afterwards. It does not change with the version of the report or with
/// lines added elsewhere.
pub fn about(finding: &Finding) -> String {
    let place = finding
        .place
        .as_ref()
        .and_then(|place| place.cell.as_deref());
    let parts = [
        finding.code.as_str(),
        place.unwrap_or_default(),
        finding.quote.as_deref().unwrap_or_default(),
        &finding.text.vi,
    ];
    let mut key = sha256(parts.join("\0").as_bytes());
    key.truncate(16);
    key
}

/// The warnings nobody has explained, in order. Errors are not among them: they block sending
/// ([`super::blocking`]), and no word excuses them.
pub fn unexplained<'a>(
    findings: &'a [Finding],
    explanations: &'a [Explanation],
) -> impl Iterator<Item = &'a Finding> {
    findings.iter().filter(|finding| {
        finding.severity == Severity::Warning
            && !explanations.iter().any(|said| said.covers(finding))
    })
}
