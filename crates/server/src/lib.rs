//! Who asks, and what they see.
//!
//! | module | what it is |
//! |---|---|
//! | [`routes`] | every address, one line each, with who may |
//! | [`who`] | who may, as types in a handler's signature |
//! | [`form`], [`fields`] | what a browser sends, proved to come from our own page |
//! | [`owing`], [`duty`], [`monthly`] | who owes, what a unit owes; its report of a month |
//! | [`page`] | one file per screen |
//! | [`plan`] | plans and tasks as addresses name them |
//! | [`reading`] | files people send, read within limits |
//! | [`fault`] | what went wrong, as a page with a way back |
//! | [`board`], [`joined`] | how the units stand; a month joined |
//! | [`figures`] | what adds up over units and months |
//! | [`chart`] | the numbers of a picture drawn |
//! | [`setting`] | what a city may set, with its defaults |
//! | [`reminder`], [`mail`], [`jobs`] | who is reminded, by which server, once |
//! | [`succession`] | a decision about units, kept with what goes along |
//! | [`app`], [`units`], [`clock`] | what all requests share |

pub mod app;
pub mod asset;
pub mod board;
pub mod chart;
pub mod clock;
pub mod cookie;
pub mod due;
pub mod duty;
pub mod fault;
pub mod fields;
pub mod figures;
pub mod form;
pub mod frame;
pub mod jobs;
pub mod joined;
pub mod mail;
pub mod monthly;
pub mod nav;
pub mod owing;
pub mod page;
pub mod password;
pub mod plan;
pub mod reading;
pub mod reminder;
pub mod routes;
pub mod serve;
pub mod setting;
pub mod succession;
pub mod turn;
pub mod under;
pub mod units;
pub mod visit;
pub mod who;

pub use app::App;
pub use routes::router;
pub use serve::serve;
