//! Windows Hello: on one Windows computer, by face, fingerprint or PIN.

use super::{Advice, ForAgent, ForUser, Next, Picture, READ_OUT, STAY};
use model::{Device, DeviceFailure, Preflight};

pub static FOR_USER: ForUser = ForUser {
    heading: "Register Windows Hello",
    about: (
        "What Windows Hello is",
        "Windows Hello lets you sign in on this computer with your face, fingerprint or PIN. You do not need a smartcard or \
         password.",
    ),
    steps: |_| {
        [
            "Select Continue, then Register Windows Hello.",
            "If Windows asks where to save the passkey, choose \"This Windows device\".",
            "Use your face, fingerprint or the PIN that unlocks this computer.",
        ]
    },
    note: |_, _| None,
    secret: "Your face, fingerprint and PIN never leave this computer. We cannot see them.",
    ready: "Use Windows Hello",
    tap: "Select the button. Windows will ask for your face, fingerprint or PIN.",
    picture: |_| Picture::Computer,
    button: "Register Windows Hello",
    yours: "You can now sign in with Windows Hello on this computer",
    test: "Tell your RA agent. Then test Windows Hello while they are still with you.",
    works: "Windows Hello works",
    not_registered: "Windows Hello was not registered",
    already_registered: "This device is already registered",
};

pub static FOR_AGENT: ForAgent = ForAgent {
    hint: "One Windows computer, unlocked by face, fingerprint or PIN (AAL3)",
    title: "Issue Windows Hello",
    presence: "They must register it while you are with them.",
    before: [
        "Ask the user to use the Windows computer they will sign in on. Windows Hello only works on that computer. It cannot be \
         registered through Remote Desktop or Citrix, or in a virtual machine.",
        "Check that Windows Hello is set up (Settings, Accounts, Sign-in options) and the computer is plugged in. Registration can \
         fail if the battery is low.",
        "Generate the link and send it so they can open it on that computer. Do not send it to anyone else.",
        READ_OUT,
        STAY,
    ],
    devices: &[
        (
            "Windows",
            "Windows asks for their face, fingerprint or PIN. If it first asks where to save the passkey, they choose \"This Windows \
             device\". If the computer already holds one of their passkeys, remove that passkey first.",
        ),
        (
            "Any other device",
            "They see a message that the link only works on a Windows computer. The link still works there.",
        ),
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
            user: "You cancelled or ran out of time. You can try again: your link still works. If Windows said something went wrong, \
                   plug in your computer and try again. It may not work if the battery is low. It does not work through Remote \
                   Desktop or Citrix: use the computer in front of you.",
            agent: "They cancelled, ran out of time, or the security chip (TPM) refused, which happens when the battery is below 20%. \
                    Ask them to plug in the computer, unlock it once with Windows Hello and try again. Ask if they are using Remote \
                    Desktop, Citrix or a virtual machine: it cannot be registered there.",
            next: Next::TryAgain,
        },
        DeviceFailure::InvalidState => Advice {
            title: "This computer is already registered",
            user: "You can already sign in with this computer, so you do not need to do anything else.",
            agent: "This computer is already registered as Windows Hello or a passkey. To change it to Windows Hello, remove the \
                    passkey first.",
            next: Next::Nothing,
        },
        DeviceFailure::NotSupported | DeviceFailure::Constraint | DeviceFailure::NoPlatformAuthenticator => Advice {
            title: "Windows Hello is not set up on this computer",
            user: "Go to Settings, Accounts, Sign-in options and set up a PIN, face or fingerprint. Then try again. It does not work \
                   through Remote Desktop or Citrix: use the computer in front of you.",
            agent: "Windows Hello is turned off, or their organisation does not allow it, or they are using a remote computer. Ask if \
                    they are using Remote Desktop, Citrix or a virtual machine. If so, ask them to open the link on the computer in \
                    front of them. If not, ask them to set up a PIN in Settings, Accounts, Sign-in options. If they cannot, they \
                    should contact their IT team.",
            next: Next::TryAgainOrElsewhere,
        },
        DeviceFailure::NotReadable | DeviceFailure::Unknown => Advice {
            title: "Windows Hello had a problem",
            user: "Restart your computer, then open your link again.",
            agent: "Windows Hello or its security chip (TPM) failed. Ask them to restart the computer, unlock it once with Windows \
                    Hello and try again. If that does not help, they should install Windows updates or contact their IT team.",
            next: Next::TryAgain,
        },
        DeviceFailure::WrongDevice => Advice {
            title: "Open your link on a Windows computer",
            user: "This link only works on the Windows computer you want to sign in on. Open it there.",
            agent: "This Windows Hello link was opened on a device that is not a Windows computer. Ask them to open it on their \
                    Windows computer, or generate a passkey link instead.",
            next: Next::OpenElsewhere,
        },
        _ => return None,
    };
    Some(advice)
}
