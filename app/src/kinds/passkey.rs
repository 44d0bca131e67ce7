//! A passkey: on the user's phone, tablet or computer.

use super::{Advice, ForAgent, ForUser, HAND_OVER, Next, Picture, READ_OUT, STAY};
use model::{Device, DeviceFailure, Preflight};

pub static FOR_USER: ForUser = ForUser {
    heading: "Register your passkey",
    about: (
        "What a passkey is",
        "A passkey lets you sign in with your face, fingerprint or PIN. You do not need a smartcard or password.",
    ),
    steps,
    note: |_, _| None,
    secret: "Your face, fingerprint and PIN never leave your device. We cannot see them.",
    ready: "Create your passkey",
    tap: "Select the button. Your device will ask you to save a passkey. Use your face, fingerprint or PIN to confirm.",
    picture: |device| if device.is_mobile() { Picture::Phone } else { Picture::Computer },
    button: "Create passkey",
    yours: "Your passkey is ready to use",
    test: "Tell your RA agent. Then test your passkey while they are still with you.",
    works: "Your passkey works",
    not_registered: "Your passkey was not registered",
    already_registered: "This device is already registered",
};

/// The heading when the user chooses between this computer and a phone or tablet.
pub const CHOICE: &str = "Choose where to save your passkey";

/// The heading when the passkey is saved on a phone or tablet that is near this computer.
pub const NEARBY: &str = "Create a passkey on your phone or tablet";

/// The steps in that case, from *Continue* to the end.
pub const NEARBY_STEPS: [&str; 3] = [
    "Turn on Bluetooth on this computer, and on your phone or tablet.",
    "Select Continue, then Create passkey. If you are asked where to save it, choose your phone or tablet.",
    "Scan the QR code with the camera of your phone or tablet. Then use your face, fingerprint or PIN on it.",
];

/// The same from the button of the last step to the end.
pub const NEARBY_TAP: [&str; 3] = [
    "Turn on Bluetooth on this computer, and on your phone or tablet.",
    "Select the button. If you are asked where to save it, choose your phone or tablet.",
    "Scan the QR code with the camera of your phone or tablet.",
];

pub static FOR_AGENT: ForAgent = ForAgent {
    hint: "Saved on the user's phone, tablet or computer (AAL2)",
    title: "Issue a passkey",
    presence: "They must register it while you are with them.",
    before: [
        "Ask the user to have ready the device they want to sign in with. It must be charged and have a screen lock.",
        "If they open the link on a computer but save the passkey on a phone, turn on Bluetooth on both.",
        HAND_OVER,
        READ_OUT,
        STAY,
    ],
    devices: &[
        (
            "iPhone and iPad",
            "A box slides up asking if they want to save a passkey. They select Continue, then use Face ID, Touch ID or their \
             passcode.",
        ),
        (
            "Android",
            "A box slides up asking to create a passkey in Google Password Manager or Samsung Pass. They confirm with their \
             fingerprint, face or screen lock.",
        ),
        (
            "Windows",
            "They choose this computer or a phone or tablet. Windows then asks for their face, fingerprint or PIN, or shows a QR \
             code to scan with the phone. If it asks where to save the passkey, the choices are \"This Windows device\" and \
             \"iPhone, iPad or Android device\". If the computer is already registered as Windows Hello, it cannot hold a passkey \
             too: they can use a phone or tablet instead.",
        ),
        (
            "Mac",
            "A box asks to save a passkey. They confirm with Touch ID or their Mac password, or scan a QR code to use a phone.",
        ),
    ],
    troubles: &[
        (DeviceFailure::NotAllowed, Device::Windows),
        (DeviceFailure::NotAllowed, Device::Iphone),
        (DeviceFailure::InvalidState, Device::Windows),
        (DeviceFailure::Constraint, Device::Windows),
        (DeviceFailure::InApp, Device::Other),
    ],
};

/// A phone or tablet must be able to keep the passkey itself. A computer need not, because it may reach a phone.
pub fn obstacle(found: &Preflight) -> Option<DeviceFailure> {
    (found.device.is_mobile() && found.platform_authenticator == Some(false))
        .then_some(DeviceFailure::NoPlatformAuthenticator)
}

