//! Bytes in, bytes out: documents of any format into one [`nhip_core::document::Document`].

pub mod read;
pub mod write;
