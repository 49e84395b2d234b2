//! JSON in one form only: keys in order, no space, so that the same facts have the same bytes.

use std::io::{self, Write};

use serde_json::Value;

/// Writes a value with the keys of every object in order of their bytes. Databases may give
/// them back in any other.
pub(super) fn write(value: &Value, out: &mut impl Write) -> io::Result<()> {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_unstable_by_key(|(key, _)| *key);
            out.write_all(b"{")?;
            for (at, (key, value)) in fields.into_iter().enumerate() {
                separate(at, out)?;
                serde_json::to_writer(&mut *out, key)?;
                out.write_all(b":")?;
                write(value, out)?;
            }
            out.write_all(b"}")
        }
        Value::Array(items) => {
            out.write_all(b"[")?;
            for (at, item) in items.iter().enumerate() {
                separate(at, out)?;
                write(item, out)?;
            }
            out.write_all(b"]")
        }
        plain => Ok(serde_json::to_writer(out, plain)?),
    }
}

fn separate(at: usize, out: &mut impl Write) -> io::Result<()> {
    if at > 0 { out.write_all(b",") } else { Ok(()) }
}
