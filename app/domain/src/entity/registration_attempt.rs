//! A browser in which a person pressed *Continue* on the registration page.

use model::{Browser, Device, Preflight};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "registration_attempt")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub registration_token_id: Uuid,
    /// SHA-256 of the secret in the browser's cookie.
    #[sea_orm(unique)]
    pub secret_hash: Vec<u8>,
    pub user_agent: Option<String>,
    /// When the person pressed *Continue*.
    pub joined_at: DateTimeUtc,
    /// SHA-256 of the attempt's ID and its match code. A reader of the database can find the code by trying all million codes.
    pub code_hash: Option<Vec<u8>>,
    /// What the page reported about the browser ([`model::Preflight`]), as JSON.
    pub preflight: Option<String>,
    /// When the agent typed its code.
    pub admitted_at: Option<DateTimeUtc>,
    /// When its prompt was last shown, as the browser reported it.
    pub prompted_at: Option<DateTimeUtc>,
    /// How it last failed ([`model::AttemptFailure`]), as JSON.
    pub failure: Option<String>,
    /// When an authenticator was registered in it.
    pub registered_at: Option<DateTimeUtc>,
    /// How many of its responses the server refused.
    pub refusals: i32,
    /// SHA-256 of the challenge of the ceremony that was started last, until its response arrives or the link ends. If that
    /// response was registered, the hash stays, so that the response is recognised when it is sent again.
    pub challenge_hash: Option<Vec<u8>>,
    /// From this moment that ceremony cannot be finished. `None` when no ceremony is in progress.
    pub challenge_expires_at: Option<DateTimeUtc>,
}

impl Model {
    /// What the page reported about the browser.
    #[must_use]
    pub fn preflight(&self) -> Option<Preflight> {
        self.preflight.as_ref().and_then(|preflight| serde_json::from_str(preflight).ok())
    }

    /// The device and the browser. The page can distinguish an iPad from a Mac; the `User-Agent` header cannot.
    #[must_use]
    pub fn seen_in(&self) -> (Device, Browser) {
        if let Some(preflight) = self.preflight() {
            return (preflight.device, preflight.browser);
        }
        let user_agent = self.user_agent.as_deref().unwrap_or_default();
        let device = Device::of(user_agent, 0);
        (device, Browser::of(user_agent, device))
    }
}

impl ActiveModelBehavior for ActiveModel {}
