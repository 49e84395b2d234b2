//! Files and folders: what was sent, what can be written, and what the system says of both.

mod listing;
mod trouble;

use std::fs;
use std::path::Path;

use nhip_documents::write::whole::whole;

use crate::outcome::Failure;

pub use listing::{Sent, list};
pub use trouble::reason;

/// A result, ready to be written: name relative to the output folder, content.
pub type Output = (String, Vec<u8>);

/// Writes all results or none.
pub fn write(folder: &Path, outputs: &[Output]) -> Result<(), Failure> {
    // A folder in the way of the last file would be met when the others are already in place.
    if let Some((name, _)) = outputs.iter().find(|(name, _)| folder.join(name).is_dir()) {
        let shown = folder.join(name);
        let shown = shown.display();
        return Err(Failure::new(
            format!(
                "Không ghi được “{shown}”: đã có thư mục trùng tên. Hãy đổi tên thư mục đó hoặc chọn nơi khác bằng --out."
            ),
            format!(
                "“{shown}” cannot be written: a folder has that name. Rename it or choose another place with --out."
            ),
        ));
    }
    let files: Vec<(&str, &[u8])> = outputs
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    whole(folder, &files)
        .map(drop)
        .map_err(|error| Failure::Said(error.text))
}

/// Makes the folder and proves that a file can be written in it, so that nobody waits for a
/// result that cannot be kept.
pub fn check_writable(folder: &Path) -> Result<(), Failure> {
    let probe = ".nhip-thu-ghi";
    let written = whole(folder, &[(probe, b"nhip".as_slice())]);
    let _ = fs::remove_file(folder.join(probe));
    written.map(drop).map_err(|error| Failure::Said(error.text))
}

#[cfg(test)]
mod tests {
    use super::*;

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
