//! The form with a field for each detail.

use crate::{
    agents::pages::detail_fields::{date_of_birth, email},
    components::{
        form_errors::FormErrors,
        live_button::LiveButton,
        nhs::{ButtonKind, DateText, Input, InputMode, InputWidth},
    },
};
use leptos::prelude::*;
use model::UserSearch;

/// What is in the fields.
#[derive(Clone, Copy, Default)]
pub struct DetailedFields {
    unique_user_id: RwSignal<String>,
    email: RwSignal<String>,
    first_name: RwSignal<String>,
    last_name: RwSignal<String>,
    born: RwSignal<DateText>,
}

impl DetailedFields {
    /// The search for what is in the fields.
    pub fn search(self) -> UserSearch {
        let born = self.born.get_untracked();
        UserSearch {
            anything: String::new(),
            unique_user_id: self.unique_user_id.get_untracked(),
            email: self.email.get_untracked(),
            first_name: self.first_name.get_untracked(),
            last_name: self.last_name.get_untracked(),
            birth_day: born.day,
            birth_month: born.month,
            birth_year: born.year,
        }
    }

    /// Whether something is in a field.
    pub fn is_filled(self) -> bool {
        self.search() != UserSearch::default()
    }
}

/// The form. Names come first, because people give a name. `busy`: whether a search is in progress.
pub fn detailed_form(
    fields: DetailedFields,
    errors: FormErrors,
    busy: RwSignal<bool>,
    submit: Callback<()>,
) -> AnyView {
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        submit.run(());
    };
    view! {
        <form method="post" novalidate on:submit=submit>
            <p>"Enter as much as you know. We\u{2019}ll only show users who match everything you enter."</p>
            <div class="app-columns">
                <Input
                    id="first_name"
                    label="First name"
                    hint="You can enter just the first few letters"
                    error=errors.of("first_name")
                    value=fields.first_name
                    autocomplete="off"
                    spellcheck=false
                />
                <Input
                    id="last_name"
                    label="Last name"
                    hint="You can enter just the first few letters"
                    error=errors.of("last_name")
                    value=fields.last_name
                    autocomplete="off"
                    spellcheck=false
                />
            </div>
            {date_of_birth(errors, fields.born)}
            <Input
                id="unique_user_id"
                label="UUID"
                hint="12 digits, for example 555254242106"
                error=errors.of("unique_user_id")
                value=fields.unique_user_id
                width=InputWidth::Twenty
                inputmode=InputMode::Numeric
                autocomplete="off"
                spellcheck=false
            />
            {email(errors, fields.email)}
            <LiveButton kind=ButtonKind::Secondary busy>"Search by these details"</LiveButton>
        </form>
    }
    .into_any()
}
