//! Configuration: defaults, then a TOML file, then environment variables. An unknown key is an error, because a misspelt
//! setting that is silently ignored is a setting that an operator believes to be in force.

use crate::Failure;
use domain::Settings;
use model::Switches;
use serde::Deserialize;
use std::{
    collections::HashMap,
    net::SocketAddr,
    path::{Path, PathBuf},
};
use url::Url;

/// The reference configuration, with every default and a comment on every setting.
pub const REFERENCE: &str = include_str!("../cim.toml");

/// Names the configuration file; every other variable with the prefix is a setting.
const CONFIG_FILE_VARIABLE: &str = "CIM_CONFIG";
const PREFIX: &str = "CIM_";

/// The settings, as `cim.toml` explains them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Address and port to listen on.
    pub listen: SocketAddr,
    /// The origin that people see.
    pub origin: Url,
    /// WebAuthn RP ID; empty: the origin's host.
    pub rp_id: String,
    /// The service's name.
    pub service_name: String,
    /// SQLite or PostgreSQL.
    pub database_url: String,
    /// Where the build put the assets; empty: beside the binary.
    pub site_root: PathBuf,
    /// IANA name of the time zone in which pages show times.
    pub time_zone: String,
    /// How many reverse proxies stand before the server and append to X-Forwarded-For.
    pub trusted_proxies: usize,
    /// `text` or `json`.
    pub log_format: LogFormat,
    /// What is logged, in the syntax of `tracing`'s filters.
    pub log_filter: String,
    /// Whether RA Agents issue and remove authenticators.
    pub ra_agent_manages_authenticators: bool,
    /// The life of a link for a video call, in minutes.
    pub video_link_minutes: i64,
    /// The life of a link face to face, in minutes.
    pub face_to_face_link_minutes: i64,
    /// The life of an invitation from the command line, in minutes.
    pub invitation_minutes: i64,
    /// How long a session lasts without a request, in minutes.
    pub session_idle_minutes: i64,
    /// How long a session lasts at most, in minutes.
    pub session_minutes: i64,
}

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    Text,
    /// A JSON object a line.
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
    /// As [`Config::load`].
    pub fn from(file: Option<&Path>, environment: HashMap<String, String>) -> Result<Self, Failure> {
        let environment =
            config::Environment::with_prefix("CIM").prefix_separator("_").try_parsing(true).source(Some(environment));
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
    /// When the time zone is unknown.
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
            switches: Switches { ra_agent_manages_authenticators: self.ra_agent_manages_authenticators },
            video_link_life: minutes(self.video_link_minutes),
            face_to_face_link_life: minutes(self.face_to_face_link_minutes),
            invitation_life: minutes(self.invitation_minutes),
            session_idle: minutes(self.session_idle_minutes),
            session_life: minutes(self.session_minutes),
            ..defaults
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Config;
    use std::collections::HashMap;

    fn load(variables: &[(&str, &str)]) -> Result<Config, String> {
        let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Config::from(None, variables.collect::<HashMap<_, _>>()).map_err(|error| error.to_string())
    }

    #[test]
    fn the_reference_configuration_is_complete_and_sound() {
        load(&[]).unwrap().settings().unwrap();
    }

    #[test]
    fn the_environment_wins() {
        let config = load(&[("CIM_VIDEO_LINK_MINUTES", "15"), ("CIM_ORIGIN", "https://care.example")]).unwrap();
        assert_eq!((config.video_link_minutes, config.origin.as_str()), (15, "https://care.example/"));
    }

    #[test]
    fn an_unknown_setting_is_refused_by_name() {
        let error = load(&[("CIM_VIDEO_LINK_MINUTE", "15")]).unwrap_err();
        assert!(error.contains("video_link_minute"), "{error}");
    }

    #[test]
    fn an_unknown_setting_in_the_file_is_refused_by_name() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "orign = \"https://care.example\"\n").unwrap();
        let error = Config::from(Some(file.path()), HashMap::new()).unwrap_err().to_string();
        assert!(error.contains("orign"), "{error}");
    }
}
