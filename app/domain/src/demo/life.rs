//! One person whose profile is closed, and one whose authenticator is suspended.

use super::people::{LEFT, STOLEN, unique_user_id};
use crate::{
    Change, Client, Domain, Error, Result, SecretHash,
    access::{CloseProfile, Operator, permit},
    audit::{self, Event, EventKind, Outcome},
    entity::{
        authenticator::{self, Status},
        registration_token::{self, State},
        user,
        words::Kind,
    },
    people::{self, Closing},
};
use model::{AuthenticatorKind, ClosedBecause};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use uuid::Uuid;

/// The public key of a passkey whose private key was thrown away, as the register stores it: nobody can sign in with it.
const NOBODYS_KEY: &str = include_str!("nobodys_key.json");

/// What the history says about it.
const NOTE: &str = "demonstration: no one has this device";

/// Closes the profile of the person who has left.
///
/// # Errors
/// When the database fails.
pub(super) async fn close_one(domain: &Domain) -> Result<()> {
    let operator = Operator::new("demonstration");
    let permit = permit::<CloseProfile>(domain, &operator, &unique_user_id(LEFT)?).await?;
    let closing = Closing { because: ClosedBecause::Left, duplicate_of: None, note: "Retired" };
    people::close(domain, &permit, closing).await
}

/// Stores a suspended authenticator, as if its owner had registered it and then suspended it.
///
/// # Errors
/// When the database fails.
pub(super) async fn suspend_one(change: &mut Change<'_>) -> Result<()> {
    let has_id = user::Column::UniqueUserId.eq(unique_user_id(STOLEN)?.as_str());
    let owner = user::Entity::find().filter(has_id).one(change.rows()).await?;
    let owner = owner.ok_or_else(|| Error::Bug("the demo lacks the owner of an authenticator".to_owned()))?;
    let random = change.domain().random.clone();
    let (link_id, id, now) = (random.uuid(), random.uuid(), change.now());
    let link = registration_token::ActiveModel {
        id: Set(link_id),
        secret_hash: Set(SecretHash::of(link_id.as_bytes()).0),
        user_id: Set(owner.id),
        kind: Set(Kind::Passkey),
        issued_at: Set(now),
        expires_at: Set(now),
        state: Set(State::Registered),
        ended_at: Set(Some(now)),
        match_code_wanted: Set(false),
        wrong_codes: Set(0),
        ..Default::default()
    };
    registration_token::Entity::insert(link).exec_without_returning(change.rows()).await?;
    let row = authenticator::ActiveModel {
        id: Set(id),
        user_id: Set(owner.id),
        kind: Set(Kind::Passkey),
        credential_id: Set(id.as_bytes().to_vec()),
        credential: Set(NOBODYS_KEY.trim().to_owned()),
        aaguid: Set(Uuid::nil()),
        aaguid_proven: Set(false),
        transports: Set("[]".to_owned()),
        backup_eligible: Set(false),
        backup_state: Set(false),
        sign_count: Set(0),
        status: Set(Status::Suspended),
        registration_token_id: Set(link_id),
        registered_at: Set(now),
        suspended_at: Set(Some(now)),
        suspended_by_id: Set(Some(owner.id)),
        ..Default::default()
    };
    authenticator::Entity::insert(row).exec_without_returning(change.rows()).await?;
    for kind in [EventKind::Registered, EventKind::Suspended] {
        let event = Event {
            kind,
            outcome: Outcome::Done,
            actor_id: Some(owner.id),
            subject_id: Some(owner.id),
            detail: json!({ "kind": AuthenticatorKind::Passkey.label(), "authenticator": id, "note": NOTE }),
            client: &Client::default(),
        };
        audit::record(change, event);
    }
    Ok(())
}
