//! The files of a folder, in order of name, with the day each came in.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use chrono::{DateTime, NaiveDate, TimeDelta};
use nhip_core::finding::Finding;

use super::trouble::reason;
use crate::VIETNAM_HOURS;
use crate::outcome::Failure;

/// Deeper than people sort their post; a loop of mounted folders ends here.
const DEEPEST: usize = 16;

/// A file somebody sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// Name relative to the folder, with `/` between folders.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// Day of the file's time in Vietnam.
    pub received: Option<NaiveDate>,
}

/// The files of a folder and of the folders in it.
#[derive(Debug, Default)]
pub struct Listing {
    /// In order of name.
    pub files: Vec<Sent>,
    /// Folders and entries that could not be read.
    pub findings: Vec<Finding>,
}

/// Lists a folder. Hidden files and what office programs and systems leave behind (`~$report.docx`,
/// `Thumbs.db`) are no reports; links to folders are not followed; `except` (the output folder,
/// when it lies inside) is left out. Fails only when the folder itself cannot be read.
pub fn list(folder: &Path, except: Option<&Path>) -> Result<Listing, Failure> {
    let mut listing = Listing::default();
    let except = except.and_then(|path| path.canonicalize().ok());
    let mut waiting = vec![(folder.to_path_buf(), String::new(), 0)];
    while let Some((path, prefix, depth)) = waiting.pop() {
        match fs::read_dir(&path) {
            Ok(entries) => {
                for entry in entries {
                    let kept = entry.map(|entry| Found::new(&entry.path(), &prefix));
                    listing.take(kept, &prefix, depth, except.as_deref(), &mut waiting);
                }
            }
            Err(error) if depth == 0 => return Err(no_folder(folder, &error)),
            Err(error) => listing.findings.push(unreadable(&prefix, &error)),
        }
    }
    listing.files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(listing)
}

struct Found {
    path: PathBuf,
    name: String,
    own: String,
}

impl Found {
    fn new(path: &Path, prefix: &str) -> Found {
        let own = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let name = if prefix.is_empty() {
            own.clone()
        } else {
            format!("{prefix}/{own}")
        };
        Found {
            path: path.to_path_buf(),
            name,
            own,
        }
    }

    fn is_litter(&self) -> bool {
        let lower = self.own.to_lowercase();
        self.own.starts_with(['.', '~']) || lower == "thumbs.db" || lower == "desktop.ini"
    }
}

impl Listing {
    fn take(
        &mut self,
        found: io::Result<Found>,
        prefix: &str,
        depth: usize,
        except: Option<&Path>,
        waiting: &mut Vec<(PathBuf, String, usize)>,
    ) {
        let found = match found {
            Ok(found) if found.is_litter() => return,
            Ok(found) => found,
            Err(error) => return self.findings.push(unreadable(prefix, &error)),
        };
        let is_link = found.path.is_symlink();
        match fs::metadata(&found.path) {
            Ok(about) if about.is_dir() => {
                let ours = except.is_some() && found.path.canonicalize().ok().as_deref() == except;
                if !is_link && !ours && depth < DEEPEST {
                    waiting.push((found.path, found.name, depth + 1));
                }
            }
            Ok(about) if about.is_file() => {
                let received = received(&about);
                self.files.push(Sent {
                    name: found.name,
                    path: found.path,
                    received,
                });
            }
            // A pipe, a socket, a device: reading one might never end.
            Ok(_) => self.findings.push(special(&found.name)),
            Err(error) => self.findings.push(unreadable(&found.name, &error)),
        }
    }
}

/// Day in Vietnam on which the file was last written.
fn received(about: &Metadata) -> Option<NaiveDate> {
    let time = about.modified().ok()?;
    let since = i64::try_from(time.duration_since(UNIX_EPOCH).ok()?.as_secs()).ok()?;
    let utc = DateTime::from_timestamp(since, 0)?;
    utc.checked_add_signed(TimeDelta::hours(VIETNAM_HOURS))
        .map(|time| time.date_naive())
}

fn no_folder(folder: &Path, error: &io::Error) -> Failure {
    let (shown, why) = (folder.display(), reason(error));
    if error.kind() == io::ErrorKind::NotADirectory {
        return Failure::new(
            format!("“{shown}” là một tệp; hãy chỉ ra thư mục chứa các báo cáo."),
            format!("“{shown}” is a file; name the folder with the reports."),
        );
    }
    Failure::new(
        format!(
            "Không đọc được thư mục “{shown}”: {}. Hãy kiểm tra lại đường dẫn và quyền truy cập.",
            why.vi
        ),
        format!(
            "The folder “{shown}” cannot be read: {}. Check the path and its permissions.",
            why.en
        ),
    )
}

fn unreadable(name: &str, error: &io::Error) -> Finding {
    let why = reason(error);
    Finding::new(
        "L101",
        format!("Không đọc được “{name}”: {}; mục này không được tính. Hãy kiểm tra quyền truy cập rồi chạy lại.", why.vi),
        format!("“{name}” cannot be read: {}; it is left out. Check its permissions and run again.", why.en),
    )
    .in_file(name)
}

fn special(name: &str) -> Finding {
    Finding::new(
        "L101",
        format!(
            "“{name}” không phải là tệp thường nên không được đọc; hãy chép nội dung vào một tệp."
        ),
        format!("“{name}” is no ordinary file and was not read; copy its content into a file."),
    )
    .in_file(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(listing: &Listing) -> Vec<&str> {
        listing
            .files
            .iter()
            .map(|file| file.name.as_str())
            .collect()
    }

    #[test]
    fn files_of_folders_in_the_folder_are_listed_in_order_and_litter_is_not() {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join("cum-2")).unwrap();
        for name in [
            "b.docx",
            "a.txt",
            "~$b.docx",
            ".an.txt",
            "Thumbs.db",
            "cum-2/c.pdf",
        ] {
            fs::write(home.path().join(name), "x").unwrap();
        }
        assert_eq!(
            names(&list(home.path(), None).unwrap()),
            ["a.txt", "b.docx", "cum-2/c.pdf"]
        );
    }

    #[test]
    fn the_output_folder_inside_the_reports_is_left_out() {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join("ket-qua")).unwrap();
        fs::write(home.path().join("ket-qua/bao-cao-tong-hop.docx"), "x").unwrap();
        fs::write(home.path().join("a.txt"), "x").unwrap();
        let listing = list(home.path(), Some(&home.path().join("ket-qua"))).unwrap();
        assert_eq!(names(&listing), ["a.txt"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_nowhere_is_named_and_the_rest_goes_on() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("a.txt"), "x").unwrap();
        std::os::unix::fs::symlink("nowhere", home.path().join("b.docx")).unwrap();
        let listing = list(home.path(), None).unwrap();
        assert_eq!(names(&listing), ["a.txt"]);
        assert!(
            listing
                .findings
                .iter()
                .any(|finding| finding.text.vi.contains("“b.docx”"))
        );
    }

    #[test]
    fn a_file_given_for_a_folder_is_said_to_be_one() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("a.txt");
        fs::write(&file, "x").unwrap();
        let Err(Failure::Said(text)) = list(&file, None) else {
            panic!()
        };
        assert!(text.vi.contains("là một tệp"), "{}", text.vi);
    }
}
