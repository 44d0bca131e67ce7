//! What can be wrong with the answer to a WebAuthn ceremony.

use serde::{Deserialize, Serialize};

/// Why the server refused the outcome of a ceremony. Its words are for the user in front of the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum CeremonyFault {
    /// The challenge is not known, was used, or its time is up.
    #[error("That took too long, or it was already answered. Try again.")]
    ChallengeGone,
    /// The answer does not parse, or contradicts itself.
    #[error("Your device sent an answer that could not be understood. Try again, or use another device or browser.")]
    Malformed,
    /// Made for another origin or RP ID, or in a frame of another site.
    #[error("Your device answered for another website. Open the link again, from the message you were sent.")]
    WrongOrigin,
    /// The UP or UV flag is missing.
    #[error(
        "Your device did not check that it was you. Set up a screen lock, a fingerprint, a face or a PIN, then try again."
    )]
    NotVerified,
    /// The signature or the attestation statement does not verify, or the algorithm is not one that was offered.
    #[error("The answer of your device could not be verified. Try again, or use another device.")]
    NotProven,
    /// The credential ID is on the register already, whoever owns it.
    #[error("This passkey is already registered. Use another device.")]
    AlreadyRegistered,
    /// A passkey was wanted, and a removable security key answered.
    #[error("That was a security key. This link is for a passkey: use your phone, your tablet or this computer.")]
    SecurityKeyForPasskey,
    /// The operator's policy does not take this model of security key.
    #[error(
        "This model of security key is not accepted here. Use another one, or ask your Registration Authority (RA) which models are accepted."
    )]
    ModelNotAllowed,
    /// The operator's policy wants a proof of the model, and there is none that verifies.
    #[error(
        "Your security key could not prove its make and model. Try again and, if your browser asks, allow it to see the make and model of your security key; or use another browser or computer."
    )]
    ModelNotProven,
    /// Signing in: nobody's authenticator.
    #[error(
        "This passkey is not registered here. Use another one, or ask your Registration Authority (RA) for a link."
    )]
    NotRegistered,
    /// Signing in: an authenticator that an agent removed.
    #[error(
        "This authenticator was removed, so it no longer signs you in. Ask your Registration Authority (RA) for a new one."
    )]
    Removed,
    /// Signing in: the signature counter went back, so a copy of the authenticator may exist.
    #[error("This authenticator cannot be used: it may have been copied. Tell your Registration Authority (RA).")]
    CounterWentBack,
    /// Signing in: the user's account is not active.
    #[error("Your account is not active. Ask your Registration Authority (RA).")]
    UserInactive,
}
