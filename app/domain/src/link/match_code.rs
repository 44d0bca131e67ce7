//! The match code: the user reads it out in the call, the agent types it, and that attempt is admitted. A person who has the link
//! but is not in the call gets no further.

use crate::{Secret, SecretHash};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The number of codes: all numbers of six digits.
const CODES: u32 = 1_000_000;

/// The code of the attempt with this secret. It is computed from the secret, so it is not stored.
pub(crate) fn of(secret: &Secret) -> String {
    let digest = Sha256::digest(["match code:", &secret.reveal()].concat());
    let number = u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]);
    format!("{:06}", number % CODES)
}

/// The hash of a code, for the database. It does not hide a code of six digits from a reader of the database, who can try all
/// million codes. But it keeps codes out of backups and dumps as plain text, and the attempt's ID in it makes the hashes of equal
/// codes of different links differ. A code is of use only when an agent types it.
pub(crate) fn hash(attempt: Uuid, code: &str) -> Vec<u8> {
    SecretHash::of([attempt.as_bytes(), code.as_bytes()].concat().as_slice()).0
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::{Secret, SystemRandom};

    #[test]
    fn a_secret_gives_the_same_six_digits_each_time() {
        let secret = Secret::new(&SystemRandom);
        let code = of(&secret);
        assert_eq!(code, of(&secret));
        assert!(code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()), "{code}");
        assert_ne!(code, of(&Secret::parse(&"A".repeat(43)).unwrap()));
    }
}
