//! The registration link, which an agent generates and with which a user registers an authenticator.

use crate::{
    id::LinkId, kind::AuthenticatorKind, meeting::Meeting, moment::Moment, supervision::Standing,
    token::RegistrationToken,
};
use serde::{Deserialize, Serialize};
use std::fmt;
use strum::{IntoStaticStr, VariantNames};

/// A registration link that was just generated. This is the only response in which the server sends its token.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GeneratedLink {
    /// Identifies the link to agents.
    pub id: LinkId,
    /// The whole address, with the token in the fragment.
    pub url: String,
    /// The token alone, with which the agent asks the server to send the link by e-mail.
    pub token: RegistrationToken,
    /// The address as a QR code.
    pub qr_code: QrCode,
    /// The time until which a registration can be started.
    pub expires: Moment,
}

/// A QR code (ISO/IEC 18004) to draw. It is as secret as the link in it.
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

/// The greatest number of minutes for which a link without a match code works. It is small, because anyone who gets hold of
/// such a link can use it.
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
    /// The terms for one kind of meeting.
    #[must_use]
    pub const fn of(&self, meeting: Meeting) -> MeetingTerms {
        match meeting {
            Meeting::Video => self.video,
            Meeting::FaceToFace => self.face_to_face,
        }
    }
}

/// How long a link for one kind of meeting works, in minutes: the bounds of the agent's choice, and the default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingTerms {
    /// How long it works when the agent chooses nothing.
    pub usual: u32,
    /// The least that can be chosen.
    pub least: u32,
    /// The most that can be chosen.
    pub most: u32,
    /// Whether a match code is required.
    pub match_code: bool,
}

impl MeetingTerms {
    /// Whether an agent may choose this number of minutes.
    #[must_use]
    pub fn allow(&self, minutes: u32) -> bool {
        (self.least..=self.most).contains(&minutes)
    }

    /// Whether the agent could choose a longer time if a match code were required.
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

/// How a registration link ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr, VariantNames)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
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
            Self::Expired => "Registration links only last for a short time. Ask your RA agent for a new one.",
            Self::Registered => {
                "This link has been used to register an authenticator. If that was you, you do not need to do anything. If it was \
                 not you, tell your Registration Authority (RA) straight away."
            }
            Self::Cancelled => "Your RA agent cancelled this link. Ask them for a new one.",
            Self::Replaced => "Use the most recent link your RA agent sent you.",
            Self::LockedOut => "There were too many attempts. Ask your RA agent for a new link.",
        }
    }
}

/// What the registration page must know of its link: the name of the user, what will be registered, and whether this browser has
/// joined already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkDetails {
    /// The user's name.
    pub name: String,
    /// What will be registered.
    pub kind: AuthenticatorKind,
    /// How many seconds are left in which the registration can be started, by the server's clock.
    pub seconds_left: u32,
    /// The state of the attempt of this browser; `None` when it has not joined the link.
    pub standing: Option<Standing>,
}

/// The device on which the user wants to keep a passkey. It is only an option for the browser: the server does not enforce it.
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
    /// The device on which the user wants to keep a passkey.
    pub place: Place,
    /// Whether to leave out the proof of make and model, after a registration with it failed. The operator's policy decides
    /// what the server then accepts.
    pub without_attestation: bool,
}

/// The options for `navigator.credentials.create()`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistrationOptions {
    /// `PublicKeyCredentialCreationOptionsJSON` (WebAuthn Level 3, section 5.1.8), as JSON text: `{"publicKey": …}`.
    pub options: String,
    /// Whether the proof of make and model was requested and may be left out when the browser fails with it.
    pub may_retry_without_attestation: bool,
}

/// A successful registration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registered {
    /// What was registered.
    pub kind: AuthenticatorKind,
    /// The provider or model, by the AAGUID; `None` when the device reported no AAGUID.
    pub model: Option<String>,
}
