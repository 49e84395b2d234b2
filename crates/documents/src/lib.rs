//! Bytes in, bytes out: documents of any format into one [`nhip_core::document::Document`];
//! photos into pixels and nothing else.

pub mod photo;
pub mod read;
pub mod write;
