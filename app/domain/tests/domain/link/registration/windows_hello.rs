//! A link for Windows Hello: the options for the browser, and what is registered.

use super::{Registration, asked};
use crate::support::{Browser, Person, SoftAuthenticator, World};
use domain::models::{Metadata, Models, Names, SecurityKeyPolicy};
use model::{AuthenticatorKind::WindowsHello, Place, RegistrationChoice};
use serde_json::{Value, json};
use uuid::{Uuid, uuid};

const EDGE: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 \
    Safari/537.36 Edg/140.0.0.0";

#[tokio::test]
async fn the_options_for_windows_hello_are_for_this_device_whatever_place_the_user_chose() {
    let world = World::new().await;
    for place in [Place::Any, Place::ThisDevice, Place::AnotherDevice] {
        let choice = RegistrationChoice { place, without_attestation: false };
        let (options, _) = asked(&world, &mut world.browser(), WindowsHello, choice).await;
        assert_eq!(
            options["authenticatorSelection"],
            json!({
                "authenticatorAttachment": "platform",
                "residentKey": "required",
                "requireResidentKey": true,
                "userVerification": "required",
            }),
            "{place:?}"
        );
        assert_eq!(options["hints"], json!(["client-device"]), "{place:?}");
    }
}

#[tokio::test]
async fn the_options_for_windows_hello_never_ask_for_attestation() {
    let world = World::new().await;
    let policy = SecurityKeyPolicy { models: [Uuid::from_u128(1)].into(), ..SecurityKeyPolicy::default() };
    let models = Models::new(Names::default(), Metadata::NotSupplied, policy).unwrap();
    let mut browser = Browser::new(&world.with_models(models));
    for kind in [WindowsHello, model::AuthenticatorKind::Passkey] {
        let (options, retry) = asked(&world, &mut browser, kind, RegistrationChoice::default()).await;
        assert_eq!((&options["attestation"], options.get("attestationFormats"), retry), (&json!("none"), None, false));
    }
    let token = world.link_for(Person::User, WindowsHello).await;
    browser.register(&token, &mut SoftAuthenticator::windows_hello()).await.unwrap();
}

#[tokio::test]
async fn each_of_the_three_windows_hello_aaguids_is_registered_in_any_browser() {
    for (aaguid, user_agent) in [
        (uuid!("08987058-cadc-4b81-b6e1-30de50dcbe96"), Some(EDGE)),
        (uuid!("9ddd1817-af5a-4672-a2b9-3e3dd95000a9"), Some("A browser")),
        (uuid!("6028b017-b1d4-4c02-b4b3-afcdafc96bb2"), None),
    ] {
        let hello = SoftAuthenticator { aaguid, ..SoftAuthenticator::windows_hello() };
        let row = Registration { user_agent, ..Registration::new(WindowsHello, hello) }.accepted(|_| ()).await;
        assert_eq!((row.kind, row.aaguid, row.aaguid_proven), (WindowsHello.into(), aaguid, false));
        assert!(!row.backup_eligible);
    }
}

#[tokio::test]
async fn without_an_aaguid_windows_hello_is_recognised_by_the_user_agent() {
    for transports in [vec!["internal"], vec![]] {
        let hello = SoftAuthenticator { aaguid: Uuid::nil(), transports, ..SoftAuthenticator::windows_hello() };
        let row =
            Registration { user_agent: Some(EDGE), ..Registration::new(WindowsHello, hello) }.accepted(|_| ()).await;
        assert_eq!((row.kind, row.aaguid), (WindowsHello.into(), Uuid::nil()));
    }
}

#[tokio::test]
async fn the_operator_sets_which_aaguids_are_windows_hello() {
    let world = World::new().await;
    let new = uuid!("11111111-2222-4333-8444-555555555555");
    let mut browser = Browser::new(&world.with(|settings| settings.windows_hello_aaguids = vec![new]));
    let token = world.link_for(Person::User, WindowsHello).await;
    browser.register(&token, &mut SoftAuthenticator::windows_hello()).await.unwrap_err();
    let mut hello = SoftAuthenticator { aaguid: new, ..SoftAuthenticator::windows_hello() };
    browser.register(&token, &mut hello).await.unwrap();
}

#[tokio::test]
async fn a_user_signs_in_with_a_registered_windows_hello_and_the_audit_log_names_its_kind() {
    let world = World::new().await;
    let mut hello = world.registered(WindowsHello, Person::User).await;
    let detail: Value = serde_json::from_str(&world.last_audited().await.detail).unwrap();
    assert_eq!(detail, json!({ "kind": "Windows Hello", "model": "Windows Hello (hardware)" }));
    assert_eq!(world.browser().sign_in(&mut hello).await.unwrap().name, "User Care");
}