fn steps(device: Device) -> [&'static str; 3] {
    match device {
        Device::Iphone => [
            "Select Continue, then Create passkey.",
            "Your iPhone asks if you want to save a passkey. Select Continue.",
            "Use Face ID, Touch ID or your passcode.",
        ],
        Device::Ipad => [
            "Select Continue, then Create passkey.",
            "Your iPad asks if you want to save a passkey. Select Continue.",
            "Use Face ID, Touch ID or your passcode.",
        ],
        Device::Android => [
            "Select Continue, then Create passkey.",
            "Your phone asks if you want to create a passkey. Select Create or Continue.",
            "Use your fingerprint, face or screen lock.",
        ],
        Device::Windows => [
            "Choose where to save your passkey: this computer, or a phone or tablet. Then select Create passkey.",
            "Windows asks you to confirm, or shows a QR code to scan with your phone's camera. For a phone or tablet, turn on \
             Bluetooth on both devices.",
            "Use your face, fingerprint or PIN.",
        ],
        Device::Mac => [
            "Select Continue, then Create passkey.",
            "Your Mac asks if you want to save a passkey. To save it on a phone instead, select \"Other options\" and scan the QR \
             code.",
            "Use Touch ID, your Mac password, or your phone.",
        ],
        Device::Other => [
            "Select Continue, then Create passkey.",
            "Your device asks you to save a passkey for this service.",
            "Use your face, fingerprint or the PIN that unlocks this device.",
        ],
    }
}

pub fn advice(failure: DeviceFailure, device: Device) -> Option<Advice> {
    use Device::{Android, Ipad, Iphone, Mac, Other, Windows};
    let advice = match (failure, device) {
        (DeviceFailure::NotAllowed, Iphone | Ipad) => Advice {
            title: "No passkey was created",
            user: "You cancelled or ran out of time. You can try again: your link still works. If you did not cancel, go to \
                   Settings, General, AutoFill & Passwords. Check that your password manager is turned on.",
            agent: "They cancelled, ran out of time, or already have a passkey on this device. Safari does not tell us which. \
                    Check their profile. If it is not listed, ask them to check that a passcode and iCloud Keychain are turned \
                    on. Then they can try again.",
            next: Next::TryAgain,
        },
        (DeviceFailure::NotAllowed, Android) => Advice {
            title: "No passkey was created",
            user: "You cancelled or ran out of time. You can try again: your link still works. If you did not cancel, check that \
                   your phone has a screen lock. Also check that you are signed in to your Google or Samsung account.",
            agent: "They cancelled, ran out of time, or the phone has no password manager turned on. Ask them to check their screen \
                    lock and Google or Samsung account, then try again.",
            next: Next::TryAgain,
        },
        (DeviceFailure::NotAllowed, Windows | Mac | Other) => Advice {
            title: "No passkey was created",
            user: "You cancelled or ran out of time. You can try again: your link still works. If you are using a phone, check that \
                   Bluetooth is on, on both the phone and this computer.",
            agent: "They cancelled, ran out of time, or the computer could not find the phone. Ask them to turn on Bluetooth on \
                    both, move the phone closer and try again.",
            next: Next::TryAgainOrPhone,
        },
        (DeviceFailure::InvalidState, Windows) => Advice {
            title: "This computer is already registered",
            user: "You can already sign in with this computer, using Windows Hello or a passkey. To add a phone or tablet, use the \
                   same link.",
            agent: "This computer is already registered as Windows Hello or a passkey. It cannot be both. They can use the same \
                    link for a phone or tablet.",
            next: Next::PhoneOrTablet,
        },
        (DeviceFailure::InvalidState, Iphone | Ipad | Android) => Advice {
            title: "This device is already registered",
            user: "You already have a passkey on this device, so you do not need to do anything else. To register another device, \
                   open the link on that device.",
            agent: "This device, or the account it syncs with, is already registered. Nothing is wrong. To add another device, ask \
                    them to open the link on it.",
            next: Next::OpenElsewhere,
        },
        (DeviceFailure::InvalidState, Mac | Other) => Advice {
            title: "This device is already registered",
            user: "You already have a passkey on this device, so you do not need to do anything else. To register another device, \
                   use a phone or tablet, or open the link on that device.",
            agent: "This device, or the account it syncs with, is already registered. Nothing is wrong. They can use the same link \
                    for a phone or tablet.",
            next: Next::PhoneOrTablet,
        },
        (DeviceFailure::AlreadyNearby, _) => Advice {
            title: "This phone or tablet is already registered",
            user: "You already have a passkey on that phone or tablet. To register a different one, try again and use that one.",
            agent: "The phone or tablet they used is already registered. Nothing is wrong. To add a different one, ask them to try \
                    again with it.",
            next: Next::TryAgainOrPhone,
        },
        (DeviceFailure::NotSupported | DeviceFailure::Constraint | DeviceFailure::NoPlatformAuthenticator, _) => {
            Advice {
                title: "This device cannot save a passkey yet",
                user: "Set up a screen lock (face, fingerprint or PIN), then try again. Or open your link on another device.",
                agent: "The device has no screen lock or cannot save passkeys. Ask them to set up a screen lock, or use another \
                        device.",
                next: if device.is_mobile() { Next::TryAgainOrElsewhere } else { Next::TryAgainOrPhone },
            }
        }
        _ => return None,
    };
    Some(advice)
}
