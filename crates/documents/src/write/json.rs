//! The consolidation whole, as JSON; `docs/schema/consolidation.schema.json` describes it.

use std::io::{self, Write};

use nhip_core::consolidation::Consolidation;

/// Pretty-printed UTF-8 with a final line break; the same consolidation gives the same bytes.
/// Written as it goes: that of ten thousand reports is larger than all else in memory.
pub fn write(consolidation: &Consolidation, to: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *to, consolidation)?;
    to.write_all(b"\n")
}
