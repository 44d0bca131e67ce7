//! Reads the tables of links and of attempts. With `store/save.rs`, which writes them, it is the only place that does.

mod save;

pub(super) use save::{describe_attempt, insert, insert_attempt, note_visit};

use super::{
    Attempt, Life, Link,
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
use model::{AppError, RegistrationToken};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    SelectTwo,
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
}
