//! Passwords: argon2id as OWASP advises (19 MiB, two passes), and what makes one good enough
//! (NIST SP 800-63B: length counts, rules of composition do not).

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use nhip_core::lang::Bilingual;
use tokio::sync::Semaphore;

use crate::clock::World;

/// Fewest characters.
const SHORTEST: usize = 10;
/// Most: beyond it nobody types, and hashing costs.
const LONGEST: usize = 200;
/// Characters of a user name that give a password away when it stands in it.
const LONG_NAME: usize = 4;
/// Hashes at once: each takes 19 MiB, and the machine is small.
static AT_ONCE: Semaphore = Semaphore::const_new(2);
/// Hash of nothing anybody knows: checked where there is no account, so that a stranger cannot
/// tell from the time taken which names exist.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bmhpcC1uaGlwLW5oaXA$t0qFCD0bcQGYMBDQCMvwc5qQmdGV9dxWnNbcYCBXwYc";

/// What is wrong with a password somebody wants, if anything.
pub fn weakness(password: &str, login: &str) -> Option<Bilingual> {
    let length = password.chars().count();
    let repeats = password.chars().all(|sign| password.starts_with(sign));
    let names = login.chars().count() >= LONG_NAME && password.to_lowercase().contains(login);
    if length < SHORTEST {
        Some(Bilingual::new(
            format!("Mật khẩu phải có ít nhất {SHORTEST} ký tự; một câu ngắn dễ nhớ là tốt nhất."),
            format!("Use at least {SHORTEST} characters; a short sentence is best."),
        ))
    } else if length > LONGEST {
        Some(Bilingual::new(
            format!("Mật khẩu không quá {LONGEST} ký tự."),
            format!("Use at most {LONGEST} characters."),
        ))
    } else if repeats || names {
        Some(Bilingual::new(
            "Mật khẩu này dễ đoán: đừng lặp một ký tự, đừng dùng tên đăng nhập.",
            "This is easy to guess: do not repeat one character or use the user name.",
        ))
    } else {
        None
    }
}

/// A password to hand over on paper: twelve signs that are not taken for one another, 60 bits.
pub fn readable(world: &dyn World) -> String {
    const SIGNS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789x";
    let mut random = [0; 12];
    world.random(&mut random);
    let sign = |byte: &u8| SIGNS.get(usize::from(byte % 32)).copied().unwrap_or(b'x');
    let signs: Vec<char> = random.iter().map(|byte| char::from(sign(byte))).collect();
    let groups: Vec<String> = signs.chunks(4).map(|four| four.iter().collect()).collect();
    groups.join("-")
}

/// The hash to keep, in PHC form; `None` only if hashing itself fails.
pub async fn hash(password: String, world: &dyn World) -> Option<String> {
    let mut salt = [0; 16];
    world.random(&mut salt);
    let _turn = AT_ONCE.acquire().await.ok()?;
    tokio::task::spawn_blocking(move || {
        let hash = Argon2::default().hash_password_with_salt(password.as_bytes(), &salt);
        hash.ok().map(|hash| hash.to_string())
    })
    .await
    .ok()?
}

/// Whether it is the password; without a hash it never is, after the same time.
pub async fn is_right(password: String, hash: Option<String>) -> bool {
    let Ok(_turn) = AT_ONCE.acquire().await else {
        return false;
    };
    let known = hash.is_some();
    let checked = tokio::task::spawn_blocking(move || {
        let hash = hash.unwrap_or_else(|| NOBODY.to_owned());
        PasswordHash::new(&hash).is_ok_and(|hash| {
            Argon2::default()
                .verify_password(password.as_bytes(), &hash)
                .is_ok()
        })
    });
    checked.await.unwrap_or(false) && known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_one_one_sign_repeated_and_the_own_name_are_refused() {
        for weak in ["ngắn", "aaaaaaaaaaaa", "bennguthang11"] {
            assert!(weakness(weak, "benngu").is_some(), "{weak}");
        }
        assert!(weakness("mưa rơi trên mái ngói", "benngu").is_none());
    }

    #[test]
    fn the_hash_of_nobody_is_a_hash_that_takes_as_long() {
        let hash = PasswordHash::new(NOBODY).unwrap();
        assert_eq!(hash.algorithm.as_str(), "argon2id");
        assert_eq!(hash.params.get_decimal("m"), Some(19456));
    }
}
