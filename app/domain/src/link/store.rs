//! The only file that reads and writes the tables of links and of attempts.

use super::{
    Attempt, By, Life, Link, LinkEvent,
    columns::{ceremony_of, state_of},
};
use crate::{
    Change, Domain, Error, Result, Secret, directory,
    entity::{
        organisation, registration_attempt,
        registration_token::{self, State},
        user,
        words::{Kind, Meeting},
    },
};
use chrono::{DateTime, Utc};
use model::{AppError, AttemptState, Conflict, Preflight, RegistrationToken};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    QuerySelect, Select, SelectTwo, Set,
    sea_query::{Expr, Order, Query, SimpleExpr},
};
use std::collections::HashMap;
use uuid::Uuid;

/// A link as it is stored, with the state machine made from it. Moves change the machine; [`Stored::save`] writes the difference.
#[derive(Clone)]
pub(crate) struct Stored {
    pub row: registration_token::Model,
    pub attempts: Vec<registration_attempt::Model>,
    pub link: Link,
}

/// A link with its attempts, in one statement: each row has one attempt, or none if nobody has joined.
type Joined = SelectTwo<registration_token::Entity, registration_attempt::Entity>;

fn joined() -> Joined {
    registration_token::Entity::find()
        .find_also_related(registration_attempt::Entity)
        // Two transactions that end the same links lock them in the same order, so that they never wait for each other for ever.
        .order_by_asc(registration_token::Column::Id)
        .order_by_asc(registration_attempt::Column::JoinedAt)
        .order_by_asc(registration_attempt::Column::Id)
}

/// The links that `joined` selects, each with its attempts.
async fn all(db: &impl ConnectionTrait, joined: Joined) -> Result<Vec<Stored>> {
    let mut links: Vec<Stored> = Vec::new();
    for (row, attempt) in joined.all(db).await? {
        if links.last().is_none_or(|last| last.row.id != row.id) {
            links.push(Stored::new(row));
        }
        if let (Some(link), Some(attempt)) = (links.last_mut(), attempt) {
            link.add(attempt);
        }
    }
    Ok(links)
}

/// Takes the row locks of these links until the transaction ends. SQLite has only one writer, and needs none. On PostgreSQL this
/// is a statement of its own: a statement that has waited for the lock of a row sees that row as it is then, but all other rows as
/// they were when the statement began.
async fn lock(change: &Change<'_>, links: Select<registration_token::Entity>) -> Result<()> {
    if change.rows().get_database_backend() == DbBackend::Postgres {
        let ids = links.select_only().column(registration_token::Column::Id);
        ids.order_by_asc(registration_token::Column::Id)
            .lock_exclusive()
            .into_tuple::<Uuid>()
            .all(change.rows())
            .await?;
    }
    Ok(())
}

/// Loads the link with this ID, for reading.
///
/// # Errors
/// When the database fails.
pub(crate) async fn load(db: &impl ConnectionTrait, id: Uuid) -> Result<Stored> {
    let found = all(db, joined().filter(registration_token::Column::Id.eq(id))).await?;
    found.into_iter().next().ok_or_else(|| Error::Bug(format!("link {id} is gone")))
}

/// Loads the link with this ID and takes its row lock until the transaction ends, so that the decision of a move stays valid. Take
/// this lock before that of any other row, so that no two transactions wait for each other.
///
/// # Errors
/// When the database fails.
pub(crate) async fn for_update(change: &Change<'_>, id: Uuid) -> Result<Stored> {
    lock(change, registration_token::Entity::find_by_id(id)).await?;
    load(change.rows(), id).await
}

/// Adds the link to every log line of the action that loaded it.
fn note_in_span(id: Uuid) {
    tracing::Span::current().record("link", tracing::field::display(id));
}

