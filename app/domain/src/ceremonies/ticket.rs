//! The ticket: a browser keeps the state of a sign-in or a test in progress. The service stores nothing. It seals the state with
//! a key of its own (HMAC-SHA256, RFC 2104), and accepts a ticket only when the seal is right. So requesting a challenge uses no
//! disk space, any process can verify a response to the options of another one, and a restart loses nothing.

use crate::{
    Change, Domain, Error, Result,
    entity::service_key::{self, Column, Entity, KeyBytes},
    metrics::Ceremony,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use sea_orm::{EntityTrait, IntoActiveModel, sea_query::OnConflict};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use std::fmt;

/// The name of the key in the database.
const KEY: &str = "ticket";

/// The purpose of an assertion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Purpose {
    /// To sign in.
    SignIn,
    /// To test an authenticator.
    Test,
}

impl From<Purpose> for Ceremony {
    fn from(purpose: Purpose) -> Self {
        match purpose {
            Purpose::SignIn => Self::SignIn,
            Purpose::Test => Self::Test,
        }
    }
}

/// The text for a cookie of the browser that asked.
#[derive(Clone, PartialEq, Eq)]
pub struct Ticket(String);

/// The content of a ticket.
#[derive(Serialize, Deserialize)]
pub(super) struct Exchange {
    pub purpose: Purpose,
    pub expires_at: DateTime<Utc>,
    /// The state of webauthn-rs, with the challenge, as JSON.
    pub state: String,
}

/// The key that seals tickets.
#[derive(Clone)]
pub(crate) struct SealingKey(KeyBytes);

impl Ticket {
    /// Wraps the text that a browser sent. Only `open` shows whether this service sealed it.
    #[must_use]
    pub fn from_cookie(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The text for the cookie: two parts in base64url, with a full stop between them. Never log it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Seals `exchange`.
    ///
    /// # Errors
    /// When the key cannot be read.
    pub(super) async fn seal(domain: &Domain, exchange: &Exchange) -> Result<Self> {
        let content = URL_SAFE_NO_PAD.encode(serde_json::to_string(exchange)?);
        let seal = mac(domain, &content).await?.finalize().into_bytes();
        Ok(Self(format!("{content}.{}", URL_SAFE_NO_PAD.encode(seal))))
    }

    /// The exchange in a ticket that this service sealed for `purpose` and that has not expired.
    ///
    /// # Errors
    /// When the key cannot be read.
    pub(super) async fn open(&self, domain: &Domain, purpose: Purpose) -> Result<Option<Exchange>> {
        let Some((content, seal)) = self.0.split_once('.') else { return Ok(None) };
        let Ok(seal) = URL_SAFE_NO_PAD.decode(seal) else { return Ok(None) };
        if mac(domain, content).await?.verify_slice(&seal).is_err() {
            return Ok(None);
        }
        let exchange = URL_SAFE_NO_PAD.decode(content).map_err(|error| Error::Bug(format!("a ticket: {error}")))?;
        let exchange: Exchange = serde_json::from_slice(&exchange)?;
        Ok(Some(exchange).filter(|exchange| exchange.purpose == purpose && domain.now() < exchange.expires_at))
    }
}

impl fmt::Debug for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ticket([redacted])")
    }
}

async fn mac(domain: &Domain, content: &str) -> Result<Hmac<Sha256>> {
    let key = domain.sealing_key.get_or_try_init(|| key(domain)).await?;
    let mut mac = Hmac::new_from_slice(&key.0.0).map_err(|error| Error::Bug(format!("the key of tickets: {error}")))?;
    mac.update(content.as_bytes());
    Ok(mac)
}

/// The key that every process uses. The first process that needs it makes it.
async fn key(domain: &Domain) -> Result<SealingKey> {
    if let Some(known) = Entity::find_by_id(KEY).one(domain.db()).await? {
        return Ok(SealingKey(known.bytes));
    }
    let mut bytes = vec![0; 32];
    domain.random.fill(&mut bytes);
    let row = service_key::Model { name: KEY.to_owned(), bytes: KeyBytes(bytes), created_at: domain.now() };
    let store = async |change: &mut Change<'_>| {
        let once = OnConflict::column(Column::Name).do_nothing().to_owned();
        Entity::insert(row.into_active_model()).on_conflict(once).exec_without_returning(change.rows()).await?;
        // Another process may have made it first.
        Ok(Entity::find_by_id(KEY).one(change.rows()).await?)
    };
    let key = domain.change(store).await?;
    key.map(|key| SealingKey(key.bytes)).ok_or_else(|| Error::Bug("the key of tickets was not stored".to_owned()))
}
