//! *How are you meeting the user?*

use crate::components::nhs::{Choice, Radios, Size};
use leptos::prelude::*;
use model::Meeting;
use strum::VariantArray;

/// What the page says when nothing was chosen.
pub const NO_MEETING: &str = "Select how you are meeting the user";

/// The answer at first: the kind of meeting of the agent's last link, if there is one.
pub fn answer(last: Option<Meeting>) -> RwSignal<String> {
    RwSignal::new(last.map(Meeting::slug).unwrap_or_default().to_owned())
}

/// The kind of meeting that is chosen now.
pub fn chosen(meeting: RwSignal<String>) -> Option<Meeting> {
    meeting.get_untracked().parse().ok()
}

/// The question.
#[component]
pub fn MeetingRadios(meeting: RwSignal<String>, error: Signal<Option<String>>) -> impl IntoView {
    let choices = Meeting::VARIANTS.iter().map(|meeting| Choice::new(meeting.slug(), meeting.label())).collect();
    view! {
        <Radios
            id="meeting"
            legend="How are you meeting the user?"
            legend_size=Size::M
            choices
            value=meeting
            error
        />
    }
}
