//! Which security keys the operator accepts.

use super::{MODEL, NOT_ALLOWED, NOT_PROVEN, OTHER, attestation, listing, models, no_attestation, now, only_model};
use crate::support::Maker;
use domain::{
    SettingsError,
    models::{Certification, Metadata, Models, Names, Proven, SecurityKeyPolicy},
};
use uuid::{Uuid, uuid};

fn at_least(level: Certification) -> SecurityKeyPolicy {
    SecurityKeyPolicy { min_certification: Some(level), ..SecurityKeyPolicy::default() }
}

fn without_metadata(policy: SecurityKeyPolicy) -> Models {
    Models::new(Names::default(), Metadata::NotSupplied, policy).unwrap()
}

#[test]
fn by_default_any_model_is_accepted() {
    for aaguid in [MODEL, OTHER, Uuid::nil()] {
        assert_eq!(Models::default().check_security_key(aaguid, &no_attestation(), now()), Ok(Proven::No));
    }
}

#[test]
fn without_metadata_the_list_is_compared_with_the_reported_model() {
    let (models, maker) = (without_metadata(only_model()), Maker::root("Maker"));
    for attestation in [no_attestation(), attestation(&maker)] {
        assert_eq!(models.check_security_key(MODEL, &attestation, now()), Ok(Proven::No));
        assert_eq!(models.check_security_key(OTHER, &attestation, now()), NOT_ALLOWED);
        // The browser withheld the AAGUID.
        assert_eq!(models.check_security_key(Uuid::nil(), &attestation, now()), NOT_PROVEN);
    }
}

#[test]
fn with_metadata_a_model_on_the_list_must_prove_itself() {
    let maker = Maker::root("Maker");
    let models = models(&maker, only_model());
    assert_eq!(models.check_security_key(MODEL, &attestation(&maker), now()), Ok(Proven::Yes));
    assert_eq!(models.check_security_key(MODEL, &no_attestation(), now()), NOT_PROVEN);
    assert_eq!(models.check_security_key(OTHER, &no_attestation(), now()), NOT_ALLOWED);
    assert_eq!(models.check_security_key(Uuid::nil(), &no_attestation(), now()), NOT_PROVEN);
}

#[test]
fn an_operator_may_accept_unproven_models_but_not_unreported_ones() {
    let maker = Maker::root("Maker");
    let models = models(&maker, SecurityKeyPolicy { accept_unproven: true, ..only_model() });
    assert_eq!(models.check_security_key(MODEL, &attestation(&maker), now()), Ok(Proven::Yes));
    assert_eq!(models.check_security_key(MODEL, &attestation(&Maker::root("Forger")), now()), Ok(Proven::No));
    assert_eq!(models.check_security_key(MODEL, &no_attestation(), now()), Ok(Proven::No));
    assert_eq!(models.check_security_key(OTHER, &no_attestation(), now()), NOT_ALLOWED);
    assert_eq!(models.check_security_key(Uuid::nil(), &no_attestation(), now()), NOT_PROVEN);
}

#[test]
fn without_a_policy_a_proven_model_is_still_recognised() {
    let maker = Maker::root("Maker");
    let models = models(&maker, SecurityKeyPolicy::default());
    assert_eq!(models.check_security_key(MODEL, &attestation(&maker), now()), Ok(Proven::Yes));
    assert_eq!(models.check_security_key(MODEL, &no_attestation(), now()), Ok(Proven::No));
}

#[test]
fn the_highest_status_report_must_reach_the_certification_level() {
    let maker = Maker::root("Maker");
    let attestation = attestation(&maker);
    let levels = [
        (&["FIDO_CERTIFIED"][..], Certification::L1, Certification::L1Plus),
        (&["FIDO_CERTIFIED_L1"], Certification::L1, Certification::L1Plus),
        (&["FIDO_CERTIFIED_L1plus"], Certification::L1Plus, Certification::L2),
        // Both reports are from the same day, as with many real models.
        (&["FIDO_CERTIFIED", "FIDO_CERTIFIED_L2", "FIDO_CERTIFIED_L1"], Certification::L2, Certification::L2Plus),
        (&["FIDO_CERTIFIED_L2plus"], Certification::L2Plus, Certification::L3),
        (&["FIDO_CERTIFIED_L3"], Certification::L3, Certification::L3Plus),
    ];
    for (statuses, reached, missed) in levels {
        let check = |level| listing(statuses, &maker, at_least(level)).check_security_key(MODEL, &attestation, now());
        assert_eq!((check(reached), check(missed)), (Ok(Proven::Yes), NOT_ALLOWED), "{statuses:?}");
    }
    for statuses in [&[][..], &["NOT_FIDO_CERTIFIED"], &["SELF_ASSERTION_SUBMITTED"], &["UPDATE_AVAILABLE"]] {
        let models = listing(statuses, &maker, at_least(Certification::L1));
        assert_eq!(models.check_security_key(MODEL, &attestation, now()), NOT_ALLOWED, "{statuses:?}");
    }
    // The model is not in the metadata at all.
    let models = models(&maker, SecurityKeyPolicy { accept_unproven: true, ..at_least(Certification::L1) });
    assert_eq!(models.check_security_key(OTHER, &no_attestation(), now()), NOT_ALLOWED);
}