/// The link with this token, if a ceremony can still be started with it, for reading.
///
/// # Errors
/// [`AppError::LinkUnknown`], [`AppError::LinkEnded`]; when the database fails.
pub(crate) async fn usable_by_token(
    domain: &Domain,
    db: &impl ConnectionTrait,
    token: &RegistrationToken,
) -> Result<Stored> {
    let found = all(db, joined().filter(has_token(token))).await?;
    let stored = found.into_iter().next().ok_or(AppError::LinkUnknown)?;
    note_in_span(stored.row.id);
    match stored.link.life.end(domain.now()) {
        Some(end) => Err(AppError::LinkEnded(end).into()),
        None => Ok(stored),
    }
}

/// The link with this token, if a ceremony can still be started with it, with its row lock until the transaction ends.
///
/// # Errors
/// The errors of [`usable_by_token`].
pub(super) async fn usable_for_update(change: &Change<'_>, token: &RegistrationToken) -> Result<Stored> {
    lock(change, registration_token::Entity::find().filter(has_token(token))).await?;
    usable_by_token(change.domain(), change.rows(), token).await
}

fn has_token(token: &RegistrationToken) -> SimpleExpr {
    // A text that is not even a token is looked up too, so that it takes the same time as an unknown token.
    let hash = Secret::parse(token.reveal()).map_or_else(|| vec![0; 32], |secret| secret.hash().0);
    registration_token::Column::SecretHash.eq(hash)
}

/// The attempt whose browser has this cookie, as its ID and its link. `None` when there is none.
///
/// # Errors
/// When the database fails.
pub(crate) async fn by_cookie(domain: &Domain, secret: &Secret) -> Result<Option<(Uuid, Stored)>> {
    let link = Query::select()
        .column(registration_attempt::Column::RegistrationTokenId)
        .from(registration_attempt::Entity)
        .and_where(registration_attempt::Column::SecretHash.eq(secret.hash().0))
        .to_owned();
    let found = all(domain.db(), joined().filter(registration_token::Column::Id.in_subquery(link))).await?;
    let Some(stored) = found.into_iter().next() else { return Ok(None) };
    note_in_span(stored.row.id);
    Ok(stored.attempt_of(secret).map(|id| (id, stored)))
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
    let open = joined().filter(open(registration_token::Column::UserId, user_id));
    Ok(all(domain.db(), open).await?.into_iter().next())
}

/// The link of this user that is stored as open, with its row lock until the transaction ends.
///
/// # Errors
/// When the database fails.
pub(super) async fn open_of_user_for_update(change: &Change<'_>, user_id: Uuid) -> Result<Option<Stored>> {
    let open = open(registration_token::Column::UserId, user_id);
    lock(change, registration_token::Entity::find().filter(open.clone())).await?;
    Ok(all(change.rows(), joined().filter(open)).await?.into_iter().next())
}

/// The links of this agent that are stored as open, with their row locks until the transaction ends.
///
/// # Errors
/// When the database fails.
pub(super) async fn open_of_agent(change: &Change<'_>, agent_id: Uuid) -> Result<Vec<Stored>> {
    let open = open(registration_token::Column::IssuedById, agent_id);
    lock(change, registration_token::Entity::find().filter(open.clone())).await?;
    all(change.rows(), joined().filter(open)).await
}

/// The open links to the users of the organisation with this lineage and of those below it, with their row locks until the transaction
/// ends.
///
/// # Errors
/// When the database fails.
pub(super) async fn open_below(change: &Change<'_>, lineage: &str) -> Result<Vec<Stored>> {
    let users = Query::select()
        .column((user::Entity, user::Column::Id))
        .from(user::Entity)
        .inner_join(
            organisation::Entity,
            Expr::col((organisation::Entity, organisation::Column::Id))
                .equals((user::Entity, user::Column::OrganisationId)),
        )
        .and_where(directory::at_or_below(lineage))
        .to_owned();
    let open =
        registration_token::Column::State.eq(State::Open).and(registration_token::Column::UserId.in_subquery(users));
    lock(change, registration_token::Entity::find().filter(open.clone())).await?;
    all(change.rows(), joined().filter(open)).await
}

fn open(of: registration_token::Column, id: Uuid) -> SimpleExpr {
    of.eq(id).and(registration_token::Column::State.eq(State::Open))
}

