//! Where an export goes: a new folder, or a zip file; there whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::unwritten;
use crate::command::scratch::{self, Scratch};
use crate::outcome::Failure;

/// Its name while it is made.
const MADE: &str = "xuat";

/// An export being written.
pub struct Place {
    scratch: Scratch,
    to: PathBuf,
    files: usize,
    zip: Option<ZipWriter<File>>,
}

impl Place {
    /// Begins; a folder must be new or empty.
    pub fn begin(to: &Path) -> Result<Place, Failure> {
        let wants_zip = to
            .extension()
            .is_some_and(|end| end.eq_ignore_ascii_case("zip"));
        if !wants_zip && to.exists() {
            let mut inside = fs::read_dir(to).map_err(|error| scratch::unwritten(to, &error))?;
            if inside.next().is_some() {
                return Err(full(to));
            }
        }
        if wants_zip {
            scratch::only_over_an_archive(to)?;
        }
        let scratch = Scratch::beside(to)?;
        let zip = match wants_zip {
            true => Some(ZipWriter::new(scratch.file(MADE).map_err(unwritten)?)),
            false => scratch.folder(MADE).map(|()| None).map_err(unwritten)?,
        };
        Ok(Place {
            scratch,
            to: to.to_owned(),
            files: 0,
            zip,
        })
    }

    /// A whole file.
    pub fn file(&mut self, name: &str, content: &[u8]) -> Result<(), Failure> {
        let mut file = self.begin_file(name)?;
        let written = file.write_all(content).and_then(|()| file.flush());
        written.map_err(unwritten)
    }

    /// A file to be written bit by bit and flushed, until the next one begins.
    pub fn begin_file(&mut self, name: &str) -> Result<Box<dyn Write + '_>, Failure> {
        self.files += 1;
        if let Some(zip) = &mut self.zip {
            // A table may grow beyond 4 GB.
            let options = SimpleFileOptions::default().large_file(true);
            zip.start_file(name, options)
                .map_err(|error| unwritten(error.into()))?;
            return Ok(Box::new(zip));
        }
        let name = format!("{MADE}/{name}");
        if let Some(folder) = self.scratch.path(&name).parent() {
            fs::create_dir_all(folder).map_err(unwritten)?;
        }
        let file = self.scratch.file(&name).map_err(unwritten)?;
        Ok(Box::new(io::BufWriter::new(file)))
    }

    /// Ends; how many files there are.
    pub fn finish(self) -> Result<usize, Failure> {
        if let Some(zip) = self.zip {
            zip.finish().map_err(|error| unwritten(error.into()))?;
        }
        self.scratch.keep(MADE, &self.to)?;
        Ok(self.files)
    }
}

fn full(folder: &Path) -> Failure {
    let shown = folder.display();
    Failure::new(
        format!("Thư mục “{shown}” đã có tệp; hãy chọn thư mục mới hoặc tên tệp .zip."),
        format!("The folder “{shown}” holds files; name a new folder or a .zip file."),
    )
}
