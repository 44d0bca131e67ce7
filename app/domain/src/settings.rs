//! The operator's settings, checked once at the start.

use crate::{mail::MailSettings, models};
use chrono::TimeDelta;
use chrono_tz::Tz;
use model::{AssuranceLevel, LinkTerms, MOST_MINUTES_WITHOUT_CODE, Meeting, MeetingTerms, Switches};
use serde::Deserialize;
use strum::IntoStaticStr;
use url::Url;
use uuid::Uuid;
use webauthn_rs::{Webauthn, WebauthnBuilder, prelude::WebauthnError};

/// The operator's settings.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The name of the service, as every page and the browser's dialogue show it.
    pub service_name: String,
    /// The only origin from which the pages are served, such as `https://care-identity.example.nhs.uk`.
    pub origin: Url,
    /// The WebAuthn RP ID: the origin's host or a registrable suffix of it. It can never be changed after the first registration.
    pub rp_id: String,
    /// The time zone in which pages show times.
    pub time_zone: Tz,
    /// The permission table's switches.
    pub switches: Switches,
    /// How far a staff role reaches.
    pub roles_reach: RolesReach,
    /// For how long after a change of a user's email address only an RA Manager may issue to them; zero: the change makes no
    /// difference.
    pub email_change_wait: TimeDelta,
    /// When a match code is required.
    pub match_code: MatchCode,
    /// The least and the greatest life that an agent may choose for a link. [`Settings::LINK_LIFE`] bounds both, and
    /// [`Settings::LIFE_WITHOUT_CODE`] bounds the links that require no match code.
    pub link_life: (TimeDelta, TimeDelta),
    /// The life of a link for a video call, unless the agent chooses another; it has the same bounds.
    pub video_link_life: TimeDelta,
    /// The life of a link face to face.
    pub face_to_face_link_life: TimeDelta,
    /// The life of the link that invites the first RA Manager, who meets no agent and so cannot read a code out.
    pub invitation_life: TimeDelta,
    /// How long a session lasts without a request.
    pub session_idle: TimeDelta,
    /// How long a session lasts at most.
    pub session_life: TimeDelta,
    /// The least assurance level with which a user who holds a staff role may sign in.
    pub staff_minimum_assurance: AssuranceLevel,
    /// The AAGUIDs that count as Windows Hello; by default [`models::WINDOWS_HELLO`].
    pub windows_hello_aaguids: Vec<Uuid>,
    /// How e-mail is sent; `None`: no e-mail is sent.
    pub mail: Option<MailSettings>,
}

/// How far a staff role reaches from the organisation at which it is held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum RolesReach {
    /// It reaches the users of that organisation and of those below it.
    #[default]
    Organisation,
    /// It reaches all users.
    Everywhere,
}

/// When a user must read out a match code before the ceremony starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum MatchCode {
    /// For every link that an agent generates.
    Always,
    /// For a video call, where the link may have gone to another person.
    VideoOnly,
    /// Never.
    Never,
}

impl MatchCode {
    /// Whether a link for this kind of meeting requires a match code.
    #[must_use]
    pub fn is_wanted(self, meeting: Meeting) -> bool {
        match self {
            Self::Always => true,
            Self::VideoOnly => meeting == Meeting::Video,
            Self::Never => false,
        }
    }
}

