//! An authenticator, as the *Authenticators* tab shows it.

use crate::{
    id::AuthenticatorId,
    kind::{AssuranceLevel, AuthenticatorKind},
    meeting::Meeting,
    moment::Moment,
};
use serde::{Deserialize, Serialize};

/// One authenticator of a user. Removed ones stay on the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthenticatorSummary {
    /// Identifies it.
    pub id: AuthenticatorId,
    /// Passkey, security key or Windows Hello.
    pub kind: AuthenticatorKind,
    /// The provider or model, by the AAGUID. The AAGUID itself when no name is known for it; `None` when the device reported no
    /// AAGUID.
    pub model: Option<String>,
    /// Whether `model` was proven by a verified attestation; otherwise the device only reported it.
    pub model_proven: bool,
    /// The assurance level of its kind.
    pub assurance: AssuranceLevel,
    /// Whether copies of the key exist or may exist (backup eligible). Otherwise it is bound to one device.
    pub synced: bool,
    /// When it was registered.
    pub registered: Moment,
    /// The agent who generated the link; `None` when the operator invited the user on the command line.
    pub registered_by: Option<String>,
    /// The kind of meeting; `None` as for `registered_by`.
    pub meeting: Option<Meeting>,
    /// When its owner last signed in with it.
    pub last_used: Option<Moment>,
    /// When it was tested by its owner.
    pub tested: Option<Moment>,
    /// Which agent removed it, and when; `None` while it is *Active*.
    pub removal: Option<Removal>,
}

/// A successful test: the authenticator signs its owner in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tested {
    /// The kind of authenticator that was tested.
    pub kind: AuthenticatorKind,
    /// The provider or model, by the AAGUID; `None` when the device reported no AAGUID.
    pub model: Option<String>,
    /// Its owner's name.
    pub name: String,
    /// When it was tested.
    pub at: Moment,
}

/// The removal of an authenticator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removal {
    /// When it was removed.
    pub at: Moment,
    /// The agent who removed it.
    pub by: String,
}
