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
    /// Names it.
    pub id: AuthenticatorId,
    /// Passkey, security key or Windows Hello.
    pub kind: AuthenticatorKind,
    /// Provider or model, by the AAGUID. Contains the AAGUID itself when no name is known for it; `None` when the device reported
    /// none.
    pub model: Option<String>,
    /// Whether `model` was proven by a verified attestation; otherwise the device only reported it.
    pub model_proven: bool,
    /// AAL of its kind.
    pub assurance: AssuranceLevel,
    /// Whether copies of the key exist or may exist (backup eligible). Otherwise it is bound to one device.
    pub synced: bool,
    /// When it was registered.
    pub registered: Moment,
    /// The agent who issued the link; `None` for the first RA Manager, invited on the command line.
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
    /// What was tested.
    pub kind: AuthenticatorKind,
    /// Provider or model, from the AAGUID; `None` where none was reported.
    pub model: Option<String>,
    /// Its owner's name.
    pub name: String,
    /// When.
    pub at: Moment,
}

/// How an authenticator was taken away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removal {
    /// When.
    pub at: Moment,
    /// The agent who did it.
    pub by: String,
}
