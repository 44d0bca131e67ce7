//! The form in which the agent types the match code that the user reads out.

use super::words::words;
use crate::{
    api,
    components::{
        changing::changing_words,
        effect::effect,
        focus::is_idle,
        live_button::LiveButton,
        nhs::{Input, InputMode, InputWidth},
        submission::Submission,
    },
};
use leptos::{html, prelude::*};
use model::{CodeOutcome, LinkId, UniqueUserId, pasted, supervision::WRONG_CODES};

const FIELD: &str = "code";
const READ_OUT: &str = "Ask the user to read out the 6-digit code on their screen, or type it in the chat.";

/// The field for the code. It takes the focus when it appears, unless the agent is using something else. After a wrong code it is
/// empty, and has the focus.
#[component]
pub fn MatchCodeForm(user: UniqueUserId, link: LinkId, tries_left: Signal<u32>) -> impl IntoView {
    let (code, problem) = (RwSignal::new(String::new()), RwSignal::new(None::<String>));
    let field = NodeRef::<html::Input>::new();
    let focus = move || {
        if let Some(field) = field.get_untracked() {
            // This fails only for an element that is not shown.
            drop(field.focus());
        }
    };
    effect(Box::new(move || {
        if field.get().is_some() && is_idle() {
            focus();
        }
    }));
    let admit = Submission::new();
    let tell = move |message: String| {
        problem.set(Some(message));
        focus();
    };
    let admitted = move |outcome| match outcome {
        Ok(CodeOutcome::Admitted) => code.set(String::new()),
        Ok(CodeOutcome::Wrong(left)) => {
            code.set(String::new());
            tell(wrong(left));
        }
        Err(error) => tell(words(&error)),
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        problem.set(None);
        let typed = code.get_untracked();
        if pasted::digits(&typed).len() == 6 {
            admit.send(Box::pin(api::admit_attempt(user.clone(), link, typed)), admitted);
        } else {
            tell("Enter the 6-digit code".to_owned());
        }
    };
    let hint = TextProp::from(move || {
        let left = match tries_left.get() {
            WRONG_CODES.. => " After 3 wrong codes the link is cancelled.",
            // The message about the wrong code says it.
            _ if problem.with(Option::is_some) => "",
            2 => " You have 2 tries left.",
            _ => " You have 1 try left. If it is wrong, the link will be cancelled.",
        };
        [READ_OUT, left].concat()
    });
    view! {
        <form class="app-not-printed" method="post" novalidate on:submit=submit>
            <p class="nhsuk-u-visually-hidden" role="alert">
                {changing_words(Box::new(move || problem.get().unwrap_or_default().into()))}
            </p>
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
                node_ref=field
            />
            <LiveButton busy=admit.pending>"Confirm code"</LiveButton>
        </form>
    }
}

fn wrong(left: u32) -> String {
    match left {
        0 => {
            "That code does not match. The link has been cancelled because 3 wrong codes were entered. Generate a new link.".to_owned()
        }
        1 => "That code does not match. You have 1 try left.".to_owned(),
        _ => ["That code does not match. You have ", &left.to_string(), " tries left."].concat(),
    }
}
