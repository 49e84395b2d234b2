//! Units over time: decisions, trees, totals, duties, and lists against the register.

// Helpers of tests may stop a test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod bearers;
#[path = "../build/mod.rs"]
mod build;
mod decisions;
mod figures;
mod import;
mod laws;
mod map;
mod namesakes;
mod owing;
mod stations;
