//! A form that asks for nothing but a reason.

use super::flash::Flash;
use crate::components::{
    form_errors::FormErrors, live_button::LiveButton, nhs::Input, submission::Call, submission::Submission,
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use model::{FieldError, reason};

/// What the form does, and where it leads.
pub struct Reasoned {
    /// The question.
    pub question: &'static str,
    /// The words of the button.
    pub button: &'static str,
    /// Calls the server with the reason.
    pub call: Box<dyn Fn(String) -> Call<()> + Send + Sync>,
    /// The message on the page where it leads when the server has done it.
    pub done: String,
    /// The address of that page, to which *Cancel* leads too.
    pub back: String,
}

/// The question, the button, and *Cancel*. The page shows `errors` in its summary.
pub fn reason_form(form: Reasoned, errors: FormErrors) -> AnyView {
    let Reasoned { question, button, call, done, back } = form;
    let (why, sending) = (RwSignal::new(String::new()), Submission::new());
    let (navigate, flash) = (use_navigate(), Flash::of_document());
    let cancel = back.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let why = why.get_untracked();
        let wrong = reason::required(&why).err().map(|message| FieldError::new("reason", message));
        if !errors.check(wrong.into_iter().collect()) {
            return;
        }
        let (navigate, done, back) = (navigate.clone(), done.clone(), back.clone());
        sending.send(call(why), move |answer| match answer {
            Ok(()) => {
                flash.leave(done);
                navigate(&back, NavigateOptions::default());
            }
            Err(error) => errors.refused(error),
        });
    };
    view! {
        <form method="post" novalidate on:submit=submit>
            <Input
                id="reason"
                label=question
                hint="Other agents can read it in the history."
                error=errors.of("reason")
                value=why
                autocomplete="off"
            />
            <div class="nhsuk-button-group">
                <LiveButton busy=sending.pending>{button}</LiveButton>
                <a href=cancel>"Cancel"</a>
            </div>
        </form>
    }
    .into_any()
}
