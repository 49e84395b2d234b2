//! A zip archive of parts (.docx, .xlsx, .ods), opened with limits.

use std::collections::HashMap;
use std::io::{Cursor, Read, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::error::Fault;
use super::limit::{Limits, RATIO_FROM};

/// Deflate cannot do better than this, so a part whose packed size times this is within the
/// limit needs no proof.
const DEFLATE_BEST: u64 = 1_032;

/// An open archive that counts what it has unpacked. Parts are known by their names however a
/// program wrote them: `word/document.xml` is `/Word\Document.xml` too.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Where the part of a name, as it should be, is.
    places: HashMap<String, usize>,
    limits: Limits,
    unpacked: u64,
}

impl<'a> Package<'a> {
    /// Opens an archive; nothing is unpacked yet.
    pub(crate) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Package<'a>, Fault> {
        if central_entries(bytes) > limits.parts {
            return Err(Fault::Bomb("zip".to_owned()));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| fault(error, "zip"))?;
        let names = archive.file_names().enumerate();
        let places = names
            .filter_map(|(index, name)| Some((tidy(&name.ok()?).to_ascii_lowercase(), index)))
            .collect();
        Ok(Package {
            archive,
            places,
            limits: *limits,
            unpacked: 0,
        })
    }

    /// Whether a part is there.
    pub(crate) fn contains(&self, name: &str) -> bool {
        self.index(name).is_some()
    }

    fn index(&self, name: &str) -> Option<usize> {
        let exact = self.archive.index_for_name_raw(name.as_bytes());
        exact.or_else(|| self.places.get(&name.to_ascii_lowercase()).copied())
    }

    /// Whether a part's name begins so, in small letters.
    pub(crate) fn has_folder(&self, start: &str) -> bool {
        self.places.keys().any(|name| name.starts_with(start))
    }

    /// The same archive with names as they should be, and some parts changed: for a library that
    /// reads it by itself. `None` if there is nothing to do.
    pub(crate) fn tidied(&mut self, changed: &[(&str, Vec<u8>)]) -> Result<Option<Vec<u8>>, Fault> {
        let untidy = |name: zip::result::ZipResult<std::borrow::Cow<'_, str>>| {
            name.is_ok_and(|name| name.starts_with(['/', '\\', '.']))
        };
        if changed.is_empty() && !self.archive.file_names().any(untidy) {
            return Ok(None);
        }
        let new: Vec<Option<usize>> = changed.iter().map(|(name, _)| self.index(name)).collect();
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..self.archive.len() {
            let replaced = new.iter().position(|place| *place == Some(index));
            let entry = self
                .archive
                .by_index_raw(index)
                .map_err(|error| fault(error, "zip"))?;
            let name = entry.name().map(|name| tidy(&name)).unwrap_or_default();
            let done = match replaced.and_then(|at| changed.get(at)) {
                Some((_, bytes)) => {
                    drop(entry);
                    let begun = writer.start_file(&name, SimpleFileOptions::default());
                    begun.and_then(|()| Ok(writer.write_all(bytes)?))
                }
                None if entry.is_dir() => Ok(()),
                None => writer.raw_copy_file_rename(entry, &name),
            };
            done.map_err(|error| fault(error, &name))?;
        }
        let written = writer.finish().map_err(|error| fault(error, "zip"))?;
        Ok(Some(written.into_inner()))
    }

    /// The bytes of a part; `None` if there is no such part.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        let Some(index) = self.index(name) else {
            return Ok(None);
        };
        let allowed = self.allowed();
        let entry = self
            .archive
            .by_index(index)
            .map_err(|error| fault(error, name))?;
        let packed = entry.compressed_size();
        // Room at once: a part that grows step by step is there twice at the last step.
        let most = packed.saturating_mul(DEFLATE_BEST).min(allowed + 1);
        let room = entry.size().min(most);
        let mut bytes = Vec::with_capacity(usize::try_from(room).unwrap_or(0));
        entry
            .take(allowed + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| Fault::damaged(name, error))?;
        self.account(name, packed, bytes.len() as u64, allowed)?;
        Ok(Some(bytes))
    }

    /// The bytes of a part as they are packed; `None` if there is no such part or it is larger.
    pub(crate) fn packed(&mut self, name: &str, largest: usize) -> Result<Option<Vec<u8>>, Fault> {
        let Some(index) = self.index(name) else {
            return Ok(None);
        };
        let entry = self
            .archive
            .by_index_raw(index)
            .map_err(|error| fault(error, name))?;
        if entry.compressed_size() > largest as u64 {
            return Ok(None);
        }
        // Stored and deflated bytes are never taken for one another.
        let mut bytes = vec![u8::from(
            entry.compression() == zip::CompressionMethod::Stored,
        )];
        entry
            .take(largest as u64)
            .read_to_end(&mut bytes)
            .map_err(|error| Fault::damaged(name, error))?;
        Ok(Some(bytes))
    }

    /// The text of a part, if it is there.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, Fault> {
        Ok(self.part(name)?.map(into_text))
    }

    /// Makes sure that a library may unpack every part: none is a bomb, all of them together
    /// stay within the limit. Declared sizes are not believed.
    pub(crate) fn prove_bounded(&mut self) -> Result<(), Fault> {
        for index in 0..self.archive.len() {
            let allowed = self.allowed();
            let (name, packed, size) = self.measure(index, allowed)?;
            self.account(&name, packed, size, allowed)?;
        }
        Ok(())
    }

    /// Name, packed and unpacked size of an entry; unpacked no further than one byte beyond
    /// what is allowed.
    fn measure(&mut self, index: usize, allowed: u64) -> Result<(String, u64, u64), Fault> {
        let entry = self
            .archive
            .by_index(index)
            .map_err(|error| fault(error, "zip"))?;
        let name = entry
            .name()
            .map(|name| name.into_owned())
            .unwrap_or_default();
        let packed = entry.compressed_size();
        let size = match packed.saturating_mul(DEFLATE_BEST) {
            at_most if at_most < RATIO_FROM => entry.size().min(at_most),
            _ => std::io::copy(&mut entry.take(allowed + 1), &mut std::io::sink())
                .map_err(|error| Fault::damaged(&*name, error))?,
        };
        Ok((name, packed, size))
    }

    fn allowed(&self) -> u64 {
        self.limits
            .part_bytes
            .min(self.limits.unpacked_bytes.saturating_sub(self.unpacked))
    }

    fn account(&mut self, name: &str, packed: u64, size: u64, allowed: u64) -> Result<(), Fault> {
        let steep = size > RATIO_FROM && size / packed.max(1) > self.limits.ratio;
        if size > allowed || steep {
            return Err(Fault::Bomb(name.to_owned()));
        }
        self.unpacked += size;
        Ok(())
    }
}

