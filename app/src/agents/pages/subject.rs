//! The user that a page is about, from its address.

use crate::api;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::{AppError, UniqueUserId, UserProfile};

/// A profile under way from the server.
pub type Profile = Resource<Result<UserProfile, AppError>>;

/// The unique user ID in the address.
pub fn subject_id() -> Memo<Result<UniqueUserId, AppError>> {
    let params = use_params_map();
    Memo::new(move |_| {
        let text = params.read().get("user").unwrap_or_default();
        text.parse().map_err(|_| AppError::NotFound)
    })
}

/// The profile of the user in the address.
pub fn subject_profile() -> Profile {
    let id = subject_id();
    Resource::new(move || id.get(), |id| async move { api::view_profile(id?).await })
}

/// The address of a user's profile, or of a page below it.
pub fn profile_path(id: &UniqueUserId, below: &str) -> String {
    ["/users/", id.as_str(), below].concat()
}
