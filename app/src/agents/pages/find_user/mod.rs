//! *Find an existing user*.

mod details;
mod field;
mod results;
mod searched;

pub use results::users_table;

use crate::{
    agents::{paths, session::session},
    api,
    components::{
        effect::effect,
        form_errors::FormErrors,
        fresh::fresh,
        nhs::{Details, ErrorSummary},
        submission::Submission,
    },
};
use details::{DetailedFields, detailed_form};
pub use field::SearchField;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::Redirect;
use model::{Activity, FieldError, SearchResults, UserSearch};
use results::{Count, Results};

/// The last search and its results. They are kept while the application is open, so that they are still there when the agent
/// comes back from a profile. They are never in the address, because otherwise names and dates of birth would be stored in
/// browser histories and logs.
#[derive(Clone, Copy, Default)]
pub struct SearchMemory {
    anything: RwSignal<String>,
    detailed: DetailedFields,
    answer: RwSignal<Option<(UserSearch, SearchResults)>>,
    /// What was searched for on the home page, until this page does it.
    asked: RwSignal<Option<UserSearch>>,
}

impl SearchMemory {
    /// Whether there are results to go back to.
    pub fn has_results(self) -> bool {
        self.answer.with_untracked(Option::is_some)
    }

    /// Leaves a search for the page *Find an existing user*, which comes next.
    pub fn ask(self, wanted: UserSearch) {
        self.asked.set(Some(wanted));
    }
}

/// One field that takes what the agent has, the results, and a form with a field for each detail.
#[component]
pub fn FindUserPage() -> impl IntoView {
    let memory = use_context::<SearchMemory>().unwrap_or_default();
    let errors = FormErrors::new();
    let find = Submission::new();
    // Results that were there before do not take the focus.
    let searched = StoredValue::new(false);
    let search = move |wanted: UserSearch, wrong: Vec<FieldError>| {
        memory.answer.set(None);
        if !errors.check(wrong) {
            return;
        }
        find.send(Box::pin(api::find_users(wanted.clone())), move |answer| match answer {
            Ok(answer) => {
                searched.set_value(true);
                memory.answer.set(Some((wanted, answer)));
            }
            Err(error) => errors.refused(error),
        });
    };
    let submit = move |(wanted, wrong)| search(wanted, wrong);
    effect(Box::new(move || {
        if let Some(wanted) = memory.asked.get_untracked() {
            memory.asked.set(None);
            search(wanted, Vec::new());
        }
    }));
    let submit_details = move || {
        let wanted = memory.detailed.search();
        let wrong = wanted.field_errors();
        search(wanted, wrong);
    };
    let count = move || {
        let found = memory.answer.with(|answer| answer.as_ref().map(|(_, answer)| (answer.users.len(), answer.more)));
        fresh(found.map(|(users, more)| view! { <Count users more focused=searched.get_value()/> }).into_any())
    };
    let results =
        move || fresh(memory.answer.get().map(|(wanted, answer)| view! { <Results wanted answer/> }).into_any());

    match session().signed_in {
        Some(who) if !who.may(Activity::ViewUsers) => {
            return view! { <Redirect path=paths::details(&who.unique_user_id)/> }.into_any();
        }
        _ => {}
    }
    view! {
        <Title text="Find an existing user"/>
        <ErrorSummary errors=errors.summary()/>
        <h1 class="nhsuk-heading-l">"Find an existing user"</h1>
        <div class="app-two-thirds">
            <SearchField errors busy=find.pending submit=Callback::new(submit)/>
        </div>
        <div role="status">{count}</div>
        {results}
        <div class="app-two-thirds">
            <Details summary="Search by name, date of birth, UUID or email address" open=memory.detailed.is_filled()>
                {detailed_form(memory.detailed, errors, find.pending, Callback::new(move |()| submit_details()))}
            </Details>
        </div>
    }
    .into_any()
}
