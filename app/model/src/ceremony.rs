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
    #[error("That took too long, or was already completed. Try again.")]
    ChallengeGone,
    /// The response does not parse, or contradicts itself.
    #[error("We could not read the response from your device. Try again, or use a different device or browser.")]
    Malformed,
    /// The response was made for another origin or RP ID, or in a frame of another site.
    #[error("Your device responded for a different website. Go back to your message and open the link again.")]
    WrongOrigin,
    /// The UP or UV flag is missing.
    #[error("Your device did not check it was you. Set up a screen lock (face, fingerprint or PIN) and try again.")]
    NotVerified,
    /// The signature or the attestation statement does not verify, or the algorithm is not one that was offered.
    #[error("We could not verify the response from your device. Try again, or use another device.")]
    NotProven,
    /// The browser reports that the credential is not discoverable, so that it could never be used to sign in.
    #[error(
        "Your device saved a passkey in a place where it cannot find it again. Try again and choose a different place to save it, or use another device. You can delete the one that was saved."
    )]
    NotDiscoverable,
    /// The credential ID is on the register already, for this user or another one.
    #[error("This authenticator is already registered. Use another one.")]
    AlreadyRegistered,
    /// A passkey was requested, but a removable security key responded.
    #[error(
        "You used a security key, but this link is for a passkey. Use your phone, tablet or this computer instead."
    )]
    SecurityKeyForPasskey,
    /// The operator's policy does not accept this model of security key.
    #[error("You cannot use this type of security key. Ask your Registration Authority (RA) which ones you can use.")]
    ModelNotAllowed,
    /// The operator's policy requires a proof of the model, and no proof verifies.
    #[error(
        "We could not check the make and model of your security key. Try again. If your browser asks to see the make and model of your key, select Allow. Or use another browser or computer."
    )]
    ModelNotProven,
    /// A security key was requested, but a platform authenticator or a phone responded.
    #[error(
        "You used this device or a phone, but this link is for a security key. When you are asked where to save it, choose \"Security key\". Then plug in your key or hold it against your device."
    )]
    NotASecurityKey,
    /// Windows Hello was requested, but another authenticator responded.
    #[error(
        "That was not Windows Hello. Open this link on the Windows computer you want to sign in on. When Windows asks where to save it, choose \"This Windows device\"."
    )]
    NotWindowsHello,
    /// A key that stays in one device was requested, but the response came from one that can be copied between devices (BE=1).
    #[error(
        "You used a passkey that is shared between your devices. This link needs one that stays on a single device. When you are asked where to save it, choose a different option."
    )]
    SyncedNotAllowed,
    /// Registering: the agent who generated the link may no longer issue to this user.
    #[error("Your RA agent can no longer issue this. Ask your Registration Authority (RA) for a new link.")]
    IssuerMayNot,
    /// Signing in: the authenticator is not on the register.
    #[error(
        "We do not recognise this passkey. Use another one, or ask your Registration Authority (RA) for a registration link."
    )]
    NotRegistered,
    /// Signing in: an agent removed the authenticator.
    #[error(
        "This authenticator has been removed, so you cannot sign in with it. Ask your Registration Authority (RA) for a new one."
    )]
    Removed,
    /// Signing in: the signature counter went back, so a copy of the authenticator may exist.
    #[error(
        "You cannot use this authenticator because it may have been copied. Contact your Registration Authority (RA) straight away."
    )]
    CounterWentBack,
    /// Signing in: the user holds a staff role, and the authenticator's assurance level is too low for it.
    #[error(
        "Staff must sign in with a security key or Windows Hello. You used a passkey. Use a different authenticator, or ask an RA Manager to issue one."
    )]
    AssuranceTooLow,
    /// Signing in: the authenticator is suspended.
    #[error("This authenticator is suspended. Ask your Registration Authority (RA) to reinstate it.")]
    Suspended,
    /// Signing in: the user has been granted a staff role, and no RA Manager has confirmed the authenticator since.
    #[error("You have a new role. Ask an RA Manager to confirm this authenticator before you use it to sign in.")]
    NotConfirmed,
    /// Signing in, and registering: the user's profile is closed.
    #[error("Your profile is closed. Contact your Registration Authority (RA).")]
    UserInactive,
}

impl CeremonyRefusal {
    /// The words for the agent when a registration was refused: the possible cause, and what to ask the user to do.
    #[must_use]
    pub const fn for_agent(self) -> &'static str {
        match self {
            Self::ChallengeGone => {
                "They took longer than 10 minutes, or had the page open twice. Ask them to try again."
            }
            Self::Malformed | Self::NotProven => {
                "We could not verify the response from the device. Ask them to update their browser or use another device. If it \
                 fails on a second device, contact support."
            }
            Self::WrongOrigin => {
                "They opened a page that is not this service. Stop, and check which link they opened: it may be a scam."
            }
            Self::NotVerified => {
                "The device did not check who was using it. Ask them to set up a screen lock, or a PIN on their security key."
            }
            Self::NotDiscoverable => {
                "The device or a password manager saved the passkey where it cannot be found without a user name. Nothing is wrong with the browser. Ask them to save it in a different place, for example on the device itself. They can also use another device or key. They can delete the one that was saved."
            }
            Self::AlreadyRegistered => {
                "This authenticator is already registered, possibly to someone else. Ask them to use a different one."
            }
            Self::SecurityKeyForPasskey => {
                "They used a security key, but the link is for a passkey. Generate a link for a security key, or ask them to use a \
                 phone or this computer."
            }
            Self::NotASecurityKey => {
                "They saved a passkey on the device or a phone, but the link is for a security key. Ask them to choose \"Security \
                 key\" when the device asks where to save it."
            }
            Self::NotWindowsHello => {
                "They used a phone, security key or password manager, not Windows Hello. Ask them to choose \"This Windows device\" \
                 when Windows asks."
            }
            Self::SyncedNotAllowed => {
                "They used a password manager that shares passkeys between devices. This type must stay on one device. Ask them to \
                 choose a different option when asked where to save it."
            }
            Self::IssuerMayNot => {
                "The agent who generated this link may no longer issue to this user, so the link was cancelled. Ask an RA Manager \
                 to generate a new one."
            }
            Self::ModelNotAllowed => {
                "This type of security key is not allowed. Give them one that is on your organisation's approved list."
            }
            Self::ModelNotProven => {
                "We could not check the make and model of the key. Ask them to select Allow when their browser asks, or use another \
                 browser or computer."
            }
            Self::NotRegistered
            | Self::Removed
            | Self::NotConfirmed
            | Self::CounterWentBack
            | Self::AssuranceTooLow => "They cannot sign in with this authenticator. Check their profile.",
            Self::Suspended => {
                "This authenticator is suspended, so they cannot sign in with it. Check their profile: you can reinstate it or \
                 remove it."
            }
            Self::UserInactive => {
                "Their profile is closed, so they cannot register or sign in. Check their profile: it says why it was closed."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::CeremonyRefusal;
    use strum::VariantArray;

    /// A sentence that says what to do contains at least one of these words.
    const USER: [&str; 9] = ["Try", "try", "Use", "use", "open", "Set", "Ask", "Contact", "choose"];
    const AGENT: [&str; 9] = ["Ask", "Check", "Stop", "Generate", "Give", "choose", "cannot", "Move", "Open"];

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
