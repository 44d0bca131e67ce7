//! The form of a page that does one thing to a person, an authenticator, a role or an organisation.

use super::flash::Flash;
use crate::{
    browser,
    components::{
        form_errors::FormErrors,
        live_button::LiveButton,
        nhs::{ButtonKind, Input},
        submission::{Call, Submission},
    },
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use model::{AppError, FieldError};

/// What the form shows, besides its fields.
pub struct ActionForm {
    /// The words of the button.
    pub button: &'static str,
    /// Which kind of button it is.
    pub kind: ButtonKind,
    /// The address to which *Cancel* leads.
    pub cancel: String,
    /// Takes the errors. The page shows them in its summary.
    pub errors: FormErrors,
}

/// Where the person goes when the server has done what they asked for.
pub enum Done {
    /// To another page, which shows a message.
    Page {
        /// The address of the page.
        path: String,
        /// The message.
        message: String,
    },
    /// To an address whose document is loaded anew, because the session of this browser has ended.
    SignedOut(&'static str),
}

type Asked = Result<Call<Done>, Vec<FieldError>>;

/// The fields, the button and *Cancel*. When the person submits the form, `ask` returns the call of the server, or what is wrong with
/// the fields.
pub fn action_form<F>(
    form: ActionForm,
    fields: AnyView,
    ask: impl Fn() -> Result<F, Vec<FieldError>> + Send + Sync + 'static,
) -> AnyView
where
    F: Future<Output = Result<Done, AppError>> + 'static,
{
    show(form, fields, Box::new(move || Ok(Box::pin(ask()?))))
}

/// It is apart from [`action_form`] so that the WASM contains it only once.
fn show(form: ActionForm, fields: AnyView, ask: Box<dyn Fn() -> Asked + Send + Sync>) -> AnyView {
    let ActionForm { button, kind, cancel, errors } = form;
    let (sending, navigate, flash) = (Submission::new(), use_navigate(), Flash::of_document());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let asked = ask();
        let (wrong, call) = match asked {
            Ok(call) => (Vec::new(), Some(call)),
            Err(wrong) => (wrong, None),
        };
        errors.check(wrong);
        let (Some(call), navigate) = (call, navigate.clone()) else { return };
        sending.send(call, move |answer| match answer {
            Ok(Done::Page { path, message }) => {
                flash.leave(message);
                navigate(&path, NavigateOptions::default());
            }
            Ok(Done::SignedOut(path)) => browser::go(path),
            Err(error) => errors.refused(error),
        });
    };
    view! {
        <form method="post" novalidate on:submit=submit>
            {fields}
            <div class="nhsuk-button-group">
                <LiveButton kind busy=sending.pending>
                    {button}
                </LiveButton>
                <a href=cancel>"Cancel"</a>
            </div>
        </form>
    }
    .into_any()
}

/// Goes on if nothing is wrong with the fields.
pub fn checked(wrong: Vec<FieldError>) -> Result<(), Vec<FieldError>> {
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// The hint of a reason or note that is shown in the profile of a user.
pub const IN_THE_PROFILE: &str = "For example, a ticket number. The user and other agents can read it in the profile.";

/// The field for a reason. `question` is its label.
pub fn reason_input(
    question: &'static str,
    hint: &'static str,
    errors: FormErrors,
    value: RwSignal<String>,
) -> AnyView {
    view! { <Input id="reason" label=question hint error=errors.of("reason") value autocomplete="off"/> }.into_any()
}

/// The field for a note in the profile, which may stay empty.
pub fn note_input(errors: FormErrors, value: RwSignal<String>) -> AnyView {
    let (label, hint) = ("Note (optional)", IN_THE_PROFILE);
    view! { <Input id="note" label hint error=errors.of("note") value autocomplete="off"/> }.into_any()
}
