//! Challenges in the database: any process can answer for any other, a restart loses nothing, and each serves once.

use crate::{
    Domain, Error, Result, Secret, SecretHash, Settings,
    entity::{
        ceremony::{self, Purpose},
        registration_attempt,
    },
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect, QueryTrait,
};
use uuid::Uuid;

/// Stands in the stored state of webauthn-rs for the challenge, of which the database has only the hash: whoever answers
/// brings it along. Not a character of it is one of base64url.
const WITHHELD: &str = "[$]";

/// A ceremony that begins.
pub(crate) struct NewCeremony<'a> {
    pub purpose: Purpose,
    pub challenge: &'a [u8],
    pub registration_attempt_id: Option<Uuid>,
    /// The hash of the secret in the cookie of the browser that asked for it.
    pub bearer_hash: Option<SecretHash>,
    /// The state of webauthn-rs, as JSON.
    pub state: String,
}

/// Keeps a ceremony until it is answered, or for [`Settings::CEREMONY_LIFE`].
pub(crate) async fn keep(db: &impl ConnectionTrait, domain: &Domain, new: NewCeremony<'_>) -> Result<()> {
    let (now, challenge) = (domain.now(), URL_SAFE_NO_PAD.encode(new.challenge));
    if !new.state.contains(&challenge) {
        return Err(Error::Fault("the state of webauthn-rs does not hold the challenge as base64url".to_owned()));
    }
    let row = ceremony::Model {
        id: domain.random.uuid(),
        purpose: new.purpose,
        challenge_hash: SecretHash::of(new.challenge).0,
        registration_attempt_id: new.registration_attempt_id,
        bearer_hash: new.bearer_hash.map(|hash| hash.0),
        state: new.state.replace(&challenge, WITHHELD),
        started_at: now,
        expires_at: now + Settings::CEREMONY_LIFE,
    };
    row.into_active_model().insert(db).await?;
    Ok(())
}

/// Takes the ceremony of `challenge` out of the database: whoever gets it answers it, nobody gets it twice. `None` when
/// there is none, its time is up, or it belongs to another attempt or another browser.
pub(crate) async fn take(
    domain: &Domain,
    purpose: Purpose,
    challenge: &[u8],
    registration_attempt_id: Option<Uuid>,
    bearer_hash: Option<SecretHash>,
) -> Result<Option<ceremony::Model>> {
    let found = ceremony::Entity::find()
        .filter(ceremony::Column::ChallengeHash.eq(SecretHash::of(challenge).0))
        .filter(ceremony::Column::Purpose.eq(purpose))
        .one(domain.db())
        .await?;
    let mine = |row: &ceremony::Model| {
        row.registration_attempt_id == registration_attempt_id && row.bearer_hash == bearer_hash.map(|hash| hash.0)
    };
    let Some(mut found) = found.filter(mine) else { return Ok(None) };
    let deleted = ceremony::Entity::delete_by_id(found.id).exec(domain.db()).await?;
    let in_time = domain.now() < found.expires_at;
    found.state = found.state.replace(WITHHELD, &URL_SAFE_NO_PAD.encode(challenge));
    Ok((deleted.rows_affected == 1 && in_time).then_some(found))
}

/// Takes whatever ceremonies the browser with this cookie has under way: for an answer that does not say to which of them it
/// is. Whether there was one in time.
pub(crate) async fn take_any(domain: &Domain, purpose: Purpose, bearer: Option<&Secret>) -> Result<bool> {
    let Some(bearer) = bearer else { return Ok(false) };
    let taken = ceremony::Entity::delete_many()
        .filter(ceremony::Column::BearerHash.eq(bearer.hash().0))
        .filter(ceremony::Column::Purpose.eq(purpose))
        .filter(ceremony::Column::ExpiresAt.gt(domain.now()))
        .exec(domain.db())
        .await?;
    Ok(taken.rows_affected > 0)
}

/// Ends the ceremonies of an attempt: when it asks for new options, the latest wins.
pub(crate) async fn delete_of_attempt(db: &impl ConnectionTrait, attempt_id: Uuid) -> Result<()> {
    let of_attempt = ceremony::Column::RegistrationAttemptId.eq(attempt_id);
    ceremony::Entity::delete_many().filter(of_attempt).exec(db).await?;
    Ok(())
}

/// Ends the ceremonies of every attempt of a link.
pub(crate) async fn delete_of_link(db: &impl ConnectionTrait, registration_token_id: Uuid) -> Result<()> {
    let attempts = registration_attempt::Entity::find()
        .select_only()
        .column(registration_attempt::Column::Id)
        .filter(registration_attempt::Column::RegistrationTokenId.eq(registration_token_id))
        .into_query();
    let of_link = ceremony::Column::RegistrationAttemptId.in_subquery(attempts);
    ceremony::Entity::delete_many().filter(of_link).exec(db).await?;
    Ok(())
}

/// Deletes ceremonies whose time is up. They are of no use already; this only keeps the table small.
///
/// # Errors
/// When the database fails.
pub async fn delete_expired(domain: &Domain) -> Result<u64> {
    let expired = ceremony::Column::ExpiresAt.lte(domain.now());
    Ok(ceremony::Entity::delete_many().filter(expired).exec(domain.db()).await?.rows_affected)
}
