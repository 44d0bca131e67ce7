//! Notes whose profile a person viewed, so that their home page can show it again.

use crate::{
    Change, Domain, Result,
    access::{Permit, ViewProfile},
    entity::viewed_user::{Column, Entity, Model},
};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, sea_query::OnConflict};
use tokio::task::JoinHandle;
use tracing::Instrument;
use uuid::Uuid;

/// How many users are kept for each person. The home page shows fewer, because some of them may be out of reach by then.
const KEPT: u64 = 20;

/// Notes that the actor of the permit viewed the profile of its subject, unless it is their own, or they are the operator. This is done in the background,
/// because the profile need not wait for it. If it fails, only the log says so.
pub fn note_view(domain: &Domain, permit: &Permit<'_, ViewProfile>) -> JoinHandle<()> {
    let (domain, viewer, user) = (domain.clone(), permit.actor().id(), permit.subject().id);
    let work = async move {
        let Some(viewer) = viewer.filter(|viewer| *viewer != user) else { return };
        if let Err(error) = note(&domain, viewer, user).await {
            tracing::warn!(%error, "the view of a profile could not be noted");
        }
    };
    tokio::spawn(work.in_current_span())
}

async fn note(domain: &Domain, viewer: Uuid, user: Uuid) -> Result<()> {
    let of_viewer = || Entity::find().filter(Column::ViewerId.eq(viewer)).order_by_desc(Column::ViewedAt);
    // The pages about one user come one after the other, and only the first of them has something to write.
    if of_viewer().one(domain.db()).await?.is_some_and(|last| last.user_id == user) {
        return Ok(());
    }
    let note = async |change: &mut Change<'_>| {
        let viewed = Model { viewer_id: viewer, user_id: user, viewed_at: change.now() };
        let again = OnConflict::columns([Column::ViewerId, Column::UserId]).update_column(Column::ViewedAt).to_owned();
        Entity::insert(viewed.into_active_model()).on_conflict(again).exec_without_returning(change.rows()).await?;
        let Some(oldest) = of_viewer().offset(KEPT).one(change.rows()).await? else { return Ok(()) };
        Entity::delete_many()
            .filter(Column::ViewerId.eq(viewer))
            .filter(Column::ViewedAt.lte(oldest.viewed_at))
            .exec(change.rows())
            .await?;
        Ok(())
    };
    domain.change(note).await
}
