//! The invented city of Lạc Giang: a plan, a list of units, three months of post, all of our own.
//!
//! Everything is drawn from data files in `demo/data`, without clock or chance: two runs give the
//! same bytes.

pub mod broken;
pub mod city;
pub mod form;
pub mod letter;
pub mod list;
pub mod outline;
pub mod paper;
pub mod plain;
pub mod post;
pub mod seed;
pub mod settle;
pub mod voice;
