//! What is true: plain functions, facts in, decision out.
//!
//! No SQL, no web, no files, no clock of its own.

pub mod activity;
pub mod audit;
pub mod board;
pub mod calendar;
pub mod chart;
pub mod consolidation;
pub mod deadline;
pub mod difference;
pub mod document;
pub mod finding;
pub mod fingerprint;
pub mod id;
pub mod lang;
pub mod limit;
pub mod owing;
pub mod password;
pub mod period;
pub mod permission;
pub mod personal;
pub mod plan;
pub mod reminder;
pub mod report;
pub mod unit;
