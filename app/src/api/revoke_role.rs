//! *Take away* a role.

use super::post::Post;
use leptos::prelude::*;
use model::{AppError, FieldError, StaffRole, UniqueUserId};

/// Takes a staff role at the organisation with this ODS code away from a user, for `reason`. For RA Managers, within their reach, and
/// never from themselves.
///
/// # Errors
/// [`AppError::Invalid`], [`AppError::SignedOut`], [`AppError::Refused`], [`AppError::NotFound`], [`AppError::Conflict`]; when the
/// database fails.
#[server(endpoint = "revoke_role", protocol = Post)]
pub async fn revoke_role(
    unique_user_id: UniqueUserId,
    role: StaffRole,
    ods_code: String,
    reason: String,
) -> Result<(), AppError> {
    use super::request::{Request, answer};
    use domain::{access, roles};
    answer(async {
        let request = Request::current()?;
        let actor = request.actor().await?;
        let permit = access::permit::<access::RevokeRole>(&request.domain, &actor, &unique_user_id).await?;
        roles::revoke(&request.domain, &permit, role, &ods_code, &reason).await
    })
    .await
}

/// What is wrong with the reason in a form.
pub fn wrong_reason(reason: &str) -> Vec<FieldError> {
    model::reason::required(reason).err().map(|message| FieldError::new("reason", message)).into_iter().collect()
}
