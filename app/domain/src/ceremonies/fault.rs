//! What an error of webauthn-rs means for the person in front of the device.

use model::CeremonyFault;
use webauthn_rs::prelude::WebauthnError as E;

/// The fault behind `error`.
pub(crate) fn fault(error: &E) -> CeremonyFault {
    match error {
        E::MismatchedChallenge | E::ChallengeNotFound => CeremonyFault::ChallengeGone,
        E::InvalidRPOrigin | E::InvalidRPIDHash | E::CredentialCrossOrigin => CeremonyFault::WrongOrigin,
        E::UserNotPresent | E::UserNotVerified => CeremonyFault::NotVerified,
        E::CredentialExcludedFromRequest | E::CredentialAlreadyExists => CeremonyFault::AlreadyRegistered,
        E::CredentialPossibleCompromise => CeremonyFault::CounterWentBack,
        E::CredentialNotFound | E::InvalidUserUniqueId => CeremonyFault::NotRegistered,
        E::InvalidClientDataType
        | E::ParseCBORFailure(_)
        | E::ParseJSONFailure(_)
        | E::ParseNOMFailure
        | E::ParseInsufficientBytesAvailable
        | E::MissingAttestationCredentialData
        | E::CredentialBackupEligibilityInconsistent => CeremonyFault::Malformed,
        _ => CeremonyFault::NotProven,
    }
}
