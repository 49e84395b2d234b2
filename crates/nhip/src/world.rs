//! The outside world of the service: the system's clock and its randomness.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use chrono::Utc;
use nhip_office::clock::World;
use nhip_store::Time;

/// Where the steady clock began.
#[allow(clippy::disallowed_methods, reason = "this is where the clock is read")]
static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);

/// The real one.
pub struct System;

impl World for System {
    fn now(&self) -> Time {
        Utc::now().into()
    }

    fn steady(&self) -> Duration {
        BEGAN.elapsed()
    }

    fn random(&self, bytes: &mut [u8]) {
        // Without randomness every secret could be guessed: better no service than that one.
        if getrandom::fill(bytes).is_err() {
            std::process::abort();
        }
    }
}
