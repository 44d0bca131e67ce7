//! Unusable metadata: it is reported, and lets no security key in.

use super::{MODEL, NOT_ALLOWED, attestation, now, only_model};
use crate::support::{Listed, Maker, metadata};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::models::{Certification, Metadata, MetadataError, Models, Names, Proven, SecurityKeyPolicy, Statements};
use p256::ecdsa::{Signature, signature::Signer};
use serde_json::json;

/// A BLOB in which everything is right except the signer.
fn blob_of(maker: &Maker) -> String {
    let signer = maker.attestation_key(None);
    let header =
        json!({ "alg": "ES256", "typ": "JWT", "x5c": [STANDARD.encode(signer.der()), STANDARD.encode(maker.der())] });
    let payload = json!({ "entries": [], "legalHeader": "", "nextUpdate": "2026-12-01", "no": 1 });
    let signed = [header, payload].map(|part| URL_SAFE_NO_PAD.encode(part.to_string())).join(".");
    let signature: Signature = signer.key.sign(signed.as_bytes());
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()))
}

// A valid BLOB is not tested here: only the FIDO Alliance can sign one, theirs has megabytes that may not be passed on, and
// fido-mds accepts no other root. At the start the server logs whether it can use the operator's own file.
#[test]
fn a_blob_not_signed_by_the_fido_alliance_is_unusable() {
    let ours = blob_of(&Maker::root("GlobalSign"));
    let (start, _) = ours.rsplit_once('.').unwrap();
    for blob in ["", "garbage", "e30.e30.AAAA", "{}", &ours, &format!("{start}."), start] {
        let metadata = Metadata::read(blob);
        assert!(matches!(metadata, Metadata::Unusable(MetadataError::NotVerified(_))), "{blob}: {metadata:?}");
        assert!(metadata.usable(now()).is_err());
    }
}

#[test]
fn an_invalid_date_of_the_next_update_makes_the_metadata_unusable() {
    let mds = json!({ "entries": [], "legalHeader": "", "nextUpdate": "soon", "no": 1 });
    assert!(matches!(
        Statements::of(&serde_json::from_value(mds).unwrap()),
        Err(MetadataError::NotVerified(why)) if why.contains("soon")
    ));
}

#[test]
fn metadata_is_valid_until_the_end_of_the_day_of_the_next_update() {
    let metadata = metadata("2026-12-01", &[]);
    let usable = |at: &str| metadata.usable(at.parse::<DateTime<Utc>>().unwrap()).map(|found| found.is_some());
    assert_eq!(usable("2026-12-01T23:59:59.999999Z"), Ok(true));
    let due = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
    assert_eq!(usable("2026-12-02T00:00:00Z"), Err(MetadataError::Outdated(due)));
    assert!(MetadataError::Outdated(due).to_string().contains("2026-12-01"));
}

#[test]
fn missing_metadata_causes_no_warning() {
    assert!(matches!(Metadata::NotSupplied.usable(now()), Ok(None)));
}

#[test]
fn unusable_metadata_blocks_every_security_key_whatever_it_proves() {
    let maker = Maker::root("Maker");
    let (attestation, listed) =
        (attestation(&maker), Listed { aaguid: MODEL, statuses: &["FIDO_CERTIFIED"], anchors: &[&maker] });
    let unusable = || [Metadata::read("garbage"), metadata("2026-11-21", std::slice::from_ref(&listed))];
    let by_level = SecurityKeyPolicy { min_certification: Some(Certification::L1), ..SecurityKeyPolicy::default() };
    for policy in [only_model(), by_level] {
        for accept_unproven in [false, true] {
            for metadata in unusable() {
                let policy = SecurityKeyPolicy { accept_unproven, ..policy.clone() };
                let models = Models::new(Names::default(), metadata, policy).unwrap();
                assert_eq!(models.check_security_key(MODEL, &attestation, now()), NOT_ALLOWED, "{models:?}");
            }
        }
    }
    // Without a policy that needs metadata, every key is accepted.
    for metadata in unusable() {
        let models = Models::new(Names::default(), metadata, SecurityKeyPolicy::default()).unwrap();
        assert_eq!(models.check_security_key(MODEL, &attestation, now()), Ok(Proven::No));
    }
}

#[test]
fn metadata_that_becomes_outdated_while_the_service_runs_blocks_every_security_key() {
    let maker = Maker::root("Maker");
    let (models, attestation) = (super::models(&maker, only_model()), attestation(&maker));
    let check = |at: &str| models.check_security_key(MODEL, &attestation, at.parse().unwrap());
    assert_eq!(check("2026-12-01T23:59:59Z"), Ok(Proven::Yes));
    assert_eq!(check("2026-12-02T00:00:00Z"), NOT_ALLOWED);
}
