//! *Test your authenticator*: the answer, verified and recorded.

use crate::{
    Client, Domain, Result, Secret,
    audit::{self, Action, Event, Outcome},
    ceremonies,
    entity::{authenticator, ceremony::Purpose},
};
use model::{AuthenticatorKind, Tested};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde_json::json;

/// Finishes a test. `credential` is the outcome of `navigator.credentials.get()` as JSON. Opens no session.
///
/// # Errors
/// [`model::AppError::Ceremony`] when the answer is refused (audited, if this browser had asked for one); when the database fails.
pub async fn finish_test(
    domain: &Domain,
    bearer: Option<&Secret>,
    credential: &str,
    client: &Client,
) -> Result<Tested> {
    let mut seen = ceremonies::Seen::default();
    let outcome = test(domain, bearer, credential, client, &mut seen).await;
    ceremonies::audit_refusal(domain, Purpose::Test, bearer, seen, client, outcome).await
}

async fn test(
    domain: &Domain,
    bearer: Option<&Secret>,
    credential: &str,
    client: &Client,
    seen: &mut ceremonies::Seen,
) -> Result<Tested> {
    let assertion = ceremonies::verify(domain, Purpose::Test, bearer, credential, seen).await?;
    let row = &assertion.authenticator;
    let (kind, now) = (AuthenticatorKind::from(row.kind), domain.now());
    let tx = domain.write().await?;
    let user = assertion.note_use(&tx, domain).await?;
    authenticator::Entity::update_many()
        .col_expr(authenticator::Column::TestedAt, Expr::value(now))
        .filter(authenticator::Column::Id.eq(row.id))
        .exec(&tx)
        .await?;
    let event = Event {
        action: Action::TestAuthenticator,
        outcome: Outcome::Done,
        actor_id: Some(user.id),
        subject_id: Some(user.id),
        detail: json!({ "kind": kind.label(), "model": domain.models().name(row.aaguid), "authenticator": row.id }),
        client,
    };
    audit::record(&tx, domain, event).await?;
    domain.commit(tx, &[row.registration_token_id]).await?;
    Ok(Tested { kind, model: domain.models().reported(row.aaguid), name: user.name(), at: domain.moment(now) })
}
