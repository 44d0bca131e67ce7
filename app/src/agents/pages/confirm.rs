//! Confirming an authenticator for a staff role.

use super::{
    action_form::{ActionForm, Done, action_form, checked},
    one_authenticator::{One, one_authenticator},
    profile::facts,
    subject::subject_heading,
};
use crate::{
    agents::paths,
    api,
    components::{
        form_errors::FormErrors,
        nhs::{BackLink, ButtonKind, Checkbox, ErrorSummary, SummaryList},
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use model::AppError;

/// What the RA Manager should check, the box to select, and the button.
#[component]
pub fn ConfirmPage() -> impl IntoView {
    one_authenticator(
        |profile| profile.confirm_refused,
        |one| match one.authenticator.unconfirmed {
            true => Ok(view! { <Form one/> }.into_any()),
            false => Err(AppError::NotFound),
        },
    )
}

#[component]
fn Form(one: One) -> impl IntoView {
    let One { profile, authenticator, .. } = one;
    let user = profile.user;
    let (authenticator_id, kind, sure) = (authenticator.id, authenticator.kind, RwSignal::new(false));
    let errors = FormErrors::new();
    let id = user.unique_user_id.clone();
    let back = paths::authenticators(&id);
    let confirmed = [kind.label(), " of ", &user.name, " confirmed"].concat();
    let ask = move || {
        let sure = sure.get_untracked();
        checked(api::wrong_confirmation(sure))?;
        let (id, message) = (id.clone(), confirmed.clone());
        Ok(async move {
            let path = paths::authenticators(&id);
            api::confirm_authenticator(id, authenticator_id, sure).await?;
            Ok(Done::Page { path, message })
        })
    };
    let (whose, name) = ([&user.name, "’s ", kind.noun()].concat(), user.name.clone());
    let fields = view! {
        <Checkbox
            id="checked"
            label="I have checked that this authenticator belongs to the user"
            error=errors.of("checked")
            checked=sure
        />
    };
    let form = ActionForm { button: "Confirm authenticator", kind: ButtonKind::Primary, cancel: back.clone(), errors };
    view! {
        <Title text=["Confirm ", &whose].concat()/>
        <BackLink href=back text="Back to authenticators"/>
        <ErrorSummary errors=errors.summary()/>
        {subject_heading(&user, view! { "Confirm " <bdi translate="no">{name}</bdi> "’s " {kind.noun()} })}
        <div class="app-two-thirds">
            <p>
                "The user has been granted a staff role since this authenticator was issued. The agent who issued it may not issue authenticators to staff. Until you confirm it, the user cannot sign in with it."
            </p>
            <p>"Before you confirm it, check that:"</p>
            <ul class="nhsuk-list nhsuk-list--bullet">
                <li>"you are speaking with the user themselves, face to face or by video"</li>
                <li>"they registered this authenticator, and can say when and who helped them"</li>
                <li>"they still have it, and no one else can use it"</li>
            </ul>
            <p>"If you are not sure, remove it and issue a new one."</p>
            <SummaryList rows=facts(authenticator)/>
            {action_form(form, fields.into_any(), ask)}
        </div>
    }
}
