//! A plan, read: each module reads what its name says, `read` calls them in order.

mod account;
mod alias;
mod area;
mod basis;
mod citation;
mod date;
mod deadline;
mod doubt;
mod duty;
mod family;
mod field;
mod head;
mod issuer;
mod line;
mod name;
mod parts;
mod phrase;
mod pipe;
mod read;
mod recipient;
mod section;
mod signer;
mod summary;
mod symbol;
mod table;
mod target;
mod theme;
mod title;
mod unit;
mod when;
mod word;

pub(crate) use citation::plans_cited;
pub use read::{account, read};
