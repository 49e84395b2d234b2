//! Old Word files, rich text and OpenDocument text: LibreOffice turns them into .docx.

use std::fs::{self, DirBuilder};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use std::{env, process};

use wait_timeout::ChildExt;

use super::error::Fault;
use super::kind::Kind;
use super::limit::Limits;

/// Turns a file into .docx, in a folder and with a profile of its own, within the time limit.
pub(crate) fn convert(kind: Kind, bytes: &[u8], limits: &Limits) -> Result<Vec<u8>, Fault> {
    let office = installed().ok_or(Fault::NeedsOffice)?;
    let folder = Folder::new().map_err(|error| Fault::Conversion(error.to_string()))?;
    let extension = kind.extensions().first().copied().unwrap_or("doc");
    let source = folder.0.join(format!("source.{extension}"));
    fs::write(&source, bytes).map_err(|error| Fault::Conversion(error.to_string()))?;
    run(&office, &source, &folder.0, limits)?;
    let target = folder.0.join("source.docx");
    let size = fs::metadata(&target).map(|about| about.len()).unwrap_or(0);
    if size == 0 || size > limits.file_bytes {
        return Err(Fault::Conversion("no result".to_owned()));
    }
    fs::read(&target).map_err(|error| Fault::Conversion(error.to_string()))
}

fn run(office: &Path, source: &Path, folder: &Path, limits: &Limits) -> Result<(), Fault> {
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let mut command = Command::new(office);
    command
        .arg(profile)
        .args([
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--convert-to",
            "docx",
            "--outdir",
        ])
        .arg(folder)
        .arg(source)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
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

/// LibreOffice, where the search path has it.
fn installed() -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let names = ["soffice", "libreoffice"];
    env::split_paths(&path)
        .flat_map(|folder| names.map(|name| folder.join(name)))
        .find(|file| file.is_file())
}

/// A private folder that goes when it is no longer needed.
struct Folder(PathBuf);

impl Folder {
    fn new() -> std::io::Result<Folder> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = env::temp_dir().join(format!("nhip-{}-{count}", process::id()));
        let mut builder = DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&path)?;
        Ok(Folder(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
