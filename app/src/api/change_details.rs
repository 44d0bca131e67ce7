//! *Change details*.

use super::post::Post;
use leptos::prelude::*;
use model::{AppError, Changing, UniqueUserId, UserDetails};

/// Changes the details of a user from those that were `loaded` into the form to `details`, for a `reason`. If somebody else has
/// changed them since, nothing is changed, and the answer has the new ones.
///
/// For staff roles that may change details. People cannot do this for themselves, and only an RA Manager can do it for a user who
/// holds a staff role.
///
/// # Errors
/// [`AppError::Invalid`], [`AppError::SignedOut`], [`AppError::Refused`], [`AppError::NotFound`]; when the database fails.
#[server(endpoint = "change_details", protocol = Post)]
pub async fn change_details(
    unique_user_id: UniqueUserId,
    loaded: UserDetails,
    details: UserDetails,
    reason: String,
) -> Result<Changing, AppError> {
    use super::request::{Request, answer};
    use domain::{access, people};
    answer(async {
        let request = Request::current()?;
        let actor = request.actor().await?;
        let permit = access::permit::<access::ChangeDetails>(&request.domain, &actor, &unique_user_id).await?;
        people::change_details(&request.domain, &permit, &loaded, &details, &reason).await
    })
    .await
}
