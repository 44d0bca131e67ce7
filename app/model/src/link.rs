//! The registration link: what an agent generates and what a user opens.

use crate::{id::LinkId, kind::AuthenticatorKind, meeting::Meeting, moment::Moment, token::RegistrationToken};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A registration link, fresh: the only time its token leaves the server.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GeneratedLink {
    /// Which it is, to watch it.
    pub id: LinkId,
    /// The whole address, with the token in the fragment.
    pub url: String,
    /// The token alone, to have the link sent by e-mail.
    pub token: RegistrationToken,
    /// The same as a QR code.
    pub qr_code: QrCode,
    /// Until when a registration may be started with it.
    pub expires: Moment,
}

/// A QR code (ISO/IEC 18004) to draw: as secret as what is in it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QrCode {
    /// Its width and height in modules, without the quiet zone around it.
    pub size: u32,
    /// The dark modules as an SVG path, each one unit wide.
    pub path: String,
}

impl fmt::Debug for QrCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("QrCode([redacted])")
    }
}

/// For how many minutes a link without a match code works at most: whoever gets hold of it can use it.
pub const MOST_MINUTES_WITHOUT_CODE: u32 = 30;

/// How links work, for each kind of meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkTerms {
    /// In a video call.
    pub video: MeetingTerms,
    /// Face to face.
    pub face_to_face: MeetingTerms,
}

impl LinkTerms {
    /// Those for one kind of meeting.
    #[must_use]
    pub const fn of(&self, meeting: Meeting) -> MeetingTerms {
        match meeting {
            Meeting::Video => self.video,
            Meeting::FaceToFace => self.face_to_face,
        }
    }
}

/// Within which bounds an agent chooses how long a link for one kind of meeting works, and how long it works when they choose
/// nothing; in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingTerms {
    /// How long it works when the agent chooses nothing.
    pub usual: u32,
    /// The least that can be chosen.
    pub least: u32,
    /// The most.
    pub most: u32,
    /// Whether a match code is wanted.
    pub match_code: bool,
}

impl MeetingTerms {
    /// Whether a link works for so many minutes.
    #[must_use]
    pub fn allow(&self, minutes: u32) -> bool {
        (self.least..=self.most).contains(&minutes)
    }

    /// Whether the agent could choose more if a match code were wanted.
    #[must_use]
    pub const fn are_short_without_code(&self) -> bool {
        !self.match_code && self.most == MOST_MINUTES_WITHOUT_CODE
    }
}

impl fmt::Debug for GeneratedLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GeneratedLink").field("url", &"[redacted]").field("expires", &self.expires).finish()
    }
}

/// How a registration link came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkEnd {
    /// Its time was up.
    Expired,
    /// An authenticator was registered with it.
    Registered,
    /// The agent cancelled it.
    Cancelled,
    /// The agent generated a newer one.
    Replaced,
    /// Too many attempts were made with it.
    LockedOut,
}

impl LinkEnd {
    /// What happened, for the user.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Expired => "This link has expired",
            Self::Registered => "This link has already been used",
            Self::Cancelled => "This link was cancelled",
            Self::Replaced => "This link was replaced by a newer one",
            Self::LockedOut => "This link is locked",
        }
    }

    /// What to do now, for the user.
    #[must_use]
    pub const fn advice(self) -> &'static str {
        match self {
            Self::Expired => {
                "Registration links work for a short time only. Ask your Registration Authority (RA) for a new one."
            }
            Self::Registered => {
                "An authenticator was registered with it. If that was you, there is nothing more to do. \
                 If it was not, tell your Registration Authority (RA) at once."
            }
            Self::Cancelled => "Your Registration Authority (RA) cancelled it. Ask them for a new one.",
            Self::Replaced => "Use the newest link that your Registration Authority (RA) sent you.",
            Self::LockedOut => {
                "Too many attempts were made with it. Ask your Registration Authority (RA) for a new one."
            }
        }
    }
}

/// What the registration page says before anything happens: who it is for, and what will be registered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkDetails {
    /// The user's name.
    pub name: String,
    /// What will be registered.
    pub kind: AuthenticatorKind,
    /// Until when the registration may be started.
    pub expires: Moment,
    /// How many seconds are left until then, by the server's clock.
    pub seconds_left: u32,
}

/// On which device the user wants to keep a passkey. Only an option for the browser: the server insists on neither.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The browser may offer every device that it can reach.
    #[default]
    Any,
    /// The device that the page is open on.
    ThisDevice,
    /// A phone or tablet nearby, over Bluetooth (the *hybrid* transport).
    AnotherDevice,
}

/// How the user wants to register.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistrationChoice {
    /// On which device, for a passkey.
    pub place: Place,
    /// Without the proof of make and model, after it failed with it. What the server then accepts is the operator's policy.
    pub without_attestation: bool,
}

/// The options for `navigator.credentials.create()`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistrationOptions {
    /// `PublicKeyCredentialCreationOptionsJSON` (WebAuthn Level 3, section 5.1.8), as JSON text: `{"publicKey": …}`.
    pub options: String,
    /// Whether the proof of make and model was asked for and may be left out when the browser fails with it.
    pub may_retry_without_attestation: bool,
}

/// A registration that succeeded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registered {
    /// What was registered.
    pub kind: AuthenticatorKind,
    /// Provider or model, from the AAGUID; `None` where none was reported.
    pub model: Option<String>,
}
