//! Consolidating a month: what counts, what is added, what is confessed.

// Helpers of tests may stop a test.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout
)]

#[path = "../build/mod.rs"]
mod build;
mod difference;
mod doubts;
mod facts;
mod figures;
mod joining;
mod laws;
mod scale;
mod scope;
mod status;
mod texts;
