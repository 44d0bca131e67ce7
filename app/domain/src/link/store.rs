//! The only file that reads and writes the tables of links and of attempts.

use super::{Attempt, By, Life, Link, LinkEvent, LinkState};
use crate::{
    Change, Domain, Error, Result, Secret, ceremonies,
    entity::{
        ceremony, registration_attempt,
        registration_token::{self, State},
    },
};
use model::{AppError, AttemptState, Conflict, LinkEnd, Preflight, RegistrationToken};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, Select, Set, SqlErr, sea_query::Expr,
};
use std::collections::HashMap;
use uuid::Uuid;

/// A link as it is stored, with the state machine made from it. Moves change the machine; [`Stored::save`] writes the difference.
pub(crate) struct Stored {
    pub row: registration_token::Model,
    pub attempts: Vec<registration_attempt::Model>,
    pub link: Link,
}

/// Loads the link with this ID, for reading.
///
/// # Errors
/// When the database fails.
pub(crate) async fn load(db: &impl ConnectionTrait, id: Uuid) -> Result<Stored> {
    let row = registration_token::Entity::find_by_id(id).one(db).await?;
    with_attempts(db, row.ok_or_else(|| Error::Bug(format!("link {id} is gone")))?).await
}

/// Loads the link with this ID and takes its row lock until the transaction ends, so that the decision of a move stays valid.
/// (SQLite has only one writer, and ignores the row lock.) Take this lock before that of any other row of the link, so that no
/// two transactions wait for each other.
///
/// # Errors
/// When the database fails.
pub(crate) async fn for_update(change: &Change<'_>, id: Uuid) -> Result<Stored> {
    let row = registration_token::Entity::find_by_id(id).lock_exclusive().one(change.rows()).await?;
    with_attempts(change.rows(), row.ok_or_else(|| Error::Bug(format!("link {id} is gone")))?).await
}

/// Adds the link to every log line of the action that loaded it.
fn note_in_span(id: Uuid) {
    tracing::Span::current().record("link", tracing::field::display(id));
}

/// The row of the link with this token, if a ceremony can still be started with it.
///
/// # Errors
/// [`AppError::LinkUnknown`], [`AppError::LinkEnded`]; when the database fails.
pub(crate) async fn usable_by_token(domain: &Domain, token: &RegistrationToken) -> Result<registration_token::Model> {
    // A text that is not even a token is looked up too, so that it takes the same time as an unknown token.
    let hash = Secret::parse(token.reveal()).map_or_else(|| vec![0; 32], |secret| secret.hash().0);
    let by_hash = registration_token::Column::SecretHash.eq(hash);
    let row = registration_token::Entity::find().filter(by_hash).one(domain.db()).await?;
    let row = row.ok_or(AppError::LinkUnknown)?;
    note_in_span(row.id);
    match Life::of(&row).end(domain.now()) {
        Some(end) => Err(AppError::LinkEnded(end).into()),
        None => Ok(row),
    }
}

/// The attempt whose browser has this cookie, as its ID and its link. `None` when there is none.
///
/// # Errors
/// When the database fails.
pub(crate) async fn by_cookie(domain: &Domain, secret: &Secret) -> Result<Option<(Uuid, Stored)>> {
    let by_hash = registration_attempt::Column::SecretHash.eq(secret.hash().0);
    let attempt = registration_attempt::Entity::find().filter(by_hash).one(domain.db()).await?;
    match attempt {
        Some(attempt) => {
            note_in_span(attempt.registration_token_id);
            Ok(Some((attempt.id, load(domain.db(), attempt.registration_token_id).await?)))
        }
        None => Ok(None),
    }
}

/// The link with this ID, if it is for this user.
///
/// # Errors
/// When the database fails.
pub(crate) async fn of_user(domain: &Domain, id: Uuid, user_id: Uuid) -> Result<Option<registration_token::Model>> {
    let of_user = registration_token::Column::UserId.eq(user_id);
    Ok(registration_token::Entity::find_by_id(id).filter(of_user).one(domain.db()).await?)
}