/// A part's name with slashes, from the root of the archive.
fn tidy(name: &str) -> String {
    let name = name.replace('\\', "/");
    let mut rest = name.as_str();
    while let Some(inner) = rest.strip_prefix("./").or_else(|| rest.strip_prefix('/')) {
        rest = inner;
    }
    rest.to_owned()
}

/// XML parts are UTF-8; a few writers use UTF-16 with a byte order mark.
fn into_text(bytes: Vec<u8>) -> String {
    match encoding_rs::Encoding::for_bom(&bytes) {
        Some((encoding, mark)) => encoding
            .decode_without_bom_handling(bytes.get(mark..).unwrap_or_default())
            .0
            .into_owned(),
        None => String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()),
    }
}

/// How many entries the archive's directory can have at most. The zip library allocates for each
/// entry, so a directory of a million is refused before it is parsed.
fn central_entries(bytes: &[u8]) -> usize {
    const SMALLEST_ENTRY: usize = 46;
    if bytes.len() < 10_000 * SMALLEST_ENTRY {
        return 0;
    }
    bytes
        .windows(4)
        .filter(|window| *window == b"PK\x01\x02")
        .count()
}

fn fault(error: ZipError, place: &str) -> Fault {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            Fault::Password
        }
        other => Fault::damaged(place, other),
    }
}
