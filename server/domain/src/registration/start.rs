//! *Continue* on the registration page: the browser becomes an attempt and gets its options.

use super::policy;
use crate::{
    Client, Domain, Error, Result, Secret,
    ceremonies::{self, NewCeremony},
    entity::{
        authenticator::{self, Status},
        ceremony::Purpose,
        registration_attempt, registration_token, user,
    },
    links,
};
use model::RegistrationOptions;
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;
use webauthn_rs::prelude::CreationChallengeResponse;

/// A registration that a browser started.
#[derive(Debug)]
pub struct Started {
    /// The options for `navigator.credentials.create()`.
    pub options: RegistrationOptions,
    /// The attempt's secret, for a cookie of the browser.
    pub attempt: Secret,
}

/// Starts a registration, or starts it again: a browser that shows the cookie of an attempt with the same link stays
/// that attempt, and its latest options win.
///
/// # Errors
/// [`model::AppError::LinkUnknown`], [`model::AppError::LinkEnded`]; when the database fails.
pub async fn start(domain: &Domain, token: &str, attempt: Option<&Secret>, client: &Client) -> Result<Started> {
    let link = links::find_open(domain, token).await?;
    let user = user::Entity::find_by_id(link.user_id).one(domain.db()).await?;
    let user = user.ok_or_else(|| Error::Fault(format!("link {} has no user", link.id)))?;
    let active = authenticator::Entity::find()
        .filter(authenticator::Column::UserId.eq(user.id))
        .filter(authenticator::Column::Status.eq(Status::Active))
        .all(domain.db())
        .await?;
    let known = active.iter().map(|row| row.credential_id.clone()).collect();
    let (mut options, state) = domain
        .webauthn
        .start_passkey_registration(user.id, &user.email, &user.name(), Some(known))
        .map_err(|error| Error::Fault(format!("registration options: {error}")))?;
    policy::ask(link.kind.into(), &mut options);
    tell_transports(&mut options, &active);

    let tx = domain.write().await?;
    let (attempt_id, attempt) = continue_or_open(&tx, domain, &link, attempt, client).await?;
    ceremonies::delete_of_attempt(&tx, attempt_id).await?;
    let ceremony = NewCeremony {
        purpose: Purpose::Registration,
        challenge: &options.public_key.challenge,
        registration_attempt_id: Some(attempt_id),
        bearer_hash: None,
        state: serde_json::to_string(&state)?,
    };
    ceremonies::keep(&tx, domain, ceremony).await?;
    tx.commit().await?;
    Ok(Started { options: RegistrationOptions { options: serde_json::to_string(&options)? }, attempt })
}

async fn continue_or_open(
    tx: &DatabaseTransaction,
    domain: &Domain,
    link: &registration_token::Model,
    attempt: Option<&Secret>,
    client: &Client,
) -> Result<(Uuid, Secret)> {
    if let Some(secret) = attempt {
        let known = registration_attempt::Entity::find()
            .filter(registration_attempt::Column::SecretHash.eq(secret.hash().0))
            .filter(registration_attempt::Column::RegistrationTokenId.eq(link.id))
            .one(tx)
            .await?;
        if let Some(known) = known {
            return Ok((known.id, secret.clone()));
        }
    }
    let secret = Secret::new(&*domain.random);
    let row = registration_attempt::Model {
        id: domain.random.uuid(),
        registration_token_id: link.id,
        secret_hash: secret.hash().0,
        user_agent: client.user_agent.clone(),
        opened_at: domain.now(),
    };
    let row = row.into_active_model().insert(tx).await?;
    Ok((row.id, secret))
}

/// Tells the browser by which transports each excluded authenticator is reached: webauthn-rs does not keep them, and
/// without them a browser may ask for devices that are not there.
fn tell_transports(options: &mut CreationChallengeResponse, active: &[authenticator::Model]) {
    for excluded in options.public_key.exclude_credentials.iter_mut().flatten() {
        let row = active.iter().find(|row| row.credential_id == excluded.id);
        let transports = row.and_then(|row| serde_json::from_str(&row.transports).ok());
        excluded.transports = transports.filter(|transports: &Vec<_>| !transports.is_empty());
    }
}
