//! Sealing events one to the next, and finding where a chain is broken.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{By, Event, canonical};
use crate::fingerprint;

/// SHA-256 of an event and of all before it, 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Hash(String);

impl Hash {
    /// What stands before the first event.
    pub fn start() -> Hash {
        Hash("0".repeat(64))
    }

    /// 64 lower-case hexadecimal digits; `None` for anything else.
    pub fn parse(text: &str) -> Option<Hash> {
        let hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        (text.len() == 64 && text.bytes().all(hex)).then(|| Hash(text.to_owned()))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Hash {
    type Error = String;
    fn try_from(text: String) -> Result<Hash, String> {
        Hash::parse(&text).ok_or_else(|| format!("no SHA-256 in hexadecimal: {text}"))
    }
}

impl From<Hash> for String {
    fn from(hash: Hash) -> String {
        hash.0
    }
}

/// How far a chain goes, kept apart from it: without it a cut-off end is not seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Events in all.
    pub count: u64,
    /// Hash of the last one.
    pub hash: Hash,
}

/// Where a chain is broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Which event, from 1.
    pub at: u64,
    /// In what way.
    pub why: Why,
}

/// In what way a chain is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The event and its hash do not belong together, or not after the one before: changed,
    /// dropped, swapped or inserted here.
    Unsealed,
    /// The chain does not end as its head says.
    WrongEnd,
    /// What is kept beside the event to find it by is not what the event says.
    Beside,
}

/// The hash of an event that follows `previous`.
pub fn seal(previous: &Hash, event: &Event) -> Hash {
    let by = match &event.by {
        By::Account(id) => json!({ "account": id }),
        By::System => json!("system"),
    };
    let mut sealed = json!({
        "previous": previous.as_str(),
        "at": event.at.timestamp_micros(),
        "by": by,
        "unit": event.unit,
        "kind": event.kind.code(),
        "subject": event.subject,
        "before": event.before,
        "after": event.after,
    });
    if !event.rows.is_empty() {
        sealed["rows"] = json!(event.rows);
    }
    let mut bytes = Vec::new();
    // Writing JSON into memory cannot fail; were it to, the empty seal would never verify again.
    if canonical::write(&sealed, &mut bytes).is_err() {
        bytes.clear();
    }
    Hash(fingerprint::sha256(&bytes))
}

/// A chain being walked, one event after the other.
#[derive(Debug, Clone)]
pub struct Chain {
    count: u64,
    last: Hash,
}

impl Default for Chain {
    fn default() -> Chain {
        Chain {
            count: 0,
            last: Hash::start(),
        }
    }
}

impl Chain {
    /// The next event.
    pub fn next(&mut self, event: &Event, hash: &Hash) -> Result<(), Broken> {
        self.count += 1;
        if seal(&self.last, event) != *hash {
            return Err(self.broken(Why::Unsealed));
        }
        self.last = hash.clone();
        Ok(())
    }

    /// How many events it has so far.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The next one cannot be read.
    pub fn unread(&self) -> Broken {
        Broken {
            at: self.count + 1,
            why: Why::Unsealed,
        }
    }

    /// How far it went, as its head should say.
    pub fn head(self) -> Head {
        Head {
            count: self.count,
            hash: self.last,
        }
    }

    /// Broken at the event that was last.
    pub fn broken(&self, why: Why) -> Broken {
        Broken {
            at: self.count,
            why,
        }
    }
}

impl Head {
    /// Whether this is where a chain ends that is known to end so.
    pub fn ends(&self, known: &Head) -> Result<u64, Broken> {
        match self == known {
            true => Ok(self.count),
            false => Err(Broken {
                at: self.count + 1,
                why: Why::WrongEnd,
            }),
        }
    }

    /// `12345-ab12…`: the count and the whole hash, to be kept elsewhere.
    pub fn parse(token: &str) -> Option<Head> {
        let (count, hash) = token.trim().split_once('-')?;
        Some(Head {
            count: count.parse().ok()?,
            hash: Hash::parse(hash)?,
        })
    }
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.count, self.hash)
    }
}

/// Walks a chain in order of its events: how many there are, or where it is first broken.
pub fn verify<'a>(
    events: impl IntoIterator<Item = (&'a Event, &'a Hash)>,
    head: Option<&Head>,
) -> Result<u64, Broken> {
    let mut chain = Chain::default();
    for (event, hash) in events {
        chain.next(event, hash)?;
    }
    let end = chain.head();
    head.map_or(Ok(end.count), |known| end.ends(known))
}
