//! What is done: the use cases. Each asks core, opens one change, and tells the audit of it. Whatever
//! speaks to Nhịp (pages, the demo, tests) comes through here; nothing here knows of the web.
//!
//! | module | what it is |
//! |---|---|
//! | [`desk`] | what every use case has at hand: the database, the clock, what was worked out last |
//! | [`person`] | who acts, and what she may do |
//! | [`thing`] | what is acted on, and the unit whose people may |
//! | [`error`] | why something is not done |
//! | [`plan`], [`task`], [`cited`] | plans from a file to the last month, with those who owe them; their tasks; texts they cite |
//! | [`under`] | what is done under wards' plans, as the city's counts it |
//! | [`duty`], [`due`], [`extension`] | what a unit owes, when, more time |
//! | [`activity`], [`report`], [`joined`] | what was done; a unit's report of a month; a month joined |
//! | [`board`], [`figures`] | how the units stand; what adds up over units and months |
//! | [`units`], [`succession`] | the units of today; a decision about units, kept with what goes along |
//! | [`setting`] | what a city may set, with its defaults |
//! | [`reminder`], [`letter`], [`mail`], [`jobs`] | who is reminded, in an official letter or by which server, once |
//! | [`account`] | accounts and roles: made, given, offered, ended, closed |
//! | [`sign_in`], [`second_factor`], [`session`] | signing in, in two steps; how long it lasts |
//! | [`guard`], [`password`], [`key`] | who has to wait; passwords as they are kept; the key outside the database |
//! | [`founding`], [`me`] | the very beginning; one's own account |
//! | [`clock`] | time, randomness, ids |

pub mod account;
pub mod activity;
pub mod board;
pub mod cited;
pub mod clock;
pub mod desk;
pub mod due;
pub mod duty;
pub mod error;
pub mod extension;
pub mod figures;
pub mod founding;
pub mod guard;
pub mod jobs;
pub mod joined;
pub mod key;
pub mod letter;
pub mod mail;
pub mod me;
pub mod password;
pub mod person;
pub mod plan;
pub mod reminder;
pub mod report;
pub mod second_factor;
pub mod session;
pub mod setting;
pub mod sign_in;
pub mod succession;
pub mod task;
pub mod thing;
pub mod under;
pub mod unit;
pub mod units;
pub mod wall;

pub use desk::Desk;
pub use error::{Error, Result};
pub use person::Person;
pub use thing::Thing;
