//! Styles remembered from file to file: a folder of reports made from one template carries the
//! same `styles.xml` hundreds of times, and with some programs it is ninety-nine parts in a
//! hundred of the document.

use std::sync::{Arc, Mutex, PoisonError};

use super::super::error::Fault;
use super::super::limit::Limits;
use super::super::package::Package;
use super::styles::Styles;

/// Templates in use at one time.
const MOST: usize = 8;
/// Larger parts, packed and unpacked, are not kept.
const LARGEST_PACKED: usize = 128 << 10;
const LARGEST: usize = 1 << 20;

/// Packed bytes and what they say, the latest last. Equal packed bytes unpack to equal text, so
/// what is remembered is what would be read.
static KNOWN: Mutex<Vec<(Vec<u8>, Arc<Styles>)>> = Mutex::new(Vec::new());

/// The styles of a part, read or remembered.
pub(super) fn styles(
    package: &mut Package<'_>,
    part: &str,
    limits: &Limits,
) -> Result<Arc<Styles>, Fault> {
    let packed = package.packed(part, LARGEST_PACKED)?;
    if let Some(known) = packed.as_ref().and_then(|packed| find(packed)) {
        return Ok(known);
    }
    let text = package.text(part)?.unwrap_or_default();
    let styles = Arc::new(Styles::read(&text, part, limits)?);
    if let Some(packed) = packed.filter(|_| text.len() <= LARGEST) {
        keep(packed, Arc::clone(&styles));
    }
    Ok(styles)
}

fn find(packed: &[u8]) -> Option<Arc<Styles>> {
    let known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    known
        .iter()
        .rev()
        .find(|(bytes, _)| bytes == packed)
        .map(|(_, styles)| Arc::clone(styles))
}

fn keep(packed: Vec<u8>, styles: Arc<Styles>) {
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if known.len() >= MOST {
        known.remove(0);
    }
    known.push((packed, styles));
}
