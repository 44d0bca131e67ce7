//! Ending what an agent generated who can no longer sign in.

use super::{end, end_open, may_finish};
use crate::{
    Domain, Result,
    entity::registration_token::{self, State},
};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

/// Cancels the open links that `agent_id` generated, also those whose time is up and that may still be finished. Gives them.
/// (One that is being generated at this moment is none of them, and registers nothing: that is asked again in the end.)
///
/// # Errors
/// When the database fails.
pub(crate) async fn end_of_agent(
    tx: &DatabaseTransaction,
    domain: &Domain,
    agent_id: Uuid,
) -> Result<Vec<registration_token::Model>> {
    let open = registration_token::Entity::find()
        .filter(registration_token::Column::IssuedById.eq(agent_id))
        .filter(registration_token::Column::State.eq(State::Open))
        // Of two who end the same ones at once, none waits for the other.
        .order_by_asc(registration_token::Column::Id);
    let mut ended = Vec::new();
    for link in open.all(tx).await? {
        // Whoever has one whose time was up goes on reading that.
        let over = end(domain, &link).is_some() && !may_finish(tx, domain, &link).await?;
        if !over && end_open(tx, domain, link.id, State::Cancelled).await? {
            ended.push(link);
        }
    }
    Ok(ended)
}
