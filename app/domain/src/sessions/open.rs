//! Opening a session.

use crate::{Domain, Result, Secret, entity::session};
use sea_orm::{ActiveModelTrait, DatabaseTransaction, IntoActiveModel};
use uuid::Uuid;

/// Opens a session for the owner of an authenticator that was just verified. The secret is for the cookie.
///
/// # Errors
/// When the database fails.
pub(crate) async fn open(
    tx: &DatabaseTransaction,
    domain: &Domain,
    user_id: Uuid,
    authenticator_id: Uuid,
) -> Result<Secret> {
    let (secret, now) = (Secret::new(&*domain.random), domain.now());
    let row = session::Model {
        id: domain.random.uuid(),
        secret_hash: secret.hash().0,
        user_id,
        authenticator_id,
        opened_at: now,
        last_seen_at: now,
    };
    row.into_active_model().insert(tx).await?;
    Ok(secret)
}
