//! Recognises a response that has registered an authenticator already. On a bad line the answer to it can be lost, and then the
//! page sends the same response again.

use super::store::Stored;
use crate::{
    Domain, Result, SecretHash,
    ceremonies::RegistrationFacts,
    entity::authenticator::{self, Status},
};
use model::Registered;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// What identifies a response.
pub(super) struct Sent {
    /// The hash of its challenge.
    pub challenge_hash: Vec<u8>,
    credential_id: Vec<u8>,
}

impl Sent {
    /// Reads it from a response. `None` when the response has no challenge.
    pub fn of(facts: &RegistrationFacts) -> Option<Self> {
        let challenge = facts.client_data.challenge().ok()?;
        let credential_id = facts.authenticator_data.credential_id.clone();
        Some(Self { challenge_hash: SecretHash::of(&challenge).0, credential_id })
    }
}

/// The answer that this response got before; `None` when it did not register anything. The attempt's cookie has shown that it
/// comes from the same browser. The challenge and the credential must be the same too, and the authenticator must still be
/// active, because otherwise the answer would no longer be true. This writes nothing, so it may be asked any number of times.
///
/// # Errors
/// When the database fails.
pub(super) async fn repeat(
    domain: &Domain,
    stored: &Stored,
    id: Uuid,
    sent: Option<&Sent>,
) -> Result<Option<Registered>> {
    let Some(sent) = sent.filter(|sent| stored.was_registered_with(id, &sent.challenge_hash)) else { return Ok(None) };
    let registered = authenticator::Entity::find()
        .filter(authenticator::Column::RegistrationTokenId.eq(stored.row.id))
        .filter(authenticator::Column::CredentialId.eq(sent.credential_id.clone()))
        .filter(authenticator::Column::Status.eq(Status::Active))
        .one(domain.db())
        .await?;
    Ok(registered.map(|row| {
        tracing::debug!("a response that was registered before was sent again");
        Registered { kind: row.kind.into(), model: domain.models().reported(row.aaguid) }
    }))
}
