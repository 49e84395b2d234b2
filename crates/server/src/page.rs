//! Screens: one file each, a struct with a template, handlers that are four-line stories.

pub mod accounts;
pub mod activities;
pub mod audit;
pub mod board;
pub mod cited;
pub mod consolidations;
pub mod deadlines;
pub mod figures;
pub mod lang;
pub mod letter;
pub mod me;
pub mod offers;
pub mod pictures;
pub mod plan;
pub mod report;
pub mod reports;
pub mod search;
pub mod second_factor;
pub mod set_up;
pub mod settings;
pub mod sign_in;
pub mod task;
pub mod today;
pub mod unit_add;
pub mod unit_change;
pub mod unit_import;
pub mod units;
pub mod wall;

use axum::http::header;
use axum::response::{Html, IntoResponse};

pub use askama::Template;

use crate::fault::Answer;
use crate::onward;

/// The page, rendered.
pub fn page(template: &impl Template) -> Answer {
    Ok(Html(template.render()?).into_response())
}

/// On to another page, after something was done.
pub fn go(path: &str) -> Answer {
    Ok(onward::to(path).into_response())
}

/// A paper of ours, Word or Excel by the ending of its plain name, to be kept.
pub fn paper(name: &str, bytes: Vec<u8>) -> Answer {
    let kind = match name.ends_with(".xlsx") {
        true => "spreadsheetml.sheet",
        false => "wordprocessingml.document",
    };
    let media = format!("application/vnd.openxmlformats-officedocument.{kind}");
    let attached = format!("attachment; filename=\"{name}\"");
    let headers = [
        (header::CONTENT_TYPE, media),
        (header::CONTENT_DISPOSITION, attached),
    ];
    Ok((headers, bytes).into_response())
}
