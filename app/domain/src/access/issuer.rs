//! Whether a registration link is still worth something: what whoever generated it may do now, to its user as they are now.

use super::{IssueAuthenticator, has_authenticator, permit::rule};
use crate::{
    Domain, Error, Result, directory,
    entity::{registration_token, user, words::UserStatus},
};
use model::Refusal;
use sea_orm::{ConnectionTrait, EntityTrait};
use uuid::Uuid;

/// Why a link is worth nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lapse {
    /// Whoever generated it may not issue to its user, in words for the user's history.
    Issuer(&'static str),
    /// Its user is not active. They may be again.
    UserInactive,
}

/// Asks whether whoever generated `link` may issue to its user, by the rule that they were asked by when they generated it:
/// they could sign in, and [`IssueAuthenticator`] is theirs. The operator, who invites on the command line, always may.
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
        // The invitation itself makes its user an RA Manager, so that they hold a role tells nothing.
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

/// The refusal as others read it.
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
