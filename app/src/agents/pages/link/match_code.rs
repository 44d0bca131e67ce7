//! The form in which the agent types the match code that the user reads out.

use super::words::words;
use crate::{
    api,
    components::{
        live_button::LiveButton,
        nhs::{ErrorSummary, FieldError, Input, InputMode, InputWidth},
        submission::Submission,
    },
};
use leptos::prelude::*;
use model::{CodeOutcome, LinkId, UniqueUserId, supervision::WRONG_CODES};

const FIELD: &str = "code";

/// The field for the code.
#[component]
pub fn MatchCodeForm(user: UniqueUserId, link: LinkId, tries_left: Signal<u32>) -> impl IntoView {
    let (code, problem) = (RwSignal::new(String::new()), RwSignal::new(None::<String>));
    let admit = Submission::new();
    let admitted = move |outcome| match outcome {
        Ok(CodeOutcome::Admitted) => code.set(String::new()),
        Ok(CodeOutcome::Wrong(left)) => problem.set(Some(wrong(left))),
        Err(error) => problem.set(Some(words(&error))),
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = code.get_untracked();
        if typed.chars().filter(char::is_ascii_digit).count() == 6 {
            problem.set(None);
            admit.send(Box::pin(api::admit_attempt(user.clone(), link, typed)), admitted);
        } else {
            problem.set(Some("Enter the 6 digits that the user reads out".to_owned()));
        }
    };
    let errors = move || problem.get().map(|problem| FieldError::new(FIELD, problem)).into_iter().collect::<Vec<_>>();
    let hint = TextProp::from(move || match tries_left.get() {
        WRONG_CODES.. => "Ask the user to read out the code on their page. Three wrong ones cancel the link.",
        2 => "Ask the user to read out the code on their page. Two more wrong ones cancel the link.",
        _ => "Ask the user to read out the code on their page. One more wrong one cancels the link.",
    });
    view! {
        <ErrorSummary errors=Signal::derive(errors)/>
        <form method="post" novalidate on:submit=submit>
            <Input
                id=FIELD
                label="Match code"
                hint
                value=code
                error=problem
                width=InputWidth::Ten
                inputmode=InputMode::Numeric
                autocomplete="off"
                spellcheck=false
                code=true
            />
            <LiveButton busy=admit.pending>"Let them in"</LiveButton>
        </form>
    }
}

fn wrong(left: u32) -> String {
    match left {
        0 => "No browser shows this code. It was the third wrong one, so the link was cancelled.".to_owned(),
        1 => "No browser shows this code. One more wrong code cancels the link.".to_owned(),
        _ => "No browser shows this code. Ask the user to read it again.".to_owned(),
    }
}
