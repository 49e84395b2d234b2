//! Files written whole or not at all.
//!
//! Each is written aside in the same folder, flushed to disk and renamed: whoever looks sees the
//! old file or the new one, never half of it, also when the disk fills up or the power fails.

use nhip_core::lang::Bilingual;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

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

/// Files on their way into a folder: first all are written aside, then all renamed. When one
/// cannot be written, or the batch is dropped before [`Batch::finish`], none has changed.
///
/// Several threads may write their files at once.
pub struct Batch {
    folder: PathBuf,
    aside: Mutex<Vec<Aside>>,
}

/// A file written aside, and where it belongs.
struct Aside {
    from: PathBuf,
    to: PathBuf,
}

impl Batch {
    /// Begins in `folder`, which is made if need be.
    pub fn begin(folder: &Path) -> Result<Batch, WriteError> {
        fs::create_dir_all(folder).map_err(|error| WriteError::new(folder, error))?;
        Ok(Batch {
            folder: folder.to_owned(),
            aside: Mutex::default(),
        })
    }

    /// Writes one file aside; `content` is called once, with a buffered writer.
    pub fn write(
        &self,
        name: &str,
        content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), WriteError> {
        let path = self.folder.join(name);
        self.write_aside(&path, content)
            .map_err(|error| WriteError::new(&path, error))
    }

    fn write_aside(
        &self,
        path: &Path,
        content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        if path.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        let name = path
            .file_name()
            .ok_or(io::ErrorKind::InvalidInput)?
            .to_string_lossy();
        // The process id keeps two runs into one folder apart.
        let from = path.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
        let to = path.to_owned();
        let mut buffered = BufWriter::new(File::create(&from)?);
        self.list().push(Aside { from, to });
        content(&mut buffered)?;
        buffered.into_inner()?.sync_all()
    }

    /// Puts all files in their places, in order of name, and says where they are.
    pub fn finish(self) -> Result<Vec<PathBuf>, WriteError> {
        let mut list = self.list();
        list.sort_by(|a, b| a.to.cmp(&b.to));
        for Aside { from, to } in list.iter() {
            fs::rename(from, to).map_err(|error| WriteError::new(to, error))?;
        }
        Ok(list.drain(..).map(|aside| aside.to).collect())
    }

    /// A writer that panicked has left its file in the list, to be removed with the others.
    fn list(&self) -> MutexGuard<'_, Vec<Aside>> {
        self.aside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Batch {
    fn drop(&mut self) {
        for aside in self.list().iter() {
            // Already renamed, or never made: nothing to remove.
            let _ = fs::remove_file(&aside.from);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(folder: &Path, files: &[(&str, &[u8])]) -> Result<Vec<PathBuf>, WriteError> {
        let batch = Batch::begin(folder)?;
        for (name, bytes) in files {
            batch.write(name, |to| to.write_all(bytes))?;
        }
        batch.finish()
    }

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
    fn a_content_that_fails_halfway_leaves_no_trace() {
        let folder = tempfile::tempdir().unwrap();
        let batch = Batch::begin(folder.path()).unwrap();
        let half = |to: &mut dyn Write| {
            to.write_all(b"half")?;
            Err(io::ErrorKind::StorageFull.into())
        };
        let error = batch.write("a.json", half).unwrap_err();
        assert!(error.text.vi.contains("đĩa đã đầy"), "{}", error.text.vi);
        drop(batch);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_folder_in_the_way_of_one_file_keeps_the_others_out() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("b.json")).unwrap();
        let error = whole(folder.path(), &[("a.docx", b"x"), ("b.json", b"x")]).unwrap_err();
        assert!(error.text.vi.contains("trùng tên"), "{}", error.text.vi);
        assert!(!folder.path().join("a.docx").exists());
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
