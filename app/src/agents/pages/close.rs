//! Closing a profile.

use super::{
    action_form::{ActionForm, Done, action_form, checked, note_input},
    subject::{if_may, subject_heading, subject_profile},
};
use crate::{
    agents::paths,
    api,
    components::{
        form_errors::FormErrors,
        fresh::fresh,
        loaded::loaded_page,
        nhs::{
            BackLink, ButtonKind, Choice, ErrorSummary, HeadingLevel, Input, InputMode, Radios, Size, WarningCallout,
        },
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use model::{ClosedBecause, UserProfile};
use strum::VariantArray;

/// What will happen, why, and the button.
#[component]
pub fn ClosePage() -> impl IntoView {
    let profile = subject_profile();
    loaded_page(move || async move {
        let profile = if_may(profile.await, |profile| profile.life.close)?;
        Ok(view! { <Form profile/> }.into_any())
    })
}

#[component]
fn Form(profile: UserProfile) -> impl IntoView {
    let (user, is_staff) = (profile.user, !profile.roles.is_empty());
    let back = paths::details(&user.unique_user_id);
    let (because, other, note) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let errors = FormErrors::new();
    let (id, closed) = (user.unique_user_id.clone(), [&user.name, "’s profile is closed"].concat());
    let ask = move || {
        let because = because.get_untracked().parse::<ClosedBecause>().ok();
        let (other, note) = (other.get_untracked(), note.get_untracked());
        checked(api::wrong_closing(because, &other, &note))?;
        let (id, message) = (id.clone(), closed.clone());
        Ok(async move {
            let path = paths::details(&id);
            api::close_profile(id, because, other, note).await?;
            Ok(Done::Page { path, message })
        })
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
    let fields = view! {
        <Radios
            id="because"
            legend="Why are you closing this profile?"
            legend_size=Size::M
            choices=reasons
            value=because
            error=errors.of("because")
        />
        {other_profile}
        {note_input(errors, note)}
    };
    let form = ActionForm { button: "Close profile", kind: ButtonKind::Warning, cancel: back.clone(), errors };
    view! {
        <Title text=["Close profile: ", &user.name].concat()/>
        <BackLink href=back text="Back to details"/>
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
            {action_form(form, fields.into_any(), ask)}
        </div>
    }
}
