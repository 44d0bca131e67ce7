//! *How long should the link last?*, on the page with the instructions.

use crate::components::nhs::{Choice, Select};
use leptos::prelude::*;
use model::{LinkTerms, MOST_MINUTES_WITHOUT_CODE, Meeting, MeetingTerms};

/// The times that an agent can choose, in minutes, if they are allowed.
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

/// Offers the times that are allowed for the chosen kind of meeting. Until one is chosen, offers the times that are allowed for
/// both kinds.
#[component]
pub fn Life(terms: LinkTerms, meeting: Signal<Option<Meeting>>, minutes: RwSignal<String>) -> impl IntoView {
    let offered = Memo::new(move |_| offered(&terms, meeting.get()));
    // When the agent chooses another kind of meeting, for which the chosen time is not allowed, the time is reset.
    Effect::new(move || {
        let chosen: Option<u32> = minutes.get().parse().ok();
        if chosen.is_some_and(|chosen| offered.with(|offered| !offered.iter().any(|(life, _)| *life == chosen))) {
            minutes.set(String::new());
        }
    });
    let hint = hint(&terms);
    move || {
        let lives = offered.get().into_iter().map(|(minutes, words)| Choice::new(minutes.to_string(), words));
        let choices = std::iter::once(Choice::new("", "Standard time")).chain(lives).collect();
        view! { <Select id="minutes" label="How long should the link last?" hint=hint.clone() choices value=minutes/> }
    }
}

fn offered(terms: &LinkTerms, meeting: Option<Meeting>) -> Vec<(u32, &'static str)> {
    let allowed = |minutes| match meeting {
        Some(meeting) => terms.of(meeting).allow(minutes),
        None => terms.video.allow(minutes) && terms.face_to_face.allow(minutes),
    };
    LIVES.into_iter().filter(|(minutes, _)| allowed(*minutes)).collect()
}

/// Says how long a link usually lasts. If a longer time is not allowed because links have no match code, also says that.
fn hint(LinkTerms { video, face_to_face }: &LinkTerms) -> String {
    let (in_a_call, in_one_room) = (video.usual.to_string(), face_to_face.usual.to_string());
    let usual = [
        "If you do not choose, it lasts ",
        &in_a_call,
        " minutes for a video call or ",
        &in_one_room,
        " minutes face to face.",
    ]
    .concat();
    let short = MeetingTerms::are_short_without_code;
    let without_code = match (short(video), short(face_to_face)) {
        (true, true) => " Links have no match code, so they last ",
        (true, false) => " Links for a video call have no match code, so they last ",
        (false, true) => " Links for a meeting face to face have no match code, so they last ",
        (false, false) => return usual,
    };
    [&usual, without_code, &MOST_MINUTES_WITHOUT_CODE.to_string(), " minutes at most."].concat()
}

#[cfg(test)]
mod tests {
    use super::{hint, offered};
    use model::{LinkTerms, Meeting, MeetingTerms};

    const WITH_CODE: MeetingTerms = MeetingTerms { usual: 60, least: 5, most: 1440, match_code: true };
    const WITHOUT: MeetingTerms = MeetingTerms { usual: 10, least: 5, most: 30, match_code: false };

    fn minutes(terms: &LinkTerms, meeting: Option<Meeting>) -> Vec<u32> {
        offered(terms, meeting).into_iter().map(|(minutes, _)| minutes).collect()
    }

    #[test]
    fn only_times_that_are_allowed_for_the_meeting_are_offered() {
        let terms = LinkTerms { video: WITH_CODE, face_to_face: WITHOUT };
        assert_eq!(minutes(&terms, Some(Meeting::Video)), [5, 10, 30, 60, 120, 240, 480, 1440]);
        assert_eq!(minutes(&terms, Some(Meeting::FaceToFace)), [5, 10, 30]);
        assert_eq!(minutes(&terms, None), [5, 10, 30]);
        let narrow = LinkTerms { video: MeetingTerms { least: 60, ..WITH_CODE }, face_to_face: WITHOUT };
        assert_eq!(minutes(&narrow, None), [0; 0]);
    }

    #[test]
    fn the_hint_says_why_a_longer_time_is_not_allowed() {
        let of = |video, face_to_face| hint(&LinkTerms { video, face_to_face });
        let usual = "If you do not choose, it lasts 60 minutes for a video call or 10 minutes face to face.";
        assert_eq!(of(WITH_CODE, MeetingTerms { usual: 10, ..WITH_CODE }), usual);
        assert_eq!(
            of(WITH_CODE, WITHOUT),
            format!("{usual} Links for a meeting face to face have no match code, so they last 30 minutes at most.")
        );
        assert_eq!(
            of(MeetingTerms { usual: 30, ..WITHOUT }, WITHOUT),
            "If you do not choose, it lasts 30 minutes for a video call or 10 minutes face to face. Links have no match code, so they last 30 minutes at most."
        );
        // The operator allows less time than the limit for links without a match code, so the hint does not give this reason.
        let short = MeetingTerms { most: 20, ..WITHOUT };
        assert!(!of(short, short).contains("match code"));
    }
}
