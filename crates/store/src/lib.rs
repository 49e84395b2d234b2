//! What Nhịp remembers: the only crate with SQL.
//!
//! | module | what it keeps |
//! |---|---|
//! | [`db`], [`value`], [`migrate`] | the two databases, what is bound, how they come forward |
//! | [`table`] | a table described once |
//! | [`change`], [`audit`] | a change and its audit event in one transaction; the chain of them |
//! | [`operation`] | what is sent twice is done once |
//! | [`seal`] | what events say the rows are, compared with what stands |
//! | [`setting`], [`account`], [`session`] | the city, its officials, who is signed in |
//! | [`second_factor`] | the second step of signing in |
//! | [`offer`] | roles offered to somebody from elsewhere |
//! | [`unit`] | units over time |
//! | [`activity`], [`photo`], [`report`] | what was done, with its photos; the monthly reports and their boxes |
//! | [`backup`] | everything as lines of JSON, and back |
//! | [`doctor`] | whether the data are sound |
//! | [`plan`], [`task`] | plans and who owes their tasks; the tasks of confirmed plans |
//! | [`board`], [`consolidation`] | how the units stand; the joined report, its words and recipients |
//! | [`search`] | what is found by which words, within what one may see |
//! | [`job`], [`reminder`] | what is to be done once; who wants no reminders |

#[macro_use]
pub mod db;
#[macro_use]
pub mod table;

pub mod account;
pub mod activity;
pub mod audit;
pub mod backup;
pub mod board;
pub mod change;
pub mod consolidation;
pub mod doctor;
pub mod error;
pub mod extension;
pub mod job;
pub mod migrate;
pub mod offer;
pub mod operation;
pub mod photo;
pub mod plan;
pub mod ready;
pub mod reminder;
pub mod report;
pub mod seal;
pub mod search;
pub mod second_factor;
pub mod session;
pub mod setting;
pub mod task;
pub mod unit;
pub mod value;

pub use error::{Result, StoreError};
pub use value::Time;

/// Values for `$1`, `$2`, … in order.
#[macro_export]
macro_rules! values {
    ($($value:expr),* $(,)?) => {
        ::std::vec![$($crate::value::Value::from($value)),*]
    };
}
