//! Who asks, and what they see.
//!
//! | module | what it is |
//! |---|---|
//! | [`routes`] | every address, one line each, with who may |
//! | [`who`] | who may, as types in a handler's signature |
//! | [`caller`] | where a request comes from |
//! | [`form`], [`fields`] | what a browser sends, proved to come from our own page |
//! | [`once`] | what is sent twice is done once |
//! | [`door`] | what a field, a file's name or an address may hold, decided once |
//! | [`onward`] | where a browser is sent on to |
//! | [`page`] | one file per screen |
//! | [`reading`] | files people send, read within limits |
//! | [`fault`] | what went wrong, as a page with a way back |
//! | [`chart`] | the numbers of a picture drawn |
//! | [`serve`], [`connection`] | who is connected, and how long anybody is waited for |
//! | [`alive`] | alive, and ready to write |
//! | [`log`] | what whoever runs the service sees |
//! | [`app`] | what all requests share |
//!
//! What is done stands in `nhip_office`: a page parses, calls it, and shows.

pub mod alive;
pub mod app;
pub mod asset;
pub mod caller;
pub mod chart;
pub mod connection;
pub mod cookie;
pub mod door;
pub mod fault;
pub mod fields;
pub mod form;
pub mod frame;
pub mod log;
pub mod nav;
pub mod once;
pub mod onward;
pub mod page;
pub mod reading;
pub mod routes;
pub mod serve;
pub mod turn;
pub mod visit;
pub mod who;

pub use app::App;
pub use connection::{Limits, Peer};
pub use routes::router;
pub use serve::serve;
