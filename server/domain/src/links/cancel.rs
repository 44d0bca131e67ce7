//! *Cancel link*.

use super::{watch::of_agent, why_ended};
use crate::{
    Domain, Result,
    access::{IssueAuthenticator, Permit},
    audit::{self, Action, Event, Outcome},
    ceremonies,
    entity::registration_token::{self, State},
};
use model::{AppError, Conflict, LinkEnd, LinkId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde_json::json;

/// Cancels an open link: nothing can be registered with it any more, not even by a prompt that is on the screen (nor, when its
/// time is up, by one that was shown in time).
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::Refused`] as for watching; [`Conflict::LinkUsed`]; [`AppError::LinkEnded`] when it
/// ended in another way; when the database fails.
pub async fn cancel(domain: &Domain, permit: &Permit<'_, IssueAuthenticator>, id: LinkId) -> Result<()> {
    let link = of_agent(domain, permit, id, Action::CancelLink).await?;
    let tx = domain.write().await?;
    let cancelled = registration_token::Entity::update_many()
        .col_expr(registration_token::Column::State, Expr::value(State::Cancelled))
        .col_expr(registration_token::Column::EndedAt, Expr::value(domain.now()))
        .filter(registration_token::Column::Id.eq(link.id))
        .filter(registration_token::Column::State.eq(State::Open))
        .exec(&tx)
        .await?;
    if cancelled.rows_affected != 1 {
        let link = registration_token::Entity::find_by_id(link.id).one(&tx).await?;
        return Err(match link.as_ref().and_then(why_ended) {
            Some(LinkEnd::Used) => AppError::Conflict(Conflict::LinkUsed),
            Some(end) => AppError::LinkEnded(end),
            None => AppError::NotFound,
        }
        .into());
    }
    ceremonies::delete_of_link(&tx, link.id).await?;
    let actor = permit.actor();
    let event = Event {
        action: Action::CancelLink,
        outcome: Outcome::Done,
        actor_id: Some(actor.user_id),
        subject_id: Some(link.user_id),
        detail: json!({}),
        client: &actor.client,
    };
    audit::record(&tx, domain, event).await?;
    domain.commit(tx, &[link.id]).await
}
