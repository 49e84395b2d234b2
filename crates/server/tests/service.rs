//! The service as browsers meet it, on both databases.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test: it may panic and speak"
)]

#[path = "service/accounts.rs"]
mod accounts;
#[path = "service/activities.rs"]
mod activities;
#[path = "service/audit.rs"]
mod audit;
#[path = "service/board.rs"]
mod board;
#[path = "service/browser.rs"]
mod browser;
#[path = "service/city.rs"]
mod city;
#[path = "service/consolidation.rs"]
mod consolidation;
#[path = "service/deadlines.rs"]
mod deadlines;
#[path = "service/hostile.rs"]
mod hostile;
#[path = "service/letter.rs"]
mod letter;
#[path = "service/logs.rs"]
mod logs;
#[path = "service/month.rs"]
mod month;
#[path = "service/overload.rs"]
mod overload;
#[path = "service/photos.rs"]
mod photos;
#[path = "service/planned.rs"]
mod planned;
#[path = "service/plans.rs"]
mod plans;
#[path = "service/post.rs"]
mod post;
#[path = "service/reminders.rs"]
mod reminders;
#[path = "service/report_forms.rs"]
mod report_forms;
#[path = "service/reports.rs"]
mod reports;
#[path = "service/search.rs"]
mod search;
#[path = "service/second_factor.rs"]
mod second_factor;
#[path = "service/set_up.rs"]
mod set_up;
#[path = "service/settings.rs"]
mod settings;
#[path = "service/sign_in.rs"]
mod sign_in;
#[path = "service/succession.rs"]
mod succession;
#[path = "service/thing.rs"]
mod thing;
#[path = "service/units.rs"]
mod units;
#[path = "service/versions.rs"]
mod versions;
#[path = "service/wards.rs"]
mod wards;
#[path = "service/who.rs"]
mod who;
#[path = "service/words.rs"]
mod words;
