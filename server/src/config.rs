//! Reads the configuration: first the defaults, then a TOML file, and then environment variables. Each takes precedence over
//! the one before. An unknown key is an error. Otherwise an operator might believe that a misspelt setting has an effect.

use crate::Failure;
use domain::{
    MatchCode, RolesReach, Settings,
    mail::{MailSettings, SmtpUrl},
    models::{NotACertification, SecurityKeyPolicy},
};
use model::{AssuranceLevel, Switches};
use serde::{Deserialize, Deserializer, de::Error as _};
use std::{
    collections::HashMap,
    net::SocketAddr,
    path::{Path, PathBuf},
};
use url::Url;
use uuid::Uuid;

/// The reference configuration, with every default and a comment on every setting.
pub const REFERENCE: &str = include_str!("../cim.toml");

/// The variable that names the configuration file. Every other variable with the prefix is a setting.
const CONFIG_FILE_VARIABLE: &str = "CIM_CONFIG";
const PREFIX: &str = "CIM_";

/// The settings that are lists. In the environment, commas separate their entries.
const LISTS: [&str; 2] = ["security_key_models", "windows_hello_aaguids"];

/// The settings, as `cim.toml` explains them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Address and port to listen on.
    pub listen: SocketAddr,
    /// Address and port for Prometheus; empty: none.
    #[serde(deserialize_with = "address_or_none")]
    pub metrics_listen: Option<SocketAddr>,
    /// The origin that people see.
    pub origin: Url,
    /// The WebAuthn RP ID; empty: the origin's host.
    pub rp_id: String,
    /// The service's name.
    pub service_name: String,
    /// The address of the SQLite or PostgreSQL database.
    pub database_url: String,
    /// The folder with the built assets; empty: beside the binary.
    pub site_root: PathBuf,
    /// IANA name of the time zone in which pages show times.
    pub time_zone: String,
    /// How many reverse proxies are in front of the server and append to X-Forwarded-For.
    pub trusted_proxies: usize,
    /// How many requests of each kind one network may send in a minute without signing in; 0: any number.
    pub requests_per_minute: u32,
    /// The same for one browser.
    pub browser_requests_per_minute: u32,
    /// The same for one registration link.
    pub link_requests_per_minute: u32,
    /// How many requests may be in progress; 0: any number.
    pub requests_in_progress: usize,
    /// The greatest number of connections; 0: any number.
    pub connections: usize,
    /// The greatest number of connections from one network when there is no proxy; 0: any number.
    pub connections_from_one_network: usize,
    /// How long the headers of the first request of a connection may take, in seconds.
    pub header_seconds: u64,
    /// How long a body may take, in seconds.
    pub body_seconds: u64,
    /// How long a connection may wait for its next request, in seconds.
    pub idle_seconds: u64,
    /// How long a client may take nothing of what is sent to it, in seconds.
    pub write_seconds: u64,
    /// How long requests in progress may go on after SIGTERM or SIGINT, in seconds.
    pub stop_seconds: u64,
    /// `text` or `json`.
    pub log_format: LogFormat,
    /// What is logged, in the syntax of `tracing`'s filters.
    pub log_filter: String,
    /// Whether RA Agents issue and remove authenticators.
    pub ra_agent_manages_authenticators: bool,
    /// `organisation` or `everywhere`: how far a staff role reaches from the organisation at which it is held.
    pub roles_reach: RolesReach,
    /// Whether RA staff may find and view the users of all organisations.
    pub national_directory: bool,
    /// `aal2` or `aal3`: the least assurance level with which staff can sign in.
    pub staff_minimum_aal: AssuranceLevel,
    /// For how many hours after a change of a user's email address only an RA Manager may issue to them; 0: no time.
    pub email_change_wait_hours: u16,
    /// `always`, `video-only` or `never`.
    pub match_code: MatchCode,
    /// The least life that an agent may choose for a link, in minutes.
    pub least_link_minutes: i64,
    /// The greatest life that an agent may choose for a link, in minutes.
    pub greatest_link_minutes: i64,
    /// The life of a link for a video call, in minutes.
    pub video_link_minutes: i64,
    /// The life of a link face to face, in minutes.
    pub face_to_face_link_minutes: i64,
    /// The life of an invitation from the command line, in minutes; it has no match code.
    pub invitation_minutes: i64,
    /// How long a session lasts without a request, in minutes.
    pub session_idle_minutes: i64,
    /// How long a session lasts at most, in minutes.
    pub session_minutes: i64,
    /// The BLOB of the FIDO Metadata Service; empty: none.
    pub fido_metadata: PathBuf,
    /// AAGUIDs of the security keys that are accepted; empty: any.
    pub security_key_models: Vec<String>,
    /// `l1`, `l1plus`, … `l3plus`; empty: any.
    pub security_key_min_certification: String,
    /// Whether to accept a security key that did not prove its model.
    pub security_key_accept_unproven: bool,
    /// AAGUIDs that count as Windows Hello.
    pub windows_hello_aaguids: Vec<String>,
    /// The mail server; empty: no email.
    pub smtp_url: SmtpUrl,
    /// The sender of email.
    pub mail_from: String,
    /// The reply address of email; empty: the sender.
    pub mail_reply_to: String,
    /// Who a user should contact if they were not expecting an email.
    pub mail_contact: String,
}

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object per line, for log collectors.
    Json,
}

