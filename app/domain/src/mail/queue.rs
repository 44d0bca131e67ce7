//! Queues a notice.

use crate::{
    Change, Result,
    entity::notice::{self, Kind},
};
use uuid::Uuid;

/// Queues the notice that the user's authenticator was added or removed, in the transaction that does so, so that both are
/// stored, or neither. Without a mail server nothing is queued, so that users get no notices of old changes when a mail server is
/// set up later.
///
/// # Errors
/// When the database fails.
pub(crate) async fn queue(change: &mut Change<'_>, kind: Kind, user_id: Uuid, authenticator_id: Uuid) -> Result<()> {
    let domain = change.domain();
    if !super::is_configured(domain) {
        return Ok(());
    }
    let now = domain.now();
    let row = notice::Model {
        id: domain.random.uuid(),
        user_id,
        authenticator_id,
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