/// The link of this user that is stored as open, for reading. There is at most one: a unique index of the database ensures that.
///
/// # Errors
/// When the database fails.
pub(crate) async fn open_of_user(domain: &Domain, user_id: Uuid) -> Result<Option<Stored>> {
    match open(registration_token::Column::UserId, user_id).one(domain.db()).await? {
        Some(row) => Ok(Some(with_attempts(domain.db(), row).await?)),
        None => Ok(None),
    }
}

/// The link of this user that is stored as open, with its row lock until the transaction ends.
///
/// # Errors
/// When the database fails.
pub(super) async fn open_of_user_for_update(change: &Change<'_>, user_id: Uuid) -> Result<Option<Stored>> {
    match open(registration_token::Column::UserId, user_id).lock_exclusive().one(change.rows()).await? {
        Some(row) => Ok(Some(with_attempts(change.rows(), row).await?)),
        None => Ok(None),
    }
}

fn open(of: registration_token::Column, id: Uuid) -> Select<registration_token::Entity> {
    registration_token::Entity::find().filter(of.eq(id)).filter(registration_token::Column::State.eq(State::Open))
}

/// The links of this agent that are stored as open, with their row locks until the transaction ends.
///
/// # Errors
/// When the database fails.
pub(super) async fn open_of_agent(change: &Change<'_>, agent_id: Uuid) -> Result<Vec<Stored>> {
    let open = open(registration_token::Column::IssuedById, agent_id)
        // Two transactions that end the same links lock them in the same order, so that they never wait for each other for ever.
        .order_by_asc(registration_token::Column::Id)
        .lock_exclusive();
    let mut links = Vec::new();
    for row in open.all(change.rows()).await? {
        links.push(with_attempts(change.rows(), row).await?);
    }
    Ok(links)
}

/// The kind of meeting for which each of these links was generated. Links of the operator's invitations are left out.
///
/// # Errors
/// When the database fails.
pub(crate) async fn meetings(
    domain: &Domain,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, model::Meeting>> {
    let links = registration_token::Entity::find().filter(registration_token::Column::Id.is_in(ids));
    let links = links.all(domain.db()).await?;
    Ok(links.into_iter().filter_map(|link| Some((link.id, link.meeting?.into()))).collect())
}

/// Stores a new link.
///
/// # Errors
/// [`Conflict::LinkGeneratedMeanwhile`] when the user got another link at the same moment: the database's index on open links
/// refuses the second one. When the database fails.
pub(super) async fn insert(change: &Change<'_>, row: registration_token::Model) -> Result<registration_token::Model> {
    let lost_race = |error: DbErr| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => AppError::Conflict(Conflict::LinkGeneratedMeanwhile).into(),
        _ => Error::Database(error),
    };
    row.into_active_model().insert(change.rows()).await.map_err(lost_race)
}

/// Stores the attempt of a browser that has just joined.
///
/// # Errors
/// When the database fails.
pub(super) async fn insert_attempt(change: &Change<'_>, row: registration_attempt::Model) -> Result<()> {
    row.into_active_model().insert(change.rows()).await?;
    Ok(())
}

/// Stores what the page reported about the browser of an attempt.
///
/// # Errors
/// When the database fails.
pub(super) async fn describe_attempt(change: &Change<'_>, id: Uuid, preflight: &Preflight) -> Result<()> {
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
pub(super) async fn note_visit(change: &Change<'_>, id: Uuid, preflight: &Preflight) -> Result<()> {
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
    /// When the database fails.
    pub async fn save(
        &self,
        change: &mut Change<'_>,
        events: impl IntoIterator<Item = LinkEvent>,
        by: By<'_>,
    ) -> Result<()> {
        self.save_link(change).await?;
        for (row, attempt) in self.attempts.iter().zip(&self.link.attempts) {
            save_attempt(change, &self.row, row, attempt).await?;
        }
        for event in events {
            event.tell(change, &self.row, by).await?;
        }
        Ok(())
    }

    async fn save_link(&self, change: &Change<'_>) -> Result<()> {
        let (before, after) = (Life::of(&self.row).state, self.link.life.state);
        let wrong_codes = i32::try_from(self.link.wrong_codes).unwrap_or(i32::MAX);
        if before == after && wrong_codes == self.row.wrong_codes {
            return Ok(());
        }
        let mut row = self.row.clone().into_active_model();
        row.wrong_codes = Set(wrong_codes);
        if before != after {
            row.state = Set(after.into());
            row.ended_at = Set(Some(change.now()));
            ceremonies::delete_of_attempts(change, self.attempts.iter().map(|attempt| attempt.id)).await?;
        }
        row.update(change.rows()).await?;
        Ok(())
    }
}

/// Stores how far an attempt has come, if that changed.
async fn save_attempt(
    change: &Change<'_>,
    link: &registration_token::Model,
    row: &registration_attempt::Model,
    attempt: &Attempt,
) -> Result<()> {
    let (now, mut after) = (change.now(), row.clone().into_active_model());
    let refusals = i32::try_from(attempt.refusals).unwrap_or(i32::MAX);
    if refusals != row.refusals {
        after.refusals = Set(refusals);
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
            AttemptState::Registered => after.registered_at = Set(Some(now)),
        }
    }
    if after.is_changed() {
        after.update(change.rows()).await?;
    }
    Ok(())
}

