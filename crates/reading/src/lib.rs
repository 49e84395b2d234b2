//! Papers understood: what a text says becomes what `core` decides on.
//!
//! Knows nothing of the service, of files and their formats: a [`nhip_core::document::Document`]
//! comes in, facts and doubts go out.

pub mod plan;
pub mod report;
pub mod unit;
