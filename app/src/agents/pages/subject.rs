//! The user that a page is about, from its address.

use crate::{agents::paths, api};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::{AppError, Refusal, UniqueUserId, UserProfile, UserSummary};

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

/// The profile, unless the viewer may not do what this refusal is about.
pub fn if_may(
    profile: Result<UserProfile, AppError>,
    refusal: impl FnOnce(&UserProfile) -> Option<Refusal>,
) -> Result<UserProfile, AppError> {
    let profile = profile?;
    refusal(&profile).map_or(Ok(profile), |refusal| Err(AppError::Refused(refusal)))
}

/// The heading of a page about one user, below what tells this user from others of the same name.
pub fn subject_heading(user: &UserSummary, heading: impl IntoView + 'static) -> AnyView {
    let UserSummary { unique_user_id, name, date_of_birth, .. } = user.clone();
    view! {
        <h1 class="nhsuk-heading-l">
            <span class="nhsuk-caption-l">
                <bdi translate="no">{name}</bdi>
                ", UUID "
                <span class="app-unbroken" translate="no">{unique_user_id.to_string()}</span>
                ", date of birth "
                <span class="app-unbroken">{date_of_birth.words}</span>
            </span>
            {heading}
        </h1>
    }
    .into_any()
}

/// An email address. If it is too long for its place, it wraps before the `@`.
pub fn email_address(email: &str) -> AnyView {
    let (name, host) = email.split_at(email.find('@').unwrap_or(email.len()));
    view! {
        <span class="app-email" translate="no">
            <span>{name.to_owned()}</span>
            <span>{host.to_owned()}</span>
        </span>
    }
    .into_any()
}