/// Settings that contradict each other.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The RP ID does not match the origin.
    #[error("rp_id {rp_id:?} must be the host of the origin {origin} or a registrable suffix of it ({source})")]
    RelyingParty {
        /// The RP ID.
        rp_id: String,
        /// The origin.
        origin: Box<Url>,
        /// The error of webauthn-rs.
        source: Box<WebauthnError>,
    },
    /// Browsers offer WebAuthn only over https, and on localhost.
    #[error("origin {0} must begin with https:// (http:// works on localhost only) and have no path")]
    Origin(Box<Url>),
    /// A duration is outside its bounds.
    #[error("{name} is {minutes} minutes, but must be between {least} and {most}")]
    OutOfBounds {
        /// The setting.
        name: &'static str,
        /// Its value, in minutes.
        minutes: i64,
        /// The least, in minutes.
        least: i64,
        /// The most, in minutes.
        most: i64,
    },
    /// A level of certification is required, but there are no metadata that say which models have it.
    #[error(
        "security_key_min_certification needs fido_metadata: the path of the file from https://mds3.fidoalliance.org/"
    )]
    CertificationWithoutMetadata,
    /// E-mail cannot be sent with this setting.
    #[error("{setting}: {problem}")]
    Mail {
        /// The setting.
        setting: &'static str,
        /// What is wrong. It never contains a part of the setting, which may hold a password.
        problem: String,
    },
}

impl SettingsError {
    pub(crate) fn mail(setting: &'static str, problem: &str) -> Self {
        Self::Mail { setting, problem: problem.to_owned() }
    }
}

impl Settings {
    /// The least and the greatest life of a registration link.
    pub const LINK_LIFE: (TimeDelta, TimeDelta) = (TimeDelta::minutes(5), TimeDelta::hours(24));
    /// The greatest life of a link that requires no match code.
    pub const LIFE_WITHOUT_CODE: TimeDelta = TimeDelta::minutes(MOST_MINUTES_WITHOUT_CODE as i64);
    /// How long a browser may take over one WebAuthn prompt: the `timeout` in the options.
    pub const PROMPT_TIMEOUT: TimeDelta = TimeDelta::minutes(5);
    /// How long a challenge can be used. This is longer than the prompt, because the options are loaded before the user presses
    /// the button that opens it: a response that the browser accepted in time must not be too late for the server.
    pub const CEREMONY_LIFE: TimeDelta = TimeDelta::minutes(10);

    /// Settings for `origin` with every default; the RP ID is the origin's host.
    #[must_use]
    pub fn for_origin(origin: Url) -> Self {
        let rp_id = origin.host_str().unwrap_or_default().to_owned();
        Self {
            service_name: "Care Identity Management".to_owned(),
            origin,
            rp_id,
            time_zone: Tz::Europe__London,
            switches: Switches::default(),
            roles_reach: RolesReach::default(),
            email_change_wait: TimeDelta::hours(24),
            match_code: MatchCode::VideoOnly,
            link_life: Self::LINK_LIFE,
            video_link_life: TimeDelta::minutes(60),
            face_to_face_link_life: TimeDelta::minutes(10),
            invitation_life: Self::LIFE_WITHOUT_CODE,
            session_idle: TimeDelta::minutes(30),
            session_life: TimeDelta::hours(12),
            staff_minimum_assurance: AssuranceLevel::Aal2,
            windows_hello_aaguids: models::WINDOWS_HELLO.to_vec(),
            mail: None,
        }
    }

