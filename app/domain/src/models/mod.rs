//! Models of authenticators by their AAGUID (WebAuthn Level 3, section 6.5.2): what they are called, what the FIDO Metadata
//! Service says of them, and which security keys the operator accepts. Made once at the start; no database in here.

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

/// What this process knows of models, and what the operator decided about them. The default knows the built-in names and
/// accepts every model.
#[derive(Debug, Default)]
pub struct Models {
    names: Names,
    metadata: Metadata,
    policy: SecurityKeyPolicy,
}

impl Models {
    /// Puts the parts together.
    ///
    /// # Errors
    /// [`SettingsError::CertificationWithoutMetadata`] when the policy asks for a level of certification and no metadata
    /// were supplied, from which alone it is known. Metadata that were supplied and cannot be used are no error here: the
    /// service starts, and [`Models::check_security_key`] refuses.
    pub fn new(names: Names, metadata: Metadata, policy: SecurityKeyPolicy) -> Result<Self, SettingsError> {
        if policy.min_certification.is_some() && matches!(metadata, Metadata::NotSupplied) {
            return Err(SettingsError::CertificationWithoutMetadata);
        }
        Ok(Self { names, metadata, policy })
    }

    /// What people call the model with this AAGUID: our own words, else those of the FIDO metadata, else those of the
    /// maintained list. The zero AAGUID is a model that was not reported. An unknown model's name contains its AAGUID.
    /// Whether the authenticator proved to be that model is another question.
    #[must_use]
    pub fn name(&self, aaguid: Uuid) -> String {
        if aaguid.is_nil() {
            return "Model not reported".to_owned();
        }
        let described = || self.metadata.statement(aaguid).map(|statement| statement.description.as_str());
        let name = names::own(aaguid).or_else(described).or_else(|| self.names.get(aaguid));
        name.map_or_else(|| format!("Unknown model ({aaguid})"), str::to_owned)
    }

    /// The same, for pages; `None` where no model was reported, as with security keys in Chrome and Edge unless the proof of
    /// their model is asked for.
    #[must_use]
    pub fn reported(&self, aaguid: Uuid) -> Option<String> {
        (!aaguid.is_nil()).then(|| self.name(aaguid))
    }

    /// What the FIDO Metadata Service says, as far as the operator supplied it.
    #[must_use]
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }
}
