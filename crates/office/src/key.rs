//! The key that stands outside the database: with it seeds are sealed, sign-ins are carried from one
//! step to the next, and browsers are known again. Who has the database alone has none of them.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use nhip_core::fingerprint::{hex, unhex};

use crate::clock::World;

/// Bytes of a nonce: so many that random ones never meet.
const NONCE: usize = 24;

/// The key.
#[derive(Clone)]
pub struct Key(XChaCha20Poly1305);

impl Key {
    /// A new one, and how it is written into its file.
    pub fn make(world: &dyn World) -> (Key, String) {
        let mut bytes = [0; 32];
        world.random(&mut bytes);
        (
            Key(XChaCha20Poly1305::new(&bytes.into())),
            hex(&bytes) + "\n",
        )
    }

    /// As written in its file.
    pub fn parse(text: &str) -> Option<Key> {
        let bytes: [u8; 32] = unhex(text.trim())?.try_into().ok()?;
        Some(Key(XChaCha20Poly1305::new(&bytes.into())))
    }

    /// Seals something for one purpose; `None` never happens but for texts beyond any memory.
    pub fn seal(&self, world: &dyn World, purpose: &str, plain: &[u8]) -> Option<String> {
        let mut nonce = [0; NONCE];
        world.random(&mut nonce);
        let aad = purpose.as_bytes();
        let sealed = self
            .0
            .encrypt(&XNonce::from(nonce), Payload { msg: plain, aad })
            .ok()?;
        Some(hex(&nonce) + &hex(&sealed))
    }

    /// What was sealed with this key for this purpose, unchanged since.
    pub fn open(&self, purpose: &str, sealed: &str) -> Option<Vec<u8>> {
        let bytes = unhex(sealed)?;
        let (nonce, msg) = bytes.split_first_chunk::<NONCE>()?;
        let aad = purpose.as_bytes();
        self.0
            .decrypt(&XNonce::from(*nonce), Payload { msg, aad })
            .ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::tests::Counted;

    #[test]
    fn what_is_sealed_opens_with_its_key_for_its_purpose_and_unchanged_only() {
        let world = Counted::default();
        let (key, text) = Key::make(&world);
        let sealed = key.seal(&world, "hạt\0a1", b"seed").unwrap();
        let same = Key::parse(&text).unwrap();
        assert_eq!(same.open("hạt\0a1", &sealed).unwrap(), b"seed");
        assert!(same.open("hạt\0a2", &sealed).is_none());
        assert!(Key::make(&world).0.open("hạt\0a1", &sealed).is_none());
        let changed = sealed.replace(['0', '7'], "8");
        assert!(same.open("hạt\0a1", &changed).is_none());
        assert!(same.open("", "").is_none() && Key::parse("khóa").is_none());
    }
}
