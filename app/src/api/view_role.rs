//! One staff role, for the page on which it is taken away.

use super::post::Post;
use leptos::prelude::*;
use model::{AppError, RoleRow, StaffRole, UniqueUserId};

/// A staff role of a user at the organisation with this ODS code. For RA Managers whose role reaches that organisation.
///
/// # Errors
/// [`AppError::SignedOut`], [`AppError::Refused`], [`AppError::NotFound`]; when the database fails.
#[server(endpoint = "view_role", protocol = Post)]
pub async fn view_role(unique_user_id: UniqueUserId, role: StaffRole, ods_code: String) -> Result<RoleRow, AppError> {
    use super::request::{Request, answer};
    use domain::{access, views};
    answer(async {
        let request = Request::current()?;
        let actor = request.actor().await?;
        let permit = access::permit::<access::RevokeRole>(&request.domain, &actor, &unique_user_id).await?;
        views::role_held(&request.domain, &permit, role, &ods_code).await
    })
    .await
}
