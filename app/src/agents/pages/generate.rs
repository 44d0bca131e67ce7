//! *Generate link*, on the page with the instructions.

use super::{fresh_link::keep_fresh_link, subject::profile_path};
use crate::{
    api,
    components::{
        live_button::LiveButton,
        nhs::{Choice, ErrorSummary, FieldError, Radios, Select, Size},
    },
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use model::{AppError, AuthenticatorKind, LinkTerms, Meeting, UniqueUserId};

const NO_MEETING: &str = "Select how you are meeting the user";
/// The lives that can be chosen, in minutes, as far as the operator allows them.
const LIVES: [(u32, &str); 8] = [
    (5, "5 minutes"),
    (10, "10 minutes"),
    (30, "30 minutes"),
    (60, "1 hour"),
    (120, "2 hours"),
    (240, "4 hours"),
    (480, "8 hours"),
    (1440, "24 hours"),
];

/// The meeting, how long the link works, and *Generate link*; the page of the link comes next.
#[component]
pub fn Generate(id: UniqueUserId, kind: AuthenticatorKind, terms: LinkTerms) -> impl IntoView {
    let (meeting, minutes) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (no_meeting, problem) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let navigate = use_navigate();
    let generate = {
        let id = id.clone();
        Action::new(move |(meeting, minutes): &(Meeting, Option<u32>)| {
            api::generate_link(id.clone(), kind, *meeting, *minutes)
        })
    };
    let pending = generate.pending();
    Effect::new(move || match generate.value().get() {
        None => {}
        Some(Ok(generated)) => {
            let below = ["/authenticators/links/", &generated.id.to_string()].concat();
            keep_fresh_link(generated);
            navigate(&profile_path(&id, &below), NavigateOptions::default());
        }
        Some(Err(AppError::Invalid(faults))) => {
            problem.set(faults.into_iter().next().map(|fault| fault.message));
        }
        Some(Err(error)) => problem.set(Some(error.to_string())),
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        problem.set(None);
        no_meeting.set(None);
        let minutes = minutes.get_untracked().parse().ok();
        match meeting.get_untracked().as_str() {
            "video" => drop(generate.dispatch((Meeting::Video, minutes))),
            "face-to-face" => drop(generate.dispatch((Meeting::FaceToFace, minutes))),
            _ => no_meeting.set(Some(NO_MEETING.to_owned())),
        }
    };
    let errors = move || {
        let field = no_meeting.get().map(|message| FieldError::new("meeting", message));
        field.into_iter().chain(problem.get().map(FieldError::general)).collect::<Vec<_>>()
    };
    let usual = [
        "Usually ",
        &terms.video.to_string(),
        " minutes in a video call, and ",
        &terms.face_to_face.to_string(),
        " face to face.",
    ]
    .concat();
    let mut lives = vec![Choice::new("", "As usual")];
    let allowed = LIVES.iter().filter(|(minutes, _)| (terms.least..=terms.most).contains(minutes));
    lives.extend(allowed.map(|(minutes, words)| Choice::new(minutes.to_string(), *words)));
    view! {
        <ErrorSummary errors=Signal::derive(errors)/>
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
            <Select id="minutes" label="How long should the link work?" hint=usual choices=lives value=minutes/>
            <LiveButton busy=pending>"Generate link"</LiveButton>
        </form>
    }
}
