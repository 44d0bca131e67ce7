//! Whether a registration link is still valid: this depends on whether its issuer may still issue to its user, as both are now.

use super::{IssueAuthenticator, has_authenticator, permit::rule};
use crate::{
    Domain, Error, Result, directory,
    entity::{registration_token, user, words::UserStatus},
};
use model::Refusal;
use sea_orm::{ConnectionTrait, EntityTrait};
use uuid::Uuid;

/// Why a link is no longer valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lapse {
    /// Its issuer may not issue to its user. The text is for the user's history.
    Issuer(&'static str),
    /// Its user is not active, but may become active again.
    UserInactive,
}

/// Checks whether the issuer of `link` may still issue to its user, by the rule that applied when they generated it: they can
/// sign in, and they may do [`IssueAuthenticator`]. The operator, who invites on the command line, always may.
///
/// # Errors
/// When the database fails.
pub(crate) async fn may_still_issue(
    db: &impl ConnectionTrait,
    domain: &Domain,
    link: &registration_token::Model,
) -> Result<std::result::Result<(), Lapse>> {
    let subject = user(db, link.user_id).await?;
    let Some(issuer_id) = link.issued_by_id else {
        // The invitation itself makes its user an RA Manager, so the user's roles do not matter here.
        return Ok(if subject.status == UserStatus::Active { Ok(()) } else { Err(Lapse::UserInactive) });
    };
    let issuer = user(db, issuer_id).await?;
    let (issuer_roles, subject_roles) =
        (directory::roles_in(db, issuer.id).await?, directory::roles_in(db, subject.id).await?);
    if issuer.status != UserStatus::Active {
        return Ok(Err(Lapse::Issuer("The agent who generated it is no longer active")));
    }
    if !has_authenticator(db, domain, issuer.id, &issuer_roles).await? {
        return Ok(Err(Lapse::Issuer("The agent who generated it can no longer sign in")));
    }
    let (issuer, subject) = ((issuer.id, &issuer_roles[..]), (&subject, &subject_roles[..]));
    Ok(rule::<IssueAuthenticator>(domain.settings().switches, issuer, subject).map_err(lapse))
}

async fn user(db: &impl ConnectionTrait, id: Uuid) -> Result<user::Model> {
    let user = user::Entity::find_by_id(id).one(db).await?;
    user.ok_or_else(|| Error::Bug(format!("user {id} of a link is gone")))
}

/// The refusal in words for the user's history.
const fn lapse(refusal: Refusal) -> Lapse {
    Lapse::Issuer(match refusal {
        Refusal::UserInactive => return Lapse::UserInactive,
        Refusal::StaffNeedsManager => "The user holds a staff role now, and an RA Manager did not generate it",
        Refusal::Yourself => "The agent who generated it is the user",
        Refusal::Role(_) | Refusal::AnothersLink | Refusal::LinkWithoutCode => {
            "The agent who generated it no longer issues authenticators"
        }
    })
}
