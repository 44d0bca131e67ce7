//! *Add an organisation*.

use super::post::Post;
use leptos::prelude::*;
use model::AppError;

/// Adds an organisation below the one with the ODS code `parent`. For RA Managers whose role reaches that one.
///
/// # Errors
/// [`AppError::Invalid`], [`AppError::SignedOut`], [`AppError::Refused`]; when the database fails.
#[server(endpoint = "add_organisation", protocol = Post)]
pub async fn add_organisation(ods_code: String, name: String, parent: String) -> Result<(), AppError> {
    use super::request::{Request, answer};
    use domain::{access, organisations};
    answer(async {
        let request = Request::current()?;
        let actor = request.actor().await?;
        let permit = access::general_permit::<access::AddOrganisation>(&request.domain, &actor).await?;
        organisations::add(&request.domain, &permit, &ods_code, &name, &parent).await
    })
    .await
}
