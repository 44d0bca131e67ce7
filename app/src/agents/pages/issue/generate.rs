//! *Generate link*, on the page with the instructions.

use super::life::Life;
use crate::{
    agents::{pages::link::FreshLink, paths},
    api,
    components::{
        live_button::LiveButton,
        nhs::{Choice, ErrorSummary, Radios, Size},
        submission::{Submission, errors},
    },
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use model::{AppError, AuthenticatorKind, LinkTerms, Meeting, UniqueUserId};

const NO_MEETING: &str = "Select how you are meeting the user";

/// The form with the kind of meeting, how long the link works, and *Generate link*. The page of the link comes next.
#[component]
pub fn Generate(id: UniqueUserId, kind: AuthenticatorKind, terms: LinkTerms) -> impl IntoView {
    let (meeting, minutes) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (no_meeting, problem) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let how = Signal::derive(move || match meeting.get().as_str() {
        "video" => Some(Meeting::Video),
        "face-to-face" => Some(Meeting::FaceToFace),
        _ => None,
    });
    let navigate = use_navigate();
    let fresh_link = FreshLink::of_document();
    let generate = Submission::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        problem.set(None);
        no_meeting.set(None);
        let Some(meeting) = how.get_untracked() else {
            return no_meeting.set(Some(NO_MEETING.to_owned()));
        };
        let minutes = minutes.get_untracked().parse().ok();
        let (id, navigate) = (id.clone(), navigate.clone());
        let call = api::generate_link(id.clone(), kind, meeting, minutes);
        generate.send(Box::pin(call), move |generated| match generated {
            Ok(generated) => {
                let page = paths::link(&id, generated.id);
                fresh_link.keep(generated);
                navigate(&page, NavigateOptions::default());
            }
            Err(AppError::Invalid(field_errors)) => {
                problem.set(field_errors.into_iter().next().map(|field_error| field_error.message))
            }
            Err(error) => problem.set(Some(error.to_string())),
        });
    };
    view! {
        <ErrorSummary errors=errors("meeting", no_meeting, problem)/>
        <form method="post" novalidate on:submit=submit>
            <Radios
                id="meeting"
                legend="How are you meeting the user?"
                legend_size=Size::M
                choices=vec![
                    Choice::new("video", Meeting::Video.label()),
                    Choice::new("face-to-face", Meeting::FaceToFace.label()),
                ]
                value=meeting
                error=no_meeting
            />
            <Life terms meeting=how minutes/>
            <LiveButton busy=generate.pending>"Generate link"</LiveButton>
        </form>
    }
}
