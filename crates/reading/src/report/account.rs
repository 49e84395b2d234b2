//! The numbers of a report that nobody understood, told as one doubt.

use nhip_core::document::Document;
use nhip_core::finding::Finding;
use nhip_core::report::Reading;

use super::figures::{figures, of_text};

/// Numbers shown with the words around them.
const SHOWN: usize = 5;

/// The doubt about numbers that are neither a quantity nor anything else with a name; `None` where
/// every number is understood. Of our own forms only what was typed into the boxes counts.
pub(super) fn doubt(document: &Document, reading: &Reading) -> Option<Finding> {
    let open: Vec<String> = match reading.form {
        true => {
            let typed = reading
                .entries
                .iter()
                .filter(|one| !one.text.contains(" | "));
            let read = typed.flat_map(|one| of_text(&one.text).coverage().not_understood);
            read.map(|one| one.around).collect()
        }
        false => {
            let read = figures(document).coverage().not_understood.into_iter();
            read.map(|one| one.around).collect()
        }
    };
    if open.is_empty() {
        return None;
    }
    let count = open.len();
    let shown: Vec<&str> = open
        .iter()
        .take(SHOWN)
        .map(|around| around.trim())
        .collect();
    let doubt = Finding::new(
        "C283",
        format!(
            "{count} con số trong báo cáo chưa hiểu nên không được cộng; hãy xem trong bản gốc, nếu là kết quả thì ghi lại rõ đếm cái gì."
        ),
        format!(
            "{count} numbers of the report were not understood and are not added; look at the original, and if they are results write what they count."
        ),
    );
    Some(doubt.quoting(shown.join(" … ")))
}
