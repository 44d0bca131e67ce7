//! *Grant a role*.

use crate::{
    agents::{
        pages::{
            flash::Flash,
            subject::{subject_heading, subject_id, subject_profile},
        },
        paths,
    },
    api,
    components::{
        form_errors::FormErrors,
        live_button::LiveButton,
        loaded::loaded,
        nhs::{BackLink, Choice, ErrorSummary, Input, InputWidth, Radios, Size},
        problem::Problem,
        submission::Submission,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_navigate;
use model::{AppError, StaffRole, UserSummary};
use strum::VariantArray;

/// Which role, where and why.
#[component]
pub fn GrantPage() -> impl IntoView {
    let (profile, id) = (subject_profile(), subject_id());
    let roles = Resource::new(move || id.get(), |id| async move { api::view_roles(id?).await });
    view! {
        {loaded(move || {
            Box::pin(async move {
                let roles = roles.await;
                let refused = roles.and_then(|roles| roles.grant_refused.map_or(Ok(()), |why| Err(AppError::Refused(why))));
                match (profile.await, refused) {
                    (Ok(profile), Ok(())) => view! { <Form user=profile.user/> }.into_any(),
                    (Err(error), _) | (_, Err(error)) => view! { <Problem error page=true/> }.into_any(),
                }
            })
        })}
    }
}

#[component]
fn Form(user: UserSummary) -> impl IntoView {
    let (role, reason) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let ods_code = RwSignal::new(user.organisation.ods_code.clone());
    let (errors, grant) = (FormErrors::new(), Submission::new());
    let (navigate, flash) = (use_navigate(), Flash::of_document());
    let (id, name) = (user.unique_user_id.clone(), user.name.clone());
    let back = paths::roles(&id);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (role, place, reason) =
            (role.get_untracked().parse::<StaffRole>().ok(), ods_code.get_untracked(), reason.get_untracked());
        if !errors.check(api::wrong_grant(role, &place, &reason)) {
            return;
        }
        let granted = [role.map_or("", StaffRole::label), " granted to ", &name].concat();
        let (id, navigate) = (id.clone(), navigate.clone());
        grant.send(Box::pin(api::grant_role(id.clone(), role, place, reason)), move |answer| match answer {
            Ok(()) => {
                flash.leave(granted);
                navigate(&paths::roles(&id), leptos_router::NavigateOptions::default());
            }
            Err(error) => errors.refused(error),
        });
    };
    let choices = StaffRole::VARIANTS.iter().map(|role| Choice::new(role.slug(), role.label())).collect();
    view! {
        <Title text=["Grant a role to ", &user.name].concat()/>
        <BackLink href=back.clone() text="Back to roles"/>
        <ErrorSummary errors=errors.summary()/>
        {subject_heading(&user, view! { "Grant a role" })}
        <div class="app-two-thirds">
            <p>"If the user has an open registration link, it will stop working."</p>
            <p>
                "An RA Manager must confirm authenticators that were issued by someone who may not issue to staff. Until then, the user cannot sign in with them."
            </p>
            <form method="post" novalidate on:submit=submit>
                <Radios id="role" legend="Role" legend_size=Size::M choices value=role error=errors.of("role")/>
                <Input
                    id="ods_code"
                    label="ODS code of the organisation"
                    hint="The role reaches the users of this organisation and of those below it"
                    error=errors.of("ods_code")
                    value=ods_code
                    width=InputWidth::Ten
                    autocomplete="off"
                    spellcheck=false
                />
                <Input
                    id="reason"
                    label="Why do they need this role?"
                    hint="The user and other agents can read it in the profile"
                    error=errors.of("reason")
                    value=reason
                    autocomplete="off"
                />
                <div class="nhsuk-button-group">
                    <LiveButton busy=grant.pending>"Grant role"</LiveButton>
                    <a href=back>"Cancel"</a>
                </div>
            </form>
        </div>
    }
}
