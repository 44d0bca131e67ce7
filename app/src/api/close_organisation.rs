//! *Close organisation*.

use super::post::Post;
use leptos::prelude::*;
use model::AppError;

/// Closes the organisation with this ODS code, for `reason`. For RA Managers of an organisation above it.
///
/// # Errors
/// [`AppError::Invalid`], [`AppError::SignedOut`], [`AppError::Refused`], [`AppError::NotFound`], [`AppError::Conflict`]; when the
/// database fails.
#[server(endpoint = "close_organisation", protocol = Post)]
pub async fn close_organisation(ods_code: String, reason: String) -> Result<(), AppError> {
    use super::request::{Request, answer};
    use domain::{access, organisations};
    answer(async {
        let request = Request::current()?;
        let actor = request.actor().await?;
        let permit = access::general_permit::<access::CloseOrganisation>(&request.domain, &actor).await?;
        organisations::close(&request.domain, &permit, &ods_code, &reason).await
    })
    .await
}
