//! Models of authenticators by their AAGUID (WebAuthn Level 3, section 6.5.2): their names, what the FIDO Metadata Service says
//! about them, and which security keys the operator accepts. The process loads them once, when it starts. This module uses no
//! database.

mod certification;
mod metadata;
mod names;
mod policy;
mod proof;

pub use certification::{Certification, NotACertification};
pub use metadata::{Metadata, MetadataError, Statements};
pub use names::{Names, WINDOWS_HELLO};
pub use policy::{Proven, SecurityKeyPolicy};

use crate::SettingsError;
use uuid::Uuid;

/// What this process knows about models, and what the operator decided about them. The default knows the built-in names and
/// accepts every model.
#[derive(Debug, Default)]
pub struct Models {
    names: Names,
    metadata: Metadata,
    policy: SecurityKeyPolicy,
}

impl Models {
    /// Builds it from its parts.
    ///
    /// # Errors
    /// [`SettingsError::CertificationWithoutMetadata`] when the policy requires a level of certification and the operator
    /// supplied no metadata, which alone contain the levels. Metadata that cannot be used are no error here: the service starts,
    /// and [`Models::check_security_key`] refuses.
    pub fn new(names: Names, metadata: Metadata, policy: SecurityKeyPolicy) -> Result<Self, SettingsError> {
        if policy.min_certification.is_some() && matches!(metadata, Metadata::NotSupplied) {
            return Err(SettingsError::CertificationWithoutMetadata);
        }
        Ok(Self { names, metadata, policy })
    }

    /// The name of the model with this AAGUID: our own words, else those of the FIDO metadata, else those of the maintained list.
    /// The zero AAGUID means that no model was reported. The name of an unknown model contains its AAGUID. The name says nothing
    /// about whether the authenticator proved to be that model.
    #[must_use]
    pub fn name(&self, aaguid: Uuid) -> String {
        if aaguid.is_nil() {
            return "Model not reported".to_owned();
        }
        let described = || self.metadata.statement(aaguid).map(|statement| statement.description.as_str());
        let name = names::own(aaguid).or_else(described).or_else(|| self.names.get(aaguid));
        name.map_or_else(|| format!("Unknown model ({aaguid})"), str::to_owned)
    }

    /// The name for pages. `None` when no model was reported, as with security keys in Chrome and Edge unless the proof of their
    /// model is requested.
    #[must_use]
    pub fn reported(&self, aaguid: Uuid) -> Option<String> {
        (!aaguid.is_nil()).then(|| self.name(aaguid))
    }

    /// The metadata of the FIDO Metadata Service that the operator supplied.
    #[must_use]
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }
}
