//! The outside world of the service: the system's clock and its randomness.

use chrono::Utc;
use nhip_office::clock::World;
use nhip_store::Time;

/// The real one.
pub struct System;

impl World for System {
    fn now(&self) -> Time {
        Utc::now().into()
    }

    fn random(&self, bytes: &mut [u8]) {
        // Without randomness every secret could be guessed: better no service than that one.
        if getrandom::fill(bytes).is_err() {
            std::process::abort();
        }
    }
}