    /// Whether the pages are served over https, so that cookies can be `Secure`.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.origin.scheme() == "https"
    }

    /// How registration links work. A link that requires no match code never works for longer than
    /// [`Settings::LIFE_WITHOUT_CODE`], whatever the other settings say.
    #[must_use]
    pub fn link_terms(&self) -> LinkTerms {
        let terms = |meeting| {
            let match_code = self.match_code.is_wanted(meeting);
            let most = if match_code { Self::LINK_LIFE.1 } else { Self::LIFE_WITHOUT_CODE };
            let minutes = |life: TimeDelta| u32::try_from(life.min(most).num_minutes()).unwrap_or_default();
            let (least, greatest) = self.link_life;
            MeetingTerms {
                usual: minutes(self.usual_link_life(meeting)),
                least: minutes(least),
                most: minutes(greatest),
                match_code,
            }
        };
        LinkTerms { video: terms(Meeting::Video), face_to_face: terms(Meeting::FaceToFace) }
    }

    /// The configured life of links for this kind of meeting.
    const fn usual_link_life(&self, meeting: Meeting) -> TimeDelta {
        match meeting {
            Meeting::Video => self.video_link_life,
            Meeting::FaceToFace => self.face_to_face_link_life,
        }
    }

    /// Consequences of valid settings that the operator may not expect, one sentence each.
    #[must_use]
    pub fn warnings(&self) -> Vec<String> {
        let (terms, policy) = (self.link_terms(), <&str>::from(self.match_code));
        let meetings = [("video_link_minutes", Meeting::Video), ("face_to_face_link_minutes", Meeting::FaceToFace)];
        let mut warnings = Vec::new();
        for (name, meeting) in meetings {
            let (set, usual) = (self.usual_link_life(meeting).num_minutes(), terms.of(meeting).usual);
            if set > usual.into() {
                warnings.push(format!(
                    "{name} is {set}, but with match_code = \"{policy}\" these links have no match code, and so they work for \
                     {usual} minutes at most."
                ));
            }
        }
        if self.invitation_life > Self::LIFE_WITHOUT_CODE {
            warnings.push(format!(
                "invitation_minutes is {}, but an invitation has no match code, and so it works for {} minutes at most.",
                self.invitation_life.num_minutes(),
                Self::LIFE_WITHOUT_CODE.num_minutes()
            ));
        }
        if self.mail.is_some() && !terms.video.match_code && !terms.face_to_face.match_code {
            warnings.push(format!(
                "with match_code = \"{policy}\" agents cannot send links by e-mail, because a link that is sent by e-mail needs a \
                 match code. Users are still told by e-mail of what is added and removed."
            ));
        }
        warnings
    }

    /// Checks the settings, and builds the WebAuthn relying party from them.
    ///
    /// # Errors
    /// When they contradict each other.
    pub(crate) fn webauthn(&self) -> Result<Webauthn, SettingsError> {
        self.check()?;
        let wrong = |source| SettingsError::RelyingParty {
            rp_id: self.rp_id.clone(),
            origin: Box::new(self.origin.clone()),
            source: Box::new(source),
        };
        let timeout = Self::PROMPT_TIMEOUT.to_std().unwrap_or_default();
        WebauthnBuilder::new(&self.rp_id, &self.origin)
            .and_then(|builder| builder.rp_name(&self.service_name).timeout(timeout).build())
            .map_err(wrong)
    }

    fn check(&self) -> Result<(), SettingsError> {
        let local = self.origin.host_str() == Some("localhost");
        let scheme_is_right = self.is_https() || (self.origin.scheme() == "http" && local);
        if !scheme_is_right || self.origin.path() != "/" || self.origin.query().is_some() {
            return Err(SettingsError::Origin(Box::new(self.origin.clone())));
        }
        let (least, most) = Self::LINK_LIFE;
        // The default life must be one that agents can choose.
        let (least_choice, greatest_choice) = self.link_life;
        let idle_at_most = self.session_life.min(TimeDelta::hours(12));
        // The names are those in the configuration.
        let lives = [
            ("least_link_minutes", least_choice, least, most),
            ("greatest_link_minutes", greatest_choice, least_choice, most),
            ("video_link_minutes", self.video_link_life, least_choice, greatest_choice),
            ("face_to_face_link_minutes", self.face_to_face_link_life, least_choice, greatest_choice),
            ("invitation_minutes", self.invitation_life, least, most),
            ("session_minutes", self.session_life, TimeDelta::minutes(5), TimeDelta::hours(24)),
            ("session_idle_minutes", self.session_idle, TimeDelta::minutes(1), idle_at_most),
        ];
        for (name, value, least, most) in lives {
            if value < least || value > most {
                let (minutes, least, most) = (value.num_minutes(), least.num_minutes(), most.num_minutes());
                return Err(SettingsError::OutOfBounds { name, minutes, least, most });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
