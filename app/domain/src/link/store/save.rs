//! Writes links and attempts.

use super::{Stored, open};
use crate::{
    Change, Error, Result,
    entity::{registration_attempt, registration_token},
    link::{
        Attempt, By, Life, LinkEvent,
        columns::{ceremony_of, state_of},
    },
};
use model::{AppError, AttemptState, Conflict, Preflight};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, Set,
    sea_query::{Expr, Query},
};
use uuid::Uuid;

/// Stores a new link.
///
/// # Errors
/// [`Conflict::LinkGeneratedMeanwhile`] when the user got another link at the same moment: the database's index on open links
/// refuses the second one. When the database fails.
pub(in crate::link) async fn insert(
    change: &Change<'_>,
    row: registration_token::Model,
) -> Result<registration_token::Model> {
    let lost_race = AppError::Conflict(Conflict::LinkGeneratedMeanwhile);
    change.insert_unless_taken::<registration_token::Entity>(row.clone(), lost_race).await?;
    Ok(row)
}

/// Stores the attempt of a browser that has just joined.
///
/// # Errors
/// When the database fails.
pub(in crate::link) async fn insert_attempt(change: &Change<'_>, row: registration_attempt::Model) -> Result<()> {
    Ok(change.insert::<registration_attempt::Entity>(row).await?)
}

/// Stores what the page reported about the browser of an attempt.
///
/// # Errors
/// When the database fails.
pub(in crate::link) async fn describe_attempt(change: &Change<'_>, id: Uuid, preflight: &Preflight) -> Result<()> {
    registration_attempt::Entity::update_many()
        .col_expr(registration_attempt::Column::Preflight, Expr::value(serde_json::to_string(preflight)?))
        .filter(registration_attempt::Column::Id.eq(id))
        .exec(change.rows())
        .await?;
    Ok(())
}

/// Stores in which browser the page of a link was last loaded.
///
/// # Errors
/// When the database fails.
pub(in crate::link) async fn note_visit(change: &Change<'_>, id: Uuid, preflight: &Preflight) -> Result<()> {
    registration_token::Entity::update_many()
        .col_expr(registration_token::Column::VisitedAt, Expr::value(change.now()))
        .col_expr(registration_token::Column::Visit, Expr::value(serde_json::to_string(preflight)?))
        .filter(registration_token::Column::Id.eq(id))
        .exec(change.rows())
        .await?;
    Ok(())
}

impl Stored {
    /// Stores what the moves changed, and passes the event on.
    ///
    /// # Errors
    /// [`Error::Overtaken`] when the link was read without its row lock, and has changed since in a way that forbids the moves; when
    /// the database fails.
    pub async fn save(
        &self,
        change: &mut Change<'_>,
        events: impl IntoIterator<Item = LinkEvent>,
        by: By<'_>,
    ) -> Result<()> {
        self.save_quietly(change).await?;
        for event in events {
            event.tell(change, &self.row, by).await?;
        }
        Ok(())
    }

    /// Stores what the moves changed. The caller passes the event on.
    ///
    /// # Errors
    /// The errors of [`Stored::save`].
    pub async fn save_quietly(&self, change: &Change<'_>) -> Result<()> {
        self.save_link(change).await?;
        for (row, attempt) in self.attempts.iter().zip(&self.link.attempts) {
            save_attempt(change, &self.row, row, attempt).await?;
        }
        Ok(())
    }

    /// Stores the state of the link, if that changed. Only one move can end a link.
    async fn save_link(&self, change: &Change<'_>) -> Result<()> {
        let (before, after) = (Life::of(&self.row).state, self.link.life.state);
        let wrong_codes = i32::try_from(self.link.wrong_codes).unwrap_or(i32::MAX);
        let mut row = <registration_token::ActiveModel as Default>::default();
        if wrong_codes != self.row.wrong_codes {
            row.wrong_codes = Set(wrong_codes);
        }
        if before != after {
            row.state = Set(after.into());
            row.ended_at = Set(Some(change.now()));
        }
        if !row.is_changed() {
            return Ok(());
        }
        let saved = registration_token::Entity::update_many()
            .set(row)
            .filter(registration_token::Column::Id.eq(self.row.id))
            .filter(registration_token::Column::State.eq(self.row.state))
            .exec(change.rows())
            .await?;
        must_be_saved(saved.rows_affected)
    }
}

/// Stores how far an attempt has come, if that changed.
async fn save_attempt(
    change: &Change<'_>,
    link: &registration_token::Model,
    row: &registration_attempt::Model,
    attempt: &Attempt,
) -> Result<()> {
    let (now, mut after) = (change.now(), <registration_attempt::ActiveModel as Default>::default());
    let mut saving = registration_attempt::Entity::update_many().filter(registration_attempt::Column::Id.eq(row.id));
    let refusals = i32::try_from(attempt.refusals).unwrap_or(i32::MAX);
    if refusals != row.refusals {
        after.refusals = Set(refusals);
    }
    if attempt.ceremony != ceremony_of(row) {
        // The challenge of a registration stays: by it the same response is recognised when it is sent again. Without a time, no
        // ceremony with it can be finished.
        if attempt.state != AttemptState::Registered {
            after.challenge_hash = Set(attempt.ceremony.as_ref().map(|ceremony| ceremony.challenge_hash.clone()));
        }
        after.challenge_expires_at = Set(attempt.ceremony.as_ref().map(|ceremony| ceremony.until));
        if attempt.ceremony.is_some() {
            // A ceremony starts only while the link is open.
            let id = registration_token::Column::Id;
            let open =
                Query::select().column(id).from(registration_token::Entity).and_where(open(id, link.id)).to_owned();
            saving = saving.filter(registration_attempt::Column::RegistrationTokenId.in_subquery(open));
        }
    }
    if attempt.state != state_of(link, row) {
        match attempt.state {
            // No move leads back to this state.
            AttemptState::NeedsCode => {}
            AttemptState::Admitted => {
                if link.match_code_wanted && row.admitted_at.is_none() {
                    after.admitted_at = Set(Some(now));
                }
                (after.prompted_at, after.failure) = (Set(None), Set(None));
            }
            AttemptState::Prompted => after.prompted_at = Set(Some(now)),
            AttemptState::Failed(failure) => after.failure = Set(Some(serde_json::to_string(&failure)?)),
            AttemptState::Registered => {
                after.registered_at = Set(Some(now));
                // A challenge can be used only once.
                saving = saving.filter(registration_attempt::Column::ChallengeHash.eq(row.challenge_hash.clone()));
            }
        }
    }
    if !after.is_changed() {
        return Ok(());
    }
    must_be_saved(saving.set(after).exec(change.rows()).await?.rows_affected)
}

/// # Errors
/// [`Error::Overtaken`] when nothing was saved.
fn must_be_saved(rows: u64) -> Result<()> {
    if rows == 0 { Err(Error::Overtaken) } else { Ok(()) }
}
