//! The live panel of a registration link: what happens on the user's side, as it happens.

use super::{
    attempts::attempt,
    fresh_link::fresh_link,
    hand_over::HandOver,
    match_code::MatchCodeForm,
    subject::{profile_path, subject_profile},
};
use crate::{
    api,
    browser::{Heard, Listening},
    components::{
        countdown::Countdown,
        live_button::LiveButton,
        loaded::loaded,
        nhs::{BackLink, ButtonKind, ButtonLink, ButtonType, InsetText},
        problem::Problem,
        time::Time,
    },
};
use leptos::{prelude::*, task::spawn_local};
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use model::{AppError, AttemptStage, LinkEnd, LinkId, RegisteredAuthenticator, UniqueUserId, UserProfile, WatchedLink};
use std::time::Duration;

/// After how long the page looks by itself, when live events cannot be had.
const LOOK_AGAIN: Duration = Duration::from_secs(5);

/// A link and how it stands. The server renders how it stood; without JavaScript, a reload shows how it stands now.
#[component]
pub fn LinkPage() -> impl IntoView {
    let profile = subject_profile();
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get("link").and_then(|text| text.parse().ok()).map(LinkId));
    let user = super::subject::subject_id();
    let watched = Resource::new(
        move || (user.get(), id.get()),
        |(user, id)| async move { api::watch_link(user?, id.ok_or(AppError::NotFound)?).await },
    );
    loaded(move || {
        Box::pin(async move {
            match (profile.await, watched.await) {
                (Ok(profile), Ok(watched)) => view! { <Supervision profile watched/> }.into_any(),
                (Err(error), _) | (_, Err(error)) => view! { <Problem error page=true/> }.into_any(),
            }
        })
    })
}

#[component]
fn Supervision(profile: UserProfile, watched: WatchedLink) -> impl IntoView {
    let (id, kind, meeting) = (watched.id, watched.kind, watched.meeting);
    let user = profile.user.unique_user_id.clone();
    let fresh = fresh_link(id);
    let picture = RwSignal::new(watched);
    let connected = RwSignal::new(true);
    watch(user.clone(), id, picture, connected);

    let open = Memo::new(move |_| picture.with(|picture| picture.end.is_none()));
    let code_wanted = Memo::new(move |_| {
        let waits = |picture: &WatchedLink| picture.attempts.iter().any(|one| one.stage == AttemptStage::CodeWanted);
        open.get() && picture.with(waits)
    });
    let headline = Memo::new(move |_| picture.with(headline));
    let attempts = move || picture.get().attempts.into_iter().map(|one| attempt(kind, one)).collect::<Vec<_>>();
    let registered = move || picture.get().registered.map(|registered| view! { <Done registered/> });
    let authenticators = profile_path(&user, "/authenticators");
    let again = profile_path(&user, &["/authenticators/issue/", kind.slug()].concat());
    let may_email = profile.may_email;
    let form = {
        let user = user.clone();
        move || code_wanted.get().then(|| view! { <MatchCodeForm user=user.clone() link=id/> })
    };
    let hand_over = {
        let user = user.clone();
        move || {
            open.get().then(|| match fresh.clone() {
                Some(link) => view! { <HandOver link user=user.clone() meeting may_email/> }.into_any(),
                None => view! {
                    <InsetText><p>"The link itself was shown once, when it was generated. If it is lost, generate a new one."</p></InsetText>
                }
                .into_any(),
            })
        }
    };
    let countdown = move || {
        let seconds = Signal::derive(move || picture.with(|picture| picture.seconds_left));
        open.get().then(|| view! { <Countdown seconds_left=seconds/> })
    };
    view! {
        <Title text=["Registration link: ", &profile.user.name].concat()/>
        <BackLink href=authenticators text="Authenticators"/>
        <h1 class="nhsuk-heading-l">
            <span class="nhsuk-caption-l">
                <bdi>{profile.user.name}</bdi>
                {[", UUID ", user.as_str()].concat()}
            </span>
            {["Registration link for ", kind.one()].concat()}
        </h1>
        <div role="status">
            <h2 class="nhsuk-heading-m">{move || headline.get()}</h2>
        </div>
        {countdown}
        <p role="status">
            {move || (!connected.get()).then_some("The connection was lost. This page tries again by itself; what you see may be out of date.")}
        </p>
        {registered}
        {form}
        <ul class="app-cards">{attempts}</ul>
        {hand_over}
        <Ending user=user.clone() link=id open again/>
    }
}

