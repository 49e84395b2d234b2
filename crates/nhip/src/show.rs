//! What a command prints for a person: wrapped to the terminal, coloured only there.

pub mod figures;
pub mod findings;
pub mod plan;
pub mod sheet;
pub mod summary;
