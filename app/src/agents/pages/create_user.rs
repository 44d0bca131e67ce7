//! *Create a user*.

use super::{
    detail_fields::{DetailFields, detail_fields},
    find_user::users_table,
    flash::Flash,
};
use crate::{
    agents::paths,
    api,
    components::{
        focus::FocusedHeading,
        form_errors::FormErrors,
        fresh::fresh,
        live_button::LiveButton,
        loaded::loaded_page,
        nhs::{BackLink, ButtonKind, ButtonType, ErrorSummary},
        submission::Submission,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_navigate;
use model::{Creation, LikelyDuplicates, Organisation, SomeoneElse, UserDetails};

/// The form, and, if there are likely duplicates, the question whether the person is one of them.
#[component]
pub fn CreateUserPage() -> impl IntoView {
    let places = Resource::new(|| (), |()| api::list_places());
    loaded_page(move || async move {
        let places = places.await?;
        Ok(view! { <Form places/> }.into_any())
    })
}

#[component]
fn Form(places: Vec<Organisation>) -> impl IntoView {
    // Whoever looks after one organisation need not choose it.
    let own = if let [only] = &places[..] { only.ods_code.clone() } else { String::new() };
    let fields = DetailFields::with(UserDetails { ods_code: own, ..UserDetails::default() });
    let errors = FormErrors::new();
    let likely = RwSignal::new(None::<LikelyDuplicates>);
    let create = Submission::new();
    let (navigate, flash) = (use_navigate(), Flash::of_document());
    let send = Callback::new(move |someone_else: SomeoneElse| {
        let (details, navigate) = (fields.details(), navigate.clone());
        if !errors.check(details.field_errors()) {
            return;
        }
        create.send(Box::pin(api::create_user(details, someone_else)), move |answer| match answer {
            Ok(Creation::Created(id)) => {
                flash.leave(["User created. Their UUID is ", id.as_str()].concat());
                navigate(&paths::details(&id), leptos_router::NavigateOptions::default());
            }
            Ok(Creation::Likely(found)) => likely.set(Some(found)),
            Err(error) => {
                likely.set(None);
                errors.refused(error);
            }
        });
    });
    let submit = Callback::new(move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        send.run(SomeoneElse::default());
    });
    let back = Callback::new(move |()| likely.set(None));
    let page = move || {
        fresh(match likely.get() {
            Some(found) => view! { <Question found busy=create.pending send back/> }.into_any(),
            None => view! {
                <Title text="Create a user"/>
                <h1 class="nhsuk-heading-l">"Create a user"</h1>
                <form class="app-two-thirds" method="post" novalidate on:submit=move |event| submit.run(event)>
                    {detail_fields(fields, errors, places.clone())}
                    <div class="nhsuk-button-group">
                        <LiveButton busy=create.pending>"Create user"</LiveButton>
                        <a href=paths::HOME>"Cancel"</a>
                    </div>
                </form>
            }
            .into_any(),
        })
    };
    view! {
        <BackLink href=paths::HOME text="Find an existing user"/>
        <ErrorSummary errors=errors.summary()/>
        {page}
    }
}

/// Whether the person is one of the likely duplicates. Nothing has been created yet.
#[component]
fn Question(
    found: LikelyDuplicates,
    busy: RwSignal<bool>,
    send: Callback<SomeoneElse>,
    back: Callback<()>,
) -> impl IntoView {
    let decision = SomeoneElse::from(&found);
    let beyond = found.beyond.map(|beyond| {
        let users = match beyond.users {
            1 => "1 user who is".to_owned(),
            users => [&users.to_string(), " users who are"].concat(),
        };
        view! {
            <p>
                "There " {if beyond.users == 1 { "is " } else { "are " }} {users}
                " likely to be the same person at an organisation that your role does not cover. Ask an RA Manager to check before you carry on."
            </p>
        }
    });
    let table = (!found.users.is_empty()).then(|| {
        view! {
            <p>
                "These users have the same date of birth and a similar name. If one of them is the person, select View profile. No user has been created yet."
            </p>
            {users_table("Users who may be the same person", found.users)}
        }
    });
    view! {
        <Title text="This person may already have a profile"/>
        <FocusedHeading>"This person may already have a profile"</FocusedHeading>
        {table}
        {beyond}
        <p>"If the person is someone else, create the user. We keep a record of your decision."</p>
        <div class="nhsuk-button-group">
            <LiveButton
                kind=ButtonKind::Primary
                button_type=ButtonType::Button
                busy
                press=move |()| send.run(decision.clone())
            >
                "This is someone else: create user"
            </LiveButton>
            <LiveButton kind=ButtonKind::Secondary button_type=ButtonType::Button busy press=move |()| back.run(())>
                "Go back to the form"
            </LiveButton>
        </div>
    }
}
