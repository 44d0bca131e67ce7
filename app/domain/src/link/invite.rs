//! Invites an RA Manager from the command line. This is the first way in, before any user can sign in.

use super::{
    By, LinkEvent,
    generate::{NewLink, insert},
};
use crate::{
    Change, Client, Domain, Result, Settings, directory,
    entity::{
        authenticator, staff_role, user,
        words::{Kind, Role, UserStatus},
    },
};
use model::{AppError, AuthenticatorKind, GeneratedLink, StaffRole, UniqueUserId};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, QueryTrait};
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

/// Makes the user with `unique_user_id` an RA Manager, and generates a link with which they register their first authenticator,
/// of `kind`. It does so only while no RA Manager can sign in, unless `anyway` is set.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such user; when the database fails.
#[tracing::instrument(skip_all)]
pub async fn invite(
    domain: &Domain,
    unique_user_id: &UniqueUserId,
    kind: AuthenticatorKind,
    anyway: bool,
) -> Result<Invitation> {
    if !anyway && ra_manager_can_sign_in(domain).await? {
        return Ok(Invitation::NotNeeded);
    }
    let user: user::Model = directory::find(domain, unique_user_id).await?.ok_or(AppError::NotFound)?;
    // An invitation has no match code.
    let life = domain.settings().invitation_life.min(Settings::LIFE_WITHOUT_CODE);
    let new = NewLink { user_id: user.id, kind, meeting: None, issued_by_id: None, life, match_code_wanted: false };
    let event = LinkEvent::Invited { minutes: life.num_minutes() };
    let invite = async |change: &mut Change<'_>| {
        directory::grant(change, user.id, StaffRole::RaManager).await?;
        insert(change, new, event, By { agent_id: None, client: &Client::default() }).await
    };
    let link = domain.change(invite).await?;
    Ok(Invitation::Link { name: user.name(), link })
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

async fn ra_manager_can_sign_in(domain: &Domain) -> Result<bool> {
    let least = domain.settings().staff_minimum_assurance;
    let kinds = AuthenticatorKind::VARIANTS.iter().copied().filter(|kind| kind.assurance() >= least).map(Kind::from);
    let managers = staff_role::Entity::find()
        .select_only()
        .column(staff_role::Column::UserId)
        .filter(staff_role::Column::Role.eq(Role::RaManager))
        .into_query();
    let active = user::Entity::find()
        .select_only()
        .column(user::Column::Id)
        .filter(user::Column::Status.eq(UserStatus::Active))
        .into_query();
    let authenticators = authenticator::Entity::find()
        .filter(authenticator::Column::Status.eq(authenticator::Status::Active))
        .filter(authenticator::Column::Kind.is_in(kinds))
        .filter(authenticator::Column::UserId.in_subquery(managers))
        .filter(authenticator::Column::UserId.in_subquery(active))
        .count(domain.db())
        .await?;
    Ok(authenticators > 0)
}
