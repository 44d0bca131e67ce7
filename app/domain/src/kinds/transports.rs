//! What the transports that a browser reports say about an authenticator. They are not signed, so they can speak against a
//! registration and never prove one.

use crate::ceremonies::RegistrationFacts;

/// Transports that only a removable security key has.
const SECURITY_KEY: [&str; 4] = ["usb", "nfc", BLE, "smart-card"];
/// Bluetooth Low Energy: a security key's, but also how a phone nearby is found.
const BLE: &str = "ble";
/// Transports that only a phone or tablet has.
const PHONE: [&str; 2] = ["hybrid", "cable"];
/// The transport of what is built into the device that the page is open on.
const INTERNAL: &str = "internal";

/// Whether the browser reported any transport that only a removable security key has, synced or not, whatever else it
/// reported. Phones are reached by `hybrid` (Firefox on Android: `cable`), and password managers are `internal`. Chromium names
/// a phone nearby `ble` and `hybrid`, so `ble` beside one of these two words speaks against nothing. In whichever letters: a
/// word only speaks against the authenticator. Words that are none of WebAuthn's, or empty, decide nothing.
pub(super) fn name_a_security_key(facts: &RegistrationFacts) -> bool {
    let names = |wanted: &str| facts.transports.iter().any(|transport| transport.eq_ignore_ascii_case(wanted));
    let is_a_phone = PHONE.into_iter().any(names);
    SECURITY_KEY.into_iter().filter(|named| *named != BLE || !is_a_phone).any(names)
}

/// Whether the browser reported nothing but transports that only a removable security key has, and at least one of them.
pub(super) fn are_removable(facts: &RegistrationFacts) -> bool {
    let removable = |transport: &String| SECURITY_KEY.contains(&transport.as_str());
    !facts.transports.is_empty() && facts.transports.iter().all(removable)
}

/// Whether the browser reported nothing but that the authenticator is built in, or nothing at all.
pub(super) fn are_internal(facts: &RegistrationFacts) -> bool {
    facts.transports.iter().all(|transport| transport == INTERNAL)
}
