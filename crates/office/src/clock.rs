//! Time, randomness and ids: arguments of everything else, so that a test holds them in its hand.

use std::sync::Arc;

use nhip_core::fingerprint::hex;
use nhip_store::Time;

/// What only the outside world knows.
pub trait World: Send + Sync {
    /// The time.
    fn now(&self) -> Time;
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
