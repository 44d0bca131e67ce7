//! Invites an RA Manager from the command line. This is the first way in, before any user can sign in.

use super::{
    By, LinkEvent,
    generate::{NewLink, insert},
};
use crate::{
    Change, Domain, Error, Result, Settings,
    access::{Operator, People, ask_to_confirm, manager_can_sign_in},
    directory::{self, NewRole},
    entity::{organisation, user},
};
use model::{
    AppError, AuthenticatorKind, GeneratedLink, IdentityCheck, IdentityProof, IssueReason, StaffRole, UniqueUserId,
};
use sea_orm::EntityTrait;
use strum::VariantArray;

/// The result of an invitation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Invitation {
    /// The link for the person invited.
    Link {
        /// Their name.
        name: String,
        /// The link.
        link: GeneratedLink,
    },
    /// An RA Manager can sign in already, so links are generated in the application.
    NotNeeded,
}

/// Makes the user with `unique_user_id` an RA Manager at the top of their organisation's tree, and generates a link with which they
/// register their first authenticator, of `kind`. It does so only while no RA Manager can sign in, unless `anyway` is set. An RA Manager
/// must confirm the authenticators that agents issued to the user before.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such user; when the database fails.
#[tracing::instrument(skip_all)]
pub async fn invite(
    domain: &Domain,
    operator: &Operator,
    unique_user_id: &UniqueUserId,
    kind: AuthenticatorKind,
    anyway: bool,
) -> Result<Invitation> {
    if !anyway && manager_can_sign_in(domain, domain.db()).await? {
        return Ok(Invitation::NotNeeded);
    }
    let user: user::Model = directory::find(domain, unique_user_id).await?.ok_or(AppError::NotFound)?;
    // An invitation has no match code.
    let life = domain.settings().invitation_life.min(Settings::LIFE_WITHOUT_CODE);
    let identity = answered_for(domain, &user).await?;
    let new =
        NewLink { user_id: user.id, kind, meeting: None, issued_by_id: None, life, match_code_wanted: false, identity };
    let event = LinkEvent::Invited { minutes: life.num_minutes() };
    let invite = async |change: &mut Change<'_>| {
        let own = organisation::Entity::find_by_id(user.organisation_id).one(change.rows()).await?;
        let own = own.ok_or_else(|| Error::Bug(format!("user {} has no organisation", user.id)))?;
        let organisation_id = directory::top(change.rows(), &own).await?.id;
        let (user_id, role) = (user.id, StaffRole::RaManager);
        let new_role = NewRole { user_id, role, organisation_id, granted_by_id: None, reason: None };
        if directory::grant(change, new_role).await? {
            ask_to_confirm(change, user_id).await?;
        }
        insert(change, new, event, By { agent_id: None, client: operator.client() }).await
    };
    let link = domain.change(invite).await?;
    Ok(Invitation::Link { name: user.name(), link })
}

/// The operator answers for the identity of the person whom they invite.
async fn answered_for(domain: &Domain, user: &user::Model) -> Result<IdentityCheck> {
    let person = People::load(domain.db(), [user.id]).await?;
    let has_one = !person.get(user.id)?.authenticators.is_empty();
    let why = if has_one { IssueReason::Another } else { IssueReason::First };
    Ok(IdentityCheck { why, how: vec![IdentityProof::Operator] })
}

/// The kind for an invitation when the operator names none: the first kind whose assurance level is high enough for staff.
#[must_use]
pub fn usual_invitation(domain: &Domain) -> AuthenticatorKind {
    let least = domain.settings().staff_minimum_assurance;
    AuthenticatorKind::VARIANTS
        .iter()
        .copied()
        .find(|kind| kind.assurance() >= least)
        .unwrap_or(AuthenticatorKind::SecurityKey)
}
