//! What the transports that a browser reports say about an authenticator. They are not signed, so they can be a reason to refuse
//! a registration, but never prove anything.

use crate::ceremonies::RegistrationFacts;

/// Transports that only a removable security key has.
const SECURITY_KEY: [&str; 4] = ["usb", "nfc", BLE, "smart-card"];
/// Bluetooth Low Energy: a transport of security keys, but also the way in which a browser finds a phone nearby.
const BLE: &str = "ble";
/// Transports that only a phone or tablet has.
const PHONE: [&str; 2] = ["hybrid", "cable"];
/// The transport of an authenticator that is built into the device on which the page is open.
const INTERNAL: &str = "internal";

/// Whether the browser reported any transport that only a removable security key has, synced or not, whatever else it reported.
/// Browsers reach phones by `hybrid` (Firefox on Android: `cable`), and report password managers as `internal`. Chromium reports
/// `ble` and `hybrid` for a phone nearby, so `ble` together with `hybrid` or `cable` is no sign of a security key. Case is
/// ignored, because these words can only lead to a refusal. Words that WebAuthn does not define, and empty ones, decide nothing.
pub(super) fn name_a_security_key(facts: &RegistrationFacts) -> bool {
    SECURITY_KEY.into_iter().filter(|named| *named != BLE || !name_a_phone(facts)).any(|wanted| names(facts, wanted))
}

/// Whether the browser reported a transport that only a phone or tablet has, in upper or lower case.
pub(super) fn name_a_phone(facts: &RegistrationFacts) -> bool {
    PHONE.into_iter().any(|wanted| names(facts, wanted))
}

/// Whether the browser reported `internal`, in upper or lower case.
pub(super) fn name_a_built_in_authenticator(facts: &RegistrationFacts) -> bool {
    names(facts, INTERNAL)
}

fn names(facts: &RegistrationFacts, wanted: &str) -> bool {
    facts.transports.iter().any(|transport| transport.eq_ignore_ascii_case(wanted))
}

/// Whether the browser reported no transport other than `internal`. This is also true when it reported none.
pub(super) fn are_internal(facts: &RegistrationFacts) -> bool {
    facts.transports.iter().all(|transport| transport == INTERNAL)
}