async fn with_attempts(db: &impl ConnectionTrait, row: registration_token::Model) -> Result<Stored> {
    let found = registration_attempt::Entity::find()
        .filter(registration_attempt::Column::RegistrationTokenId.eq(row.id))
        .order_by_asc(registration_attempt::Column::JoinedAt)
        .order_by_asc(registration_attempt::Column::Id)
        .find_also_related(ceremony::Entity)
        .all(db)
        .await?;
    let machine = found.iter().map(|(attempt, ceremony)| Attempt {
        id: attempt.id,
        state: state_of(&row, attempt),
        code_hash: attempt.code_hash.clone(),
        refusals: u32::try_from(attempt.refusals).unwrap_or_default(),
        ceremony_until: ceremony.as_ref().map(|ceremony| ceremony.expires_at),
    });
    let link = Link {
        life: Life::of(&row),
        match_code_wanted: row.match_code_wanted,
        wrong_codes: u32::try_from(row.wrong_codes).unwrap_or_default(),
        attempts: machine.collect(),
    };
    Ok(Stored { row, attempts: found.into_iter().map(|(attempt, _)| attempt).collect(), link })
}

impl Life {
    /// The life of a stored link.
    pub fn of(row: &registration_token::Model) -> Self {
        Self { state: row.state.into(), expires_at: row.expires_at }
    }
}

/// How far a stored attempt has come.
fn state_of(link: &registration_token::Model, attempt: &registration_attempt::Model) -> AttemptState {
    let failure = attempt.failure.as_ref().and_then(|failure| serde_json::from_str(failure).ok());
    if attempt.registered_at.is_some() {
        AttemptState::Registered
    } else if link.match_code_wanted && attempt.admitted_at.is_none() {
        AttemptState::NeedsCode
    } else if let Some(failure) = failure {
        AttemptState::Failed(failure)
    } else if attempt.prompted_at.is_some() {
        AttemptState::Prompted
    } else {
        AttemptState::Admitted
    }
}

impl From<State> for LinkState {
    fn from(state: State) -> Self {
        match state {
            State::Open => Self::Open,
            State::Registered => Self::Ended(LinkEnd::Registered),
            State::Cancelled => Self::Ended(LinkEnd::Cancelled),
            State::Replaced => Self::Ended(LinkEnd::Replaced),
            State::Expired => Self::Ended(LinkEnd::Expired),
            State::LockedOut => Self::Ended(LinkEnd::LockedOut),
        }
    }
}

impl From<LinkState> for State {
    fn from(state: LinkState) -> Self {
        match state {
            LinkState::Open => Self::Open,
            LinkState::Ended(LinkEnd::Registered) => Self::Registered,
            LinkState::Ended(LinkEnd::Cancelled) => Self::Cancelled,
            LinkState::Ended(LinkEnd::Replaced) => Self::Replaced,
            LinkState::Ended(LinkEnd::Expired) => Self::Expired,
            LinkState::Ended(LinkEnd::LockedOut) => Self::LockedOut,
        }
    }
}
