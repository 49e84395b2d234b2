//! Tests of rosters and names.
