//! *Continue* on the registration page: the browser becomes an attempt.

use super::{
    attempt::{self, Attempt},
    lock::lock,
    match_code,
};
use crate::{
    Client, Domain, Error, Result, Secret,
    entity::{registration_attempt, registration_token},
    links,
};
use model::{AppError, Preflight, Standing};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, sea_query::Expr,
};
use uuid::Uuid;

/// How many browsers may begin with one link. More are no person with a phone and a computer, so the link is locked.
pub const MAX_ATTEMPTS: usize = 30;

/// How often a secret is drawn whose match code another attempt of the link has: of 30 in a million, one draw is enough.
const MAX_DRAWS: usize = 20;

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
    let known = match attempt {
        Some(secret) => attempt::find(domain, secret).await?.filter(|known| known.link.id == link.id).zip(Some(secret)),
        None => None,
    };
    if let Some((known, secret)) = &known
        && preflight.is_none()
    {
        // Nothing is new, and nobody need hear of it.
        return Ok(Begun { standing: known.standing(domain, secret).await?, attempt: (*secret).clone() });
    }
    let preflight = preflight.map(|preflight| serde_json::to_string(&preflight)).transpose()?;
    let tx = domain.write().await?;
    let (attempt, secret) = match known {
        Some((known, secret)) => {
            registration_attempt::Entity::update_many()
                .col_expr(registration_attempt::Column::Preflight, Expr::value(preflight))
                .filter(registration_attempt::Column::Id.eq(known.row.id))
                .exec(&tx)
                .await?;
            (known, secret.clone())
        }
        None => {
            // Read again and locked: of browsers that begin at once, every one counts, and no two get the same code.
            let link = links::locked(&tx, link.id).await?;
            if let Some(end) = links::end(domain, &link) {
                return Err(AppError::LinkEnded(end).into());
            }
            let others = registration_attempt::Entity::find()
                .filter(registration_attempt::Column::RegistrationTokenId.eq(link.id))
                .all(&tx)
                .await?;
            if others.len() >= MAX_ATTEMPTS {
                let end = lock(&tx, domain, &link, client).await?;
                domain.commit(tx, &[link.id]).await?;
                return Err(AppError::LinkEnded(end).into());
            }
            open(&tx, domain, link, &others, preflight, client).await?
        }
    };
    domain.commit(tx, &[attempt.link.id]).await?;
    Ok(Begun { standing: attempt.standing(domain, &secret).await?, attempt: secret })
}

/// A new attempt.
async fn open(
    tx: &DatabaseTransaction,
    domain: &Domain,
    link: registration_token::Model,
    others: &[registration_attempt::Model],
    preflight: Option<String>,
    client: &Client,
) -> Result<(Attempt, Secret)> {
    let id = domain.random.uuid();
    let (secret, code_hash) = if link.match_code_wanted {
        let (secret, hash) = secret_with_a_code_of_its_own(domain, id, others)?;
        (secret, Some(hash))
    } else {
        (Secret::new(&*domain.random), None)
    };
    let row = registration_attempt::Model {
        id,
        registration_token_id: link.id,
        secret_hash: secret.hash().0,
        user_agent: client.user_agent.clone(),
        opened_at: domain.now(),
        code_hash,
        preflight,
        admitted_at: None,
        prompted_at: None,
        failure: None,
        registered_at: None,
        failures: 0,
    };
    let row = row.into_active_model().insert(tx).await?;
    Ok((Attempt { row, link }, secret))
}

/// A secret whose match code no other attempt of the link has, so that a code admits one attempt and only that one; and the
/// hash of that code.
fn secret_with_a_code_of_its_own(
    domain: &Domain,
    id: Uuid,
    others: &[registration_attempt::Model],
) -> Result<(Secret, Vec<u8>)> {
    for _ in 0..MAX_DRAWS {
        let secret = Secret::new(&*domain.random);
        let code = match_code::of(&secret);
        if !others.iter().any(|other| other.code_hash == Some(match_code::hash(other.id, &code))) {
            return Ok((secret, match_code::hash(id, &code)));
        }
    }
    Err(Error::Fault("no match code is free: the randomness repeats itself".to_owned()))
}