impl Config {
    /// Reads the configuration.
    ///
    /// # Errors
    /// When the file cannot be read, or a setting is unknown or of the wrong type; the message names it.
    pub fn load(file: Option<&Path>) -> Result<Self, Failure> {
        let environment = std::env::vars().filter(|(name, _)| name.starts_with(PREFIX) && name != CONFIG_FILE_VARIABLE);
        Self::from(file, environment.collect())
    }

    /// Reads the configuration with these environment variables.
    ///
    /// # Errors
    /// The errors of [`Config::load`].
    pub fn from(file: Option<&Path>, environment: HashMap<String, String>) -> Result<Self, Failure> {
        let environment = config::Environment::with_prefix("CIM")
            .prefix_separator("_")
            .try_parsing(true)
            .list_separator(",")
            .source(Some(environment));
        let environment = LISTS.into_iter().fold(environment, config::Environment::with_list_parse_key);
        let mut builder =
            config::Config::builder().add_source(config::File::from_str(REFERENCE, config::FileFormat::Toml));
        if let Some(file) = file {
            builder = builder.add_source(config::File::from(file).format(config::FileFormat::Toml));
        }
        let config = builder.add_source(environment).build().and_then(config::Config::try_deserialize::<Self>);
        config.map_err(|error| {
            format!("the configuration is not valid: {error}. `cim config` lists every setting.").into()
        })
    }

    /// The settings for the domain.
    ///
    /// # Errors
    /// When the time zone is unknown, or an AAGUID is not valid.
    pub fn settings(&self) -> Result<Settings, Failure> {
        let minutes = |minutes: i64| chrono::TimeDelta::try_minutes(minutes).unwrap_or(chrono::TimeDelta::MAX);
        let defaults = Settings::for_origin(self.origin.clone());
        Ok(Settings {
            service_name: self.service_name.clone(),
            rp_id: if self.rp_id.is_empty() { defaults.rp_id.clone() } else { self.rp_id.clone() },
            time_zone: self
                .time_zone
                .parse()
                .map_err(|_| format!("time_zone {:?} is not an IANA name", self.time_zone))?,
            switches: Switches {
                ra_agent_manages_authenticators: self.ra_agent_manages_authenticators,
                national_directory: self.national_directory,
            },
            roles_reach: self.roles_reach,
            staff_minimum_assurance: self.staff_minimum_aal,
            email_change_wait: chrono::TimeDelta::hours(self.email_change_wait_hours.into()),
            match_code: self.match_code,
            link_life: (minutes(self.least_link_minutes), minutes(self.greatest_link_minutes)),
            video_link_life: minutes(self.video_link_minutes),
            face_to_face_link_life: minutes(self.face_to_face_link_minutes),
            invitation_life: minutes(self.invitation_minutes),
            session_idle: minutes(self.session_idle_minutes),
            session_life: minutes(self.session_minutes),
            windows_hello_aaguids: aaguids("windows_hello_aaguids", &self.windows_hello_aaguids)?,
            mail: (!self.smtp_url.is_empty()).then(|| self.mail()),
            ..defaults
        })
    }

    fn mail(&self) -> MailSettings {
        MailSettings {
            smtp_url: self.smtp_url.clone(),
            from: self.mail_from.clone(),
            reply_to: self.mail_reply_to.clone(),
            contact: self.mail_contact.clone(),
            timeout: MailSettings::TIMEOUT,
        }
    }

    /// Which security keys are accepted.
    ///
    /// # Errors
    /// When an AAGUID or the level of certification is not valid; the message names the setting.
    pub fn security_key_policy(&self) -> Result<SecurityKeyPolicy, Failure> {
        let level = Some(self.security_key_min_certification.as_str()).filter(|level| !level.is_empty());
        let wrong = |error: NotACertification| format!("security_key_min_certification: {error}");
        Ok(SecurityKeyPolicy {
            models: aaguids("security_key_models", &self.security_key_models)?.into_iter().collect(),
            min_certification: level.map(str::parse).transpose().map_err(wrong)?,
            accept_unproven: self.security_key_accept_unproven,
        })
    }
}

/// Reads an address with a port; an empty text is none.
fn address_or_none<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<SocketAddr>, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| D::Error::custom(format!("{text:?} is not an address with a port")))
}

/// Reads a list of AAGUIDs. Empty entries are ignored, because an empty environment variable makes one.
fn aaguids(setting: &str, texts: &[String]) -> Result<Vec<Uuid>, Failure> {
    let given = texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty());
    let read = given.map(|text| match Uuid::try_parse(text) {
        Ok(aaguid) if aaguid.is_nil() => {
            Err(format!("{setting}: the zero AAGUID is no model: it is what an authenticator sends that reports none"))
        }
        Ok(aaguid) => Ok(aaguid),
        Err(error) => Err(format!("{setting}: {text:?} is not an AAGUID ({error})")),
    });
    Ok(read.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests;
