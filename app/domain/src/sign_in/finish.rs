//! Verifies the response of the authenticator, and opens a session.

use crate::{
    Change, Client, Domain, Result, Secret, access,
    audit::{self, Event, EventKind, Outcome},
    ceremonies::{self, Purpose, Ticket},
    metrics::{Ceremony, CeremonyOutcome},
    sessions,
};
use model::{AppError, SignedIn};
use serde_json::json;

/// A person who has just signed in.
#[derive(Debug)]
pub struct SignIn {
    /// The session's secret, for the cookie.
    pub session: Secret,
    /// The person, for the pages.
    pub signed_in: SignedIn,
}

/// Finishes a sign-in. `credential` is the response of `navigator.credentials.get()` as JSON.
///
/// # Errors
/// [`AppError::Ceremony`] when the response is refused (audited when its signature is right); when the database fails.
#[tracing::instrument(skip_all, fields(authenticator = tracing::field::Empty))]
pub async fn finish(domain: &Domain, ticket: Option<&Ticket>, credential: &str, client: &Client) -> Result<SignIn> {
    let mut proof = ceremonies::Proof::default();
    let outcome = sign_in(domain, ticket, credential, client, &mut proof).await;
    ceremonies::audit_refusal(domain, Purpose::SignIn, proof, client, outcome).await
}

async fn sign_in(
    domain: &Domain,
    ticket: Option<&Ticket>,
    credential: &str,
    client: &Client,
    proof: &mut ceremonies::Proof,
) -> Result<SignIn> {
    let assertion = ceremonies::verify(domain, Purpose::SignIn, ticket, credential, proof).await?;
    let (authenticator, user) = (&assertion.authenticator, &assertion.owner);
    let open_session = async |change: &mut Change<'_>| {
        assertion.note_use(change).await?;
        let session = sessions::open(change, user.id, authenticator.id).await?;
        let event = Event {
            kind: EventKind::SignedIn,
            outcome: Outcome::Done,
            actor_id: Some(user.id),
            subject_id: Some(user.id),
            detail: json!({ "authenticator": authenticator.id }),
            client,
        };
        audit::record(change, event);
        let kind = Some(authenticator.kind.into());
        change.counts(domain.metrics().ceremony(Ceremony::SignIn, kind, CeremonyOutcome::Done));
        Ok(session)
    };
    let session = domain.change(open_session).await?;
    let unique_user_id = user.unique_user_id.parse().map_err(|_| AppError::Unexpected)?;
    let signed_in = SignedIn {
        unique_user_id,
        name: user.name(),
        roles: access::roles(&assertion.roles),
        switches: domain.settings().switches,
    };
    Ok(SignIn { session, signed_in })
}
