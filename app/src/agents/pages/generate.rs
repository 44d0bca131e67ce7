//! *Generate link*, on the page with the instructions.

use super::link::LinkPanel;
use crate::{
    api,
    components::{
        live_button::LiveButton,
        nhs::{Choice, ErrorSummary, FieldError, Radios, Size},
    },
};
use leptos::prelude::*;
use model::{AuthenticatorKind, Meeting, UniqueUserId};

const NO_MEETING: &str = "Select how you are meeting the user";

/// The meeting, *Generate link*, and then the link on the same page.
#[component]
pub fn Generate(id: UniqueUserId, kind: AuthenticatorKind) -> impl IntoView {
    let meeting = RwSignal::new(String::new());
    let (no_meeting, problem) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let link = RwSignal::new(None);
    let generate = Action::new(move |meeting: &Meeting| api::generate_link(id.clone(), kind, *meeting));
    let pending = generate.pending();
    Effect::new(move || match generate.value().get() {
        None => {}
        Some(Ok(generated)) => link.set(Some(generated)),
        Some(Err(error)) => problem.set(Some(error.to_string())),
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        problem.set(None);
        no_meeting.set(None);
        match meeting.get_untracked().as_str() {
            "video" => drop(generate.dispatch(Meeting::Video)),
            "face-to-face" => drop(generate.dispatch(Meeting::FaceToFace)),
            _ => no_meeting.set(Some(NO_MEETING.to_owned())),
        }
    };
    let errors = move || {
        let field = no_meeting.get().map(|message| FieldError::new("meeting", message));
        field.into_iter().chain(problem.get().map(FieldError::general)).collect::<Vec<_>>()
    };
    let choices = move || {
        vec![Choice::new("video", Meeting::Video.label()), Choice::new("face-to-face", Meeting::FaceToFace.label())]
    };
    view! {
        <ErrorSummary errors=Signal::derive(errors)/>
        {move || match link.get() {
            Some(link) => view! { <LinkPanel link/> }.into_any(),
            None => {
                view! {
                    <form method="post" novalidate on:submit=submit>
                        <Radios
                            id="meeting"
                            legend="How are you meeting the user?"
                            legend_size=Size::M
                            choices=choices()
                            value=meeting
                            error=no_meeting
                        />
                        <LiveButton busy=pending>"Generate link"</LiveButton>
                    </form>
                }
                    .into_any()
            }
        }}
    }
}
