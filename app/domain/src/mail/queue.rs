//! Queues a notice.

use crate::{
    Change, Result,
    entity::notice::{self, Kind},
};
use uuid::Uuid;

/// Queues the notice that the user's authenticator was added or removed; see [`queue_by`].
///
/// # Errors
/// When the database fails.
pub(crate) async fn queue(change: &mut Change<'_>, kind: Kind, user_id: Uuid, authenticator_id: Uuid) -> Result<()> {
    queue_by(change, kind, user_id, authenticator_id, None).await
}

/// Queues a notice about the user's authenticator. `by_id` is who suspended or reinstated it. The notice is queued in the
/// transaction that changes the authenticator, so that both are stored, or neither. Without a mail server nothing is queued, so
/// that users get no notices of old changes when a mail server is set up later.
///
/// # Errors
/// When the database fails.
pub(crate) async fn queue_by(
    change: &mut Change<'_>,
    kind: Kind,
    user_id: Uuid,
    authenticator_id: Uuid,
    by_id: Option<Uuid>,
) -> Result<()> {
    insert(change, New { kind, user_id, authenticator_id: Some(authenticator_id), address: None, by_id }).await
}

/// Queues the notice that the user's email address was changed, to this `address`: the old one or the new one.
///
/// # Errors
/// When the database fails.
pub(crate) async fn queue_email_changed(
    change: &mut Change<'_>,
    user_id: Uuid,
    by_id: Option<Uuid>,
    address: &str,
) -> Result<()> {
    let address = Some(address.to_owned());
    insert(change, New { kind: Kind::EmailChanged, user_id, authenticator_id: None, address, by_id }).await
}

struct New {
    kind: Kind,
    user_id: Uuid,
    authenticator_id: Option<Uuid>,
    address: Option<String>,
    by_id: Option<Uuid>,
}

async fn insert(change: &mut Change<'_>, new: New) -> Result<()> {
    let domain = change.domain();
    if !super::is_configured(domain) {
        return Ok(());
    }
    let (now, New { kind, user_id, authenticator_id, address, by_id }) = (domain.now(), new);
    let row = notice::Model {
        id: domain.random.uuid(),
        user_id,
        authenticator_id,
        address,
        by_id,
        kind,
        created_at: now,
        attempts: 0,
        next_try_at: Some(now),
        sent_at: None,
        failed_at: None,
        last_error: None,
    };
    change.insert::<notice::Entity>(row).await?;
    change.queues_notice();
    Ok(())
}
