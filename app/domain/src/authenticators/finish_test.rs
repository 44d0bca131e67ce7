//! *Test your authenticator*: verifies and records the response.

use crate::{
    Change, Client, Domain, Result,
    audit::{self, Event, EventKind, Outcome},
    ceremonies::{self, Purpose, Ticket},
    entity::authenticator,
    metrics::{Ceremony, CeremonyOutcome},
};
use chrono::{DateTime, Utc};
use model::{AuthenticatorKind, Tested};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde_json::json;

/// Finishes a test. `credential` is the response of `navigator.credentials.get()` as JSON. Opens no session.
///
/// # Errors
/// [`model::AppError::Ceremony`] when the response is refused (audited when its signature is right); when the database fails.
#[tracing::instrument(skip_all, fields(authenticator = tracing::field::Empty))]
pub async fn finish_test(
    domain: &Domain,
    ticket: Option<&Ticket>,
    credential: &str,
    client: &Client,
) -> Result<Tested> {
    let mut proof = ceremonies::Proof::default();
    let outcome = test(domain, ticket, credential, client, &mut proof).await;
    ceremonies::audit_refusal(domain, Purpose::Test, proof, client, outcome).await
}

async fn test(
    domain: &Domain,
    ticket: Option<&Ticket>,
    credential: &str,
    client: &Client,
    proof: &mut ceremonies::Proof,
) -> Result<Tested> {
    let assertion = ceremonies::verify(domain, Purpose::Test, ticket, credential, proof).await?;
    let (row, user) = (&assertion.authenticator, &assertion.owner);
    let (kind, now) = (AuthenticatorKind::from(row.kind), domain.now());
    let note_test = async |change: &mut Change<'_>| {
        assertion.note_use(change).await?;
        authenticator::Entity::update_many()
            .col_expr(authenticator::Column::TestedAt, Expr::value(now))
            .col_expr(authenticator::Column::TestRefusedAt, Expr::value(None::<DateTime<Utc>>))
            .col_expr(authenticator::Column::TestRefusal, Expr::value(None::<String>))
            .filter(authenticator::Column::Id.eq(row.id))
            .exec(change.rows())
            .await?;
        let event = Event {
            kind: EventKind::Tested,
            outcome: Outcome::Done,
            actor_id: Some(user.id),
            subject_id: Some(user.id),
            detail: json!({ "kind": kind.label(), "model": domain.models().name(row.aaguid), "authenticator": row.id }),
            client,
        };
        audit::record(change, event);
        change.counts(domain.metrics().ceremony(Ceremony::Test, Some(kind), CeremonyOutcome::Done));
        change.changes_link(row.registration_token_id);
        Ok(())
    };
    domain.change(note_test).await?;
    Ok(Tested { kind, model: domain.models().reported(row.aaguid), name: user.name(), at: domain.moment(now) })
}
