//! What the agent can say to the user, word for word, at each step of a registration and after each failure. The panel shows it.
//! It names the buttons that the user's page has at that moment.

#[cfg(test)]
mod tests;

use model::{AttemptFailure, AttemptState, AuthenticatorKind, CeremonyRefusal, Device, DeviceFailure};

/// What to say to a user whose attempt to register an authenticator of `kind` on `device` has come to `state`. `None`: the panel's
/// other words say what the agent must do, and the user can do nothing.
pub fn say(kind: AuthenticatorKind, device: Device, state: AttemptState) -> Option<&'static str> {
    let words = match state {
        AttemptState::NeedsCode => "Please read me the 6 numbers on your screen, or type them in the chat.",
        AttemptState::Admitted => match kind {
            AuthenticatorKind::Passkey => "Please select Create passkey. Your device will then ask you to save it.",
            AuthenticatorKind::SecurityKey => "Please have your key ready, and select Register security key.",
            AuthenticatorKind::WindowsHello => {
                "Please select Register Windows Hello. Windows will then ask you to confirm."
            }
        },
        AttemptState::Prompted => prompted(kind, device),
        AttemptState::Failed(AttemptFailure::Device(failure)) => match kind {
            AuthenticatorKind::Passkey => passkey_failed(failure, device),
            AuthenticatorKind::SecurityKey => security_key_failed(failure, device),
            AuthenticatorKind::WindowsHello => windows_hello_failed(failure, device),
        },
        AttemptState::Failed(AttemptFailure::Refused(refusal)) => return refused(kind, refusal),
        AttemptState::Registered => match kind {
            AuthenticatorKind::Passkey => {
                "Well done, your passkey is registered. Please select Test your authenticator, so that we know it works."
            }
            AuthenticatorKind::SecurityKey => {
                "Well done, your security key is registered. Please select Test your authenticator, so that we know it works."
            }
            AuthenticatorKind::WindowsHello => {
                "Well done, Windows Hello is registered. Please select Test your authenticator, so that we know it works."
            }
        },
    };
    Some(words)
}

/// While the device asks the user to confirm.
fn prompted(kind: AuthenticatorKind, device: Device) -> &'static str {
    match (kind, device) {
        (AuthenticatorKind::Passkey, Device::Iphone) => {
            "Your iPhone is showing a box. Select Continue. Then use Face ID, Touch ID or your passcode."
        }
        (AuthenticatorKind::Passkey, Device::Ipad) => {
            "Your iPad is showing a box. Select Continue. Then use Face ID, Touch ID or your passcode."
        }
        (AuthenticatorKind::Passkey, Device::Android) => {
            "Your phone is showing a box. Select Create or Continue. Then use your fingerprint, face or screen lock."
        }
        (AuthenticatorKind::Passkey, Device::Windows) => {
            "Windows is asking you to confirm. Use your face, fingerprint or PIN. If you see a QR code, scan it with your phone's \
             camera."
        }
        (AuthenticatorKind::Passkey, Device::Mac) => {
            "Your Mac is asking if you want to save a passkey. Use Touch ID or your Mac password. If you see a QR code, scan it \
             with your phone's camera."
        }
        (AuthenticatorKind::Passkey, Device::Other) => {
            "Your device is asking if you want to save a passkey. Use your face, fingerprint or PIN. If you see a QR code, scan \
             it with your phone's camera."
        }
        (AuthenticatorKind::SecurityKey, Device::Windows) => {
            "Windows is asking where to save it. Choose Security key, and select Next or OK. Then plug in your key, enter its PIN \
             and touch it when it flashes. Do not tell me the PIN."
        }
        (AuthenticatorKind::SecurityKey, Device::Iphone | Device::Ipad) => {
            "Select Other options, then Security key. Plug in your key or hold it against the top of your device, and enter its \
             PIN. Do not tell me the PIN."
        }
        (AuthenticatorKind::SecurityKey, Device::Android) => {
            "Select Another device or Security key. Plug in your key or hold it against the back of your phone, and enter its \
             PIN. Do not tell me the PIN."
        }
        (AuthenticatorKind::SecurityKey, Device::Mac | Device::Other) => {
            "Plug in your key, enter its PIN and touch it when it flashes. Do not tell me the PIN."
        }
        (AuthenticatorKind::WindowsHello, _) => {
            "Windows is asking for your face, fingerprint or PIN. If it asks where to save the passkey, choose This Windows device."
        }
    }
}

