//! Locking a link with which too much was tried.

use crate::{
    Client, Domain, Result,
    audit::{self, Action, Event, Outcome},
    entity::registration_token::{self, State},
    links,
};
use model::LinkEnd;
use sea_orm::DatabaseTransaction;
use serde_json::json;

/// Locks `link`, which the transaction has read and locked, and which is open. The agent sees it on the live panel, and in the
/// history. Gives how the link ended.
///
/// # Errors
/// When the database fails.
pub(super) async fn lock(
    tx: &DatabaseTransaction,
    domain: &Domain,
    link: &registration_token::Model,
    client: &Client,
) -> Result<LinkEnd> {
    links::end_open(tx, domain, link.id, State::Locked).await?;
    let event = Event {
        action: Action::LockLink,
        outcome: Outcome::Done,
        actor_id: None,
        subject_id: Some(link.user_id),
        detail: json!({ "reason": "Too many attempts were made with it" }),
        client,
    };
    audit::record(tx, domain, event).await?;
    Ok(LinkEnd::Locked)
}
