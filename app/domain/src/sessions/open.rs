//! Opens a session.

use crate::{Change, Result, Secret, entity::session};
use uuid::Uuid;

/// Opens a session for the owner of an authenticator that was just verified. Returns the secret for the cookie.
///
/// # Errors
/// When the database fails.
pub(crate) async fn open(change: &Change<'_>, user_id: Uuid, authenticator_id: Uuid) -> Result<Secret> {
    let (secret, now) = (Secret::new(&*change.domain().random), change.now());
    let row = session::Model {
        id: change.domain().random.uuid(),
        secret_hash: secret.hash().0,
        user_id,
        authenticator_id,
        opened_at: now,
        last_seen_at: now,
    };
    change.insert::<session::Entity>(row).await?;
    Ok(secret)
}
