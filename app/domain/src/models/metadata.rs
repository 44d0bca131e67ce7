//! The BLOB of the FIDO Metadata Service (version 3.0): the models, their certification, whether they are compromised, and the
//! roots to which their attestations chain up.

use super::Certification;
use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, NaiveDate, Utc};
use fido_mds::mds::{AuthenticatorStatus as Status, FidoDevice, FidoMds};
use std::collections::BTreeMap;
use uuid::{Uuid, uuid};
use webauthn_rs::prelude::{AttestationCaList, AttestationCaListBuilder};

/// Models that fido-mds denies although the Metadata Service does not. This is the Nitrokey 3 AM, whose keys can be extracted by
/// software.
const DENIED: [Uuid; 1] = [uuid!("2cd2f727-f6ca-44da-8f48-5c2e5da000a2")];

/// The metadata that the operator supplied.
#[derive(Debug, Default)]
pub enum Metadata {
    /// The operator supplied no file.
    #[default]
    NotSupplied,
    /// A file that cannot be used. It proves nothing, so a policy that needs it accepts no model.
    Unusable(MetadataError),
    /// A file that the FIDO Alliance signed. It may be outdated already, or become outdated while the process runs.
    Verified(Statements),
}

/// Why metadata cannot be used. The words are the end of a sentence about a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MetadataError {
    /// The file does not exist, may not be read, or is not text.
    #[error("cannot be read ({0})")]
    Unreadable(String),
    /// The signature, its certificates or the format are wrong. New members that fido-mds does not know yet count as a wrong
    /// format.
    #[error("is not signed by the FIDO Alliance, or has a form that this version does not know ({0})")]
    NotVerified(String),
    /// The last day on which the next file was due is over.
    #[error("is outdated: the next one was due on {0}")]
    Outdated(NaiveDate),
}

impl Metadata {
    /// Verifies a BLOB, which is the JWT as downloaded.
    #[must_use]
    pub fn read(blob: &str) -> Self {
        match Statements::read(blob) {
            Ok(statements) => Self::Verified(statements),
            Err(error) => Self::Unusable(error),
        }
    }

    /// The metadata that can be relied on at `now`; `None` when the operator supplied none.
    ///
    /// # Errors
    /// When the operator supplied metadata that cannot be relied on, or no longer.
    pub fn usable(&self, now: DateTime<Utc>) -> Result<Option<&Statements>, MetadataError> {
        match self {
            Self::NotSupplied => Ok(None),
            Self::Unusable(error) => Err(error.clone()),
            Self::Verified(statements) if statements.is_outdated(now) => {
                Err(MetadataError::Outdated(statements.next_update))
            }
            Self::Verified(statements) => Ok(Some(statements)),
        }
    }

    /// The metadata of a model, even if they are outdated: names stay useful, and a compromised model stays compromised.
    pub(super) fn statement(&self, aaguid: Uuid) -> Option<&Statement> {
        match self {
            Self::Verified(statements) => statements.get(aaguid),
            Self::NotSupplied | Self::Unusable(_) => None,
        }
    }
}

/// The statements of a BLOB, by AAGUID.
#[derive(Debug)]
pub struct Statements {
    next_update: NaiveDate,
    by_aaguid: BTreeMap<Uuid, Statement>,
}

/// What the Metadata Service says about one model.
#[derive(Debug)]
pub(super) struct Statement {
    /// A short name in English.
    pub description: String,
    /// The best level that a status report certifies.
    pub certification: Option<Certification>,
    /// Whether any status report ever said that the model is compromised or revoked. A later update does not clear this, because
    /// a registration does not show which firmware the authenticator has.
    pub compromised: bool,
    /// The trust anchors of its attestation, each in a list of its own: from several anchors with the same subject in one list,
    /// `webauthn-rs-core` tries only the first.
    pub anchors: Vec<AttestationCaList>,
}

impl Statements {
    /// Verifies a BLOB and reads it. Its certificates must be valid today by the system's clock, because fido-mds accepts no
    /// other clock.
    fn read(blob: &str) -> Result<Self, MetadataError> {
        let mds: FidoMds = blob.trim().parse().map_err(|error| MetadataError::NotVerified(format!("{error:?}")))?;
        Self::of(&mds)
    }

    /// Reads a BLOB that was verified already. It uses the raw form of fido-mds: the other form keeps only one of several status
    /// reports of the same day, and so loses levels.
    ///
    /// # Errors
    /// [`MetadataError::NotVerified`] when `nextUpdate` is not a date.
    pub fn of(mds: &FidoMds) -> Result<Self, MetadataError> {
        let date = mds.next_update.parse();
        let next_update = date.map_err(|_| MetadataError::NotVerified(format!("nextUpdate {:?}", mds.next_update)))?;
        let statement = |device: &FidoDevice| Some((device.aaguid?, Statement::of(device)));
        Ok(Self { next_update, by_aaguid: mds.entries.iter().filter_map(statement).collect() })
    }

    /// Whether the day of `nextUpdate` is over, in UTC. The BLOB is still good on that day: the next one is promised for it "at
    /// latest" (section 3.1.6), so it may not exist before the day ends.
    fn is_outdated(&self, now: DateTime<Utc>) -> bool {
        now.date_naive() > self.next_update
    }

    pub(super) fn get(&self, aaguid: Uuid) -> Option<&Statement> {
        self.by_aaguid.get(&aaguid)
    }

    /// The number of models that have this trust anchor.
    pub(super) fn sharing(&self, anchor: &AttestationCaList) -> usize {
        self.by_aaguid
            .values()
            .filter(|statement| statement.anchors.iter().any(|own| own.cas() == anchor.cas()))
            .count()
    }
}

impl Statement {
    fn of(device: &FidoDevice) -> Self {
        let statuses = || device.status_reports.iter().map(|report| &report.status);
        let denied = device.aaguid.is_some_and(|aaguid| DENIED.contains(&aaguid));
        let anchors = device.metadata_statement.attestation_root_certificates.iter();
        Self {
            description: device.metadata_statement.description.clone(),
            certification: statuses().filter_map(Certification::of).max(),
            compromised: denied || statuses().any(is_compromise),
            // An anchor that does not parse is left out, because it proves nothing.
            anchors: anchors.filter_map(|text| anchor(text)).collect(),
        }
    }
}

/// Whether section 3.1.4 advises against a model with this status.
fn is_compromise(status: &Status) -> bool {
    matches!(
        status,
        Status::UserVerificationBypass
            | Status::AttestationKeyCompromise
            | Status::UserKeyRemoteCompromise
            | Status::UserKeyPhysicalCompromise
            | Status::Revoked
    )
}

/// Reads a trust anchor: DER in base64, in which some makers insert white space.
fn anchor(text: &str) -> Option<AttestationCaList> {
    let der = STANDARD.decode(text.split_whitespace().collect::<String>()).ok()?;
    let mut list = AttestationCaListBuilder::new();
    // `verify_attestation_ca_chain` does not use the device, so every anchor gets the same one: then equal anchors are equal
    // lists.
    list.insert_device_der(&der, Uuid::nil(), String::new(), BTreeMap::new()).ok()?;
    Some(list.build())
}
