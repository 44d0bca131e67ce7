//! A link is worth what whoever generated it may do now. Where that is nothing any more, it ends.

use crate::{
    Client, Domain, Result,
    access::{self, Lapse},
    audit::{self, Action, Event, Outcome},
    entity::registration_token::{self, State},
    links,
};
use model::CeremonyFault;
use sea_orm::DatabaseTransaction;
use serde_json::json;

/// Asks, within `tx`, whether whoever generated `link` may issue to its user as both are now. If not, the link ends, so that
/// nobody tries it again, and the history says why; commit that, and tell the user. (Where it is only that the user is not
/// active, it stays open: they may be active again before its time is up.) A link that has ended says so itself: `None`.
///
/// What was committed before this was asked counts. On PostgreSQL something else may be committed between this and the end of
/// `tx`: then the registration came first, and it is as if the user had confirmed the prompt a moment earlier. Locked first,
/// the link waits for nobody who is just about to end it.
///
/// # Errors
/// When the database fails.
pub(super) async fn lapsed(
    tx: &DatabaseTransaction,
    domain: &Domain,
    link: &registration_token::Model,
) -> Result<Option<CeremonyFault>> {
    if links::why_ended(link).is_some() {
        return Ok(None);
    }
    let reason = match access::may_still_issue(tx, domain, link).await? {
        Ok(()) => return Ok(None),
        Err(Lapse::UserInactive) => return Ok(Some(CeremonyFault::UserInactive)),
        Err(Lapse::Issuer(reason)) => reason,
    };
    if links::end_open(tx, domain, link.id, State::Cancelled).await? {
        let event = Event {
            action: Action::CancelLink,
            outcome: Outcome::Done,
            actor_id: None,
            subject_id: Some(link.user_id),
            detail: json!({ "reason": reason }),
            // The service does this; whose request it was is in what is recorded of that.
            client: &Client::default(),
        };
        audit::record(tx, domain, event).await?;
    }
    Ok(Some(CeremonyFault::IssuerMayNot))
}
