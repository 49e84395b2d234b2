//! A progress bar for those who wait longer than a second, on a terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::screen::Screen;

/// Whoever waits less is only distracted.
const PATIENCE: Duration = Duration::from_secs(1);

/// Counts what has been done.
pub struct Progress {
    bar: ProgressBar,
    shown: bool,
}

impl Progress {
    /// A count up to a number, silent at first.
    pub fn new(screen: &Screen, what: &str, all: usize) -> Progress {
        let bar = ProgressBar::with_draw_target(Some(all as u64), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len}");
        if let Ok(style) = style {
            bar.set_style(style);
        }
        bar.set_message(what.to_owned());
        Progress {
            bar,
            shown: screen.progress,
        }
    }

    /// One more is done; may be called from any thread.
    pub fn step(&self) {
        self.bar.inc(1);
        if self.shown && self.bar.is_hidden() && self.bar.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
