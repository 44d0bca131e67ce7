//! Closing a profile.

use super::{
    flash::Flash,
    subject::{if_may, subject_heading, subject_profile},
};
use crate::{
    agents::paths,
    api,
    components::{
        form_errors::FormErrors,
        fresh::fresh,
        live_button::LiveButton,
        loaded::loaded,
        nhs::{
            BackLink, ButtonKind, Choice, ErrorSummary, HeadingLevel, Input, InputMode, Radios, Size, WarningCallout,
        },
        problem::Problem,
        submission::Submission,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_navigate;
use model::{ClosedBecause, UserProfile};
use strum::VariantArray;

/// What will happen, why, and the button.
#[component]
pub fn ClosePage() -> impl IntoView {
    let profile = subject_profile();
    loaded(move || {
        Box::pin(async move {
            match if_may(profile.await, |profile| profile.life.close) {
                Ok(profile) => view! { <Form profile/> }.into_any(),
                Err(error) => view! { <Problem error page=true/> }.into_any(),
            }
        })
    })
}

#[component]
fn Form(profile: UserProfile) -> impl IntoView {
    let (user, is_staff) = (profile.user, !profile.roles.is_empty());
    let back = paths::details(&user.unique_user_id);
    let (because, other, note) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let errors = FormErrors::new();
    let id = user.unique_user_id.clone();
    let closed = [&user.name, "’s profile is closed"].concat();
    let (navigate, flash) = (use_navigate(), Flash::of_document());
    let close = Submission::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let because = because.get_untracked().parse::<ClosedBecause>().ok();
        let (other, note) = (other.get_untracked(), note.get_untracked());
        if !errors.check(api::wrong_closing(because, &other, &note)) {
            return;
        }
        let (id, navigate, closed) = (id.clone(), navigate.clone(), closed.clone());
        let call = api::close_profile(id.clone(), because, other, note);
        close.send(Box::pin(call), move |answer| match answer {
            Ok(()) => {
                flash.leave(closed);
                navigate(&paths::details(&id), leptos_router::NavigateOptions::default());
            }
            Err(error) => errors.refused(error),
        });
    };
    let reasons = ClosedBecause::VARIANTS.iter();
    let reasons = reasons.map(|reason| Choice::new(reason.slug(), reason.label()).hint(reason.hint())).collect();
    let is_duplicate = Memo::new(move |_| because.with(|because| because == ClosedBecause::Duplicate.slug()));
    let other_profile = move || {
        let field = is_duplicate.get().then(|| {
            view! {
                <Input
                    id="duplicate_of"
                    label="UUID of the other profile"
                    hint="12 digits. That profile stays open."
                    error=errors.of("duplicate_of")
                    value=other
                    inputmode=InputMode::Numeric
                    autocomplete="off"
                    spellcheck=false
                />
            }
        });
        fresh(field.into_any())
    };
    view! {
        <Title text=["Close profile: ", &user.name].concat()/>
        <BackLink href=back.clone() text="Back to details"/>
        <ErrorSummary errors=errors.summary()/>
        {subject_heading(&user, "Close profile")}
        <div class="app-two-thirds">
            <WarningCallout heading="What happens when you close this profile" level=HeadingLevel::H2>
                <ul>
                    <li>"They are signed out straight away, and cannot sign in again."</li>
                    <li>"Their open registration link stops working. No one can issue an authenticator to them."</li>
                    {is_staff.then(|| view! { <li>"Registration links that they generated for others stop working."</li> })}
                    <li>
                        "You can reopen the profile. They then get nothing back: an RA agent must issue a new authenticator"
                        {is_staff.then_some(", and an RA Manager must give them their staff roles again")} "."
                    </li>
                </ul>
            </WarningCallout>
            <form method="post" novalidate on:submit=submit>
                <Radios
                    id="because"
                    legend="Why are you closing this profile?"
                    legend_size=Size::M
                    choices=reasons
                    value=because
                    error=errors.of("because")
                />
                {other_profile}
                <Input
                    id="note"
                    label="Note (optional)"
                    hint="For example, a ticket number. Other agents can read it in the profile."
                    error=errors.of("note")
                    value=note
                    autocomplete="off"
                />
                <div class="nhsuk-button-group">
                    <LiveButton kind=ButtonKind::Warning busy=close.pending>"Close profile"</LiveButton>
                    <a href=back>"Cancel"</a>
                </div>
            </form>
        </div>
    }
}
