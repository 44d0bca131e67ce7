//! *Grant a role*.

use super::{post::Post, revoke_role::wrong_reason};
use leptos::prelude::*;
use model::{AppError, FieldError, StaffRole, UniqueUserId, organisation};

/// What the page and the server tell an RA Manager who has not chosen a role.
const NO_ROLE: &str = "Select a role";

/// Grants a staff role to a user at the organisation with this ODS code, for `reason`. For RA Managers, within their reach, and never to
/// themselves.
///
/// # Errors
/// [`AppError::Invalid`], [`AppError::SignedOut`], [`AppError::Refused`], [`AppError::NotFound`], [`AppError::Conflict`]; when the
/// database fails.
#[server(endpoint = "grant_role", protocol = Post)]
pub async fn grant_role(
    unique_user_id: UniqueUserId,
    role: Option<StaffRole>,
    ods_code: String,
    reason: String,
) -> Result<(), AppError> {
    use super::request::{Request, answer};
    use domain::{access, roles};
    answer(async {
        let request = Request::current()?;
        let actor = request.actor().await?;
        let permit = access::permit::<access::GrantRole>(&request.domain, &actor, &unique_user_id).await?;
        let wrong = wrong_grant(role, &ods_code, &reason);
        let Some(role) = role.filter(|_| wrong.is_empty()) else {
            return Err(AppError::Invalid(wrong).into());
        };
        roles::grant(&request.domain, &permit, role, &ods_code, &reason).await
    })
    .await
}

/// What is wrong with the form, in the order of the page.
pub fn wrong_grant(role: Option<StaffRole>, ods_code: &str, reason: &str) -> Vec<FieldError> {
    let role = role.is_none().then(|| FieldError::new("role", NO_ROLE));
    let place = organisation::ods_code(ods_code).err().map(|message| FieldError::new("ods_code", message));
    role.into_iter().chain(place).chain(wrong_reason(reason)).collect()
}
