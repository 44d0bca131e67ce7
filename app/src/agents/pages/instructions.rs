//! The instructions for one kind of authenticator, and *Generate link*.

use super::{
    link::LinkPanel,
    subject::{profile_path, subject_profile},
};
use crate::{
    api,
    components::{
        live_button::LiveButton,
        loaded::loaded,
        nhs::{BackLink, Choice, Details, ErrorSummary, FieldError, HeadingLevel, Radios, Size, WarningCallout},
        problem::Problem,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use model::{AppError, AuthenticatorKind, Meeting, UniqueUserId, UserProfile};

const NO_MEETING: &str = "Select how you are meeting the user";

/// What the agent must know before, and the link after.
#[component]
pub fn InstructionsPage() -> impl IntoView {
    let profile = subject_profile();
    let params = use_params_map();
    let kind = move || params.read().get("kind").as_deref().and_then(AuthenticatorKind::from_slug);
    loaded(move || {
        Box::pin(async move {
            match (profile.await, kind()) {
                (Ok(UserProfile { issue_refused: Some(refusal), .. }), _) => {
                    view! { <Problem error=AppError::Refused(refusal) page=true/> }.into_any()
                }
                (Ok(profile), Some(AuthenticatorKind::Passkey)) => view! { <Passkey profile/> }.into_any(),
                (Ok(_), _) => view! { <Problem error=AppError::NotFound page=true/> }.into_any(),
                (Err(error), _) => view! { <Problem error page=true/> }.into_any(),
            }
        })
    })
}

#[component]
fn Passkey(profile: UserProfile) -> impl IntoView {
    let user = profile.user;
    view! {
        <Title text="Issue a passkey"/>
        <BackLink href=profile_path(&user.unique_user_id, "/authenticators/issue") text="Kind of authenticator"/>
        <h1 class="nhsuk-heading-l">
            <span class="nhsuk-caption-l">
                <bdi>{user.name.clone()}</bdi>
                {[", UUID ", user.unique_user_id.as_str()].concat()}
            </span>
            "Issue a passkey"
        </h1>
        <WarningCallout heading="In your presence" level=HeadingLevel::H2>
            <p>
                "Meet " <bdi>{user.name}</bdi>
                " by video call or face to face, and check that it is them. They must register the passkey while you are with them."
            </p>
        </WarningCallout>
        <h2 class="nhsuk-heading-m">"What to do"</h2>
        <ol class="nhsuk-list nhsuk-list--number">
            <li>"Ask the user to have the device at hand that they want to sign in with, charged and with a screen lock set up."</li>
            <li>"If they open the link on a computer and keep the passkey on their phone, Bluetooth must be on, on both."</li>
            <li>"Generate the link, copy it, and send it in the chat of the call. Send it to nobody else."</li>
            <li>"Stay with the user until their page says Registration successful."</li>
        </ol>
        <Details summary="What the user will see">
            <p>
                <strong>"iPhone and iPad: "</strong>
                "a sheet from the bottom that asks to save a passkey, then Face ID, Touch ID or the passcode."
            </p>
            <p>
                <strong>"Android: "</strong>
                "a sheet that asks to create a passkey, then the fingerprint, the face or the screen lock."
            </p>
            <p>
                <strong>"Windows: "</strong>
                "a window of Windows Security. It offers this computer (Windows Hello), or a phone or tablet, for which it shows a QR code."
            </p>
        </Details>
        <Generate id=user.unique_user_id kind=AuthenticatorKind::Passkey/>
    }
}

/// The meeting, *Generate link*, and then the link on the same page.
#[component]
fn Generate(id: UniqueUserId, kind: AuthenticatorKind) -> impl IntoView {
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
