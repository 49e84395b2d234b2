//! Reading one report: whose, which month, what it says.

#[path = "../build/mod.rs"]
mod build;
mod form;
mod free;
mod identity;
mod matching;