/// The kind of authenticator and the kind of meeting of the last `limit` links that this agent generated, the newest first.
///
/// # Errors
/// When the database fails.
pub(crate) async fn last_of_agent(domain: &Domain, agent_id: Uuid, limit: u64) -> Result<Vec<(Kind, Option<Meeting>)>> {
    let links = registration_token::Entity::find()
        .filter(registration_token::Column::IssuedById.eq(agent_id))
        .order_by_desc(registration_token::Column::IssuedAt)
        .limit(limit);
    let choices = links.select_only().columns([registration_token::Column::Kind, registration_token::Column::Meeting]);
    Ok(choices.into_tuple().all(domain.db()).await?)
}

/// The rows of these links, by their IDs.
///
/// # Errors
/// When the database fails.
pub(crate) async fn rows(
    domain: &Domain,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, registration_token::Model>> {
    let links = registration_token::Entity::find().filter(registration_token::Column::Id.is_in(ids));
    Ok(links.all(domain.db()).await?.into_iter().map(|link| (link.id, link)).collect())
}

/// The last `limit` links that this agent generated after `since`, each with its attempts, for reading.
///
/// # Errors
/// When the database fails.
pub(crate) async fn of_agent_since(
    domain: &Domain,
    agent_id: Uuid,
    since: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<Stored>> {
    let last = Query::select()
        .column(registration_token::Column::Id)
        .from(registration_token::Entity)
        .and_where(registration_token::Column::IssuedById.eq(agent_id))
        .and_where(registration_token::Column::IssuedAt.gt(since))
        .order_by(registration_token::Column::IssuedAt, Order::Desc)
        .limit(limit)
        .to_owned();
    all(domain.db(), joined().filter(registration_token::Column::Id.in_subquery(last))).await
}

/// Stores a new link.
///
/// # Errors
/// [`Conflict::LinkGeneratedMeanwhile`] when the user got another link at the same moment: the database's index on open links
/// refuses the second one. When the database fails.
pub(super) async fn insert(change: &Change<'_>, row: registration_token::Model) -> Result<registration_token::Model> {
    let lost_race = AppError::Conflict(Conflict::LinkGeneratedMeanwhile);
    change.insert_unless_taken::<registration_token::Entity>(row.clone(), lost_race).await?;
    Ok(row)
}

/// Stores the attempt of a browser that has just joined.
///
/// # Errors
/// When the database fails.
pub(super) async fn insert_attempt(change: &Change<'_>, row: registration_attempt::Model) -> Result<()> {
    Ok(change.insert::<registration_attempt::Entity>(row).await?)
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
    /// A link that no browser has joined.
    fn new(row: registration_token::Model) -> Self {
        let link = Link {
            life: Life::of(&row),
            match_code_wanted: row.match_code_wanted,
            wrong_codes: u32::try_from(row.wrong_codes).unwrap_or_default(),
            attempts: Vec::new(),
        };
        Self { row, attempts: Vec::new(), link }
    }

    /// Adds an attempt that was read, to the rows and to the machine.
    fn add(&mut self, attempt: registration_attempt::Model) {
        self.link.attempts.push(Attempt {
            id: attempt.id,
            state: state_of(&self.row, &attempt),
            code_hash: attempt.code_hash.clone(),
            refusals: u32::try_from(attempt.refusals).unwrap_or_default(),
            ceremony: ceremony_of(&attempt),
        });
        self.attempts.push(attempt);
    }

    /// The ID of the attempt whose browser has this cookie.
    pub fn attempt_of(&self, secret: &Secret) -> Option<Uuid> {
        let hash = secret.hash().0;
        self.attempts.iter().find(|attempt| attempt.secret_hash == hash).map(|attempt| attempt.id)
    }

    /// Whether an authenticator was registered in this attempt, in the ceremony with this challenge.
    pub fn was_registered_with(&self, id: Uuid, challenge_hash: &[u8]) -> bool {
        let attempt = self.attempts.iter().find(|attempt| attempt.id == id);
        attempt.is_some_and(|attempt| {
            attempt.registered_at.is_some() && attempt.challenge_hash.as_deref() == Some(challenge_hash)
        })
    }

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
