//! Tests of reading reports.
