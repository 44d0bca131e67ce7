//! An authenticator, as the *Authenticators* tab shows it.

use crate::{
    id::AuthenticatorId,
    identity_check::IdentityCheck,
    kind::{AssuranceLevel, AuthenticatorKind},
    meeting::Meeting,
    moment::Moment,
    removal::Removal,
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
    /// How the identity of its owner was checked; `None` when it was registered before this was asked for.
    pub identity: Option<IdentityCheck>,
    /// When its owner last signed in with it.
    pub last_used: Option<Moment>,
    /// When it was tested by its owner.
    pub tested: Option<Moment>,
    /// Whether an RA Manager must confirm it before it signs its owner in, because they were granted a staff role.
    pub unconfirmed: bool,
    /// The RA Manager who confirmed it last.
    pub confirmed_by: Option<String>,
    /// Since when it is suspended; `None` while it is not.
    pub suspension: Option<Suspension>,
    /// Which agent removed it, when and why; `None` while it is *Active* or *Suspended*.
    pub removal: Option<Removal>,
}

impl AuthenticatorSummary {
    /// Whether its owner can sign in with it, as far as the authenticator decides that.
    #[must_use]
    pub const fn is_active(&self) -> bool {
        self.removal.is_none() && self.suspension.is_none()
    }
}

/// The suspension of an authenticator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspension {
    /// Since when.
    pub since: Moment,
    /// Who suspended it: its owner or an agent; `None` when the service did so by itself.
    pub by: Option<String>,
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
