//! How a command ended.

use nhip_core::finding::Finding;
use nhip_core::lang::Bilingual;

/// A command that did what it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Exit code 0.
    Done,
    /// Exit code 1: `--strict` was given, and there were warnings.
    DoneWithWarnings,
}

/// A command that could not do it (exit code 2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// One clear sentence: what is wrong, and what to do.
    Said(Bilingual),
    /// Whoever read our output has stopped reading (`nhip plan … | head`): no failure of ours.
    ReaderGone,
}

impl Failure {
    /// A failure with its sentence in both languages.
    pub fn new(vi: impl Into<String>, en: impl Into<String>) -> Failure {
        Failure::Said(Bilingual::new(vi, en))
    }
}

impl From<Finding> for Failure {
    fn from(finding: Finding) -> Failure {
        Failure::Said(finding.text)
    }
}

impl From<Bilingual> for Failure {
    fn from(text: Bilingual) -> Failure {
        Failure::Said(text)
    }
}
