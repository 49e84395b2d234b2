//! Consolidating a month: what counts, what is added, what is confessed.

#[path = "../build/mod.rs"]
mod build;
mod doubts;
mod facts;
mod figures;
mod laws;
mod real;
mod scale;
mod status;
mod texts;
