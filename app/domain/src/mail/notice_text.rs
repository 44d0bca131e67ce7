//! The text of a notice. It contains no secret and no links, so that users do not get used to following links in e-mails.

use super::compose::line;
use crate::{
    Domain, Error, Result, directory,
    entity::{
        authenticator,
        notice::{self, Kind},
        user,
    },
};
use model::AuthenticatorKind;
use sea_orm::EntityTrait;
use std::collections::HashSet;

/// The facts that a notice reports.
pub(super) struct Facts {
    pub user: user::Model,
    pub authenticator: authenticator::Model,
    /// The agent's name; `None` for the operator on the command line.
    pub by: Option<String>,
}

/// Reads the facts of `notice`. The address is the one that the directory has now.
pub(super) async fn facts(domain: &Domain, notice: &notice::Model) -> Result<Facts> {
    let missing = || Error::Bug(format!("notice {} is about nothing", notice.id));
    let user = user::Entity::find_by_id(notice.user_id).one(domain.db()).await?.ok_or_else(missing)?;
    let authenticator = authenticator::Entity::find_by_id(notice.authenticator_id).one(domain.db()).await?;
    let authenticator = authenticator.ok_or_else(missing)?;
    let agent = match notice.kind {
        Kind::Added => authenticator.registered_by_id,
        Kind::Removed => authenticator.removed_by_id,
    };
    let mut names = directory::names(domain, HashSet::from_iter(agent)).await?;
    Ok(Facts { by: agent.and_then(|id| names.remove(&id)), user, authenticator })
}

/// Returns the subject and the text.
pub(super) fn words(domain: &Domain, kind: Kind, facts: &Facts, contact: &str) -> (String, String) {
    let Facts { user, authenticator, by } = facts;
    let type_ = AuthenticatorKind::from(authenticator.kind);
    let (happened, so, when, by_whom, at, danger) = match kind {
        Kind::Added => (
            "added to your care identity",
            "You can sign in with it from now on.",
            "Added",
            "Issued by",
            authenticator.registered_at,
            "Somebody else may be able to sign in as you.",
        ),
        Kind::Removed => (
            "removed from your care identity",
            "It can no longer be used to sign in.",
            "Removed",
            "Removed by",
            authenticator.removed_at.unwrap_or_else(|| domain.now()),
            "Somebody may be trying to keep you out.",
        ),
    };
    let subject = format!("{} was {happened}", a(type_));
    let text = format!(
        "Hello {name},\n\n\
         {subject}. {so}\n\n\
         Type: {type_}\n\
         Model: {model}\n\
         {when}: {at}\n\
         {by_whom}: {by}\n\n\
         If this was you, or you knew of it, there is nothing to do.\n\n\
         If this wasn't you, tell {contact} at once. {danger}\n\n\
         {service} sent this message automatically. It has no links and asks you for nothing.\n",
        name = line(&user.name()),
        type_ = type_.label(),
        model = line(&domain.models().name(authenticator.aaguid)),
        at = domain.moment(at).words,
        by = by.as_deref().map_or_else(|| "the operator of this service".to_owned(), line),
        service = line(&domain.settings().service_name),
    );
    (subject, text)
}

/// The words for a kind at the beginning of a sentence.
const fn a(kind: AuthenticatorKind) -> &'static str {
    match kind {
        AuthenticatorKind::Passkey => "A passkey",
        AuthenticatorKind::SecurityKey => "A security key",
        AuthenticatorKind::WindowsHello => "Windows Hello",
    }
}
