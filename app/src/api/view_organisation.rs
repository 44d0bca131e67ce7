//! The head of the pages about one organisation.

use super::post::Post;
use leptos::prelude::*;
use model::{AppError, OrganisationRow};

/// The organisation with this ODS code. For RA Managers whose role reaches it.
///
/// # Errors
/// [`AppError::SignedOut`], [`AppError::Refused`], [`AppError::NotFound`]; when the database fails.
#[server(endpoint = "view_organisation", protocol = Post)]
pub async fn view_organisation(ods_code: String) -> Result<OrganisationRow, AppError> {
    use super::request::{Request, answer};
    use domain::{access, views};
    answer(async {
        let request = Request::current()?;
        let actor = request.actor().await?;
        let permit = access::general_permit::<access::ViewOrganisations>(&request.domain, &actor).await?;
        views::organisation(&request.domain, &permit, &ods_code).await
    })
    .await
}
