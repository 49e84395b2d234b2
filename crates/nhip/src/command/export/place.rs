//! Where an export goes: a new folder, or a zip file that is there whole or not at all.

use std::fs::{self, File};
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};

use nhip_documents::write::whole::Batch;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::broken;
use crate::outcome::Failure;

/// An export being written.
pub struct Place {
    folder: PathBuf,
    files: usize,
    zip: Option<Zip>,
}

struct Zip {
    name: String,
    writer: ZipWriter<File>,
}

impl Place {
    /// Begins; a folder must be new or empty.
    pub fn begin(to: &Path) -> Result<Place, Failure> {
        let ends = to
            .extension()
            .is_some_and(|end| end.eq_ignore_ascii_case("zip"));
        if !ends {
            fs::create_dir_all(to).map_err(broken)?;
            if fs::read_dir(to).map_err(broken)?.next().is_some() {
                return Err(full(to));
            }
            let folder = to.to_owned();
            return Ok(Place {
                folder,
                files: 0,
                zip: None,
            });
        }
        let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new(".")).to_owned();
        let file = tempfile::tempfile_in(&folder).map_err(broken)?;
        let name = to.file_name().unwrap_or_default().to_string_lossy();
        Ok(Place {
            folder,
            files: 0,
            zip: Some(Zip {
                name: name.into_owned(),
                writer: ZipWriter::new(file),
            }),
        })
    }

    /// Where there is room for what is written meanwhile.
    pub fn folder(&self) -> &Path {
        match &self.zip {
            Some(_) => &self.folder,
            None => self
                .folder
                .parent()
                .filter(|above| !above.as_os_str().is_empty())
                .unwrap_or(Path::new(".")),
        }
    }

    /// A whole file.
    pub fn file(&mut self, name: &str, content: &[u8]) -> Result<(), Failure> {
        self.begin_file(name)?.write_all(content).map_err(broken)
    }

    /// A file to be written bit by bit, until the next one begins.
    pub fn begin_file(&mut self, name: &str) -> Result<Box<dyn Write + '_>, Failure> {
        self.files += 1;
        if let Some(zip) = &mut self.zip {
            // A table may grow beyond 4 GB.
            let options = SimpleFileOptions::default().large_file(true);
            zip.writer
                .start_file(name, options)
                .map_err(|error| broken(error.into()))?;
            return Ok(Box::new(&mut zip.writer));
        }
        let path = self.folder.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(broken)?;
        }
        let file = File::options().write(true).create_new(true).open(path);
        Ok(Box::new(io::BufWriter::new(file.map_err(broken)?)))
    }

    /// Ends; how many files there are.
    pub fn finish(self) -> Result<usize, Failure> {
        if let Some(zip) = self.zip {
            let mut file = zip.writer.finish().map_err(|error| broken(error.into()))?;
            file.rewind().map_err(broken)?;
            let batch = Batch::begin(&self.folder)?;
            batch.write(&zip.name, |to| io::copy(&mut file, to).map(drop))?;
            batch.finish()?;
        }
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
