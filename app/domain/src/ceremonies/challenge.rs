//! Used challenges of sign-ins and tests, so that each can be used only once. Until they are used, they are in [`super::ticket`].

use crate::{
    Change, Domain, Result, SecretHash,
    entity::used_challenge::{Column, Entity, Model},
};
use chrono::{DateTime, Utc};
use model::CeremonyRefusal;
use sea_orm::ColumnTrait;

/// Records that the challenge of a sign-in or a test was used, in the transaction that acts on the response.
///
/// # Errors
/// [`CeremonyRefusal::ChallengeGone`] when it was used before; when the database fails.
pub(crate) async fn use_up(change: &Change<'_>, challenge: &[u8], expires_at: DateTime<Utc>) -> Result<()> {
    let row = Model { challenge_hash: SecretHash::of(challenge).0, expires_at };
    change.insert_unless_taken::<Entity>(row, CeremonyRefusal::ChallengeGone).await
}

/// Deletes used challenges that have expired. They have no effect any more; this only keeps the table small. Returns how many rows
/// it deleted.
///
/// # Errors
/// When the database fails.
#[tracing::instrument(skip_all)]
pub async fn delete_expired(domain: &Domain) -> Result<u64> {
    domain.delete_in_batches::<Entity>(Column::ChallengeHash, Column::ExpiresAt.lte(domain.now())).await
}
