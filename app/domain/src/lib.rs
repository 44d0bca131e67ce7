//! What the product does, without HTTP and without Leptos: the directory of users, who may do what, registration links,
//! WebAuthn ceremonies, authenticators, sessions, e-mail and the audit log.
//!
//! Every action is a function in a file of its own. It takes the [`Domain`] (database, clock, randomness, settings, models) and,
//! where the person needs permission, an [`access::Permit`], which only the permission table issues.

pub mod access;
pub mod audit;
pub mod authenticators;
mod batches;
pub mod ceremonies;
mod change;
mod client;
mod clock;
pub mod database;
pub mod demo;
pub mod directory;
pub mod entity;
mod error;
mod kinds;
pub mod link;
pub mod live;
pub mod mail;
pub mod metrics;
pub mod models;
mod moment;
pub mod organisations;
pub mod people;
mod random;
pub mod roles;
mod secret;
pub mod sessions;
mod settings;
pub mod sign_in;
pub mod views;

pub(crate) use change::Change;
pub use client::Client;
pub use clock::{Clock, SystemClock};
pub use error::{Error, Result};
pub use random::{Random, SystemRandom};
pub use secret::{Secret, SecretHash};
pub use settings::{MatchCode, RolesReach, Settings, SettingsError};

use ceremonies::SealingKey;
use database::Database;
use mail::Mailer;
use metrics::Metrics;
use models::Models;
use sea_orm::DatabaseConnection;
use std::{fmt, sync::Arc};
use tokio::sync::{Notify, OnceCell};
use webauthn_rs::Webauthn;

/// Everything that an action needs. Cheap to clone; each process has one.
#[derive(Clone)]
pub struct Domain {
    database: Database,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
    settings: Arc<Settings>,
    models: Arc<Models>,
    events: live::Events,
    webauthn: Arc<Webauthn>,
    mailer: Arc<Mailer>,
    /// Notified after a notice was queued and committed.
    notices_queued: Arc<Notify>,
    sealing_key: Arc<OnceCell<SealingKey>>,
}

impl Domain {
    /// Builds the domain from its parts.
    ///
    /// # Errors
    /// When the settings contradict each other: for example, the RP ID is not a suffix of the origin's host.
    pub fn new(
        database: Database,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
        settings: Settings,
        models: impl Into<Arc<Models>>,
    ) -> std::result::Result<Self, SettingsError> {
        let webauthn = Arc::new(settings.webauthn()?);
        let mailer = Arc::new(Mailer::new(&settings)?);
        let events = live::Events::new(random.uuid());
        Ok(Self {
            database,
            clock,
            random,
            settings: Arc::new(settings),
            models: models.into(),
            events,
            webauthn,
            mailer,
            notices_queued: Arc::default(),
            sealing_key: Arc::default(),
        })
    }

    /// The operator's settings.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// What the service knows about models of authenticators, and which models it accepts.
    #[must_use]
    pub fn models(&self) -> &Models {
        &self.models
    }

    /// The database, for reading.
    #[must_use]
    pub fn db(&self) -> &DatabaseConnection {
        self.database.reader()
    }

    /// The database.
    #[must_use]
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// What this process counts.
    #[must_use]
    pub fn metrics(&self) -> &Metrics {
        self.database.metrics()
    }

    /// Now, by the clock that was passed to [`Domain::new`].
    #[must_use]
    pub fn now(&self) -> chrono::DateTime<chrono::Utc> {
        self.clock.now()
    }
}

impl fmt::Debug for Domain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Domain").field("settings", &self.settings).finish_non_exhaustive()
    }
}
