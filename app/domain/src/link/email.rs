//! Sending a registration link to its user by e-mail.

use super::{generate::address, store};
use crate::{
    Domain, Error, Result,
    access::{EmailLink, Permit, refused},
    audit::{self, Event, EventKind, Outcome},
    entity::registration_token,
    mail,
};
use model::{AppError, AuthenticatorKind, Refusal, RegistrationToken};
use serde_json::json;

/// Sends the registration link with this token to the address that the directory has for the permit's subject, and waits until
/// the mail server has accepted it: at most 15 seconds from its turn on. This is the only time that a client sends the token of a
/// generated link back to the server, which makes the address of the link from it.
///
/// The link must be an open link of the subject. An agent who may issue to the subject may send it, even if another agent
/// generated it. But it must require a match code: an e-mail is kept for years, forwarded, and read by scanners. Four links are
/// sent at a time.
///
/// # Errors
/// [`AppError::NotFound`] when the subject has no link with this token; [`AppError::LinkEnded`]; [`Refusal::LinkWithoutCode`]
/// (audited); [`AppError::MailFailed`] when the mail server did not accept it (audited); [`AppError::MailNotConfigured`], which
/// is not a `NotFound`, because the words "it may have been removed" would make an agent search for something; when the database
/// fails.
#[tracing::instrument(skip_all, fields(agent = %permit.actor(), subject = %permit.subject().id))]
pub async fn email(domain: &Domain, permit: &Permit<'_, EmailLink>, token: &RegistrationToken) -> Result<()> {
    let smtp = mail::server(domain).ok_or(AppError::MailNotConfigured)?;
    let link = link_of(domain, permit, token).await?;
    if !link.match_code_wanted {
        let (actor, subject) = (permit.actor(), Some(permit.subject().id));
        return Err(refused(domain, actor, EventKind::LinkEmailed, subject, Refusal::LinkWithoutCode).await?);
    }
    let outcome =
        mail::send_link(domain, smtp, &link, permit.subject(), permit.actor().name(), &address(domain, token)).await;
    let mut detail = json!({ "kind": AuthenticatorKind::from(link.kind).label() });
    if let Err(undelivered) = outcome {
        tracing::warn!(link = %link.id, reason = %undelivered, "a registration link could not be sent by e-mail");
        detail["reason"] = undelivered.to_string().into();
    }
    let event = Event {
        kind: EventKind::LinkEmailed,
        outcome: if outcome.is_ok() { Outcome::Done } else { Outcome::Refused },
        actor_id: permit.actor().id(),
        subject_id: Some(permit.subject().id),
        detail,
        client: permit.actor().client(),
    };
    match outcome {
        Ok(()) => audit::record_alone(domain, event).await?,
        Err(_) => audit::refuse(domain, event).await?,
    }
    outcome.map_err(|_| AppError::MailFailed.into())
}

async fn link_of(
    domain: &Domain,
    permit: &Permit<'_, EmailLink>,
    token: &RegistrationToken,
) -> Result<registration_token::Model> {
    match store::usable_by_token(domain, domain.db(), token).await {
        Ok(stored) if stored.row.user_id == permit.subject().id => Ok(stored.row),
        Ok(_) | Err(Error::Told(AppError::LinkUnknown)) => Err(AppError::NotFound.into()),
        Err(error) => Err(error),
    }
}
