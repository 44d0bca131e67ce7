//! The authenticator that a page is about, from its address.

use super::subject::{if_may, subject_id, subject_profile};
use crate::{agents::paths, api, components::loaded::loaded_page};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::{AppError, AuthenticatorSummary, Conflict, Refusal, UserProfile};

/// A profile, one of its authenticators, and whether that is the only active one.
pub struct One {
    /// The profile.
    pub profile: UserProfile,
    /// The authenticator, which was not removed.
    pub authenticator: AuthenticatorSummary,
    /// Whether its owner has no other active one.
    pub last: bool,
}

/// Shows what `view` makes of the authenticator in the address, unless the viewer may not do what `refusal` is about. Otherwise says
/// what is wrong.
pub fn one_authenticator(
    refusal: fn(&UserProfile) -> Option<Refusal>,
    view: fn(One) -> Result<AnyView, AppError>,
) -> AnyView {
    let profile = subject_profile();
    let id = subject_id();
    let authenticators = Resource::new(move || id.get(), |id| async move { api::list_authenticators(id?).await });
    let params = use_params_map();
    let wanted = move || params.read().get(paths::AUTHENTICATOR).unwrap_or_default();
    loaded_page(move || {
        let wanted = wanted();
        async move {
            let profile = if_may(profile.await, refusal)?;
            view(find(profile, authenticators.await?, &wanted)?)
        }
    })
}

fn find(profile: UserProfile, all: Vec<AuthenticatorSummary>, wanted: &str) -> Result<One, AppError> {
    let active = all.iter().filter(|one| one.is_active()).count();
    let authenticator = all.into_iter().find(|one| one.id.to_string() == wanted).ok_or(AppError::NotFound)?;
    if authenticator.removal.is_some() {
        return Err(AppError::Conflict(Conflict::AlreadyRemoved));
    }
    let last = active == 1 && authenticator.is_active();
    Ok(One { profile, authenticator, last })
}
