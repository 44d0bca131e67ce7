//! Decides which security keys the operator accepts. This module has no database and no clock: everything is passed in.

use super::{Certification, Metadata, MetadataError, Models, proof::proves};
use chrono::{DateTime, Utc};
use model::CeremonyRefusal;
use std::collections::BTreeSet;
use uuid::Uuid;
use webauthn_rs::prelude::ParsedAttestation;

/// The operator's decision. The default accepts every model.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SecurityKeyPolicy {
    /// The AAGUIDs that are accepted; empty: any.
    pub models: BTreeSet<Uuid>,
    /// The lowest level of certification that is accepted; needs metadata.
    pub min_certification: Option<Certification>,
    /// With metadata: whether to believe the model that a key reports but cannot prove. Some browsers, and the management of some
    /// Windows PCs, withhold every attestation, and a few models have none that verifies. An operator who hands out the keys may
    /// know enough without it. But then a user who brings a key can claim any model.
    pub accept_unproven: bool,
}

impl SecurityKeyPolicy {
    /// Whether the policy restricts anything.
    #[must_use]
    pub fn is_set(&self) -> bool {
        !self.models.is_empty() || self.min_certification.is_some()
    }
}

/// Whether an authenticator proved its model, by an attestation that verified. Otherwise its AAGUID is only reported, and is
/// displayed as such.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proven {
    /// The attestation proves the model.
    Yes,
    /// The authenticator only reported the model.
    No,
}

impl From<Proven> for bool {
    fn from(proven: Proven) -> Self {
        proven == Proven::Yes
    }
}

impl Models {
    /// Whether a security key must show its model, so that *direct* attestation is requested: without it, browsers hide the
    /// AAGUID of security keys.
    #[must_use]
    pub fn wants_attestation(&self) -> bool {
        self.policy.is_set()
    }

    /// Whether a registration that failed because of its attestation may be tried again without one. The key must still report an
    /// AAGUID that is accepted.
    #[must_use]
    pub fn may_retry_without_attestation(&self) -> bool {
        self.policy.is_set() && (self.policy.accept_unproven || matches!(self.metadata, Metadata::NotSupplied))
    }

    /// Checks a security key against the operator's policy. `aaguid` comes from the authenticator data. `attestation` is what
    /// webauthn-rs read from the statement (`Credential.attestation`), after it verified the signature. Certificates and metadata
    /// must be valid at `now`. Without metadata nothing is ever proven.
    ///
    /// # Errors
    /// [`CeremonyRefusal::ModelNotAllowed`]: the model is not on the list, not certified highly enough or compromised; or the
    /// operator supplied metadata that cannot be relied on, or no longer (see [`super::Metadata::usable`]).
    /// [`CeremonyRefusal::ModelNotProven`]: the AAGUID is withheld, or the attestation does not prove it.
    pub fn check_security_key(
        &self,
        aaguid: Uuid,
        attestation: &ParsedAttestation,
        now: DateTime<Utc>,
    ) -> Result<Proven, CeremonyRefusal> {
        if self.metadata.statement(aaguid).is_some_and(|statement| statement.compromised) {
            return Err(CeremonyRefusal::ModelNotAllowed);
        }
        let usable = self.metadata.usable(now);
        let proven = match usable {
            Ok(Some(statements)) if proves(statements, aaguid, attestation, now) => Proven::Yes,
            _ => Proven::No,
        };
        if !self.policy.is_set() {
            return Ok(proven);
        }
        let statements = usable.map_err(refuse_all)?;
        if aaguid.is_nil() {
            return Err(CeremonyRefusal::ModelNotProven);
        }
        let listed = self.policy.models.is_empty() || self.policy.models.contains(&aaguid);
        let certification = statements.and_then(|statements| statements.get(aaguid)?.certification);
        if !listed || certification < self.policy.min_certification {
            return Err(CeremonyRefusal::ModelNotAllowed);
        }
        match proven {
            Proven::No if statements.is_some() && !self.policy.accept_unproven => Err(CeremonyRefusal::ModelNotProven),
            proven => Ok(proven),
        }
    }
}

/// The policy needs metadata that cannot be relied on. It is not known whether the model was compromised meanwhile, so the key is
/// refused. The operator is warned here, because the file may have become outdated after the process started.
fn refuse_all(error: MetadataError) -> CeremonyRefusal {
    tracing::warn!(%error, "a security key was refused because the file that fido_metadata names cannot be relied on");
    CeremonyRefusal::ModelNotAllowed
}
