//! Tests of the readers: files are built here, byte by byte, so that each rule has its own.

// Outside of test functions these lints apply to test code too; a test may give up.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "read/bad.rs"]
mod bad;
#[path = "read/docx.rs"]
mod docx;
#[path = "read/docx_more.rs"]
mod docx_more;
#[path = "read/hostile.rs"]
mod hostile;
#[path = "read/make.rs"]
mod make;
#[path = "read/numbering.rs"]
mod numbering;
#[path = "read/pages.rs"]
mod pages;
#[path = "read/pdf.rs"]
mod pdf;
#[path = "read/sheet.rs"]
mod sheet;
#[path = "read/text.rs"]
mod text;
