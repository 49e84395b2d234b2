//! Tests of the consolidation.
