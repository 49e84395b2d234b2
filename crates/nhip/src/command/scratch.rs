//! A place aside for what is being made: a folder of its own beside the target, so that what is
//! finished is put into its place by renaming it. It goes when the work ends; that of a run that was
//! killed goes when the next one begins.

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::TempDir;

use crate::files::reason;
use crate::outcome::Failure;

/// How the names of these folders begin.
const PREFIX: &str = ".nhip-tam-";
/// Held locked as long as the run lives.
const LOCK: &str = "lock";

/// The folders of this run, for when it is told to stop.
static LIVING: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

fn living() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    LIVING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes away everything this run has aside: it is told to stop.
pub fn clear() {
    for folder in std::mem::take(&mut *living()) {
        let _ = fs::remove_dir_all(folder);
    }
}

/// One of them, as long as it is used.
struct Living(PathBuf);

impl Drop for Living {
    fn drop(&mut self) {
        living().remove(&self.0);
    }
}

/// A folder nobody else may look into.
pub struct Scratch {
    folder: TempDir,
    _living: Living,
    _lock: File,
}

impl Scratch {
    /// Beside a target, or in the nearest folder above it that is there.
    pub fn beside(target: &Path) -> Result<Scratch, Failure> {
        let folder = target.ancestors().skip(1).find(|above| above.is_dir());
        let folder = folder.unwrap_or(Path::new("."));
        Scratch::within(folder).map_err(|error| unwritten(target, &error))
    }

    /// In a folder.
    pub fn within(folder: &Path) -> io::Result<Scratch> {
        clear_the_dead(folder)?;
        loop {
            let mut named = tempfile::Builder::new();
            named.prefix(PREFIX);
            #[cfg(unix)]
            named.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
            let folder = named.tempdir_in(folder)?;
            let lock = File::create(folder.path().join(LOCK))?;
            lock.lock()?;
            // Another run may have taken it for a dead one's before it was locked.
            if folder.path().join(LOCK).exists() {
                living().insert(folder.path().to_owned());
                return Ok(Scratch {
                    _living: Living(folder.path().to_owned()),
                    folder,
                    _lock: lock,
                });
            }
        }
    }

    /// Where something of this name is made.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A new file, to write and to read again.
    pub fn file(&self, name: &str) -> io::Result<File> {
        let mut private = File::options();
        private.read(true).write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut private, 0o600);
        private.open(self.path(name))
    }

    /// A new folder.
    pub fn folder(&self, name: &str) -> io::Result<()> {
        let mut private = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut private, 0o700);
        private.create(self.path(name))
    }

    /// Puts what was made into its place: whoever looks sees the old or the new, whole.
    pub fn keep(&self, name: &str, target: &Path) -> Result<(), Failure> {
        let put = || {
            let (from, above) = (self.path(name), above(target));
            fs::create_dir_all(above)?;
            File::open(&from)?.sync_all()?;
            fs::rename(from, target)?;
            File::open(above)?.sync_all()
        };
        put().map_err(|error| unwritten(target, &error))
    }
}

/// The folder something stands in.
pub fn above(target: &Path) -> &Path {
    let above = target.parent();
    let above = above.filter(|above| !above.as_os_str().is_empty());
    above.unwrap_or(Path::new("."))
}

fn clear_the_dead(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if !entry.file_name().to_string_lossy().starts_with(PREFIX) {
            continue;
        }
        match File::open(entry.path().join(LOCK)).map(|lock| (lock.try_lock(), lock)) {
            Ok((Ok(()), _lock)) => fs::remove_dir_all(entry.path())?,
            // Its run lives, or the disk knows no locks: not ours to clear.
            Ok((Err(TryLockError::WouldBlock | TryLockError::Error(_)), _)) => {}
            // Killed before it had made anything, or just beginning: then it is no longer empty.
            Err(_) => drop(fs::remove_dir(entry.path())),
        }
    }
    Ok(())
}

/// Refuses a name that a file bears which is no archive: the database itself, its key, a letter.
pub fn only_over_an_archive(target: &Path) -> Result<(), Failure> {
    let mut head = [0; 2];
    let read = File::open(target).and_then(|mut file| file.read_exact(&mut head));
    match read {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Ok(()) if head == *b"PK" => Ok(()),
        _ => Err(Failure::new(
            format!(
                "“{}” đã có và không phải là tệp .zip, nên không bị ghi đè. Hãy chọn tên khác.",
                target.display()
            ),
            format!(
                "“{}” is there and no .zip file, so it is not written over. Choose another name.",
                target.display()
            ),
        )),
    }
}

/// A file or folder that could not be written.
pub fn unwritten(path: &Path, error: &io::Error) -> Failure {
    let (shown, why) = (path.display(), reason(error));
    Failure::new(
        format!("Không ghi được “{shown}”: {}. Chưa có gì thay đổi.", why.vi),
        format!("Cannot write “{shown}”: {}. Nothing has changed.", why.en),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_dead_run_left_goes_and_what_a_living_one_makes_stays() {
        let home = tempfile::tempdir().unwrap();
        let dead = Scratch::within(home.path()).unwrap();
        fs::write(dead.path("nhip.db"), "half").unwrap();
        let Scratch { folder, _lock, .. } = dead;
        let left = folder.keep();
        drop(_lock);
        let living = Scratch::within(home.path()).unwrap();
        let second = Scratch::within(home.path()).unwrap();
        assert!(!left.exists());
        assert!(living.path(LOCK).exists() && second.path(LOCK).exists());
        drop((living, second));
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_look_into_it() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        let scratch = Scratch::within(home.path()).unwrap();
        scratch.file("a").unwrap();
        let mode = |path: PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(
            (mode(scratch.path("")), mode(scratch.path("a"))),
            (0o700, 0o600)
        );
    }
}
