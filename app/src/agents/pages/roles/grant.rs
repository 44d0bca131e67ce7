//! *Grant a role*.

use crate::{
    agents::{
        pages::{
            action_form::{ActionForm, Done, IN_THE_PROFILE, action_form, checked, reason_input},
            subject::{subject_heading, subject_id, subject_profile},
        },
        paths,
    },
    api,
    components::{
        form_errors::FormErrors,
        loaded::loaded_page,
        nhs::{BackLink, ButtonKind, Choice, ErrorSummary, Input, InputWidth, Radios, Size},
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use model::{AppError, StaffRole, UserSummary};
use strum::VariantArray;

/// Which role, where and why.
#[component]
pub fn GrantPage() -> impl IntoView {
    let (profile, id) = (subject_profile(), subject_id());
    let roles = Resource::new(move || id.get(), |id| async move { api::view_roles(id?).await });
    loaded_page(move || async move {
        let profile = profile.await?;
        match roles.await?.grant_refused {
            Some(refusal) => Err(AppError::Refused(refusal)),
            None => Ok(view! { <Form user=profile.user/> }.into_any()),
        }
    })
}

#[component]
fn Form(user: UserSummary) -> impl IntoView {
    let (role, reason) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let ods_code = RwSignal::new(user.organisation.ods_code.clone());
    let errors = FormErrors::new();
    let (id, name) = (user.unique_user_id.clone(), user.name.clone());
    let back = paths::roles(&id);
    let ask = move || {
        let role = role.get_untracked().parse::<StaffRole>().ok();
        let (place, reason) = (ods_code.get_untracked(), reason.get_untracked());
        checked(api::wrong_grant(role, &place, &reason))?;
        let (id, message) = (id.clone(), [role.map_or("", StaffRole::label), " granted to ", &name].concat());
        Ok(async move {
            let path = paths::roles(&id);
            api::grant_role(id, role, place, reason).await?;
            Ok(Done::Page { path, message })
        })
    };
    let choices = StaffRole::VARIANTS.iter().map(|role| Choice::new(role.slug(), role.label())).collect();
    let fields = view! {
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
        {reason_input("Why do they need this role?", IN_THE_PROFILE, errors, reason)}
    };
    let form = ActionForm { button: "Grant role", kind: ButtonKind::Primary, cancel: back.clone(), errors };
    view! {
        <Title text=["Grant a role to ", &user.name].concat()/>
        <BackLink href=back text="Back to roles"/>
        <ErrorSummary errors=errors.summary()/>
        {subject_heading(&user, view! { "Grant a role" })}
        <div class="app-two-thirds">
            <p>"If the user has an open registration link, it will stop working."</p>
            <p>
                "An RA Manager must confirm authenticators that were issued by someone who may not issue to staff. Until then, the user cannot sign in with them."
            </p>
            {action_form(form, fields.into_any(), ask)}
        </div>
    }
}
