//! The *Authenticators* tab.

use super::{
    profile::ProfileHead,
    subject::{profile_path, subject_id, subject_profile},
};
use crate::{
    api,
    components::{
        loaded::loaded,
        nhs::{ButtonLink, InsetText, SummaryList, SummaryRow, Tag, TagColour},
        problem::Problem,
        time::Time,
    },
};
use leptos::prelude::*;
use model::{AuthenticatorSummary, Meeting, Moment, OpenLink, Removal, UniqueUserId, UserProfile};

/// The authenticators of the user: active ones first, then those that were removed.
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
                // The head of the profile says why.
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
    let (active, removed): (Vec<_>, Vec<_>) = authenticators.into_iter().partition(|one| one.removal.is_none());
    let none = active.is_empty();
    let test = (profile.own && !none).then(|| {
        view! {
            <p>
                <a href="/test" rel="external">
                    "Test your authenticator"
                </a>
            </p>
        }
    });
    let id = profile.user.unique_user_id.clone();
    let active: Vec<_> = active
        .into_iter()
        .map(|authenticator| {
            let remove = profile
                .remove_refused
                .is_none()
                .then(|| profile_path(&id, &["/authenticators/", &authenticator.id.to_string(), "/remove"].concat()));
            view! { <Card authenticator remove/> }
        })
        .collect();
    let removed: Vec<_> =
        removed.into_iter().map(|authenticator| view! { <Card authenticator remove=None/> }).collect();
    view! {
        {profile
            .issue_refused
            .is_none()
            .then(|| {
                view! {
                    <ButtonLink href=profile_path(&id, "/authenticators/issue")>"Issue other authenticator"</ButtonLink>
                }
            })}
        {profile.open_link.map(|link| open_link(&id, link))}
        {none.then(|| view! { <InsetText><p>"This user has no active authenticator."</p></InsetText> })}
        <ul class="app-cards">{active}</ul>
        {test}
        {(!removed.is_empty())
            .then(|| {
                view! {
                    <h3 class="nhsuk-heading-s">"Removed"</h3>
                    <ul class="app-cards">{removed}</ul>
                }
            })}
    }
}

/// The open link, so that an agent who closed its page finds it again.
fn open_link(user: &UniqueUserId, link: OpenLink) -> AnyView {
    let OpenLink { id, kind, expires, issued_by, may_watch } = link;
    let href = profile_path(user, &["/authenticators/links/", &id.to_string()].concat());
    let watch = may_watch.then(|| view! { <p><a href=href>"Watch or cancel the open link"</a></p> });
    let by = issued_by.map(|by| view! { ", by " <bdi>{by}</bdi> });
    view! {
        <InsetText>
            <p>
                {["A registration link for ", kind.one(), " is open until "].concat()}
                <Time moment=expires/> {by} "."
            </p>
            {watch}
        </InsetText>
    }
    .into_any()
}

/// One authenticator; `remove` leads to its removal, for who may. Removed ones stand below a heading of their own.
#[component]
fn Card(authenticator: AuthenticatorSummary, remove: Option<String>) -> impl IntoView {
    let title = name(&authenticator);
    let hidden = [" ", &title].concat();
    let heading = match authenticator.removal {
        None => view! {
            <h3 class="nhsuk-heading-s app-card__title">{title} " " <Tag colour=TagColour::Green>"Active"</Tag></h3>
        }
        .into_any(),
        Some(_) => view! {
            <h4 class="nhsuk-heading-s app-card__title">{title} " " <Tag colour=TagColour::Grey>"Removed"</Tag></h4>
        }
        .into_any(),
    };
    let remove = remove.map(|href| {
        view! {
            <a class="app-card__action" href=href>
                "Remove"
                <span class="nhsuk-u-visually-hidden">{hidden}</span>
            </a>
        }
    });
    view! {
        <li class="app-card">
            <div class="app-card__head">
                {heading}
                {remove}
            </div>
            <SummaryList rows=facts(authenticator) no_border=true/>
        </li>
    }
}

/// What an authenticator is called: its kind, and its model where it is known.
fn name(authenticator: &AuthenticatorSummary) -> String {
    let kind = authenticator.kind.label();
    authenticator.model.as_ref().map_or_else(|| kind.to_owned(), |model| [kind, ": ", model].concat())
}

/// What is known of an authenticator.
pub fn facts(authenticator: AuthenticatorSummary) -> Vec<SummaryRow> {
    let by = authenticator.registered_by.map(|by| view! { ", issued by " <bdi>{by}</bdi> });
    let registered = authenticator.registered;
    let meeting = authenticator.meeting.map(|meeting| match meeting {
        Meeting::Video => " in a video call",
        Meeting::FaceToFace => " face to face",
    });
    let synced = if authenticator.synced { "Synced between devices" } else { "Bound to one device" };
    let proof = match &authenticator.model {
        Some(_) if authenticator.model_proven => " (proven)",
        Some(_) => " (as the device reported it)",
        None => "Not reported",
    };
    let mut rows = vec![
        SummaryRow::new("Assurance", [&authenticator.assurance.to_string(), ". ", synced].concat()),
        SummaryRow::new(
            "Provider or model",
            view! { <span class="app-breakable">{authenticator.model}</span> {proof} },
        ),
        SummaryRow::new("Registered", view! { <Time moment=registered/> {by} {meeting} }),
        SummaryRow::new("Last used", maybe(authenticator.last_used, "Not yet")),
        SummaryRow::new("Tested", maybe(authenticator.tested, "Not yet")),
    ];
    if let Some(Removal { at, by }) = authenticator.removal {
        rows.push(SummaryRow::new("Removed", view! { <Time moment=at/> " by " <bdi>{by}</bdi> }));
    }
    rows
}

fn maybe(moment: Option<Moment>, otherwise: &'static str) -> AnyView {
    match moment {
        Some(moment) => view! { <Time moment/> }.into_any(),
        None => otherwise.into_any(),
    }
}
