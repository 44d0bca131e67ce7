//! The *Roles* page.

use super::post::Post;
use leptos::prelude::*;
use model::{AppError, RolesPage, RolesWanted};

/// A page of the staff roles that are held within the reach of the person who asks. For RA Managers.
///
/// # Errors
/// [`AppError::SignedOut`], [`AppError::Refused`]; when the database fails.
#[server(endpoint = "list_roles", protocol = Post)]
pub async fn list_roles(wanted: RolesWanted) -> Result<RolesPage, AppError> {
    use super::request::{Request, answer};
    use domain::{access, views};
    answer(async {
        let request = Request::current()?;
        let actor = request.actor().await?;
        let permit = access::general_permit::<access::ViewRoles>(&request.domain, &actor).await?;
        views::roles(&request.domain, &permit, &wanted).await
    })
    .await
}
