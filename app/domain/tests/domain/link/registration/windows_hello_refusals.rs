//! Refusals with a link for Windows Hello. Each is audited, and Windows Hello can be registered afterwards.

use super::Registration;
use crate::support::{BE, BS, SoftAuthenticator, UV};
use model::{
    AuthenticatorKind::WindowsHello,
    CeremonyRefusal::{NotDiscoverable, NotVerified, NotWindowsHello, SyncedNotAllowed},
};
use serde_json::json;
use uuid::{Uuid, uuid};

const EDGE: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 \
    Safari/537.36 Edg/140.0.0.0";
const SAFARI: &str = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) \
    Version/18.6 Safari/605.1.15";

fn hello() -> SoftAuthenticator {
    SoftAuthenticator::windows_hello()
}

async fn not_windows_hello(user_agent: Option<&'static str>, authenticator: SoftAuthenticator) {
    let offer = Registration { user_agent, ..Registration::new(WindowsHello, authenticator) };
    offer.refused(NotWindowsHello, |_| ()).await;
}

#[tokio::test]
async fn an_authenticator_without_an_aaguid_outside_windows_is_refused() {
    for user_agent in [Some(SAFARI), Some("windows nt"), Some(""), None] {
        not_windows_hello(user_agent, SoftAuthenticator { aaguid: Uuid::nil(), ..hello() }).await;
    }
}

#[tokio::test]
async fn a_phone_is_refused() {
    not_windows_hello(Some(SAFARI), SoftAuthenticator::phone()).await;
    let hybrid = SoftAuthenticator { attachment: "cross-platform", ..SoftAuthenticator::phone() };
    not_windows_hello(Some(EDGE), hybrid).await;
}

#[tokio::test]
async fn a_password_manager_on_windows_is_refused() {
    // Bitwarden, which takes the place of the platform authenticator, and an unknown one.
    for aaguid in [uuid!("d548826e-79b4-db40-a3d8-11116f7e8349"), Uuid::from_u128(1)] {
        not_windows_hello(Some(EDGE), SoftAuthenticator { aaguid, ..hello() }).await;
    }
}

#[tokio::test]
async fn an_authenticator_not_reported_as_a_platform_authenticator_is_refused() {
    not_windows_hello(Some(EDGE), SoftAuthenticator { attachment: "cross-platform", ..hello() }).await;
    not_windows_hello(Some(EDGE), SoftAuthenticator { attachment: "Platform", ..hello() }).await;
    Registration { user_agent: Some(EDGE), ..Registration::new(WindowsHello, hello()) }
        .refused(NotWindowsHello, |response| {
            response.envelope = |json| drop(json.as_object_mut().unwrap().remove("authenticatorAttachment"));
        })
        .await;
}

#[tokio::test]
async fn one_transport_that_no_platform_authenticator_has_is_enough_for_a_refusal() {
    for other in ["usb", "hybrid", "nfc", "ble", "smart-card"] {
        for transports in [vec![other], vec!["internal", other]] {
            not_windows_hello(Some(EDGE), SoftAuthenticator { transports, ..hello() }).await;
        }
    }
}

#[tokio::test]
async fn a_security_key_on_windows_is_refused() {
    not_windows_hello(Some(EDGE), SoftAuthenticator::security_key()).await;
}

#[tokio::test]
async fn a_synced_windows_hello_passkey_is_refused() {
    for (flags, aaguid) in [(BE, hello().aaguid), (BE | BS, hello().aaguid), (BE | BS, Uuid::nil())] {
        let synced = SoftAuthenticator { flags: hello().flags | flags, aaguid, ..hello() };
        Registration { user_agent: Some(EDGE), ..Registration::new(WindowsHello, synced) }
            .refused(SyncedNotAllowed, |_| ())
            .await;
    }
}

#[tokio::test]
async fn windows_hello_without_user_verification_or_a_discoverable_credential_is_refused() {
    Registration::new(WindowsHello, hello()).refused(NotVerified, |response| response.flags &= !UV).await;
    Registration::new(WindowsHello, hello())
        .refused(NotDiscoverable, |response| {
            response.envelope = |json| json["clientExtensionResults"]["credProps"]["rk"] = json!(false);
        })
        .await;
}
