//! *Change organisation*.

use super::post::Post;
use leptos::prelude::*;
use model::AppError;

/// Changes the name of the organisation with this ODS code, and the organisation above it, for `reason`. For RA Managers of an
/// organisation above it.
///
/// # Errors
/// [`AppError::Invalid`], [`AppError::SignedOut`], [`AppError::Refused`], [`AppError::NotFound`], [`AppError::Conflict`]; when the
/// database fails.
#[server(endpoint = "change_organisation", protocol = Post)]
pub async fn change_organisation(
    ods_code: String,
    name: String,
    parent: String,
    reason: String,
) -> Result<(), AppError> {
    use super::request::{Request, answer};
    use domain::{
        access,
        organisations::{self, Changes, Place},
    };
    answer(async {
        let request = Request::current()?;
        let actor = request.actor().await?;
        let permit = access::general_permit::<access::ChangeOrganisation>(&request.domain, &actor).await?;
        let place = if parent.trim().is_empty() { Place::Top } else { Place::Below(parent) };
        organisations::change(&request.domain, &permit, &ods_code, Changes { name: Some(name), place, reason }).await
    })
    .await
}
