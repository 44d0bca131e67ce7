//! *Continue* on the registration page: the browser becomes an attempt.

use super::{
    attempt::{self, Attempt},
    match_code,
};
use crate::{
    Client, Domain, Result, Secret,
    audit::{self, Action, Event, Outcome},
    entity::{
        registration_attempt,
        registration_token::{self, State},
    },
    links,
};
use model::{AppError, LinkEnd, Preflight, Standing};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, sea_query::Expr,
};
use serde_json::json;

/// How many browsers may begin with one link. More are no person with a phone and a computer, so the link is locked.
pub const MAX_ATTEMPTS: u64 = 30;

/// An attempt that began, or goes on.
#[derive(Debug)]
pub struct Begun {
    /// The attempt's secret, for a cookie of the browser.
    pub attempt: Secret,
    /// Where it stands.
    pub standing: Standing,
}

/// Begins an attempt. A browser that shows the cookie of one with the same link stays that attempt. Uses nothing up and
/// shuts nobody out.
///
/// # Errors
/// [`AppError::LinkUnknown`], [`AppError::LinkEnded`]; when the database fails.
pub async fn begin(
    domain: &Domain,
    token: &str,
    attempt: Option<&Secret>,
    preflight: Option<Preflight>,
    client: &Client,
) -> Result<Begun> {
    let link = links::find_open(domain, token).await?;
    let (attempt, secret) = open_or_continue(domain, link, attempt, client).await?;
    if let Some(preflight) = preflight {
        let tx = domain.write().await?;
        registration_attempt::Entity::update_many()
            .col_expr(registration_attempt::Column::Preflight, Expr::value(serde_json::to_string(&preflight)?))
            .filter(registration_attempt::Column::Id.eq(attempt.row.id))
            .exec(&tx)
            .await?;
        domain.commit(tx, &[attempt.link.id]).await?;
    }
    Ok(Begun { standing: attempt.standing(domain, &secret).await?, attempt: secret })
}

/// The attempt that this browser is already, or a new one.
pub(super) async fn open_or_continue(
    domain: &Domain,
    link: registration_token::Model,
    attempt: Option<&Secret>,
    client: &Client,
) -> Result<(Attempt, Secret)> {
    if let Some(secret) = attempt
        && let Some(known) = attempt::find(domain, secret).await?.filter(|known| known.link.id == link.id)
    {
        return Ok((known, secret.clone()));
    }
    let of_link = registration_attempt::Column::RegistrationTokenId.eq(link.id);
    if registration_attempt::Entity::find().filter(of_link).count(domain.db()).await? >= MAX_ATTEMPTS {
        lock(domain, &link, client).await?;
        return Err(AppError::LinkEnded(LinkEnd::Locked).into());
    }
    let (id, secret) = (domain.random.uuid(), Secret::new(&*domain.random));
    let code = link.match_code_wanted.then(|| match_code::of(&secret));
    let row = registration_attempt::Model {
        id,
        registration_token_id: link.id,
        secret_hash: secret.hash().0,
        user_agent: client.user_agent.clone(),
        opened_at: domain.now(),
        code_hash: code.map(|code| match_code::hash(id, &code)),
        preflight: None,
        admitted_at: None,
        prompted_at: None,
        failed_at: None,
        failure: None,
        registered_at: None,
        failures: 0,
    };
    let tx = domain.write().await?;
    let row = row.into_active_model().insert(&tx).await?;
    domain.commit(tx, &[link.id]).await?;
    Ok((Attempt { row, link }, secret))
}

/// Locks a link with which too much was tried. The agent sees it on the live panel, and in the history.
pub(super) async fn lock(domain: &Domain, link: &registration_token::Model, client: &Client) -> Result<()> {
    let tx = domain.write().await?;
    let locked = registration_token::Entity::update_many()
        .col_expr(registration_token::Column::State, Expr::value(State::Locked))
        .col_expr(registration_token::Column::EndedAt, Expr::value(domain.now()))
        .filter(registration_token::Column::Id.eq(link.id))
        .filter(registration_token::Column::State.eq(State::Open))
        .exec(&tx)
        .await?;
    if locked.rows_affected == 0 {
        // It ended before, in this way or another.
        return Ok(());
    }
    let event = Event {
        action: Action::LockLink,
        outcome: Outcome::Done,
        actor_id: None,
        subject_id: Some(link.user_id),
        detail: json!({ "reason": "Too many attempts were made with it" }),
        client,
    };
    audit::record(&tx, domain, event).await?;
    domain.commit(tx, &[link.id]).await
}