/// Hears of changes, and looks by itself where that cannot be.
fn watch(user: UniqueUserId, id: LinkId, picture: RwSignal<WatchedLink>, connected: RwSignal<bool>) {
    let listening = StoredValue::new_local(None::<Listening>);
    let path = ["/live/links/", user.as_str(), "/", &id.to_string()].concat();
    let look = move || {
        let user = user.clone();
        spawn_local(async move {
            match api::watch_link(user, id).await {
                Ok(seen) => picture.set(seen),
                Err(_) => connected.set(false),
            }
        });
    };
    let tries = RwSignal::new(0_u32);
    Effect::new(move || {
        if tries.get() > 0 {
            look();
        }
        let hear = move |heard| match heard {
            Heard::Event(text) => {
                if let Ok(seen) = serde_json::from_str(&text) {
                    picture.set(seen);
                    connected.set(true);
                }
            }
            Heard::Lost => connected.set(false),
            Heard::Over => {
                connected.set(false);
                set_timeout(move || tries.update(|tries| *tries += 1), LOOK_AGAIN);
            }
        };
        listening.set_value(Listening::to(&path, hear));
    });
    on_cleanup(move || listening.set_value(None));
}

/// In a few words where the link stands.
fn headline(link: &WatchedLink) -> String {
    let words = match link.end {
        Some(LinkEnd::Used) => "Registered",
        Some(LinkEnd::Cancelled) => "The link was cancelled",
        Some(LinkEnd::Replaced) => "The link was replaced by a newer one",
        Some(LinkEnd::Expired) => "The link has expired",
        Some(LinkEnd::Locked) => {
            "The link is locked: too much was tried with it. Generate a new one, for another channel"
        }
        None if link.attempts.is_empty() => "Waiting for the user to open the link",
        None => "The user has opened the link",
    };
    words.to_owned()
}

#[component]
fn Done(registered: RegisteredAuthenticator) -> impl IntoView {
    let RegisteredAuthenticator { model, at, tested } = registered;
    let model = model.map(|model| view! { " " {model} ", " });
    let tested = match tested {
        Some(at) => view! { <p>"Tested " <Time moment=at/> "."</p> }.into_any(),
        None => view! { <p>"Not tested yet: ask the user to press Test your authenticator."</p> }.into_any(),
    };
    view! {
        <InsetText>
            <p>"The authenticator is registered:" {model} " " <Time moment=at/> "."</p>
            {tested}
        </InsetText>
    }
}

/// *Cancel link* while it is open, and a new one.
#[component]
fn Ending(user: UniqueUserId, link: LinkId, open: Memo<bool>, again: String) -> impl IntoView {
    let problem = RwSignal::new(None::<String>);
    let cancel = Action::new(move |_: &()| api::cancel_link(user.clone(), link));
    let pending = cancel.pending();
    Effect::new(move || {
        if let Some(Err(error)) = cancel.value().get() {
            problem.set(Some(error.to_string()));
        }
    });
    let button = move || {
        open.get().then(|| {
            view! {
                <LiveButton
                    kind=ButtonKind::Secondary
                    button_type=ButtonType::Button
                    busy=pending
                    on:click=move |_| drop(cancel.dispatch(()))
                >
                    "Cancel link"
                </LiveButton>
            }
        })
    };
    view! {
        <div aria-live="assertive">
            {move || problem.get().map(|problem| view! { <InsetText><p>{problem}</p></InsetText> })}
        </div>
        {button}
        " "
        <ButtonLink kind=ButtonKind::Secondary href=again>"Generate a new link"</ButtonLink>
    }
}