#[test]
fn a_model_must_meet_both_the_list_and_the_certification_level() {
    let maker = Maker::root("Maker");
    let policy = SecurityKeyPolicy { min_certification: Some(Certification::L2), ..only_model() };
    let check =
        |status| listing(&[status], &maker, policy.clone()).check_security_key(MODEL, &attestation(&maker), now());
    assert_eq!((check("FIDO_CERTIFIED_L2"), check("FIDO_CERTIFIED_L1")), (Ok(Proven::Yes), NOT_ALLOWED));
}

#[test]
fn a_compromised_model_is_never_accepted() {
    let maker = Maker::root("Maker");
    let compromises = [
        "REVOKED",
        "USER_VERIFICATION_BYPASS",
        "ATTESTATION_KEY_COMPROMISE",
        "USER_KEY_REMOTE_COMPROMISE",
        "USER_KEY_PHYSICAL_COMPROMISE",
    ];
    for status in compromises {
        let statuses = ["FIDO_CERTIFIED_L2", status, "UPDATE_AVAILABLE"];
        let unproven = SecurityKeyPolicy { accept_unproven: true, ..only_model() };
        for policy in [SecurityKeyPolicy::default(), only_model(), unproven] {
            let models = listing(&statuses, &maker, policy);
            for attestation in [attestation(&maker), no_attestation()] {
                assert_eq!(models.check_security_key(MODEL, &attestation, now()), NOT_ALLOWED, "{status}");
            }
        }
    }
}

#[test]
fn a_model_on_the_deny_list_of_fido_mds_is_compromised() {
    let (nitrokey_3_am, maker) = (uuid!("2cd2f727-f6ca-44da-8f48-5c2e5da000a2"), Maker::root("Maker"));
    let listed = crate::support::Listed { aaguid: nitrokey_3_am, statuses: &["FIDO_CERTIFIED"], anchors: &[&maker] };
    let metadata = crate::support::metadata("2026-12-01", &[listed]);
    let models = Models::new(Names::default(), metadata, SecurityKeyPolicy::default()).unwrap();
    assert_eq!(models.check_security_key(nitrokey_3_am, &no_attestation(), now()), NOT_ALLOWED);
}

#[test]
fn attestation_is_requested_with_a_policy_and_can_be_omitted_if_no_proof_is_needed() {
    let maker = Maker::root("Maker");
    let asks = |models: &Models| (models.wants_attestation(), models.may_retry_without_attestation());
    let unproven = |policy| SecurityKeyPolicy { accept_unproven: true, ..policy };
    assert_eq!(asks(&without_metadata(SecurityKeyPolicy::default())), (false, false));
    assert_eq!(asks(&without_metadata(unproven(SecurityKeyPolicy::default()))), (false, false));
    assert_eq!(asks(&without_metadata(only_model())), (true, true));
    assert_eq!(asks(&models(&maker, SecurityKeyPolicy::default())), (false, false));
    assert_eq!(asks(&models(&maker, only_model())), (true, false));
    assert_eq!(asks(&models(&maker, at_least(Certification::L1))), (true, false));
    assert_eq!(asks(&models(&maker, unproven(only_model()))), (true, true));
}

#[test]
fn a_certification_level_needs_metadata_but_unusable_metadata_does_not_stop_the_start() {
    let new = |metadata| Models::new(Names::default(), metadata, at_least(Certification::L1));
    assert!(matches!(new(Metadata::NotSupplied), Err(SettingsError::CertificationWithoutMetadata)));
    new(Metadata::read("garbage")).unwrap();
}
