//! Reading one report: whose, which month, what it says.

// Helpers of tests may stop a test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../../core/tests/build/mod.rs"]
mod build;
mod consolidated;
mod form;
mod free;
mod identity;
mod matching;
mod named;
mod own_place;
mod tables;
mod taken;
