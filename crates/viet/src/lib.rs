//! The Vietnamese language as Nhịp needs it, without any domain.
//!
//! | module | what it answers |
//! |---|---|
//! | [`bare`] | what a text says once disguises are off, with places in it |
//! | [`clean`] | which signs print nothing, and which no text may hold |
//! | [`fold`] | are two texts the same word: NFC, tone place, accents, case |
//! | [`legacy`] | is this TCVN3 or VNI text, and what does it say |
//! | [`number`] | what number stands here: `1.200`, `13 nghìn`, `mười hai` |
//! | [`date`] | what date stands here: `02/8/2021`, `ngày 20 tháng 12 năm 2026` |
//! | [`sentence`] | where sentences begin and end |
//! | [`quantity`] | what is counted in a text, and how much |
//! | [`search`] | which words a text is found by, and where they stand in it |
//! | [`shorthand`] | what `UBND`, `ko`, `sxh` stand for |
//! | [`similar`] | how alike two texts are, and which of many is nearest |
//! | [`spelt`] | which digits stand here: `0912`, `O9l2`, "không chín một hai" |
//! | [`syllable`] | is this Vietnamese at all: share of well-formed syllables |

pub mod bare;
pub mod clean;
pub mod date;
pub mod fold;
pub mod legacy;
pub mod number;
pub mod quantity;
pub mod search;
pub mod sentence;
pub mod shorthand;
pub mod similar;
pub mod spelt;
pub mod syllable;
