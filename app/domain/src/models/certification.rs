//! The FIDO Alliance's certification levels for authenticators.

use fido_mds::mds::AuthenticatorStatus as Status;
use std::str::FromStr;

/// A level of certification, the lowest first (FIDO Authenticator Certification Levels).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certification {
    /// Level 1, or certified before there were levels.
    L1,
    /// Level 1+.
    L1Plus,
    /// Level 2.
    L2,
    /// Level 2+.
    L2Plus,
    /// Level 3.
    L3,
    /// Level 3+.
    L3Plus,
}

/// A text that names no level of certification.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a level of certification: l1, l1plus, l2, l2plus, l3 or l3plus")]
pub struct NotACertification(String);

impl FromStr for Certification {
    type Err = NotACertification;

    fn from_str(text: &str) -> Result<Self, NotACertification> {
        Ok(match text {
            "l1" => Self::L1,
            "l1plus" => Self::L1Plus,
            "l2" => Self::L2,
            "l2plus" => Self::L2Plus,
            "l3" => Self::L3,
            "l3plus" => Self::L3Plus,
            _ => return Err(NotACertification(text.to_owned())),
        })
    }
}

impl Certification {
    /// The level that a status report certifies (FIDO Metadata Service 3.0, section 3.1.4); `None` when it certifies none.
    pub(super) fn of(status: &Status) -> Option<Self> {
        match status {
            Status::FidoCertified | Status::FidoCertifiedL1 => Some(Self::L1),
            Status::FidoCertifiedL1Plus => Some(Self::L1Plus),
            Status::FidoCertifiedL2 => Some(Self::L2),
            Status::FidoCertifiedL2Plus => Some(Self::L2Plus),
            Status::FidoCertifiedL3 => Some(Self::L3),
            Status::FidoCertifiedL3Plus => Some(Self::L3Plus),
            Status::NotFidoCertified
            | Status::SelfAssertionSubmitted
            | Status::UpdateAvailable
            | Status::UserVerificationBypass
            | Status::AttestationKeyCompromise
            | Status::UserKeyRemoteCompromise
            | Status::UserKeyPhysicalCompromise
            | Status::Revoked => None,
        }
    }
}