fn passkey_failed(failure: DeviceFailure, device: Device) -> &'static str {
    use Device::{Android, Ipad, Iphone, Mac, Other, Windows};
    use DeviceFailure::{
        AlreadyNearby, Constraint, InvalidState, NoPlatformAuthenticator, NotAllowed, NotSupported, Timeout,
    };
    match (failure, device) {
        (NotAllowed | Timeout, Windows | Mac | Other) => {
            "It did not work, but nothing is lost. If you are using a phone, turn on Bluetooth on both the phone and this \
             computer. Then select Try again."
        }
        (InvalidState, Windows) => {
            "Nothing is wrong: this computer is already registered. Choose Use a phone or tablet instead."
        }
        (InvalidState, Iphone | Ipad | Android) => {
            "Nothing is wrong: you already have a passkey on this device. Do you want to register another device?"
        }
        (InvalidState, Mac | Other) => {
            "Nothing is wrong: you already have a passkey on this device. For another one, choose Use a phone or tablet instead."
        }
        (AlreadyNearby, _) => {
            "Nothing is wrong: you already have a passkey on that phone or tablet. Do you want to register a different one?"
        }
        (NotSupported | Constraint | NoPlatformAuthenticator, _) => {
            "Does your device have a screen lock, such as a PIN? Please set one up, then select Try again."
        }
        _ => failed(failure, device),
    }
}

fn security_key_failed(failure: DeviceFailure, device: Device) -> &'static str {
    use DeviceFailure::{Constraint, InvalidState, NotAllowed, NotReadable, NotSupported, Timeout, Unknown};
    match failure {
        NotAllowed | Timeout | NotSupported | Constraint | NotReadable | Unknown if device == Device::Android => {
            "Many Android phones cannot use a security key. Do you have a computer? Please select Copy link, and open the link \
             there."
        }
        NotAllowed | Timeout => {
            "It did not work, but nothing is lost. What did the message on your screen say? Please select Try again."
        }
        NotReadable | Unknown => "Please take your key out and plug it in again. Then select Try again.",
        InvalidState => "Nothing is wrong: this key is already registered. Do you have another key?",
        NotSupported | Constraint => {
            "This key cannot be used. Do you have another key? Plug it in and select Try again."
        }
        _ => failed(failure, device),
    }
}

fn windows_hello_failed(failure: DeviceFailure, device: Device) -> &'static str {
    use DeviceFailure::{
        Constraint, InvalidState, NoPlatformAuthenticator, NotAllowed, NotReadable, NotSupported, Timeout, Unknown,
        WrongDevice,
    };
    match failure {
        NotAllowed | Timeout => {
            "It did not work, but nothing is lost. Is your computer plugged in? Please plug it in and select Try again."
        }
        InvalidState => "Nothing is wrong: this computer is already registered. You can already sign in with it.",
        NotSupported | Constraint | NoPlatformAuthenticator => {
            "Are you sitting at this computer, or connected to it from another one? Windows Hello may not be set up. Please open \
             Settings, Accounts, Sign-in options, and set up a PIN. Then select Try again."
        }
        NotReadable | Unknown => "Please restart your computer and open the link again. I will wait.",
        WrongDevice => {
            "This link only works on the Windows computer you want to sign in on. Are you near it? Please open the link there."
        }
        _ => failed(failure, device),
    }
}

