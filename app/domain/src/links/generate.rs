//! *Generate link*.

use super::{end, end_open, may_finish, qr_code::qr_code};
use crate::{
    Domain, Result, Secret,
    access::{IssueAuthenticator, Permit},
    audit::{self, Action, Event, Outcome},
    entity::registration_token::{self, State},
};
use chrono::TimeDelta;
use model::{AppError, AuthenticatorKind, Conflict, FieldError, GeneratedLink, LinkId, Meeting, MeetingTerms};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel, QueryFilter, SqlErr,
};
use serde_json::json;
use uuid::Uuid;

/// Generates a link with which the permit's subject can register one authenticator of `kind`. An open link that the
/// user has is replaced. `minutes`: its life, if it is not to be the usual one of the meeting.
///
/// # Errors
/// [`AppError::Invalid`] when the life is out of the operator's bounds, or too long for a link without a match code; [`Conflict::LinkGeneratedMeanwhile`] when two
/// agents do so at the same moment; when the database fails.
pub async fn generate(
    domain: &Domain,
    permit: &Permit<'_, IssueAuthenticator>,
    kind: AuthenticatorKind,
    meeting: Meeting,
    minutes: Option<u32>,
) -> Result<GeneratedLink> {
    let (actor, subject) = (permit.actor(), permit.subject());
    let terms = domain.settings().link_terms().of(meeting);
    let life = life(terms, minutes)?;
    let tx = domain.write().await?;
    let new = NewLink {
        user_id: subject.id,
        kind,
        meeting: Some(meeting),
        issued_by_id: Some(actor.user_id),
        life,
        match_code_wanted: terms.match_code,
    };
    let (link, changed) = insert(&tx, domain, new).await?;
    let event = Event {
        action: Action::GenerateLink,
        outcome: Outcome::Done,
        actor_id: Some(actor.user_id),
        subject_id: Some(subject.id),
        detail: json!({ "kind": kind.label(), "meeting": meeting.label(), "minutes": life.num_minutes() }),
        client: &actor.client,
    };
    audit::record(&tx, domain, event).await?;
    domain.commit(tx, &changed).await?;
    Ok(link)
}

/// How long the link lives: as long as the agent chose, or as is usual for the meeting.
fn life(terms: MeetingTerms, minutes: Option<u32>) -> Result<TimeDelta> {
    let minutes = minutes.unwrap_or(terms.usual);
    if terms.allow(minutes) {
        return Ok(TimeDelta::minutes(minutes.into()));
    }
    let mut message = format!("Choose between {} and {} minutes", terms.least, terms.most);
    if terms.are_short_without_code() {
        message += ": a link without a match code works no longer than that";
    }
    Err(AppError::Invalid(vec![FieldError::new("minutes", message)]).into())
}

/// A link to store.
pub(super) struct NewLink {
    pub user_id: Uuid,
    pub kind: AuthenticatorKind,
    pub meeting: Option<Meeting>,
    pub issued_by_id: Option<Uuid>,
    pub life: TimeDelta,
    pub match_code_wanted: bool,
}

/// Replaces the user's open link, if there is one, by a new one. Gives the new one, and the IDs of both for who watches.
pub(super) async fn insert(
    tx: &DatabaseTransaction,
    domain: &Domain,
    new: NewLink,
) -> Result<(GeneratedLink, Vec<Uuid>)> {
    let (secret, now) = (Secret::new(&*domain.random), domain.now());
    let open = registration_token::Entity::find()
        .filter(registration_token::Column::UserId.eq(new.user_id))
        .filter(registration_token::Column::State.eq(State::Open));
    let mut changed = Vec::new();
    for link in open.all(tx).await? {
        // One whose time was up long ago was not replaced by this one: its user goes on reading that it has expired.
        let over = end(domain, &link).is_some() && !may_finish(tx, domain, &link).await?;
        let state = if over { State::Expired } else { State::Replaced };
        end_open(tx, domain, link.id, state).await?;
        changed.push(link.id);
    }
    let row = registration_token::Model {
        id: domain.random.uuid(),
        secret_hash: secret.hash().0,
        user_id: new.user_id,
        kind: new.kind.into(),
        meeting: new.meeting.map(Into::into),
        issued_by_id: new.issued_by_id,
        issued_at: now,
        expires_at: now + new.life,
        state: State::Open,
        ended_at: None,
        match_code_wanted: new.match_code_wanted,
        wrong_codes: 0,
        opened_at: None,
        opening: None,
    };
    let row = row.into_active_model().insert(tx).await.map_err(lost_race)?;
    changed.push(row.id);
    let url = address(domain, &secret);
    let link = GeneratedLink {
        id: LinkId(row.id),
        qr_code: qr_code(&url)?,
        url,
        expires: domain.moment(row.expires_at),
        minutes: u32::try_from(new.life.num_minutes()).unwrap_or_default(),
    };
    Ok((link, changed))
}

/// The address with which a user opens the link with this token.
pub(crate) fn address(domain: &Domain, token: &Secret) -> String {
    let mut url = domain.settings().origin.clone();
    url.set_path("/register");
    url.set_fragment(Some(&token.reveal()));
    url.into()
}

/// The index "one open link a user" refuses the second of two links that were generated at the same moment.
fn lost_race(error: DbErr) -> crate::Error {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => AppError::Conflict(Conflict::LinkGeneratedMeanwhile).into(),
        _ => error.into(),
    }
}
