//! Where a command speaks: standard output for what was asked, standard error for the rest.

use std::io::{self, IsTerminal, Write};

use nhip_core::lang::{Bilingual, Lang};

use crate::outcome::Failure;

/// The two streams of a run, and what the reader's end can show.
pub struct Screen {
    /// Language of messages.
    pub lang: Lang,
    /// Columns to wrap at.
    pub width: usize,
    /// Whether standard output shows colours.
    pub colour: bool,
    /// Whether standard error is a terminal, so that progress may be shown.
    pub progress: bool,
}

/// Narrower terminals get lines of this width all the same: less cannot be read.
const NARROWEST: usize = 40;
/// Lines longer than this are hard to follow, however wide the terminal.
const WIDEST: usize = 110;
/// Width when nobody says: a file, a pipe.
const USUAL: usize = 100;

impl Screen {
    /// The streams of this process.
    pub fn of_process(lang: Lang) -> Screen {
        let terminal = io::stdout().is_terminal();
        let columns = console::Term::stdout()
            .size_checked()
            .map(|(_, columns)| columns.into());
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Screen {
            lang,
            width: columns
                .filter(|_| terminal)
                .unwrap_or(USUAL)
                .clamp(NARROWEST, WIDEST),
            colour: terminal && !plain,
            progress: io::stderr().is_terminal(),
        }
    }

    /// Writes what was asked for, as it is.
    pub fn print(&self, text: &str) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes())
            .and_then(|()| out.flush())
            .map_err(|error| {
                if error.kind() == io::ErrorKind::BrokenPipe {
                    return Failure::ReaderGone;
                }
                Failure::new(
                    format!("Không ghi được kết quả ra màn hình: {error}."),
                    format!("The result could not be written to standard output: {error}."),
                )
            })
    }

    /// Writes a line beside the result; nobody may be reading, and that is no failure.
    pub fn note(&self, text: &str) {
        let _ = writeln!(io::stderr().lock(), "{text}");
    }

    /// Says why a command failed.
    pub fn error(&self, failure: &Failure) {
        if let Failure::Said(text) = failure {
            self.note(&format!(
                "{}: {}",
                self.lang.pick("Lỗi", "Error"),
                text.get(self.lang)
            ));
        }
    }

    /// One of two texts, in the language of messages.
    pub fn pick<'a>(&self, vi: &'a str, en: &'a str) -> &'a str {
        self.lang.pick(vi, en)
    }

    /// A text in the language of messages.
    pub fn say<'a>(&self, text: &'a Bilingual) -> &'a str {
        text.get(self.lang)
    }
}