/// After a failure for which the kind makes no difference.
fn failed(failure: DeviceFailure, device: Device) -> &'static str {
    match failure {
        DeviceFailure::Security | DeviceFailure::InsecureContext => {
            "Please read me the web address at the top of your screen. Do not enter anything on that page."
        }
        DeviceFailure::InApp | DeviceFailure::Unavailable => match device {
            Device::Iphone | Device::Ipad | Device::Mac => {
                "Please select Copy link. Then open Safari and paste the link there."
            }
            Device::Android => "Please select Copy link. Then open Chrome and paste the link there.",
            Device::Windows => "Please select Copy link. Then open Edge and paste the link there.",
            Device::Other => "Please select Copy link. Then open your usual browser and paste the link there.",
        },
        DeviceFailure::NoCookies => {
            "Please allow cookies for this page, then select Try again. Or try another browser."
        }
        DeviceFailure::NotReadable | DeviceFailure::Unknown => {
            "Your device had a problem. Please restart it and open the link again. I will wait."
        }
        DeviceFailure::Operation => "Please close any other message on your screen, then select Try again.",
        DeviceFailure::Data | DeviceFailure::Encoding | DeviceFailure::Type => {
            "Do you use a password manager in your browser? Please turn it off, then select Try again."
        }
        DeviceFailure::NotAllowed
        | DeviceFailure::Timeout
        | DeviceFailure::InvalidState
        | DeviceFailure::AlreadyNearby
        | DeviceFailure::NotSupported
        | DeviceFailure::Constraint
        | DeviceFailure::NoPlatformAuthenticator
        | DeviceFailure::WrongDevice
        | DeviceFailure::Abort
        | DeviceFailure::Other => "It did not work, but nothing is lost. Please select Try again.",
    }
}

/// After the server refused the response of the device.
fn refused(kind: AuthenticatorKind, refusal: CeremonyRefusal) -> Option<&'static str> {
    let words = match refusal {
        CeremonyRefusal::ChallengeGone | CeremonyRefusal::Malformed | CeremonyRefusal::NotProven => {
            "It did not work, but nothing is lost. Please select Try again."
        }
        CeremonyRefusal::WrongOrigin => "Please close that page, and open the link that I sent you.",
        CeremonyRefusal::NotVerified => match kind {
            AuthenticatorKind::SecurityKey => {
                "Your key did not ask for its PIN. Please set a PIN on it, then select Try again."
            }
            AuthenticatorKind::Passkey | AuthenticatorKind::WindowsHello => {
                "Your device did not check it was you. Please set up a screen lock, then select Try again."
            }
        },
        CeremonyRefusal::NotDiscoverable => {
            "It was saved in a place where it cannot be found again. Please select Try again, and choose a different place."
        }
        CeremonyRefusal::AlreadyRegistered => {
            "This one is already registered. Please select Try again, and use a different one."
        }
        CeremonyRefusal::SecurityKeyForPasskey => {
            "You used a security key. Please select Try again, and use your phone, tablet or computer instead."
        }
        CeremonyRefusal::ModelNotAllowed => "We cannot use this type of key. Do you have another key?",
        CeremonyRefusal::ModelNotProven => {
            "Please select Try again. If your browser asks to see the make and model of your key, select Allow."
        }
        CeremonyRefusal::NotASecurityKey => {
            "Please select Try again. When you are asked where to save it, choose Security key."
        }
        CeremonyRefusal::NotWindowsHello => {
            "Please select Try again. When Windows asks where to save it, choose This Windows device."
        }
        CeremonyRefusal::SyncedNotAllowed => {
            "Please select Try again. When you are asked where to save it, choose a different place."
        }
        // Only an RA Manager can help, or it cannot happen while registering.
        CeremonyRefusal::IssuerMayNot
        | CeremonyRefusal::UserInactive
        | CeremonyRefusal::NotRegistered
        | CeremonyRefusal::Removed
        | CeremonyRefusal::Suspended
        | CeremonyRefusal::NotConfirmed
        | CeremonyRefusal::CounterWentBack
        | CeremonyRefusal::AssuranceTooLow => return None,
    };
    Some(words)
}
