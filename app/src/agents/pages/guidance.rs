//! What an agent is told before issuing each kind of authenticator.

use model::AuthenticatorKind;

/// The words of an instruction page.
#[derive(Clone, Copy, Debug)]
pub struct Guidance {
    /// The heading.
    pub title: &'static str,
    /// What must happen while the agent is there.
    pub presence: &'static str,
    /// The steps.
    pub before: [&'static str; 5],
    /// What the user will see, by device.
    pub devices: &'static [(&'static str, &'static str)],
}

const HAND_OVER: &str = "Generate the link. In a video call, copy it and send it in the chat; face to face, let them scan the \
                         QR code. Send it to nobody else.";
const READ_OUT: &str =
    "If their page shows a match code, they read it out to you, and you type it in on the page of the link.";

/// The guidance for `kind`.
pub const fn guidance(kind: AuthenticatorKind) -> Guidance {
    match kind {
        AuthenticatorKind::Passkey => Guidance {
            title: "Issue a passkey",
            presence: "They must register the passkey while you are with them.",
            before: [
                "Ask the user to have the device at hand that they want to sign in with, charged and with a screen lock set up.",
                "If they open the link on a computer and keep the passkey on their phone, Bluetooth must be on, on both.",
                HAND_OVER,
                READ_OUT,
                "Stay with the user until their page says Registration successful, and ask them to test it.",
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
                (
                    "Mac",
                    "a window that asks to save a passkey, then Touch ID or the Mac’s password; or a QR code for a phone.",
                ),
            ],
        },
        AuthenticatorKind::SecurityKey => Guidance {
            title: "Issue a security key",
            presence: "They must register the security key while you are with them.",
            before: [
                "Ask the user to have the security key at hand, and a computer or phone that it fits, by USB or NFC.",
                "If the key is new, they set its PIN on the way. Do not ask for it, and look away while they type. With Firefox \
                 a new key gets no PIN: they need Edge or Chrome.",
                HAND_OVER,
                READ_OUT,
                "Stay with the user until their page says Registration successful, and ask them to test it.",
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
        },
        AuthenticatorKind::WindowsHello => Guidance {
            title: "Issue Windows Hello",
            presence: "They must register Windows Hello while you are with them.",
            before: [
                "Ask the user to sit at the Windows computer that they want to sign in on: Windows Hello works on that one only.",
                "Windows Hello must be set up on it (Settings, Accounts, Sign-in options), and the computer plugged in: with a \
                 nearly empty battery its security chip makes no keys.",
                "Generate the link, copy it, and send it so that they can open it on that computer. Send it to nobody else.",
                READ_OUT,
                "Stay with the user until their page says Registration successful, and ask them to test it.",
            ],
            devices: &[
                (
                    "Windows",
                    "a window of Windows that asks for the face, the fingerprint or the PIN. If it asks where to save the \
                     passkey first, they choose Windows Hello or This device. A computer that holds a passkey of theirs \
                     already cannot be Windows Hello as well: remove that first.",
                ),
                (
                    "Anything else",
                    "a page that says that this link is for a Windows computer. They can still open it on one.",
                ),
            ],
        },
    }
}
