//! The user that a page is about, from its address.

use crate::{agents::paths, api, components::nhs::Text};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::{AppError, UniqueUserId, UserProfile};

/// A profile that is being loaded from the server.
pub type Profile = Resource<Result<UserProfile, AppError>>;

/// The unique user ID in the address.
pub fn subject_id() -> Memo<Result<UniqueUserId, AppError>> {
    let params = use_params_map();
    Memo::new(move |_| {
        let text = params.read().get(paths::USER).unwrap_or_default();
        text.parse().map_err(|_| AppError::NotFound)
    })
}

/// The profile of the user in the address.
pub fn subject_profile() -> Profile {
    let id = subject_id();
    Resource::new(move || id.get(), |id| async move { api::view_profile(id?).await })
}

/// The profile, unless the viewer may not issue to this user.
pub fn if_may_issue(profile: Result<UserProfile, AppError>) -> Result<UserProfile, AppError> {
    let profile = profile?;
    profile.issue_refused.map_or(Ok(profile), |refusal| Err(AppError::Refused(refusal)))
}

/// The profile, unless the viewer may not remove an authenticator of this user.
pub fn if_may_remove(profile: Result<UserProfile, AppError>) -> Result<UserProfile, AppError> {
    let profile = profile?;
    profile.remove_refused.map_or(Ok(profile), |refusal| Err(AppError::Refused(refusal)))
}

/// The heading of a page about one user, below their name and, if it is given, their UUID.
pub fn subject_heading(name: String, id: Option<&UniqueUserId>, heading: impl Into<Text>) -> AnyView {
    let id = id.map(|id| [", UUID ", id.as_str()].concat());
    let heading: Text = heading.into();
    view! {
        <h1 class="nhsuk-heading-l">
            <span class="nhsuk-caption-l">
                <bdi>{name}</bdi>
                {id}
            </span>
            {heading}
        </h1>
    }
    .into_any()
}
