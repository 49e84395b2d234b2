//! The consolidation whole, as JSON; `docs/schema/consolidation.schema.json` describes it.

use nhip_core::consolidation::Consolidation;

/// Pretty-printed UTF-8 with a final line break; the same consolidation gives the same bytes.
pub fn bytes(consolidation: &Consolidation) -> serde_json::Result<Vec<u8>> {
    let mut out = serde_json::to_vec_pretty(consolidation)?;
    out.push(b'\n');
    Ok(out)
}
