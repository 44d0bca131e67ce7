//! The reasons why the server refuses a response to a WebAuthn ceremony.

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray, VariantNames};

/// Why the server refused a response. The words are for the user in front of the device.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    thiserror::Error,
    IntoStaticStr,
    VariantArray,
    VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum CeremonyRefusal {
    /// The challenge is unknown, was used already, or has expired.
    #[error("That took too long, or it was already answered. Try again.")]
    ChallengeGone,
    /// The response does not parse, or contradicts itself.
    #[error("Your device sent an answer that could not be understood. Try again, or use another device or browser.")]
    Malformed,
    /// The response was made for another origin or RP ID, or in a frame of another site.
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
    /// The credential ID is on the register already, for this user or another one.
    #[error("This authenticator is already registered. Use another one.")]
    AlreadyRegistered,
    /// A passkey was requested, but a removable security key responded.
    #[error("That was a security key. This link is for a passkey: use your phone, your tablet or this computer.")]
    SecurityKeyForPasskey,
    /// The operator's policy does not accept this model of security key.
    #[error(
        "This model of security key is not accepted here. Use another one, or ask your Registration Authority (RA) which models are accepted."
    )]
    ModelNotAllowed,
    /// The operator's policy requires a proof of the model, and no proof verifies.
    #[error(
        "Your security key could not prove its make and model. Try again and, if your browser asks, allow it to see the make and model of your security key; or use another browser or computer."
    )]
    ModelNotProven,
    /// A security key was requested, but a platform authenticator or a phone responded.
    #[error(
        "That was this device itself, or a phone. This link is for a security key: when the device asks where to save it, choose Security key, then plug it in or hold it to the device."
    )]
    NotASecurityKey,
    /// Windows Hello was requested, but another authenticator responded.
    #[error(
        "That was not Windows Hello. Open this link on the Windows computer that you want to sign in on, and choose Windows Hello or This device when Windows asks."
    )]
    NotWindowsHello,
    /// A key that stays in one device was requested, but the response came from one that can be copied between devices (BE=1).
    #[error(
        "That was a passkey that is copied between devices. This link needs an authenticator that stays in one device: choose another one when your device asks where to save it."
    )]
    SyncedNotAllowed,
    /// Registering: the agent who generated the link may no longer issue to this user.
    #[error("Your RA agent can no longer issue this. Ask your Registration Authority (RA) for a new link.")]
    IssuerMayNot,
    /// Signing in: the authenticator is not on the register.
    #[error(
        "This passkey is not registered here. Use another one, or ask your Registration Authority (RA) for a link."
    )]
    NotRegistered,
    /// Signing in: an agent removed the authenticator.
    #[error(
        "This authenticator was removed, so it no longer signs you in. Ask your Registration Authority (RA) for a new one."
    )]
    Removed,
    /// Signing in: the signature counter went back, so a copy of the authenticator may exist.
    #[error("This authenticator cannot be used: it may have been copied. Tell your Registration Authority (RA).")]
    CounterWentBack,
    /// Signing in: the user holds a staff role, and the authenticator's assurance level is too low for it.
    #[error(
        "Staff sign in here with a security key or Windows Hello (AAL3), and this is a passkey (AAL2). Use another authenticator, or ask an RA Manager to issue you one."
    )]
    AssuranceTooLow,
    /// Signing in: the user's account is not active.
    #[error("Your account is not active. Ask your Registration Authority (RA).")]
    UserInactive,
}

impl CeremonyRefusal {
    /// The words for the agent when a registration was refused: the possible cause, and what to ask the user to do.
    #[must_use]
    pub const fn for_agent(self) -> &'static str {
        match self {
            Self::ChallengeGone => "It took longer than ten minutes, or the page was open twice. Have them try again.",
            Self::Malformed | Self::NotProven => {
                "The answer of the device does not hold. Have them update the browser, or use another device; tell support if \
                 it happens on a second one."
            }
            Self::WrongOrigin => {
                "The page was open at another address than the service's own. Stop, and check which link they opened."
            }
            Self::NotVerified => {
                "The device did not ask who holds it. Have them set up a screen lock or, on a security key, a PIN."
            }
            Self::AlreadyRegistered => {
                "This very authenticator is on the register already, perhaps of somebody else. Have them use another one."
            }
            Self::SecurityKeyForPasskey => {
                "They used a security key, and the link is for a passkey. Generate a link for a security key, or have them use \
                 a phone or this computer."
            }
            Self::NotASecurityKey => {
                "They saved a passkey on the device or a phone, and the link is for a security key. Have them choose Security \
                 key when the device asks where to save it."
            }
            Self::NotWindowsHello => {
                "They used something else than Windows Hello: a phone, a security key or a password manager. Have them choose \
                 Windows Hello, or This device, when Windows asks."
            }
            Self::SyncedNotAllowed => {
                "They used a password manager that copies its keys between devices. This kind must stay in one device. Have \
                 them choose another one when the device asks where to save it."
            }
            Self::IssuerMayNot => {
                "The agent who generated this link may no longer issue to this user, so it was cancelled. Ask an RA Manager \
                 to generate a new one."
            }
            Self::ModelNotAllowed => {
                "The service does not accept this model of security key. Give them one that it does; your operator has the list."
            }
            Self::ModelNotProven => {
                "The key did not prove its make and model. Have them allow it when the browser asks, or use another browser or \
                 computer."
            }
            Self::NotRegistered | Self::Removed | Self::CounterWentBack | Self::AssuranceTooLow => {
                "The authenticator does not sign them in. Look at their profile."
            }
            Self::UserInactive => {
                "The account was deactivated in the meantime. No authenticator can be registered for it. Ask \
                 your Registration Authority (RA) whether it is to be active again."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::CeremonyRefusal;
    use strum::VariantArray;

    /// A sentence that says what to do contains at least one of these words.
    const USER: [&str; 9] = ["Try", "try", "Use", "use", "Open", "Set", "Ask", "Tell", "choose"];
    const AGENT: [&str; 9] = ["Have", "Stop", "Generate", "Give", "Look", "Ask", "choose", "must", "Remove"];

    #[test]
    fn every_refusal_tells_the_user_and_the_agent_what_to_do() {
        for refusal in CeremonyRefusal::VARIANTS {
            for (sentence, verbs) in [(refusal.to_string(), USER), (refusal.for_agent().to_owned(), AGENT)] {
                assert!(sentence.ends_with('.') && sentence.len() > 40, "{refusal:?}: {sentence}");
                assert!(
                    !sentence.to_lowercase().contains("unknown") && !sentence.contains("  "),
                    "{refusal:?}: {sentence}"
                );
                assert!(verbs.iter().any(|verb| sentence.contains(verb)), "{refusal:?}: {sentence}");
            }
        }
    }

    #[test]
    fn the_agent_and_the_user_get_different_words() {
        for refusal in CeremonyRefusal::VARIANTS {
            assert_ne!(refusal.to_string(), refusal.for_agent(), "{refusal:?}");
        }
    }
}
