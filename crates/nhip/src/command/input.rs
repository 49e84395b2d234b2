//! Reading the files a command is given.

use std::path::Path;

use nhip_core::document::Document;
use nhip_core::finding::Finding;
use nhip_core::period::Month;
use nhip_core::plan::Plan;
use nhip_core::unit::Roster;
use nhip_documents::read::{Reader, Worker};

use crate::files::reason;
use crate::outcome::Failure;

/// Name of the hidden command that reads one doubtful file.
pub const READ_PDF: &str = "read-pdf";

/// The reader of files, which opens doubtful kinds in a process of their own: this program again,
/// by its hidden command.
pub fn reader() -> Reader {
    let worker = std::env::current_exe().ok().map(|program| Worker {
        program,
        args: vec![READ_PDF.into()],
    });
    Reader {
        worker,
        ..Reader::default()
    }
}

/// A document a command cannot do without.
pub fn document(path: &Path) -> Result<Document, Failure> {
    if let Err(error) = std::fs::metadata(path) {
        let (shown, why) = (path.display(), reason(&error));
        return Err(Failure::new(
            format!(
                "Không mở được tệp “{shown}”: {}; hãy kiểm tra lại đường dẫn.",
                why.vi
            ),
            format!(
                "The file “{shown}” cannot be opened: {}; check the path.",
                why.en
            ),
        ));
    }
    reader().read(path).map_err(|mut error| {
        error.file = path.display().to_string();
        Failure::Said(error.text())
    })
}

/// A plan with tasks; without any there is nothing to report on.
pub fn plan(path: &Path) -> Result<Plan, Failure> {
    let plan = nhip_reading::plan::read(&document(path)?);
    if plan.units.iter().any(|unit| !unit.tasks.is_empty()) {
        return Ok(plan);
    }
    let shown = path.display();
    Err(Failure::new(
        format!(
            "Không tìm thấy nhiệm vụ nào của đơn vị nào trong “{shown}”; hãy kiểm tra xem đó có phải là kế hoạch không, hoặc xem máy đọc được gì bằng: nhip plan {shown}"
        ),
        format!(
            "No unit's tasks were found in “{shown}”; check that it is a plan, or see what was read with: nhip plan {shown}"
        ),
    ))
}

/// The real units of the list, or those the plan itself names.
pub fn roster(
    list: Option<&Path>,
    plan: &Plan,
    month: Month,
) -> Result<(Roster, Vec<Finding>), Failure> {
    match list {
        Some(list) => Ok(nhip_reading::unit::roster(&document(list)?, plan, month)),
        None => Ok((Roster::of_plan(plan), Vec::new())),
    }
}
