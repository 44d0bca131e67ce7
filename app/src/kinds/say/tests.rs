use crate::kinds::{Next, advice, obstacle, say, tests::GOOD};
use model::{AttemptFailure, AttemptState, AuthenticatorKind, CeremonyRefusal, Device, DeviceFailure, Preflight};
use strum::VariantArray;

fn every_case() -> impl Iterator<Item = (AuthenticatorKind, Device)> {
    AuthenticatorKind::VARIANTS.iter().flat_map(|&kind| Device::VARIANTS.iter().map(move |&device| (kind, device)))
}

#[test]
fn there_is_something_to_say_at_every_step_and_after_every_device_failure() {
    let steps = [AttemptState::NeedsCode, AttemptState::Admitted, AttemptState::Prompted, AttemptState::Registered];
    let failures = DeviceFailure::VARIANTS.iter().map(|failure| AttemptState::Failed(AttemptFailure::Device(*failure)));
    for state in steps.into_iter().chain(failures) {
        for (kind, device) in every_case() {
            let words = say(kind, device, state).unwrap();
            assert!(words.ends_with(['.', '?']) && !words.contains("  "), "{kind:?} {device:?} {state:?}: {words}");
        }
    }
}

#[test]
fn what_is_said_after_a_failure_names_a_button_only_if_the_page_has_it() {
    for (kind, device) in every_case() {
        for &failure in DeviceFailure::VARIANTS {
            let words = say(kind, device, AttemptState::Failed(AttemptFailure::Device(failure))).unwrap();
            let next = advice(kind, failure, device).next;
            let again = matches!(next, Next::TryAgain | Next::TryAgainOrPhone | Next::TryAgainOrElsewhere);
            let phone = matches!(next, Next::PhoneOrTablet | Next::TryAgainOrPhone);
            let copy = matches!(next, Next::AnotherBrowser | Next::OpenElsewhere | Next::TryAgainOrElsewhere);
            for (button, has) in [("Try again", again), ("Use a phone or tablet instead", phone), ("Copy link", copy)] {
                assert!(has || !words.contains(button), "{kind:?} {device:?} {failure:?}: {words}");
            }
        }
    }
}

#[test]
fn the_user_is_told_that_nothing_is_wrong_when_the_device_is_registered_already() {
    for (kind, device) in every_case() {
        let registered = AttemptState::Failed(AttemptFailure::Device(DeviceFailure::InvalidState));
        let possible = obstacle(kind, &Preflight { device, ..GOOD }).is_none();
        let words = say(kind, device, registered).unwrap();
        assert!(!possible || words.starts_with("Nothing is wrong"), "{kind:?} {device:?}: {words}");
    }
}

#[test]
fn with_a_security_key_the_agent_says_that_they_do_not_want_to_hear_the_pin() {
    for (kind, device) in every_case() {
        let words = say(kind, device, AttemptState::Prompted).unwrap();
        assert_eq!(words.ends_with("Do not tell me the PIN."), kind == AuthenticatorKind::SecurityKey, "{words}");
    }
}

#[test]
fn there_is_nothing_to_say_about_a_refusal_that_only_an_agent_can_do_something_about() {
    for (kind, device) in every_case() {
        let refused = |refusal| say(kind, device, AttemptState::Failed(AttemptFailure::Refused(refusal)));
        assert_eq!(refused(CeremonyRefusal::IssuerMayNot), None);
        assert!(refused(CeremonyRefusal::NotVerified).is_some());
    }
}
