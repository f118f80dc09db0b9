//! The hash of the shared password, and how much a guess of it must cost.

use anyhow::ensure;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Argon2, Params};

/// Shortest password that may be hashed, characters.
const SHORTEST: usize = 12;
/// Longest password that is looked at, bytes.
const LONGEST: usize = 1_024;
/// What OWASP's Password Storage Cheat Sheet recommends for argon2id: KiB and passes, each row as
/// good as the others.
const RECOMMENDED: [(u32, u32); 5] = [(47_104, 1), (19_456, 2), (12_288, 3), (9_216, 4), (7_168, 5)];
/// Least salt and least hash, bytes (RFC 9106, section 4).
const SALT: usize = 16;
const HASH: usize = 32;

/// Hashes a password for [`GateSettings`](crate::GateSettings).
///
/// # Errors
/// When it is shorter than 12 characters or longer than 1,024 bytes.
pub fn hash_password(password: &str) -> anyhow::Result<String> {
    ensure!(password.chars().count() >= SHORTEST, "a shared password needs at least {SHORTEST} characters");
    ensure!(password.len() <= LONGEST, "a password has at most {LONGEST} bytes");
    let hash = Argon2::default().hash_password(password.as_bytes());
    Ok(hash.map_err(|error| anyhow::anyhow!("hashing failed: {error}"))?.to_string())
}

/// Refuses what is no hash, and a hash that is cheaper to guess than one of [`hash_password`].
pub fn check(text: &str) -> anyhow::Result<()> {
    let own = "what shiftline-proxy hash-password prints";
    let hash = PasswordHash::new(text).ok().filter(|hash| hash.algorithm.as_str().starts_with("argon2"));
    let Some(hash) = hash else { anyhow::bail!("[gate] password_hash is not {own}") };
    ensure!(is_strong(&hash), "[gate] password_hash is cheaper to guess than is recommended: take {own}");
    Ok(())
}

fn is_strong(hash: &PasswordHash) -> bool {
    let Ok(params) = Params::try_from(hash) else { return false };
    let costs = |(kib, passes): (u32, u32)| params.m_cost() >= kib && params.t_cost() >= passes;
    hash.algorithm.as_str() == "argon2id"
        && hash.version == Some(argon2::Version::V0x13.into())
        && RECOMMENDED.into_iter().any(costs)
        && hash.salt.is_some_and(|salt| salt.len() >= SALT)
        && hash.hash.is_some_and(|hash| hash.len() >= HASH)
}

/// Whether a password is the one that was hashed.
pub fn is_right(password: &str, hash: &str) -> bool {
    password.len() <= LONGEST && Argon2::default().verify_password(password.as_bytes(), hash).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SALT_16: &str = "c2FsdHNhbHRzYWx0c2FsdA";
    const HASH_32: &str = "aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g";

    #[test]
    fn a_short_password_is_not_hashed() {
        assert!(hash_password("short").is_err());
        assert!(hash_password(&"x".repeat(2_000)).is_err());
        let hash = hash_password("correct horse battery").unwrap();
        assert!(hash.starts_with("$argon2id$"));
        check(&hash).unwrap();
        assert!(is_right("correct horse battery", &hash) && !is_right("correct horse batterY", &hash));
    }

    #[test]
    fn what_is_no_hash_is_refused() {
        for text in ["", "correct horse battery", "$2b$12$abcdefghijklmnopqrstuv", "$argon2id$"] {
            let error = check(text).unwrap_err().to_string();
            assert!(error.contains("is not what"), "{text}: {error}");
        }
    }

    #[test]
    fn a_hash_that_is_cheap_to_guess_is_refused() {
        let text = |kind: &str, params: &str| format!("${kind}$v=19${params}${SALT_16}${HASH_32}");
        for params in
            ["m=19456,t=2,p=1", "m=47104,t=1,p=1", "m=7168,t=5,p=1", "m=65536,t=3,p=4", "m=1048576,t=1,p=4"]
        {
            check(&text("argon2id", params)).unwrap();
        }
        let good = text("argon2id", "m=19456,t=2,p=1");
        for weak in [
            text("argon2id", "m=19455,t=2,p=1"),
            text("argon2id", "m=19456,t=1,p=1"),
            text("argon2id", "m=7168,t=4,p=1"),
            text("argon2id", "m=4096,t=3,p=1"),
            text("argon2id", "m=8,t=1,p=1"),
            text("argon2id", "m=7167,t=1000,p=1"),
            text("argon2i", "m=65536,t=3,p=4"),
            text("argon2d", "m=65536,t=3,p=4"),
            good.replace("v=19", "v=16"),
            good.replace("$v=19", ""),
            good.replace(SALT_16, "c2FsdHNhbHQ"),
            good.replace(HASH_32, "aGFzaGhhc2hoYXNoaGFzaA"),
            good.replace(&format!("${HASH_32}"), ""),
        ] {
            let error = check(&weak).unwrap_err().to_string();
            assert!(error.contains("cheaper") && error.contains("hash-password"), "{weak}: {error}");
        }
    }
}
