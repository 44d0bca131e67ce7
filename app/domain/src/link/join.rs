//! *Continue* on the registration page: the browser joins the link as an attempt of its own.

use super::{Attempt, By, LinkEvent, match_code, standing::standing_of, store};
use crate::{Change, Client, Domain, Error, Result, Secret, entity::registration_attempt};
use model::{AppError, LinkEnd, Preflight, RegistrationToken, Standing};
use uuid::Uuid;

/// How many secrets are drawn, at most, to find one whose match code no other attempt of the link has. With at most 30 codes out
/// of a million, the first draw nearly always succeeds.
const MAX_DRAWS: usize = 20;

/// An attempt that has just joined, or had joined before.
#[derive(Debug)]
pub struct Joined {
    /// The attempt's secret, for a cookie of the browser.
    pub attempt: Secret,
    /// The state of the attempt.
    pub standing: Standing,
}

/// Joins the link with this token. A browser that sends the cookie of an attempt of the same link stays that attempt. Joining
/// uses nothing up and shuts no other browser out.
///
/// # Errors
/// [`AppError::LinkUnknown`], [`AppError::LinkEnded`]; when the database fails.
#[tracing::instrument(skip_all, fields(link = tracing::field::Empty))]
pub async fn join(
    domain: &Domain,
    token: &RegistrationToken,
    attempt: Option<&Secret>,
    preflight: Option<Preflight>,
    client: &Client,
) -> Result<Joined> {
    let join = async |change: &mut Change<'_>| {
        // With the row lock, every browser counts, and no two browsers get the same code when several join at once.
        let stored = store::usable_for_update(change, token).await?;
        let known = attempt.and_then(|secret| Some((secret, stored.attempt_of(secret)?)));
        let Some((secret, id)) = known else { return join_anew(change, stored, preflight, client).await };
        if let Some(preflight) = preflight {
            store::describe_attempt(change, id, &preflight).await?;
            LinkEvent::Joined.tell(change, &stored.row, By::bearer(client)).await?;
        }
        Ok(Ok(Joined { standing: standing_of(domain, &stored, id, secret), attempt: secret.clone() }))
    };
    Ok(domain.change(join).await?.map_err(AppError::LinkEnded)?)
}

/// Adds a new attempt. `Err`: too many browsers have joined, so the link is locked out, and
/// this is stored.
async fn join_anew(
    change: &mut Change<'_>,
    mut stored: store::Stored,
    preflight: Option<Preflight>,
    client: &Client,
) -> Result<std::result::Result<Joined, LinkEnd>> {
    let id = change.domain().random.uuid();
    let (secret, code_hash) = secret(change.domain(), id, &stored)?;
    let event = stored.link.join(Attempt::new(id, code_hash.clone()), change.now())?;
    if event == LinkEvent::Joined {
        let row = registration_attempt::Model {
            id,
            registration_token_id: stored.row.id,
            secret_hash: secret.hash().0,
            user_agent: client.user_agent.clone(),
            joined_at: change.now(),
            code_hash,
            preflight: preflight.map(|preflight| serde_json::to_string(&preflight)).transpose()?,
            admitted_at: None,
            prompted_at: None,
            failure: None,
            registered_at: None,
            refusals: 0,
            challenge_hash: None,
            challenge_expires_at: None,
        };
        store::insert_attempt(change, row).await?;
    }
    let end = stored.link.life.end(change.now());
    stored.save(change, [event], By::bearer(client)).await?;
    let standing = standing_of(change.domain(), &stored, id, &secret);
    Ok(end.map_or(Ok(Joined { attempt: secret, standing }), Err))
}

/// Draws a new attempt's secret, and returns it with the hash of the match code that follows from it, if the link requires one.
/// No other attempt of the link has that code, so that a code admits only one attempt.
fn secret(domain: &Domain, id: Uuid, stored: &store::Stored) -> Result<(Secret, Option<Vec<u8>>)> {
    if !stored.link.match_code_wanted {
        return Ok((Secret::new(&*domain.random), None));
    }
    for _ in 0..MAX_DRAWS {
        let secret = Secret::new(&*domain.random);
        let code = match_code::of(&secret);
        let taken = |other: &Attempt| other.code_hash == Some(match_code::hash(other.id, &code));
        if !stored.link.attempts.iter().any(taken) {
            return Ok((secret, Some(match_code::hash(id, &code))));
        }
    }
    Err(Error::Bug("no match code is free: the randomness repeats itself".to_owned()))
}
