//! Programs outside of ours: looked for in the search path, run in a folder and a process group of
//! their own, stopped when their time is over.

use std::fs::DirBuilder;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use std::{env, process};

use wait_timeout::ChildExt;

use super::error::Fault;
use super::limit::Limits;

/// The first program of these names in the search path.
pub(super) fn find(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .flat_map(|folder| names.iter().map(move |name| folder.join(name)))
        .find(|file| file.is_file())
}

/// Runs a program that reads nothing and whose errors nobody sees; its output goes where the
/// command says, or nowhere.
pub(super) fn run(command: &mut Command, limits: &Limits) -> Result<(), Fault> {
    command.stdin(Stdio::null()).stderr(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    let mut child = command
        .spawn()
        .map_err(|error| Fault::Conversion(error.to_string()))?;
    match child.wait_timeout(Duration::from_secs(limits.seconds)) {
        Ok(Some(status)) if status.success() => Ok(()),
        Ok(Some(status)) => Err(Fault::Conversion(status.to_string())),
        _ => {
            // The launcher has children of its own: the whole group goes.
            let group = format!("-{}", child.id());
            let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
            let _ = child.kill();
            let _ = child.wait();
            Err(Fault::Stopped)
        }
    }
}

/// A private folder that goes when it is no longer needed.
pub(super) struct Folder(PathBuf);

impl Folder {
    pub(super) fn new() -> std::io::Result<Folder> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = env::temp_dir().join(format!("nhip-{}-{count}", process::id()));
        let mut builder = DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&path)?;
        Ok(Folder(path))
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
