//! Tests of heads and titles.
