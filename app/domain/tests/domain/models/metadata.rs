//! Metadata that cannot be used: they are told, and let nothing in.

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

/// A BLOB that is right in everything but who signed it.
fn blob_of(maker: &Maker) -> String {
    let signer = maker.attestation_key(None);
    let header =
        json!({ "alg": "ES256", "typ": "JWT", "x5c": [STANDARD.encode(signer.der()), STANDARD.encode(maker.der())] });
    let payload = json!({ "entries": [], "legalHeader": "", "nextUpdate": "2026-12-01", "no": 1 });
    let signed = [header, payload].map(|part| URL_SAFE_NO_PAD.encode(part.to_string())).join(".");
    let signature: Signature = signer.key.sign(signed.as_bytes());
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()))
}

// The other way round is not tested here: only the FIDO Alliance can sign a BLOB that verifies, theirs is megabytes that may not be
// passed on, and fido-mds takes no other root. The start reports what it makes of the operator's own file.
#[test]
fn what_the_fido_alliance_did_not_sign_is_unusable() {
    let ours = blob_of(&Maker::root("GlobalSign"));
    let (start, _) = ours.rsplit_once('.').unwrap();
    for blob in ["", "garbage", "e30.e30.AAAA", "{}", &ours, &format!("{start}."), start] {
        let metadata = Metadata::read(blob);
        assert!(matches!(metadata, Metadata::Unusable(MetadataError::NotVerified(_))), "{blob}: {metadata:?}");
        assert!(metadata.usable(now()).is_err());
    }
}

#[test]
fn a_next_update_that_is_no_day_is_unusable() {
    let mds = json!({ "entries": [], "legalHeader": "", "nextUpdate": "soon", "no": 1 });
    assert!(matches!(
        Statements::of(&serde_json::from_value(mds).unwrap()),
        Err(MetadataError::NotVerified(why)) if why.contains("soon")
    ));
}

#[test]
fn the_day_of_the_next_update_is_the_last_good_one() {
    let metadata = metadata("2026-12-01", &[]);
    let usable = |at: &str| metadata.usable(at.parse::<DateTime<Utc>>().unwrap()).map(|found| found.is_some());
    assert_eq!(usable("2026-12-01T23:59:59.999999Z"), Ok(true));
    let due = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
    assert_eq!(usable("2026-12-02T00:00:00Z"), Err(MetadataError::Outdated(due)));
    assert!(MetadataError::Outdated(due).to_string().contains("2026-12-01"));
}

#[test]
fn no_metadata_are_nothing_to_complain_of() {
    assert!(matches!(Metadata::NotSupplied.usable(now()), Ok(None)));
}

#[test]
fn metadata_that_cannot_be_used_let_no_security_key_in_whatever_it_proves() {
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
    // Where no policy needs them, everything works.
    for metadata in unusable() {
        let models = Models::new(Names::default(), metadata, SecurityKeyPolicy::default()).unwrap();
        assert_eq!(models.check_security_key(MODEL, &attestation, now()), Ok(Proven::No));
    }
}

#[test]
fn metadata_that_become_outdated_while_the_service_runs_let_nothing_in_any_more() {
    let maker = Maker::root("Maker");
    let (models, attestation) = (super::models(&maker, only_model()), attestation(&maker));
    let check = |at: &str| models.check_security_key(MODEL, &attestation, at.parse().unwrap());
    assert_eq!(check("2026-12-01T23:59:59Z"), Ok(Proven::Yes));
    assert_eq!(check("2026-12-02T00:00:00Z"), NOT_ALLOWED);
}
