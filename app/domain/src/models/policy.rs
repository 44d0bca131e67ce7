//! Which security keys the operator accepts. No database and no clock in here: everything is passed in.

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
    /// The least level of certification; needs metadata.
    pub min_certification: Option<Certification>,
    /// With metadata: whether a key that could not prove its model is taken for the one that it reports. Some browsers,
    /// and the management of some Windows PCs, withhold every attestation, and a few models have none that verifies; an
    /// operator who hands out the keys may know enough without it. Whoever brings a key can then claim any model.
    pub accept_unproven: bool,
}

impl SecurityKeyPolicy {
    /// Whether it asks for anything.
    #[must_use]
    pub fn is_set(&self) -> bool {
        !self.models.is_empty() || self.min_certification.is_some()
    }
}

/// Whether an authenticator proved its model, by an attestation that verified. Otherwise its AAGUID is a report, and is
/// shown as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proven {
    /// It did.
    Yes,
    /// It said so.
    No,
}

impl From<Proven> for bool {
    fn from(proven: Proven) -> Self {
        proven == Proven::Yes
    }
}

impl Models {
    /// Whether a security key must show its model, so that *direct* attestation is asked for: without it browsers hide the
    /// AAGUID of security keys.
    #[must_use]
    pub fn wants_attestation(&self) -> bool {
        self.policy.is_set()
    }

    /// Whether a registration that failed for its attestation may be tried again without one. It still has to report an
    /// AAGUID that is accepted.
    #[must_use]
    pub fn may_retry_without_attestation(&self) -> bool {
        self.policy.is_set() && (self.policy.accept_unproven || matches!(self.metadata, Metadata::NotSupplied))
    }

    /// Checks a security key against the operator's policy. `aaguid` is that of the authenticator data, `attestation` what
    /// webauthn-rs made of the statement (`Credential.attestation`), whose signature it verified. Certificates and metadata
    /// must be valid at `now`. Without metadata nothing is ever proven.
    ///
    /// # Errors
    /// [`CeremonyRefusal::ModelNotAllowed`]: the model is not on the list, not certified highly enough or compromised; or
    /// metadata were supplied that cannot be relied on, or no longer (see [`super::Metadata::usable`]).
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

/// The policy needs metadata that cannot be relied on. Whether the model was compromised meanwhile is not known, so it does
/// not get in, and the operator is told: a process may have started when the file was still good.
fn refuse_all(error: MetadataError) -> CeremonyRefusal {
    tracing::warn!(%error, "a security key was refused because the file that fido_metadata names cannot be relied on");
    CeremonyRefusal::ModelNotAllowed
}
