//! The BLOB of the FIDO Metadata Service (version 3.0): which models there are, how they are certified, whether they are
//! compromised, and which roots their attestations chain up to.

use super::Certification;
use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, NaiveDate, Utc};
use fido_mds::mds::{AuthenticatorStatus as Status, FidoDevice, FidoMds};
use std::collections::BTreeMap;
use uuid::{Uuid, uuid};
use webauthn_rs::prelude::{AttestationCaList, AttestationCaListBuilder};

/// Models that fido-mds denies although the Metadata Service does not: the Nitrokey 3 AM, whose keys can be extracted by
/// software.
const DENIED: [Uuid; 1] = [uuid!("2cd2f727-f6ca-44da-8f48-5c2e5da000a2")];

/// What the operator supplied.
#[derive(Debug, Default)]
pub enum Metadata {
    /// No file.
    #[default]
    NotSupplied,
    /// A file that cannot be used. It proves nothing, so a policy that needs it lets nothing in.
    Unusable(MetadataError),
    /// A file that the FIDO Alliance signed. It may be outdated, or become so while the process runs.
    Verified(Statements),
}

/// Why metadata cannot be used; the end of a sentence about a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MetadataError {
    /// The file is not there, may not be read, or is not text.
    #[error("cannot be read ({0})")]
    Unreadable(String),
    /// The signature, its certificates or the form are wrong. New members that fido-mds does not know yet are, too.
    #[error("is not signed by the FIDO Alliance, or has a form that this version does not know ({0})")]
    NotVerified(String),
    /// The day when the next file was due at the latest is over.
    #[error("is outdated: the next one was due on {0}")]
    Outdated(NaiveDate),
}

impl Metadata {
    /// Verifies a BLOB: the JWT as it is downloaded.
    #[must_use]
    pub fn read(blob: &str) -> Self {
        match Statements::read(blob) {
            Ok(statements) => Self::Verified(statements),
            Err(error) => Self::Unusable(error),
        }
    }

    /// What can be relied on at `now`: `None` when nothing was supplied.
    ///
    /// # Errors
    /// When something was supplied that cannot be relied on, or no longer.
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

    /// What is said of a model, even if it is outdated: good for names, and what is compromised stays so.
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

/// What the Metadata Service says of one model.
#[derive(Debug)]
pub(super) struct Statement {
    /// A short name in English.
    pub description: String,
    /// The best level that a status report certifies.
    pub certification: Option<Certification>,
    /// Whether any status report ever said that it is compromised or revoked. A later update does not clear it: which
    /// firmware answers is not told at a registration.
    pub compromised: bool,
    /// The trust anchors of its attestation, each in a list of its own: `webauthn-rs-core` tries of several with the same
    /// subject only the first.
    pub anchors: Vec<AttestationCaList>,
}

impl Statements {
    /// Verifies a BLOB and reads it. Its certificates must be valid today by the system's clock: fido-mds takes no other.
    fn read(blob: &str) -> Result<Self, MetadataError> {
        let mds: FidoMds = blob.trim().parse().map_err(|error| MetadataError::NotVerified(format!("{error:?}")))?;
        Self::of(&mds)
    }

    /// Reads what was verified already. It takes the raw form of fido-mds: the other keeps of several status reports of
    /// one day only one, and so loses levels.
    ///
    /// # Errors
    /// [`MetadataError::NotVerified`] when `nextUpdate` is no date.
    pub fn of(mds: &FidoMds) -> Result<Self, MetadataError> {
        let date = mds.next_update.parse();
        let next_update = date.map_err(|_| MetadataError::NotVerified(format!("nextUpdate {:?}", mds.next_update)))?;
        let statement = |device: &FidoDevice| Some((device.aaguid?, Statement::of(device)));
        Ok(Self { next_update, by_aaguid: mds.entries.iter().filter_map(statement).collect() })
    }

    /// Whether the day of `nextUpdate` is over, in UTC. That day itself is the last good one: the next BLOB is promised for
    /// it "at latest" (section 3.1.6), so until its end there may be none.
    fn is_outdated(&self, now: DateTime<Utc>) -> bool {
        now.date_naive() > self.next_update
    }

    pub(super) fn get(&self, aaguid: Uuid) -> Option<&Statement> {
        self.by_aaguid.get(&aaguid)
    }

    /// How many models have this trust anchor.
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
            // An anchor that does not parse proves nothing.
            anchors: anchors.filter_map(|text| anchor(text)).collect(),
        }
    }
}

/// Whether a status is one of those after which section 3.1.4 advises against the model.
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

/// A trust anchor: DER in base64, which some makers break with white space.
fn anchor(text: &str) -> Option<AttestationCaList> {
    let der = STANDARD.decode(text.split_whitespace().collect::<String>()).ok()?;
    let mut list = AttestationCaListBuilder::new();
    // The device is of no use to `verify_attestation_ca_chain`, and the same for all: equal anchors are equal lists.
    list.insert_device_der(&der, Uuid::nil(), String::new(), BTreeMap::new()).ok()?;
    Some(list.build())
}
