//! Removing an authenticator.

use super::{
    action_form::{ActionForm, Done, action_form, checked, note_input},
    one_authenticator::{One, one_authenticator},
    profile::facts,
    subject::subject_heading,
};
use crate::{
    agents::paths,
    api,
    components::{
        form_errors::FormErrors,
        nhs::{
            BackLink, ButtonKind, Checkbox, Choice, ErrorSummary, HeadingLevel, Radios, Size, SummaryList,
            WarningCallout,
        },
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use model::{AuthenticatorId, RemovalReason};
use strum::VariantArray;

/// What will be lost, why, the box to select, and the button.
#[component]
pub fn RemovePage() -> impl IntoView {
    one_authenticator(|profile| profile.remove_refused, |one| Ok(view! { <Form one/> }.into_any()))
}

#[component]
fn Form(one: One) -> impl IntoView {
    let One { profile, authenticator, last } = one;
    let (user, is_staff) = (profile.user, !profile.roles.is_empty());
    let back = paths::authenticators(&user.unique_user_id);
    let (authenticator_id, kind): (AuthenticatorId, _) = (authenticator.id, authenticator.kind);
    let (reason, note, confirmed) = (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(false));
    let errors = FormErrors::new();
    let id = user.unique_user_id.clone();
    let removed = [kind.label(), " removed from ", &user.name, "’s profile"].concat();
    let ask = move || {
        let reason = reason.get_untracked().parse::<RemovalReason>().ok();
        let (note, confirmed) = (note.get_untracked(), confirmed.get_untracked());
        checked(api::wrong_removal(reason, &note, confirmed))?;
        let (id, message) = (id.clone(), removed.clone());
        Ok(async move {
            let path = paths::authenticators(&id);
            api::remove_authenticator(id, authenticator_id, reason, note, confirmed).await?;
            Ok(Done::Page { path, message })
        })
    };
    let whose = [&user.name, "’s ", kind.noun()].concat();
    let name = user.name.clone();
    let reasons = RemovalReason::VARIANTS.iter().map(|reason| Choice::new(reason.slug(), reason.label())).collect();
    let fields = view! {
        <Radios
            id="reason"
            legend="Why are you removing it?"
            legend_size=Size::M
            choices=reasons
            value=reason
            error=errors.of("reason")
        />
        {note_input(errors, note)}
        <Checkbox
            id="confirmed"
            label="I confirm that I want to remove this authenticator"
            error=errors.of("confirmed")
            checked=confirmed
        />
    };
    let form = ActionForm { button: "Remove authenticator", kind: ButtonKind::Warning, cancel: back.clone(), errors };
    view! {
        <Title text=["Remove ", &whose].concat()/>
        <BackLink href=back text="Back to authenticators"/>
        <ErrorSummary errors=errors.summary()/>
        {subject_heading(&user, view! { "Remove " <bdi translate="no">{name.clone()}</bdi> "’s " {kind.noun()} })}
        <div class="app-two-thirds">
            <WarningCallout
                heading=if last { "This is the user’s only authenticator" } else { "You cannot undo this" }
                level=HeadingLevel::H2
            >
                {last
                    .then(|| {
                        view! {
                            <p>
                                <bdi translate="no">{name}</bdi>
                                " will not be able to sign in until you issue another authenticator."
                                {is_staff.then_some(" Registration links that they generated and that are still open will be cancelled.")}
                            </p>
                        }
                    })}
                <p>
                    "The user will not be able to sign in with this authenticator. If they are signed in with it now, they will be signed out."
                    {last.then_some(" You cannot undo this.")}
                </p>
            </WarningCallout>
            <p>"We keep a record of it. The user should also delete it from their device."</p>
            <SummaryList rows=facts(authenticator)/>
            {action_form(form, fields.into_any(), ask)}
        </div>
    }
}
