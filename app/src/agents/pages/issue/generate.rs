//! *Generate link*, on the page with the instructions.

use super::{
    generating::{Choices, generating},
    identity::{Identity, IdentityQuestions},
    life::Life,
    meeting::{MeetingRadios, NO_MEETING, answer},
};
use crate::{
    agents::paths,
    components::{form_errors::FormErrors, live_button::LiveButton, nhs::ErrorSummary, submission::Submission},
};
use leptos::prelude::*;
use model::{AuthenticatorKind, AuthenticatorSummary, FieldError, Meeting, UserProfile};

/// The form with the kind of meeting, what the agent states about the identity of the user, how long the link lasts, and *Generate
/// link*. The page of the link comes next. If the meeting is chosen already, the form only names it.
#[component]
pub fn Generate(
    profile: UserProfile,
    authenticators: Vec<AuthenticatorSummary>,
    kind: AuthenticatorKind,
    meeting: Option<Meeting>,
) -> impl IntoView {
    let id = profile.user.unique_user_id.clone();
    let change = paths::issue(&id);
    let minutes = RwSignal::new(String::new());
    let errors = FormErrors::new();
    let (answer, question) = match meeting {
        Some(meeting) => {
            let words = [meeting.label(), " with the user. "].concat();
            (RwSignal::new(meeting.slug().to_owned()), view! { <p>{words} <a href=change>"Change"</a></p> }.into_any())
        }
        None => {
            let answer = answer(profile.last_meeting);
            (answer, view! { <MeetingRadios meeting=answer error=errors.of("meeting")/> }.into_any())
        }
    };
    let how = Signal::derive(move || answer.get().parse::<Meeting>().ok());
    let identity = Identity::of(&authenticators);
    let sending = Submission::new();
    let generate = generating(sending, move |error| errors.refused(error));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let meeting = how.get_untracked();
        let no_meeting = meeting.is_none().then(|| FieldError::new("meeting", NO_MEETING));
        let wrong = no_meeting.into_iter().chain(identity.wrong());
        let (true, Some(meeting)) = (errors.check(wrong.collect()), meeting) else { return };
        let minutes = minutes.get_untracked().parse().ok();
        generate(Choices { user: id.clone(), kind, meeting, minutes, identity: identity.answers() });
    };
    let terms = profile.link_terms;
    view! {
        <ErrorSummary errors=errors.summary()/>
        <form method="post" novalidate on:submit=submit>
            {question}
            <div class="app-questions">
                <IdentityQuestions identity profile authenticators errors/>
                <Life terms meeting=how minutes/>
            </div>
            <LiveButton busy=sending.pending>"Generate link"</LiveButton>
        </form>
    }
}
