//! Translates errors of webauthn-rs into refusals for the person in front of the device.

use model::CeremonyRefusal;
use webauthn_rs::prelude::WebauthnError as E;

/// The refusal that `error` stands for.
pub(crate) fn refusal(error: &E) -> CeremonyRefusal {
    match error {
        E::MismatchedChallenge | E::ChallengeNotFound => CeremonyRefusal::ChallengeGone,
        E::InvalidRPOrigin | E::InvalidRPIDHash | E::CredentialCrossOrigin => CeremonyRefusal::WrongOrigin,
        E::UserNotPresent | E::UserNotVerified => CeremonyRefusal::NotVerified,
        E::CredentialExcludedFromRequest | E::CredentialAlreadyExists => CeremonyRefusal::AlreadyRegistered,
        E::CredentialPossibleCompromise => CeremonyRefusal::CounterWentBack,
        E::CredentialNotFound | E::InvalidUserUniqueId => CeremonyRefusal::NotRegistered,
        E::InvalidClientDataType
        | E::ParseCBORFailure(_)
        | E::ParseJSONFailure(_)
        | E::ParseNOMFailure
        | E::ParseInsufficientBytesAvailable
        | E::MissingAttestationCredentialData
        | E::CredentialBackupEligibilityInconsistent => CeremonyRefusal::Malformed,
        _ => CeremonyRefusal::NotProven,
    }
}
