//! Time, randomness and ids: arguments of everything else, so that a test holds them in its hand.

use std::sync::Arc;
use std::time::Duration;

use nhip_core::fingerprint::hex;
use nhip_store::Time;

/// What only the outside world knows.
pub trait World: Send + Sync {
    /// The time.
    fn now(&self) -> Time;
    /// Time since some moment, by a clock that nobody sets: what is waited for is measured by it.
    fn steady(&self) -> Duration;
    /// Bytes nobody can guess.
    fn random(&self, bytes: &mut [u8]);
}

/// The world, shared by all requests.
pub type SharedWorld = Arc<dyn World>;

/// A new id: UUIDv7, so that rows made one after the other lie side by side.
pub fn new_id(world: &dyn World) -> String {
    let mut random = [0; 10];
    world.random(&mut random);
    let millis = u64::try_from(world.now().0 / 1000).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random)
        .into_uuid()
        .to_string()
}

/// A new secret of 256 bits, in hexadecimal.
pub fn new_secret(world: &dyn World) -> String {
    let mut random = [0; 32];
    world.random(&mut random);
    hex(&random)
}

/// So many groups of four signs that are not taken for one another on paper: 20 bits each.
pub fn new_words(world: &dyn World, groups: usize) -> String {
    const SIGNS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789x";
    let mut random = vec![0; groups * 4];
    world.random(&mut random);
    let sign = |byte: &u8| char::from(SIGNS[usize::from(byte % 32)]);
    let group = |four: &[u8]| four.iter().map(sign).collect::<String>();
    random.chunks(4).map(group).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
pub(crate) mod tests {
    use std::sync::atomic::{AtomicU8, Ordering};

    use super::*;

    /// A world that counts.
    #[derive(Default)]
    pub struct Counted(AtomicU8);

    impl World for Counted {
        fn now(&self) -> Time {
            Time(0)
        }

        fn steady(&self) -> Duration {
            Duration::ZERO
        }

        fn random(&self, bytes: &mut [u8]) {
            bytes.fill_with(|| self.0.fetch_add(1, Ordering::Relaxed));
        }
    }
}
