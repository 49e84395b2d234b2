//! Old Word files, rich text and OpenDocument text: LibreOffice turns them into .docx.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use super::error::Fault;
use super::kind::Kind;
use super::limit::Limits;
use super::outside::{self, Folder};

/// Turns a file into .docx, in a folder and with a profile of its own, within the time limit.
pub(crate) fn convert(kind: Kind, bytes: &[u8], limits: &Limits) -> Result<Vec<u8>, Fault> {
    let office = outside::find(&["soffice", "libreoffice"]).ok_or(Fault::NeedsOffice)?;
    let folder = Folder::new().map_err(|error| Fault::Conversion(error.to_string()))?;
    let extension = kind.extensions().first().copied().unwrap_or("doc");
    let source = folder.path().join(format!("source.{extension}"));
    fs::write(&source, bytes).map_err(|error| Fault::Conversion(error.to_string()))?;
    run(&office, &source, folder.path(), limits)?;
    let target = folder.path().join("source.docx");
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
        .stdout(Stdio::null());
    outside::run(&mut command, limits)
}
