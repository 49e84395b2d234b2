//! What slows guessers down, in memory only: how often each address, name and browser was refused.
//! Nothing of it is written or logged, an address is kept as a digest under a secret of this run, and
//! no stranger makes anybody wait but those who share his address.
//!
//! | who tries | counted by | at once | then one each |
//! |---|---|---|---|
//! | a browser that has signed in to the account before | browser and account | 10 | minute |
//! | any other | address (IPv6: its /64) | 100 | 30 seconds |
//! | | address and name | 8 | 2 minutes |
//! | | name | 60 | 30 seconds |
//! | the second step, after a right password | account | 5 | 5 minutes |
//! | the password again, inside a session | account | 8 | 2 minutes |

use nhip_core::id::AccountId;
use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use nhip_core::lang::Bilingual;
use nhip_core::limit::{Limit, Tries};
use sha2::{Digest, Sha256};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::clock::World;
use crate::error::{Error, Result};

/// Sign-ins of strangers checked or waiting to be checked at once. A check takes a fiftieth of a
/// second and there are two at a time: who comes later would wait longer than a person does.
pub const STRANGERS: usize = 512;
/// The same of browsers known before, in a line of their own.
const KNOWN: usize = 256;
/// Tellings to the audit are so far apart: what strangers do writes next to nothing.
const TOLD_EVERY: Duration = Duration::from_secs(3600);

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// A browser known to the account.
    Known,
    /// An address.
    Address,
    /// An address and a name.
    Pair,
    /// A name from anywhere.
    Name,
    /// Codes of an account.
    Code,
    /// The password of an account, inside a session.
    Again,
}

const fn limit(at_once: u32, seconds: u64) -> Limit {
    Limit {
        at_once,
        pause: Duration::from_secs(seconds),
        most: 50_000,
    }
}

/// In the order of [`By`].
const LIMITS: [Limit; 6] = [
    limit(10, 60),
    limit(100, 30),
    limit(8, 120),
    limit(60, 30),
    limit(5, 300),
    limit(8, 120),
];

/// Digest of who tries: of one length however long the name, and of use to nobody.
type Mark = [u8; 32];

/// Counts of all.
pub struct Guard {
    secret: [u8; 32],
    tries: Mutex<[Tries<Mark>; 6]>,
    refused: Mutex<(Duration, BTreeMap<String, u64>)>,
    strangers: Semaphore,
    known: Semaphore,
}

/// A try that is counted as refused until [`Guard::right`] says otherwise.
#[must_use]
pub struct Try(Vec<(By, Mark)>);

/// Who tries: what is counted, and of what.
pub type Counted<'a> = [(By, &'a [&'a str])];

impl Guard {
    /// With a secret of its own.
    pub fn new(world: &dyn World) -> Guard {
        let mut secret = [0; 32];
        world.random(&mut secret);
        Guard {
            secret,
            tries: Mutex::new(LIMITS.map(Tries::new)),
            refused: Mutex::new((world.steady(), BTreeMap::new())),
            strangers: Semaphore::new(STRANGERS),
            known: Semaphore::new(KNOWN),
        }
    }

    fn tries(&self) -> MutexGuard<'_, [Tries<Mark>; 6]> {
        self.tries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn mark(&self, parts: &[&str]) -> Mark {
        let mut digest = Sha256::new_with_prefix(self.secret);
        for part in parts {
            digest.update(part.as_bytes());
            digest.update([0]);
        }
        digest.finalize().into()
    }

    /// Counts a try, before it is known to be wrong: guesses made side by side learn no more.
    pub fn take(&self, world: &dyn World, counted: &Counted) -> Result<Try> {
        let now = world.steady();
        let mut tries = self.tries();
        let mut taken = Vec::new();
        for (by, parts) in counted {
            let mark = self.mark(parts);
            if let Err(wait) = tries[*by as usize].take(mark, now) {
                taken
                    .into_iter()
                    .for_each(|(by, mark): (By, Mark)| tries[by as usize].give_back(mark));
                return Err(slow(wait));
            }
            taken.push((*by, mark));
        }
        Ok(Try(taken))
    }

    /// It was right. An address or a name that many use does not begin anew for it.
    pub fn right(&self, Try(taken): Try) {
        let mut tries = self.tries();
        for (by, mark) in taken {
            match by {
                By::Address | By::Name => tries[by as usize].give_back(mark),
                By::Known | By::Pair | By::Code | By::Again => tries[by as usize].forget(mark),
            }
        }
    }

    /// Notes a refusal for the audit, by account; empty where there is none of that name.
    pub fn refused(&self, account: &AccountId) {
        let mut refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        *refused.1.entry(account.to_string()).or_default() += 1;
    }

    /// The refusals to be told now: those of an hour, or `all`.
    pub(crate) fn to_tell(&self, now: Duration, all: bool) -> BTreeMap<String, u64> {
        let mut refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        if !all && now.saturating_sub(refused.0) < TOLD_EVERY {
            return BTreeMap::new();
        }
        refused.0 = now;
        std::mem::take(&mut refused.1)
    }

    /// Places for those who sign in now.
    pub fn places(&self, known: bool) -> &Semaphore {
        if known { &self.known } else { &self.strangers }
    }

    /// One of them.
    pub fn place(&self, known: bool) -> Result<SemaphorePermit<'_>> {
        self.places(known).try_acquire().map_err(|_| {
            Error::Slow(Bilingual::new(
                "Đang có quá nhiều lượt đăng nhập. Hãy đợi một phút rồi thử lại; ai đang làm việc vẫn làm tiếp.",
                "Too many people are signing in. Wait a minute and try again; who has signed in goes on working.",
            ))
        })
    }
}

/// What an address is counted as: whoever holds an IPv6 network has 2^64 addresses.
pub fn network(address: Option<IpAddr>) -> String {
    match address.map(|address| address.to_canonical()) {
        None => String::new(),
        Some(IpAddr::V4(address)) => address.to_string(),
        Some(IpAddr::V6(address)) => format!("{:x}", address.to_bits() >> 64),
    }
}

fn slow(wait: Duration) -> Error {
    let minutes = wait.as_secs().div_ceil(60).max(1);
    Error::Slow(Bilingual::new(
        format!(
            "Đã nhập sai nhiều lần từ máy hoặc mạng này, hoặc với tên này. Hãy đợi {minutes} phút rồi thử lại. Trình duyệt đã từng đăng nhập tài khoản này không phải đợi người khác."
        ),
        format!(
            "Too many wrong tries from this machine or network, or with this name. Wait {minutes} minutes and try again. A browser that has signed in to the account before does not wait for others."
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ipv6_network_is_one_and_an_ipv4_address_is_itself_however_it_is_written() {
        let of = |text: &str| network(Some(text.parse().unwrap()));
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:192.0.2.7"), of("192.0.2.7"));
        assert_ne!(of("192.0.2.8"), of("192.0.2.7"));
    }
}
