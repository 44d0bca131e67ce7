//! *Generate link*.

use super::{By, LinkEvent, qr_code::qr_code, store};
use crate::{
    Change, Domain, Result, Secret,
    access::{self, IssueAuthenticator, Permit},
    entity::registration_token::{self, State},
};
use chrono::TimeDelta;
use model::{
    AppError, AuthenticatorKind, FieldError, GeneratedLink, IdentityAnswers, IdentityCheck, LinkId, Meeting,
    MeetingTerms, REGISTRATION_PATH, Refusal, RegistrationToken,
};
use uuid::Uuid;

/// Generates a link with which the permit's subject can register one authenticator of `kind`. It replaces an open link of the
/// user. `minutes` is the life of the link; `None` means the usual life for the meeting. `identity` is what the agent states about
/// the identity of the user; it is kept with the link.
///
/// # Errors
/// [`AppError::Invalid`] when a question about the identity is not answered, or an answer contradicts what is known of the user;
/// when the life is outside the operator's bounds, or too long for a link without a match code;
/// [`Conflict::LinkGeneratedMeanwhile`](model::Conflict::LinkGeneratedMeanwhile) when two agents generate a link for the user at
/// the same moment; [`Refusal::UserInactive`] when their profile was closed meanwhile; when the database fails.
#[tracing::instrument(skip_all, fields(agent = %permit.actor(), subject = %permit.subject().id))]
pub async fn generate(
    domain: &Domain,
    permit: &Permit<'_, IssueAuthenticator>,
    kind: AuthenticatorKind,
    meeting: Meeting,
    minutes: Option<u32>,
    identity: &IdentityAnswers,
) -> Result<GeneratedLink> {
    let (actor, subject) = (permit.actor(), permit.subject());
    let identity = identity.check(!permit.person().authenticators.is_empty()).map_err(AppError::Invalid)?;
    let terms = domain.settings().link_terms().of(meeting);
    let life = life(terms, minutes)?;
    let new = NewLink {
        user_id: subject.id,
        kind,
        meeting: Some(meeting),
        issued_by_id: actor.id(),
        life,
        match_code_wanted: terms.match_code,
        identity,
    };
    let event = LinkEvent::Generated { minutes: life.num_minutes() };
    let by = By { agent_id: actor.id(), client: actor.client() };
    domain.change(async |change| insert(change, new, event, by).await).await
}

/// The life of the link: what the agent chose, or what is usual for the meeting.
fn life(terms: MeetingTerms, minutes: Option<u32>) -> Result<TimeDelta> {
    let minutes = minutes.unwrap_or(terms.usual);
    if terms.allow(minutes) {
        return Ok(TimeDelta::minutes(minutes.into()));
    }
    let mut message = match terms.most % 60 {
        0 => format!("Select between {} minutes and {} hours", terms.least, terms.most / 60),
        _ => format!("Select between {} and {} minutes", terms.least, terms.most),
    };
    if terms.are_short_without_code() {
        message += ": a link without a match code lasts no longer than that";
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
    pub identity: IdentityCheck,
}

/// Stores a new link, replaces the user's open link if there is one, and records the events of both.
///
/// # Errors
/// The errors of [`generate`].
pub(super) async fn insert(
    change: &mut Change<'_>,
    new: NewLink,
    event: LinkEvent,
    by: By<'_>,
) -> Result<GeneratedLink> {
    let domain = change.domain().clone();
    let (secret, now) = (Secret::new(&*domain.random), domain.now());
    if !access::stays_open(change, new.user_id).await? {
        return Err(AppError::Refused(Refusal::UserInactive).into());
    }
    if let Some(mut open) = store::open_of_user_for_update(change, new.user_id).await? {
        let made_way = open.link.replace(now)?;
        open.save(change, [made_way], by).await?;
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
        visited_at: None,
        visit: None,
        issue_reason: Some(new.identity.why.into()),
        identity_proofs: Some(serde_json::to_string(&new.identity.how)?),
    };
    let row = store::insert(change, row).await?;
    event.tell(change, &row, by).await?;
    let token = RegistrationToken::new(secret.reveal());
    let url = address(&domain, &token);
    Ok(GeneratedLink {
        id: LinkId(row.id),
        qr_code: qr_code(&url)?,
        url,
        token,
        expires: domain.moment(row.expires_at),
    })
}

/// The address that contains this token, with which the user visits the link.
pub(super) fn address(domain: &Domain, token: &RegistrationToken) -> String {
    let mut url = domain.settings().origin.clone();
    url.set_path(REGISTRATION_PATH);
    url.set_fragment(Some(token.reveal()));
    url.into()
}
