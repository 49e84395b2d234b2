//! Files and folders: what was sent, what can be written, and what the system says of both.

mod listing;
mod trouble;

use std::path::Path;

use nhip_documents::write::whole::{Batch, WriteError};

use crate::outcome::Failure;

pub use listing::{Sent, list};
pub use trouble::reason;

/// A result, ready to be written: name relative to the output folder, content.
pub type Output = (String, Vec<u8>);

/// Writes all results or none.
pub fn write(folder: &Path, outputs: &[Output]) -> Result<(), Failure> {
    let batch = Batch::begin(folder)?;
    for (name, bytes) in outputs {
        batch.write(name, |to| to.write_all(bytes))?;
    }
    batch.finish()?;
    Ok(())
}

/// Makes the folder and proves that a file can be written in it, so that nobody waits for a
/// result that cannot be kept. The file never gets its name: the batch is dropped.
pub fn check_writable(folder: &Path) -> Result<(), Failure> {
    Batch::begin(folder)?.write("thu-ghi", |to| to.write_all(b"nhip"))?;
    Ok(())
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Failure {
        Failure::Said(error.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn trying_whether_a_folder_can_be_written_leaves_nothing_in_it() {
        let home = tempfile::tempdir().unwrap();
        let out = home.path().join("ket-qua");
        check_writable(&out).unwrap();
        assert_eq!(fs::read_dir(&out).unwrap().count(), 0);
    }

    #[test]
    fn a_file_in_the_place_of_the_folder_is_a_clear_refusal() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("ket-qua"), "x").unwrap();
        let Err(Failure::Said(text)) = check_writable(&home.path().join("ket-qua")) else {
            panic!()
        };
        assert!(text.vi.starts_with("Không ghi được"), "{}", text.vi);
    }
}
