//! What the user will meet, for each kind of authenticator on each device: the words of the steps before the tap.

use model::{AuthenticatorKind, Browser, Device, Preflight};

/// The words that depend on the kind alone.
#[derive(Clone, Copy, Debug)]
pub struct Guide {
    /// The heading before the tap.
    pub heading: &'static str,
    /// What will be registered.
    pub what: &'static str,
    /// The heading of the last step.
    pub ready: &'static str,
    /// What the tap does.
    pub tap: &'static str,
    /// The button's words.
    pub button: &'static str,
    /// What stays with the user.
    pub secret: &'static str,
    /// What the authenticator is called when it is registered.
    pub yours: &'static str,
}

/// The guide for `kind`.
pub const fn guide(kind: AuthenticatorKind) -> Guide {
    match kind {
        AuthenticatorKind::Passkey => Guide {
            heading: "Register your passkey",
            what: "A passkey",
            ready: "Create your passkey",
            tap: "When you press the button, your device asks you to save a passkey. Follow what it says.",
            button: "Create passkey",
            secret: "Your face, your fingerprint and your PIN stay on your device. Nobody else sees them.",
            yours: "Your passkey is ready to use",
        },
        AuthenticatorKind::SecurityKey => Guide {
            heading: "Register your security key",
            what: "A security key",
            ready: "Use your security key",
            tap: "When you press the button, your device asks for the key. Plug it in or hold it close, enter its PIN, and \
                  touch it when it blinks.",
            button: "Register security key",
            secret: "The PIN stays in the key. Nobody else sees it, and your RA agent must not ask for it.",
            yours: "Your security key is ready to use",
        },
        AuthenticatorKind::WindowsHello => Guide {
            heading: "Register Windows Hello",
            what: "Windows Hello on this computer",
            ready: "Use Windows Hello",
            tap: "When you press the button, Windows asks for your face, your fingerprint or your PIN.",
            button: "Register Windows Hello",
            secret: "Your face, your fingerprint and your PIN stay on this computer. Nobody else sees them.",
            yours: "Windows Hello on this computer is ready to use",
        },
    }
}

/// The steps on `device`, from *Continue* to the end.
pub const fn steps(kind: AuthenticatorKind, device: Device) -> [&'static str; 3] {
    match (kind, device) {
        (AuthenticatorKind::Passkey, Device::Iphone | Device::Ipad) => [
            "Press Continue, then Create passkey.",
            "A sheet slides up and asks to save a passkey in Passwords. Press Continue in it.",
            "Confirm with Face ID, Touch ID or your passcode.",
        ],
        (AuthenticatorKind::Passkey, Device::Android) => [
            "Press Continue, then Create passkey.",
            "A sheet slides up and asks to create a passkey, in Google Password Manager or Samsung Pass. Press Continue in it.",
            "Confirm with your fingerprint, your face or your screen lock.",
        ],
        (AuthenticatorKind::Passkey, Device::Windows) => [
            "Press Continue, or choose where to keep the passkey: on this computer, or on a phone or tablet. Then press Create passkey.",
            "A window of Windows opens. For a phone or tablet it shows a QR code: scan it with its camera. Bluetooth must be on, on both.",
            "Confirm with Windows Hello, or on your phone or tablet.",
        ],
        (AuthenticatorKind::Passkey, Device::Mac) => [
            "Press Continue, then Create passkey.",
            "A window asks to save a passkey. To keep it on a phone instead, choose Other options and scan the QR code with the phone.",
            "Confirm with Touch ID or the password of your Mac, or on your phone.",
        ],
        (AuthenticatorKind::Passkey, Device::Other) => [
            "Press Continue, then Create passkey.",
            "Your device asks you to save a passkey for this service.",
            "Confirm with your face, your fingerprint or the PIN that unlocks this device.",
        ],
        (AuthenticatorKind::SecurityKey, Device::Windows) => [
            "Press Continue, then Register security key. A window of Windows opens: choose Security key, then Next or OK.",
            "Plug the key in, or hold it to the reader, and enter its PIN.",
            "Touch the key when it blinks. Some keys want to be touched twice.",
        ],
        (AuthenticatorKind::SecurityKey, Device::Ipad) => [
            "Press Continue, then Register security key. In the sheet choose Other options, then Security key.",
            "Plug the key in and enter its PIN.",
            "Touch the key when it blinks.",
        ],
        (AuthenticatorKind::SecurityKey, Device::Iphone) => [
            "Press Continue, then Register security key. In the sheet choose Other options, then Security key.",
            "Plug the key in, or hold it to the top of the iPhone, and enter its PIN.",
            "Touch the key when it blinks, or hold it close until the sheet goes away.",
        ],
        (AuthenticatorKind::SecurityKey, Device::Android) => [
            "Press Continue, then Register security key. In the sheet choose Another device or Security key.",
            "Plug the key in, or hold it to the back of the phone, and enter its PIN.",
            "Touch the key when it blinks, or hold it close until the sheet goes away.",
        ],
        (AuthenticatorKind::SecurityKey, Device::Mac | Device::Other) => [
            "Press Continue, then Register security key. If the window offers several ways, choose Security key.",
            "Plug the key in and enter its PIN.",
            "Touch the key when it blinks. Some keys want to be touched twice.",
        ],
        (AuthenticatorKind::WindowsHello, _) => [
            "Press Continue, then Register Windows Hello.",
            "A window of Windows opens. If it asks where to save the passkey, choose Windows Hello or This device.",
            "Confirm with your face, your fingerprint or the PIN that unlocks this computer.",
        ],
    }
}

/// What to know of the key's PIN before the key asks for it.
pub const fn about_the_pin(browser: Browser) -> &'static str {
    match browser {
        Browser::Firefox => {
            "The key has a PIN of its own. Firefox cannot set one: if your key is new, open your link in Edge or Chrome. \
             After too many wrong tries the key locks itself, and must be reset."
        }
        _ => {
            "The key has a PIN of its own. If it is new, you choose one now: at least 4 characters, not your birthday. \
             You will need it whenever you sign in. After too many wrong tries the key locks itself, and must be reset."
        }
    }
}

/// What the page found out about the device, in plain words.
pub fn found(preflight: &Preflight, kind: AuthenticatorKind) -> String {
    let Preflight { device, browser, platform_authenticator, hybrid, .. } = *preflight;
    let itself = match (kind, device, platform_authenticator) {
        (AuthenticatorKind::SecurityKey, ..) => " You can use a security key here.",
        (_, Device::Windows, Some(true)) => " Windows Hello is set up.",
        (AuthenticatorKind::Passkey, _, Some(true)) => " It can keep your passkey.",
        (AuthenticatorKind::Passkey, _, Some(false)) => " It cannot keep a passkey itself: use a phone or tablet.",
        _ => "",
    };
    let others = match (kind, device.is_mobile(), hybrid) {
        (AuthenticatorKind::Passkey, false, Some(true)) => " It can reach a phone or tablet nearby.",
        (AuthenticatorKind::Passkey, false, Some(false)) => {
            " To use a phone or tablet, turn on Bluetooth on this computer first."
        }
        _ => "",
    };
    ["You are using ", device.noun(), " with ", browser.name(), ".", itself, others].concat()
}
