//! A security key: a USB or NFC device with a PIN or a fingerprint reader.

use super::{Advice, ForAgent, ForUser, HAND_OVER, Next, Picture, READ_OUT, STAY};
use model::{Browser, Device, DeviceFailure};

pub static FOR_USER: ForUser = ForUser {
    heading: "Register your security key",
    about: (
        "What a security key is",
        "A security key is a small device that you plug in or hold against your phone or computer. It lets you sign in with a \
         PIN or fingerprint. You do not need a smartcard or password.",
    ),
    steps,
    note: about_the_pin,
    secret: "Your PIN is stored only on the key. Do not tell anyone your PIN. Your RA agent will never ask for it.",
    ready: "Use your security key",
    tap: "Select the button. Plug in your key or hold it against your device, enter its PIN, and touch it when it flashes.",
    picture: |device| if device.is_mobile() { Picture::PhoneWithKey } else { Picture::ComputerWithKey },
    button: "Register security key",
    yours: "Your security key is ready to use",
    test: "Tell your RA agent. Then test your security key while they are still with you.",
    works: "Your security key works",
    not_registered: "Your security key was not registered",
    already_registered: "This security key is already registered",
};

pub static FOR_AGENT: ForAgent = ForAgent {
    hint: "A small device that plugs in or is tapped, with a PIN or fingerprint (AAL3)",
    title: "Issue a security key",
    presence: "They must register it while you are with them.",
    before: [
        "Ask the user to have their security key ready. They also need a computer or phone it can plug into or be tapped on.",
        "If the key is new, they will choose a PIN for it. Do not ask for the PIN, and look away while they type it. A PIN \
         cannot be set in Firefox: use Edge or Chrome.",
        HAND_OVER,
        READ_OUT,
        STAY,
    ],
    devices: &[
        (
            "Windows",
            "Windows asks where to save the passkey. They choose \"Security key\" (older Windows: \"External security key or \
             built-in sensor\") and select OK, on some computers twice. They insert or tap the key, enter its PIN (for a new \
             key, they create one) and touch the key. Some keys need to be touched twice.",
        ),
        ("Mac", "The browser asks them to insert the key, enter its PIN and touch it."),
        (
            "iPhone and iPad",
            "They select \"Other options\", then \"Security key\". They plug the key in or hold it against the top of the \
             iPhone, then enter its PIN.",
        ),
        (
            "Android",
            "They select \"Another device\" or \"Security key\", then plug the key in or hold it against the back of the phone. \
             Many phones cannot use NFC for this, and some never ask for the PIN: a computer works better.",
        ),
    ],
    troubles: &[
        (DeviceFailure::NotAllowed, Device::Windows),
        (DeviceFailure::NotAllowed, Device::Android),
        (DeviceFailure::InvalidState, Device::Windows),
        (DeviceFailure::Constraint, Device::Windows),
        (DeviceFailure::InApp, Device::Other),
    ],
};

fn steps(device: Device) -> [&'static str; 3] {
    match device {
        Device::Windows => [
            "Select Continue, then Register security key. When Windows asks where to save it, choose \"Security key\" (or \
             \"External security key or built-in sensor\") and select Next or OK. Some computers ask you to select OK twice.",
            "Plug in the key, or tap it on the reader, and enter its PIN. If the key is new, create a PIN.",
            "Touch the key when it flashes. Some keys need to be touched twice.",
        ],
        Device::Ipad => [
            "Select Continue, then Register security key. Select \"Other options\", then \"Security key\".",
            "Plug in the key and enter its PIN.",
            "Touch the key when it flashes.",
        ],
        Device::Iphone => [
            "Select Continue, then Register security key. Select \"Other options\", then \"Security key\".",
            "Plug in the key, or hold it against the top of your iPhone, and enter its PIN.",
            "Touch the key when it flashes, or keep it against the phone until the message closes.",
        ],
        Device::Android => [
            "Select Continue, then Register security key. Select \"Another device\" or \"Security key\".",
            "Plug in the key, or hold it against the back of your phone, and enter its PIN.",
            "Touch the key when it flashes, or keep it against the phone until the message closes.",
        ],
        Device::Mac | Device::Other => [
            "Select Continue, then Register security key. If you are asked how to save it, choose \"Security key\".",
            "Plug in the key and enter its PIN.",
            "Touch the key when it flashes. Some keys need to be touched twice.",
        ],
    }
}

