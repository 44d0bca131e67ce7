//! A security key: a USB or NFC device with a PIN or a fingerprint reader.

use super::{Advice, ForAgent, ForUser, HAND_OVER, Next, READ_OUT, STAY};
use model::{Browser, Device, DeviceFailure};

pub static FOR_USER: ForUser = ForUser {
    heading: "Register your security key",
    what: "A security key",
    found: |_| [" You can use a security key here.", ""],
    offers_both: |_| false,
    steps,
    note: about_the_pin,
    secret: "The PIN stays in the key. Nobody else sees it, and your RA agent must not ask for it.",
    ready: "Use your security key",
    tap: "When you press the button, your device asks for the key. Plug it in or hold it close, enter its PIN, and \
          touch it when it blinks.",
    button: "Register security key",
    yours: "Your security key is ready to use",
    not_registered: "Your security key was not registered",
    already_registered: "This security key is already registered",
};

pub static FOR_AGENT: ForAgent = ForAgent {
    hint: "A USB or NFC device with a PIN or a fingerprint reader. AAL3.",
    title: "Issue a security key",
    presence: "They must register the security key while you are with them.",
    before: [
        "Ask the user to have the security key at hand, and a computer or phone that it fits, by USB or NFC.",
        "If the key is new, they set its PIN on the way. Do not ask for it, and look away while they type. With Firefox \
         a new key gets no PIN: they need Edge or Chrome.",
        HAND_OVER,
        READ_OUT,
        STAY,
    ],
    devices: &[
        (
            "Windows",
            "a window that asks where to save the passkey: they choose Security key. Then it asks for the key, for its \
             PIN (a new key: to choose one), and to touch the key, perhaps twice.",
        ),
        ("Mac", "a window of the browser that asks for the key, its PIN, and a touch."),
        (
            "iPhone and iPad",
            "a sheet: they choose Other options, then Security key. They plug it in, or hold it to the top of the \
             iPhone, and enter its PIN.",
        ),
        (
            "Android",
            "a sheet: they choose Another device or Security key, plug it in or hold it to the back of the phone.",
        ),
    ],
    troubles: &[
        (DeviceFailure::NotAllowed, Device::Windows),
        (DeviceFailure::InvalidState, Device::Windows),
        (DeviceFailure::Constraint, Device::Windows),
        (DeviceFailure::InApp, Device::Other),
    ],
};

fn steps(device: Device) -> [&'static str; 3] {
    match device {
        Device::Windows => [
            "Press Continue, then Register security key. A window of Windows opens: choose Security key, then Next or OK.",
            "Plug the key in, or hold it to the reader, and enter its PIN.",
            "Touch the key when it blinks. Some keys want to be touched twice.",
        ],
        Device::Ipad => [
            "Press Continue, then Register security key. In the sheet choose Other options, then Security key.",
            "Plug the key in and enter its PIN.",
            "Touch the key when it blinks.",
        ],
        Device::Iphone => [
            "Press Continue, then Register security key. In the sheet choose Other options, then Security key.",
            "Plug the key in, or hold it to the top of the iPhone, and enter its PIN.",
            "Touch the key when it blinks, or hold it close until the sheet goes away.",
        ],
        Device::Android => [
            "Press Continue, then Register security key. In the sheet choose Another device or Security key.",
            "Plug the key in, or hold it to the back of the phone, and enter its PIN.",
            "Touch the key when it blinks, or hold it close until the sheet goes away.",
        ],
        Device::Mac | Device::Other => [
            "Press Continue, then Register security key. If the window offers several ways, choose Security key.",
            "Plug the key in and enter its PIN.",
            "Touch the key when it blinks. Some keys want to be touched twice.",
        ],
    }
}

/// What the user should know about the key's PIN before the key asks for it.
fn about_the_pin(browser: Browser) -> Option<(&'static str, &'static str)> {
    let words = match browser {
        Browser::Firefox => {
            "The key has a PIN of its own. Firefox cannot set one: if your key is new, open your link in Edge or Chrome. \
             After too many wrong tries the key locks itself, and must be reset."
        }
        _ => {
            "The key has a PIN of its own. If it is new, you choose one now: at least 4 characters, not your birthday. \
             You will need it whenever you sign in. After too many wrong tries the key locks itself, and must be reset."
        }
    };
    Some(("About the PIN", words))
}

pub fn advice(failure: DeviceFailure) -> Option<Advice> {
    let advice = match failure {
        DeviceFailure::NotAllowed => Advice {
            title: "The security key was not registered",
            user: "You cancelled, it took too long, or the key could not be used. Nothing is lost: your link still works. Plug the \
                   key in or hold it close, touch it when it blinks, and enter its PIN when you are asked.",
            agent: "They cancelled, it took too long, the PIN was wrong too often, or the key knows no PIN (U2F only). Ask what the \
                    window said. A key without a PIN gets one in Edge, in Chrome, or in the settings of Windows; Firefox sets none.",
            next: Next::TryAgain,
        },
        DeviceFailure::InvalidState => Advice {
            title: "This security key is already registered",
            user: "It signs you in already, so there is nothing more to do with it. To register another key, take this one out, \
                   plug the other one in, and try again.",
            agent: "This very key is on their list already. Nothing is wrong. If they hold two, have them take the other one.",
            next: Next::TryAgain,
        },
        DeviceFailure::NotSupported | DeviceFailure::Constraint => Advice {
            title: "This security key cannot be used",
            user: "It may be an older one that knows no PIN, or it has no room left for another account. Try another key, or ask \
                   your RA agent for one.",
            agent: "The key cannot check who holds it (U2F only, or without a PIN), or is full. Have them set a PIN in Edge, Chrome \
                    or the settings of Windows, or give them another key.",
            next: Next::TryAgain,
        },
        _ => return None,
    };
    Some(advice)
}
