//! Passwords as they are kept: argon2id as OWASP advises (19 MiB, two passes).

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use nhip_core::password::forms;
use tokio::sync::Semaphore;

use crate::clock::World;
use crate::error::{Error, Result};

/// Hashes at once: each takes 19 MiB, and the machine is small.
static AT_ONCE: Semaphore = Semaphore::const_new(3);
/// Of these for strangers: however many guess, there is one left for who is known.
static STRANGERS: Semaphore = Semaphore::const_new(2);
/// Hash of nothing anybody knows: checked where there is no account, so that a stranger cannot
/// tell from the time taken which names exist.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bmhpcC1uaGlwLW5oaXA$t0qFCD0bcQGYMBDQCMvwc5qQmdGV9dxWnNbcYCBXwYc";

/// The hash to keep, in PHC form.
pub async fn hash(password: &str, world: &dyn World) -> Result<String> {
    let mut salt = [0; 16];
    world.random(&mut salt);
    let kept = forms(password).pop().unwrap_or_default();
    let _turn = AT_ONCE.acquire().await;
    let hashed = tokio::task::spawn_blocking(move || {
        let hash = Argon2::default().hash_password_with_salt(kept.as_bytes(), &salt);
        hash.map(|hash| hash.to_string())
    });
    match hashed.await {
        Ok(Ok(hash)) => Ok(hash),
        _ => Err(Error::Broken("the password cannot be hashed".to_owned())),
    }
}

/// Whether it is the password, in one of its forms; without a hash it never is, after the same time.
pub async fn is_right(password: &str, hash: Option<String>, known: bool) -> bool {
    // Nobody closes them.
    let _stranger = match known {
        true => None,
        false => STRANGERS.acquire().await.ok(),
    };
    let _turn = AT_ONCE.acquire().await;
    let (is_account, forms) = (hash.is_some(), forms(password));
    let checked = tokio::task::spawn_blocking(move || {
        let hash = hash.unwrap_or_else(|| NOBODY.to_owned());
        let argon = Argon2::default();
        let is = |form: &String| {
            PasswordHash::new(&hash)
                .is_ok_and(|hash| argon.verify_password(form.as_bytes(), &hash).is_ok())
        };
        forms.iter().any(is)
    });
    checked.await.unwrap_or(false) && is_account
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_nobody_is_a_hash_that_takes_as_long() {
        let hash = PasswordHash::new(NOBODY).unwrap();
        assert_eq!(hash.algorithm.as_str(), "argon2id");
        assert_eq!(hash.params.get_decimal("m"), Some(19456));
    }
}