/// What the user should know before the tap: about the key's PIN, or about a phone that may not ask for it.
fn about_the_pin(device: Device, browser: Browser) -> Option<(&'static str, &'static str)> {
    if device == Device::Android {
        return Some((
            "A computer works better",
            "Many Android phones cannot use a security key: some find it only when it is plugged in, some never ask for its \
             PIN. You can try, or copy your link and open it on a computer.",
        ));
    }
    let words = match browser {
        Browser::Firefox => {
            "Your key has its own PIN. If your key is new, open this link in Edge or Chrome, because Firefox cannot set a PIN. If \
             you enter the wrong PIN too many times, the key locks and must be reset."
        }
        _ => {
            "Your key has its own PIN. If your key is new, you will be asked to choose one. Use at least 4 characters, and do not \
             use your birthday. You will need this PIN every time you sign in. If you enter the wrong PIN too many times, the key \
             locks and must be reset."
        }
    };
    Some(("Your security key's PIN", words))
}

pub fn advice(failure: DeviceFailure, device: Device) -> Option<Advice> {
    use DeviceFailure::{Constraint, NotAllowed, NotReadable, NotSupported, Unknown};
    let advice = match failure {
        NotAllowed | NotSupported | Constraint | NotReadable | Unknown if device == Device::Android => Advice {
            title: "The security key was not registered",
            user: "You cancelled, ran out of time, or your phone could not use the key. Many Android phones cannot. Copy your link \
                   and open it on a computer.",
            agent: "They cancelled, ran out of time, or the phone cannot use the key: many Android phones offer no NFC here, and \
                    some never ask for the PIN. The key may be fine. Ask them to open the link on a computer.",
            next: Next::TryAgainOrElsewhere,
        },
        NotAllowed => Advice {
            title: "The security key was not registered",
            user: "You cancelled, ran out of time, or the key could not be used. You can try again: your link still works. Plug \
                   in the key or hold it against your device. Enter its PIN when asked, and touch it when it flashes. Tell your \
                   RA agent what the window said.",
            agent: "They cancelled or ran out of time, or the key refused. The key may be locked after too many wrong PINs, or \
                    it may be full. Its PIN may have to be changed first, or it may not support a PIN. Ask what the window said. \
                    A locked key must be reset, which deletes what is on it. A full key needs an old account deleted. They can \
                    set a PIN in Edge, Chrome or Windows Settings, but not in Firefox.",
            next: Next::TryAgain,
        },
        NotReadable | Unknown => Advice {
            title: "Your device could not use the key",
            user: "Take it out, plug it in again or hold it against your device, then try again.",
            agent: "The device lost the key, or could not read it. Ask them to plug it in again, at another port and without a \
                    hub. They should touch it only when it flashes. Or ask them to use another computer.",
            next: Next::TryAgain,
        },
        DeviceFailure::InvalidState => Advice {
            title: "This security key is already registered",
            user: "You can already sign in with this key. To register another key, remove this one, plug in the other one and try \
                   again.",
            agent: "This key is already registered to them. Nothing is wrong. If they have another key, ask them to use that one.",
            next: Next::TryAgain,
        },
        NotSupported | Constraint => Advice {
            title: "This security key cannot be used",
            user: "It may be too old to have a PIN, or it may be full. Try another key, or ask your RA agent for one.",
            agent: "The key has no PIN, does not support one, or is full. Ask them to set a PIN in Edge, Chrome or Windows \
                    Settings, or give them another key.",
            next: Next::TryAgain,
        },
        _ => return None,
    };
    Some(advice)
}
