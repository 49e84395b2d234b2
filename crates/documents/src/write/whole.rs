//! Files written whole or not at all.
//!
//! Each is written aside in the same folder, flushed to disk and renamed: whoever looks sees the
//! old file or the new one, never half of it, also when the disk fills up or the power fails.

use nhip_core::lang::Bilingual;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A file that could not be written, in words for the one who waits for it.
#[derive(Debug, thiserror::Error)]
#[error("{}", text.en)]
pub struct WriteError {
    /// The file.
    pub path: PathBuf,
    /// What is wrong and what to do.
    pub text: Bilingual,
    /// What the system said.
    #[source]
    pub source: io::Error,
}

impl WriteError {
    fn new(path: &Path, source: io::Error) -> WriteError {
        let name = path.display();
        let text = match source.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Bilingual::new(
                format!(
                    "Không ghi được {name}: không có quyền ghi. Hãy chọn thư mục khác hoặc xin quyền ghi."
                ),
                format!(
                    "Cannot write {name}: permission denied. Choose another folder or ask for the right to write."
                ),
            ),
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Bilingual::new(
                format!(
                    "Không ghi được {name}: đĩa đã đầy. Hãy dọn bớt hoặc chọn đĩa khác; các tệp cũ còn nguyên."
                ),
                format!(
                    "Cannot write {name}: the disk is full. Free some room or choose another disk; older files are untouched."
                ),
            ),
            io::ErrorKind::NotADirectory
            | io::ErrorKind::AlreadyExists
            | io::ErrorKind::IsADirectory => Bilingual::new(
                format!(
                    "Không ghi được {name}: có tệp hoặc thư mục khác trùng tên. Hãy chọn thư mục khác."
                ),
                format!(
                    "Cannot write {name}: a file or folder of another kind has that name. Choose another folder."
                ),
            ),
            _ => Bilingual::new(
                format!("Không ghi được {name} ({source}). Hãy kiểm tra thư mục và chạy lại."),
                format!("Cannot write {name} ({source}). Check the folder and run again."),
            ),
        };
        WriteError {
            path: path.to_owned(),
            text,
            source,
        }
    }
}

/// Writes the files, names relative to `folder`, which is made if need be.
///
/// First all are written aside, then all renamed: when one cannot be written, none has changed.
pub fn whole(folder: &Path, files: &[(&str, &[u8])]) -> Result<Vec<PathBuf>, WriteError> {
    fs::create_dir_all(folder).map_err(|error| WriteError::new(folder, error))?;
    let mut aside = Aside(Vec::new());
    for (name, bytes) in files {
        let path = folder.join(name);
        aside
            .write(&path, bytes)
            .map_err(|error| WriteError::new(&path, error))?;
    }
    for (from, to) in &aside.0 {
        if to.is_dir() {
            return Err(WriteError::new(to, io::ErrorKind::IsADirectory.into()));
        }
        fs::rename(from, to).map_err(|error| WriteError::new(to, error))?;
    }
    Ok(std::mem::take(&mut aside.0)
        .into_iter()
        .map(|(_, to)| to)
        .collect())
}

/// Files written aside; those not renamed are removed again.
struct Aside(Vec<(PathBuf, PathBuf)>);

impl Aside {
    fn write(&mut self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let name = path
            .file_name()
            .ok_or(io::ErrorKind::InvalidInput)?
            .to_string_lossy();
        // The process id keeps two runs into one folder apart.
        let beside = path.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
        self.0.push((beside.clone(), path.to_owned()));
        let mut file = File::create(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        for (from, _) in &self.0 {
            // Already renamed, or never made: nothing to remove.
            let _ = fs::remove_file(from);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_written_whole_and_nothing_is_left_beside_them() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("ket-qua");
        let written = whole(&out, &[("a.docx", b"one"), ("b.json", b"two")]).unwrap();
        assert_eq!(written.len(), 2);
        assert_eq!(fs::read(out.join("a.docx")).unwrap(), b"one");
        assert_eq!(fs::read_dir(&out).unwrap().count(), 2);
    }

    #[test]
    fn when_one_cannot_be_written_the_others_keep_their_old_content() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.docx"), b"old").unwrap();
        fs::create_dir(folder.path().join("sub")).unwrap();
        let error = whole(
            folder.path(),
            &[("a.docx", b"new"), ("no/such/b.json", b"x")],
        )
        .unwrap_err();
        assert!(error.text.vi.contains("Không ghi được"));
        assert_eq!(fs::read(folder.path().join("a.docx")).unwrap(), b"old");
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            2,
            "nothing is left aside"
        );
    }

    #[test]
    fn a_folder_that_is_a_file_is_named_in_a_clear_sentence() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("ket-qua");
        fs::write(&file, b"x").unwrap();
        let error = whole(&file, &[("a", b"x")]).unwrap_err();
        assert!(error.text.vi.contains("trùng tên"), "{}", error.text.vi);
        assert!(error.text.vi.contains("ket-qua"));
    }
}
