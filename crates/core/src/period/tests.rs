//! Tests of months, days and due dates.
