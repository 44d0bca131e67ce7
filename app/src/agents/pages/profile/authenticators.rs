//! The *Authenticators* tab.

use super::{
    ProfileHead,
    card::{Action, Card},
};
use crate::{
    agents::{
        pages::subject::{subject_id, subject_profile},
        paths,
        session::session,
    },
    api,
    components::{
        loaded::loaded,
        nhs::{ButtonLink, Details, Tag, TagColour},
        problem::Problem,
        time::Time,
    },
    registration::TEST_PATH,
};
use leptos::prelude::*;
use model::{Activity, AuthenticatorSummary, OpenLink, Refusal, UniqueUserId, UserProfile};

/// The authenticators of the user: those that are active or suspended first, then those that were removed.
#[component]
pub fn AuthenticatorsTab() -> impl IntoView {
    let profile = subject_profile();
    let id = subject_id();
    let authenticators = Resource::new(move || id.get(), |id| async move { api::list_authenticators(id?).await });
    let content = loaded(move || {
        Box::pin(async move {
            match (profile.await, authenticators.await) {
                (Ok(profile), Ok(authenticators)) => view! { <List profile authenticators/> }.into_any(),
                (Ok(_), Err(error)) => view! { <Problem error/> }.into_any(),
                // The head of the profile shows the error.
                (Err(_), _) => ().into_any(),
            }
        })
    });
    view! {
        <ProfileHead profile tab="Authenticators"/>
        <h2 class="nhsuk-heading-m">"Authenticators"</h2>
        {content}
    }
}

#[component]
fn List(profile: UserProfile, authenticators: Vec<AuthenticatorSummary>) -> impl IntoView {
    let none = !authenticators.iter().any(AuthenticatorSummary::is_active);
    let (kept, removed): (Vec<_>, Vec<_>) = authenticators.into_iter().partition(|one| one.removal.is_none());
    let test = (profile.own && !none).then(|| {
        view! {
            <p>
                <a href=TEST_PATH rel="external">
                    "Test your authenticator"
                </a>
            </p>
        }
    });
    let id = profile.user.unique_user_id.clone();
    let kept: Vec<_> = kept
        .into_iter()
        .map(|authenticator| {
            let actions = actions(&profile, &authenticator);
            let confirm = profile.confirm_refused.is_none() && authenticator.suspension.is_none();
            let confirm = confirm.then(|| paths::confirmation(&id, authenticator.id));
            view! { <Card authenticator actions confirm/> }
        })
        .collect();
    let removed: Vec<_> = removed
        .into_iter()
        .map(|authenticator| view! { <Card authenticator actions=Vec::new() confirm=None/> })
        .collect();
    let nothing = match profile.own {
        true => "You do not have an active authenticator.",
        false => "This user does not have an active authenticator.",
    };
    view! {
        {profile.open_link.map(|link| open_link(&id, link))}
        {none.then(|| view! { <p>{nothing}</p> })}
        {profile
            .issue_refused
            .is_none()
            .then(|| view! { <ButtonLink href=paths::issue(&id)>"Issue other authenticator"</ButtonLink> })}
        {profile.issue_refused.and_then(why_not).map(|why| view! { <p>{why}</p> })}
        <ul class="app-cards">{kept}</ul>
        {test}
        {(!removed.is_empty())
            .then(|| {
                let summary = ["Removed authenticators (", &removed.len().to_string(), ")"].concat();
                view! {
                    <Details summary>
                        <ul class="app-cards">{removed}</ul>
                    </Details>
                }
            })}
    }
}

/// What the viewer can do to an authenticator that was not removed.
fn actions(profile: &UserProfile, of: &AuthenticatorSummary) -> Vec<Action> {
    let (user, suspended) = (&profile.user.unique_user_id, of.suspension.is_some());
    let offered = [
        (!suspended && profile.life.suspend.is_none(), "Suspend", paths::suspension(user, of.id)),
        (suspended && profile.life.reinstate.is_none(), "Reinstate", paths::reinstatement(user, of.id)),
        (profile.remove_refused.is_none(), "Remove", paths::removal(user, of.id)),
    ];
    offered.into_iter().filter(|(may, ..)| *may).map(|(_, word, href)| (word, href)).collect()
}

/// Why the button is not there. People who may not view other users do not miss it.
fn why_not(refusal: Refusal) -> Option<String> {
    let words = match refusal {
        Refusal::Yourself => "You cannot issue authenticators to yourself. Ask another RA agent.".to_owned(),
        refusal => refusal.to_string(),
    };
    let is_staff = session().signed_in.is_some_and(|who| who.may(Activity::ViewUsers));
    is_staff.then_some(words)
}

/// The open link, so that an agent who closed its page finds it again.
fn open_link(user: &UniqueUserId, link: OpenLink) -> AnyView {
    let OpenLink { id, kind, expires, expired, issued_by, may_watch } = link;
    let href = paths::link(user, id);
    let watch = may_watch.then(|| view! { <a class="app-card__action" href=href>"Go to this link"</a> });
    let by = issued_by.map(|by| view! { "Generated by " <bdi translate="no">{by}</bdi> "." });
    let (colour, status, before, after) = match expired {
        true => (TagColour::Yellow, "Expired", "Expired ", ", but the user started in time and can still finish. "),
        false => (TagColour::Blue, "Open", "Works until ", ". "),
    };
    view! {
        <div class="app-card">
            <div class="app-card__head">
                <h3 class="nhsuk-heading-s app-card__title">
                    {["Registration link: ", kind.noun()].concat()} " " <Tag colour>{status}</Tag>
                </h3>
                {watch}
            </div>
            <p class="app-card__text">{before} <Time moment=expires/> {after} {by}</p>
        </div>
    }
    .into_any()
}
