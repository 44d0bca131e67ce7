//! The fields with the details of a user, for *Create a user* and *Change details*.

use crate::components::{
    form_errors::FormErrors,
    nhs::{Choice, DateInput, DateText, Input, InputType, InputWidth, Select},
};
use leptos::prelude::*;
use model::{Organisation, UserDetails};

/// What is in the fields.
#[derive(Clone, Copy, Default)]
pub struct DetailFields {
    first_name: RwSignal<String>,
    last_name: RwSignal<String>,
    email: RwSignal<String>,
    born: RwSignal<DateText>,
    ods_code: RwSignal<String>,
}

impl DetailFields {
    /// Fields with these details in them.
    pub fn with(details: UserDetails) -> Self {
        let fields = Self::default();
        fields.set(details);
        fields
    }

    /// What is in the fields.
    pub fn details(self) -> UserDetails {
        let born = self.born.get_untracked();
        UserDetails {
            first_name: self.first_name.get_untracked(),
            last_name: self.last_name.get_untracked(),
            email: self.email.get_untracked(),
            birth_day: born.day,
            birth_month: born.month,
            birth_year: born.year,
            ods_code: self.ods_code.get_untracked(),
        }
    }

    /// Replaces what is in the fields.
    pub fn set(self, details: UserDetails) {
        let UserDetails { first_name, last_name, email, birth_day, birth_month, birth_year, ods_code } = details;
        self.first_name.set(first_name);
        self.last_name.set(last_name);
        self.email.set(email);
        self.born.set(DateText { day: birth_day, month: birth_month, year: birth_year });
        self.ods_code.set(ods_code);
    }
}

/// The fields. The organisation is chosen from `places`; when there are none, because there would be too many, its ODS code is typed.
pub fn detail_fields(fields: DetailFields, errors: FormErrors, places: Vec<Organisation>) -> AnyView {
    let organisation = if places.is_empty() {
        view! {
            <Input
                id="ods_code"
                label="ODS code of the organisation"
                hint="For example, RX1"
                error=errors.of("ods_code")
                value=fields.ods_code
                width=InputWidth::Ten
                autocomplete="off"
                spellcheck=false
            />
        }
        .into_any()
    } else {
        let choice = |place: Organisation| {
            let label = [&place.name, " (", &place.ods_code, ")"].concat();
            Choice::new(place.ods_code, label)
        };
        let nothing = Choice::new("", "Select an organisation");
        let choices = std::iter::once(nothing).chain(places.into_iter().map(choice)).collect();
        view! { <Select id="ods_code" label="Organisation" error=errors.of("ods_code") choices value=fields.ods_code/> }
            .into_any()
    };
    view! {
        <Input
            id="first_name"
            label="First name"
            hint="Leave empty if the person has only one name"
            error=errors.of("first_name")
            value=fields.first_name
            autocomplete="off"
            spellcheck=false
        />
        <Input
            id="last_name"
            label="Last name"
            error=errors.of("last_name")
            value=fields.last_name
            autocomplete="off"
            spellcheck=false
        />
        {date_of_birth(errors, fields.born)}
        {email(errors, fields.email)}
        {organisation}
    }
    .into_any()
}

/// The fields for a date of birth.
pub fn date_of_birth(errors: FormErrors, value: RwSignal<DateText>) -> AnyView {
    view! {
        <DateInput
            id="date_of_birth"
            legend="Date of birth"
            hint="For example, 27 3 1980"
            error=errors.of("date_of_birth")
            value
        />
    }
    .into_any()
}

/// The field for an email address.
pub fn email(errors: FormErrors, value: RwSignal<String>) -> AnyView {
    view! {
        <Input
            id="email"
            label="Email address"
            error=errors.of("email")
            value
            input_type=InputType::Email
            autocomplete="off"
            spellcheck=false
        />
    }
    .into_any()
}
