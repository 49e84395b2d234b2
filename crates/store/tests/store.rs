//! What the store keeps, on both databases: every test runs on SQLite and on PostgreSQL.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test: it may panic and speak"
)]

#[path = "store/backup.rs"]
mod backup;
#[path = "store/both.rs"]
mod both;
#[path = "store/change.rs"]
mod change;
#[path = "store/consolidation.rs"]
mod consolidation;
#[path = "store/job.rs"]
mod job;
#[path = "store/people.rs"]
mod people;
#[path = "store/plans.rs"]
mod plans;
#[path = "store/reports.rs"]
mod reports;
#[path = "store/seal.rs"]
mod seal;
#[path = "store/search.rs"]
mod search;
#[path = "store/search_speed.rs"]
mod search_speed;
#[path = "store/statements.rs"]
mod statements;
#[path = "store/units.rs"]
mod units;
