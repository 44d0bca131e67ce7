//! The *Organisations* page.

use super::post::Post;
use leptos::prelude::*;
use model::{AppError, OrganisationsPage};

/// A page of the organisations within the reach of the person who asks: the first one, or the one that begins after the organisation
/// with the ODS code `after`. For RA Managers.
///
/// # Errors
/// [`AppError::SignedOut`], [`AppError::Refused`]; when the database fails.
#[server(endpoint = "list_organisations", protocol = Post)]
pub async fn list_organisations(after: Option<String>) -> Result<OrganisationsPage, AppError> {
    use super::request::{Request, answer};
    use domain::{access, views};
    answer(async {
        let request = Request::current()?;
        let actor = request.actor().await?;
        let permit = access::general_permit::<access::ViewOrganisations>(&request.domain, &actor).await?;
        views::organisations(&request.domain, &permit, after.as_deref()).await
    })
    .await
}
