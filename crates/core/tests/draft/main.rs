//! A report typed in the browser: its boxes, what it opens with, what it becomes, what is doubted.

// Helpers of tests may stop a test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../build/mod.rs"]
mod build;
mod doubts;
mod fields;
mod joined;
mod kept;
mod month;
mod open;
mod taken;
