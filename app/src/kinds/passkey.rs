//! A passkey: on the user's phone, tablet or computer.

use super::{Advice, ForAgent, ForUser, HAND_OVER, Next, READ_OUT, STAY};
use model::{Device, DeviceFailure, Preflight};

pub static FOR_USER: ForUser = ForUser {
    heading: "Register your passkey",
    what: "A passkey",
    found,
    offers_both: |found| found.device == Device::Windows && found.platform_authenticator == Some(true),
    steps,
    note: |_| None,
    secret: "Your face, your fingerprint and your PIN stay on your device. Nobody else sees them.",
    ready: "Create your passkey",
    tap: "When you press the button, your device asks you to save a passkey. Follow what it says.",
    button: "Create passkey",
    yours: "Your passkey is ready to use",
    not_registered: "Your passkey was not registered",
    already_registered: "This device is already registered",
};

pub static FOR_AGENT: ForAgent = ForAgent {
    hint: "On the user’s iPhone, iPad, Android phone or computer. AAL2.",
    title: "Issue a passkey",
    presence: "They must register the passkey while you are with them.",
    before: [
        "Ask the user to have the device at hand that they want to sign in with, charged and with a screen lock set up.",
        "If they open the link on a computer and keep the passkey on their phone, Bluetooth must be on, on both.",
        HAND_OVER,
        READ_OUT,
        STAY,
    ],
    devices: &[
        (
            "iPhone and iPad",
            "a sheet from the bottom that asks to save a passkey, then Face ID, Touch ID or the passcode.",
        ),
        (
            "Android",
            "a sheet that asks to create a passkey in Google Password Manager or Samsung Pass, then the fingerprint, the \
             face or the screen lock.",
        ),
        (
            "Windows",
            "a choice between this computer (Windows Hello) and a phone or tablet, then a window of Windows. For a phone \
             or tablet it shows a QR code. A computer that is registered as Windows Hello already cannot hold a passkey \
             as well; the page offers to use a phone or tablet instead.",
        ),
        ("Mac", "a window that asks to save a passkey, then Touch ID or the Mac’s password; or a QR code for a phone."),
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

fn found(found: &Preflight) -> [&'static str; 2] {
    let itself = match (found.device, found.platform_authenticator) {
        (Device::Windows, Some(true)) => " Windows Hello is set up.",
        (_, Some(true)) => " It can keep your passkey.",
        (_, Some(false)) => " It cannot keep a passkey itself: use a phone or tablet.",
        (_, None) => "",
    };
    let others = match (found.device.is_mobile(), found.hybrid) {
        (false, Some(true)) => " It can reach a phone or tablet nearby.",
        (false, Some(false)) => " To use a phone or tablet, turn on Bluetooth on this computer first.",
        (true, _) | (false, None) => "",
    };
    [itself, others]
}

fn steps(device: Device) -> [&'static str; 3] {
    match device {
        Device::Iphone | Device::Ipad => [
            "Press Continue, then Create passkey.",
            "A sheet slides up and asks to save a passkey in Passwords. Press Continue in it.",
            "Confirm with Face ID, Touch ID or your passcode.",
        ],
        Device::Android => [
            "Press Continue, then Create passkey.",
            "A sheet slides up and asks to create a passkey, in Google Password Manager or Samsung Pass. Press Continue in it.",
            "Confirm with your fingerprint, your face or your screen lock.",
        ],
        Device::Windows => [
            "Press Continue, or choose where to keep the passkey: on this computer, or on a phone or tablet. Then press Create passkey.",
            "A window of Windows opens. For a phone or tablet it shows a QR code: scan it with its camera. Bluetooth must be on, on both.",
            "Confirm with Windows Hello, or on your phone or tablet.",
        ],
        Device::Mac => [
            "Press Continue, then Create passkey.",
            "A window asks to save a passkey. To keep it on a phone instead, choose Other options and scan the QR code with the phone.",
            "Confirm with Touch ID or the password of your Mac, or on your phone.",
        ],
        Device::Other => [
            "Press Continue, then Create passkey.",
            "Your device asks you to save a passkey for this service.",
            "Confirm with your face, your fingerprint or the PIN that unlocks this device.",
        ],
    }
}

pub fn advice(failure: DeviceFailure, device: Device) -> Option<Advice> {
    use Device::{Android, Ipad, Iphone, Mac, Other, Windows};
    let advice = match (failure, device) {
        (DeviceFailure::NotAllowed, Iphone | Ipad) => Advice {
            title: "No passkey was created",
            user: "You cancelled, or it took too long. Nothing is lost: your link still works. If you did not cancel, look in \
                   Settings, Passwords, whether saving passkeys is on.",
            agent: "They cancelled, it took too long, or this device has their passkey already: Safari says the same for all three. \
                    Look whether their profile lists it. If not, have them check that a passcode and iCloud Keychain are on, and \
                    try again.",
            next: Next::TryAgain,
        },
        (DeviceFailure::NotAllowed, Android) => Advice {
            title: "No passkey was created",
            user: "You cancelled, or it took too long. Nothing is lost: your link still works. If you did not cancel, check that \
                   your phone has a screen lock and that you are signed in to your Google or Samsung account.",
            agent: "They cancelled, it took too long, or no password manager of the phone could keep it. Have them check the screen \
                    lock and the account on the phone, and try again.",
            next: Next::TryAgain,
        },
        (DeviceFailure::NotAllowed, Windows | Mac | Other) => Advice {
            title: "No passkey was created",
            user: "You cancelled, or it took too long. Nothing is lost: your link still works. If you are using your phone, check \
                   that Bluetooth is on, on the phone and on this computer.",
            agent: "They cancelled, it took too long, or the computer did not find the phone. Have them turn on Bluetooth on both, \
                    bring the phone close, and try again.",
            next: Next::TryAgainOrPhone,
        },
        (DeviceFailure::InvalidState, Windows) => Advice {
            title: "This computer is already registered",
            user: "It signs you in already, with Windows Hello or a passkey, and cannot be registered a second time. You can \
                   register a phone or tablet with the same link.",
            agent: "This computer is on their list already, as Windows Hello or as a passkey; it cannot be both. With the same link \
                    they can use a phone or tablet instead.",
            next: Next::PhoneOrTablet,
        },
        (DeviceFailure::InvalidState, Iphone | Ipad | Android) => Advice {
            title: "This device is already registered",
            user: "Your passkey on this device works already, so there is nothing more to do here. To register another device, \
                   open the link on that one.",
            agent: "This device, or the account that it syncs with, is on their list already. Nothing is wrong. For another device \
                    they open the same link there.",
            next: Next::OpenElsewhere,
        },
        (DeviceFailure::InvalidState, Mac | Other) => Advice {
            title: "This device is already registered",
            user: "Your passkey on this device works already, so there is nothing more to do here. To register another device, \
                   use a phone or tablet, or open the link on that device.",
            agent: "This device, or the account that it syncs with, is on their list already. Nothing is wrong. With the same link \
                    they can use a phone or tablet instead.",
            next: Next::PhoneOrTablet,
        },
        (DeviceFailure::AlreadyNearby, _) => Advice {
            title: "This phone or tablet is already registered",
            user: "Your passkey on it works already, so there is nothing more to do with it. To register another one, try again \
                   with that.",
            agent: "The phone or tablet that they used, or the account that it syncs with, is on their list already. Nothing is \
                    wrong. If they wanted another one, have them try again with that.",
            next: Next::TryAgainOrPhone,
        },
        (DeviceFailure::NotSupported | DeviceFailure::Constraint | DeviceFailure::NoPlatformAuthenticator, _) => {
            Advice {
                title: "This device cannot make a passkey",
                user: "Set up a screen lock, a fingerprint, a face or a PIN on it, then try again. Or open your link on another device.",
                agent: "The device has no screen lock, or nothing on it that keeps passkeys. Have them set up a screen lock, or use \
                    another device.",
                next: if device.is_mobile() { Next::TryAgainOrElsewhere } else { Next::TryAgainOrPhone },
            }
        }
        _ => return None,
    };
    Some(advice)
}
