//! Challenges of registrations, in the database: any process can verify a response to the options of another one, a restart loses
//! nothing, and each challenge can be used only once. Challenges of sign-ins and tests are in [`super::ticket`] until they are
//! used.

use crate::{
    Change, Domain, Error, Result, SecretHash, Settings,
    entity::{ceremony, used_challenge},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use model::CeremonyRefusal;
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, SqlErr};
use uuid::Uuid;

/// Replaces the challenge in the stored state of webauthn-rs, because the database holds only its hash: the response contains the
/// challenge itself. No character of this text occurs in base64url.
const WITHHELD: &str = "[$]";

/// A registration that starts.
pub(crate) struct NewCeremony<'a> {
    pub challenge: &'a [u8],
    pub registration_attempt_id: Uuid,
    /// The state of webauthn-rs, as JSON.
    pub state: String,
}

/// Stores a ceremony until its response arrives, or for [`Settings::CEREMONY_LIFE`].
pub(crate) async fn keep(change: &Change<'_>, new: NewCeremony<'_>) -> Result<()> {
    let (now, challenge) = (change.now(), URL_SAFE_NO_PAD.encode(new.challenge));
    if !new.state.contains(&challenge) {
        return Err(Error::Bug("the state of webauthn-rs does not hold the challenge as base64url".to_owned()));
    }
    let row = ceremony::Model {
        id: change.domain().random.uuid(),
        challenge_hash: SecretHash::of(new.challenge).0,
        registration_attempt_id: Some(new.registration_attempt_id),
        state: new.state.replace(&challenge, WITHHELD),
        started_at: now,
        expires_at: now + Settings::CEREMONY_LIFE,
    };
    row.into_active_model().insert(change.rows()).await?;
    Ok(())
}

/// Whether `ceremony` was started with this challenge.
pub(crate) fn is_of(ceremony: &ceremony::Model, challenge: &[u8]) -> bool {
    ceremony.challenge_hash == SecretHash::of(challenge).0
}

/// The complete state of webauthn-rs, as JSON, of a ceremony that was started with `challenge`.
pub(crate) fn state(ceremony: &ceremony::Model, challenge: &[u8]) -> String {
    ceremony.state.replace(WITHHELD, &URL_SAFE_NO_PAD.encode(challenge))
}

/// Records that the challenge of a sign-in or a test was used, in the transaction that acts on the response.
///
/// # Errors
/// [`CeremonyRefusal::ChallengeGone`] when it was used before; when the database fails.
pub(crate) async fn use_up(tx: &DatabaseTransaction, challenge: &[u8], expires_at: DateTime<Utc>) -> Result<()> {
    let row = used_challenge::Model { challenge_hash: SecretHash::of(challenge).0, expires_at };
    match row.into_active_model().insert(tx).await {
        Ok(_) => Ok(()),
        Err(error) => Err(match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => CeremonyRefusal::ChallengeGone.into(),
            _ => error.into(),
        }),
    }
}

/// Ends these ceremonies: that of an attempt that requests new options or whose response was refused, and those of a link that has
/// ended. The caller has the lock of the link.
pub(crate) async fn delete(change: &Change<'_>, of: impl IntoIterator<Item = &ceremony::Model>) -> Result<()> {
    let ids: Vec<_> = of.into_iter().map(|ceremony| ceremony.id).collect();
    if !ids.is_empty() {
        ceremony::Entity::delete_many().filter(ceremony::Column::Id.is_in(ids)).exec(change.rows()).await?;
    }
    Ok(())
}

/// Deletes expired ceremonies and used challenges. They have no effect any more; this only keeps the tables small. Returns how
/// many rows it deleted.
///
/// # Errors
/// When the database fails.
#[tracing::instrument(skip_all)]
pub async fn delete_expired(domain: &Domain) -> Result<u64> {
    let now = domain.now();
    let delete = async |change: &mut Change<'_>| {
        let tx = change.rows();
        let ceremonies = ceremony::Entity::delete_many().filter(ceremony::Column::ExpiresAt.lte(now)).exec(tx).await?;
        let used = used_challenge::Column::ExpiresAt.lte(now);
        let challenges = used_challenge::Entity::delete_many().filter(used).exec(tx).await?;
        Ok(ceremonies.rows_affected + challenges.rows_affected)
    };
    domain.change(delete).await
}
