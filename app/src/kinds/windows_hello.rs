//! Windows Hello: on one Windows computer, by face, fingerprint or PIN.

use super::{Advice, ForAgent, ForUser, Next, READ_OUT, STAY};
use model::{Device, DeviceFailure, Preflight};

pub static FOR_USER: ForUser = ForUser {
    heading: "Register Windows Hello",
    what: "Windows Hello on this computer",
    found: |found| {
        let set_up = found.device == Device::Windows && found.platform_authenticator == Some(true);
        [if set_up { " Windows Hello is set up." } else { "" }, ""]
    },
    offers_both: |_| false,
    steps: |_| {
        [
            "Press Continue, then Register Windows Hello.",
            "A window of Windows opens. If it asks where to save the passkey, choose Windows Hello or This device.",
            "Confirm with your face, your fingerprint or the PIN that unlocks this computer.",
        ]
    },
    note: |_| None,
    secret: "Your face, your fingerprint and your PIN stay on this computer. Nobody else sees them.",
    ready: "Use Windows Hello",
    tap: "When you press the button, Windows asks for your face, your fingerprint or your PIN.",
    button: "Register Windows Hello",
    yours: "Windows Hello on this computer is ready to use",
    not_registered: "Windows Hello was not registered",
    already_registered: "This device is already registered",
};

pub static FOR_AGENT: ForAgent = ForAgent {
    hint: "On one Windows computer, by face, fingerprint or PIN. AAL3.",
    title: "Issue Windows Hello",
    presence: "They must register Windows Hello while you are with them.",
    before: [
        "Ask the user to sit at the Windows computer that they want to sign in on: Windows Hello works on that one only.",
        "Windows Hello must be set up on it (Settings, Accounts, Sign-in options), and the computer plugged in: with a \
         nearly empty battery its security chip makes no keys.",
        "Generate the link, copy it, and send it so that they can open it on that computer. Send it to nobody else.",
        READ_OUT,
        STAY,
    ],
    devices: &[
        (
            "Windows",
            "a window of Windows that asks for the face, the fingerprint or the PIN. If it asks where to save the \
             passkey first, they choose Windows Hello or This device. A computer that holds a passkey of theirs \
             already cannot be Windows Hello as well: remove that first.",
        ),
        ("Anything else", "a page that says that this link is for a Windows computer. They can still open it on one."),
    ],
    troubles: &[
        (DeviceFailure::NotAllowed, Device::Windows),
        (DeviceFailure::InvalidState, Device::Windows),
        (DeviceFailure::Constraint, Device::Windows),
        (DeviceFailure::InApp, Device::Other),
        (DeviceFailure::WrongDevice, Device::Other),
    ],
};

pub fn obstacle(found: &Preflight) -> Option<DeviceFailure> {
    match (found.device, found.platform_authenticator) {
        (Device::Windows, Some(false)) => Some(DeviceFailure::NoPlatformAuthenticator),
        (Device::Windows, Some(true) | None) => None,
        _ => Some(DeviceFailure::WrongDevice),
    }
}

pub fn advice(failure: DeviceFailure) -> Option<Advice> {
    let advice = match failure {
        DeviceFailure::NotAllowed => Advice {
            title: "Windows Hello was not registered",
            user: "You cancelled, or it took too long. Nothing is lost: your link still works. If Windows said that something went \
                   wrong, plug your computer in and try again: with a nearly empty battery its security chip makes no keys.",
            agent: "They cancelled, it took too long, or the security chip (TPM) refused: it makes no keys below 20 % battery in \
                    battery saver. Have them plug the computer in, unlock it once with Windows Hello, and try again.",
            next: Next::TryAgain,
        },
        DeviceFailure::InvalidState => Advice {
            title: "This computer is already registered",
            user: "It signs you in already, with Windows Hello or a passkey, so there is nothing more to do here.",
            agent: "This computer is on their list already, as Windows Hello or as a passkey; it cannot be both. To make it Windows \
                    Hello, remove the passkey from their list first.",
            next: Next::Nothing,
        },
        DeviceFailure::NotSupported | DeviceFailure::Constraint | DeviceFailure::NoPlatformAuthenticator => Advice {
            title: "Windows Hello is not set up on this computer",
            user: "Open Settings, Accounts, Sign-in options, and set up a PIN, your face or your fingerprint. Then try again.",
            agent: "Windows Hello is off on this computer, or the organisation's policy forbids it. Have them set up a PIN in \
                    Settings, Accounts, Sign-in options; if they cannot, ask their IT support.",
            next: Next::TryAgain,
        },
        DeviceFailure::WrongDevice => Advice {
            title: "Open your link on a Windows computer",
            user: "This link is for Windows Hello, so it works only on the Windows computer that you want to sign in on. Your link \
                   still works: open it there.",
            agent: "A link for Windows Hello was opened on something that is no Windows computer. Have them open it there, or \
                    generate a link for a passkey instead.",
            next: Next::OpenElsewhere,
        },
        _ => return None,
    };
    Some(advice)
}
