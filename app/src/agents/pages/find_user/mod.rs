//! The home page: *Find an existing user*.

mod results;

use crate::{
    agents::{paths, session::session},
    api,
    components::{
        live_button::LiveButton,
        nhs::{DateInput, DateText, ErrorSummary, FieldError, Input, InputMode, InputType, InputWidth},
        submission::Submission,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::Redirect;
use model::{Activity, AppError, SearchResults, UserSearch};
use results::Results;

/// The last search and its results. They are kept while the application is open, so that they are still there when the agent
/// comes back from a profile. They are never in the address, because otherwise names and dates of birth would be stored in
/// browser histories and logs.
#[derive(Clone, Copy, Default)]
pub struct SearchMemory {
    unique_user_id: RwSignal<String>,
    email: RwSignal<String>,
    first_name: RwSignal<String>,
    last_name: RwSignal<String>,
    born: RwSignal<DateText>,
    answer: RwSignal<Option<SearchResults>>,
}

impl SearchMemory {
    fn search(self) -> UserSearch {
        let born = self.born.get_untracked();
        UserSearch {
            unique_user_id: self.unique_user_id.get_untracked(),
            email: self.email.get_untracked(),
            first_name: self.first_name.get_untracked(),
            last_name: self.last_name.get_untracked(),
            birth_day: born.day,
            birth_month: born.month,
            birth_year: born.year,
        }
    }
}

/// The form to search by UUID, e-mail address, names or date of birth, and the results.
#[component]
pub fn FindUserPage() -> impl IntoView {
    let memory = use_context::<SearchMemory>().unwrap_or_default();
    let field_errors = RwSignal::new(Vec::<model::FieldError>::new());
    let problem = RwSignal::new(None::<String>);
    let find = Submission::new();
    let found = move |answer| match answer {
        Ok(answer) => memory.answer.set(Some(answer)),
        Err(AppError::Invalid(found)) => field_errors.set(found),
        Err(error) => problem.set(Some(error.to_string())),
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let wanted = memory.search();
        memory.answer.set(None);
        problem.set(None);
        field_errors.set(wanted.field_errors());
        if field_errors.read_untracked().is_empty() {
            find.send(Box::pin(api::find_users(wanted)), found);
        }
    };
    let field_error = move |field: &'static str| {
        Signal::derive(move || {
            field_errors
                .read()
                .iter()
                .find(|field_error| field_error.field == field)
                .map(|field_error| field_error.message.clone())
        })
    };
    let summary = move || {
        // A date has three fields. Its error links to the first one.
        let id = |field: String| if field == "date_of_birth" { "date_of_birth-day".to_owned() } else { field };
        let field_errors = field_errors
            .get()
            .into_iter()
            .map(|field_error| FieldError::new(id(field_error.field), field_error.message));
        let problem = problem.get().map(FieldError::general);
        field_errors.chain(problem).collect::<Vec<_>>()
    };

    match session().signed_in {
        Some(who) if !who.may(Activity::ViewUsers) => {
            return view! { <Redirect path=paths::details(&who.unique_user_id)/> }.into_any();
        }
        _ => {}
    }
    view! {
        <Title text="Find an existing user"/>
        <ErrorSummary errors=Signal::derive(summary)/>
        <h1 class="nhsuk-heading-l">"Find an existing user"</h1>
        <form method="post" novalidate on:submit=submit>
            <p>"Fill in what you know. All that you fill in must match."</p>
            <Input
                id="unique_user_id"
                label="UUID"
                hint="12 digits, for example 555254242106"
                error=field_error("unique_user_id")
                value=memory.unique_user_id
                width=InputWidth::Twenty
                inputmode=InputMode::Numeric
                autocomplete="off"
                spellcheck=false
            />
            <Input
                id="email"
                label="E-mail address"
                error=field_error("email")
                value=memory.email
                input_type=InputType::Email
                autocomplete="off"
                spellcheck=false
            />
            <div class="app-columns">
                <Input
                    id="first_name"
                    label="First name"
                    hint="Or how it begins"
                    error=field_error("first_name")
                    value=memory.first_name
                    autocomplete="off"
                    spellcheck=false
                />
                <Input
                    id="last_name"
                    label="Last name"
                    hint="Or how it begins"
                    error=field_error("last_name")
                    value=memory.last_name
                    autocomplete="off"
                    spellcheck=false
                />
            </div>
            <DateInput
                id="date_of_birth"
                legend="Date of birth"
                hint="For example, 27 3 1980"
                error=field_error("date_of_birth")
                value=memory.born
            />
            <LiveButton busy=find.pending>"Search"</LiveButton>
        </form>
        <div aria-live="polite">{move || memory.answer.get().map(|answer| view! { <Results answer/> })}</div>
    }
    .into_any()
}
