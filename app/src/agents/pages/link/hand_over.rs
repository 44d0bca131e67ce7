//! The ways to hand over a link that was just generated: to copy it, a QR code, and email.

use super::words::words;
use crate::{
    agents::session::session,
    api, browser,
    components::{
        changing::changing_words,
        effect::effect,
        nhs::{Button, ButtonKind, ButtonType, Details, Text},
        submission::Submission,
    },
};
use leptos::{prelude::*, task::spawn_local};
use model::{AuthenticatorKind, GeneratedLink, Meeting, QrCode, UserSummary};

/// The width, in modules, of the quiet zone that a camera needs around a QR code.
const QUIET: u32 = 4;

/// Whether the link can be sent to its user by email.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Email {
    /// No mail server is set up.
    NotSetUp,
    /// It has no match code. The value says whether a link for a video call would have one.
    NoMatchCode(bool),
    /// It can be sent to its user.
    Ready,
}

/// The whole link, and the ways to hand it over. Face to face, the user scans the QR code, so it comes first.
#[component]
pub fn HandOver(
    link: GeneratedLink,
    kind: AuthenticatorKind,
    user: UserSummary,
    meeting: Option<Meeting>,
    email: Email,
    /// Whether it is on the clipboard already.
    copied: RwSignal<bool>,
    /// Whether handing it over is what the agent has to do now.
    first: Signal<bool>,
) -> impl IntoView {
    let said = RwSignal::new(Text::from(""));
    effect(Box::new(move || {
        if copied.get() {
            said.set("Link copied".into());
        }
    }));
    let message = message(&link.url, kind, &user.name);
    let copy = move |text: String, done: &'static str| {
        said.set("".into());
        spawn_local(async move {
            let copied = browser::copy(text).await;
            said.set(if copied {
                done.into()
            } else {
                "The link could not be copied. Select the link and copy it.".into()
            });
        });
    };
    let copy_link = {
        let url = link.url.clone();
        move || copy(url.clone(), "Link copied")
    };
    let copy_message = {
        let message = message.clone();
        move || copy(message.clone(), "Message copied")
    };
    let look = move || if first.get() { "nhsuk-button" } else { "nhsuk-button nhsuk-button--secondary" };
    let text = view! {
        <p class="app-link__url" id="registration-link" translate="no">{link.url.clone()}</p>
        <div class="app-link__copy">
            <button class=look type="button" on:click=move |_| copy_link()>
                "Copy link"
            </button>
            <Button kind=ButtonKind::Secondary button_type=ButtonType::Button press=copy_message>
                "Copy message"
            </Button>
            <p class="app-link__said" role="status">
                {changing_words(Box::new(move || said.get()))}
            </p>
        </div>
        <Details summary="What the message says">
            <p class="app-breakable">{message}</p>
        </Details>
    }
    .into_any();
    let by_email = by_email(&link, user, email);
    let drawn = view! { <Drawn code=link.qr_code/> }.into_any();
    let ways = if meeting == Some(Meeting::FaceToFace) {
        view! {
            <p>"Ask the user to scan this with their phone camera."</p>
            {drawn}
            <Details summary="Show the link">{text}</Details>
            {by_email}
        }
        .into_any()
    } else {
        view! {
            {text}
            {by_email}
            <Details summary="Show QR code">
                <p>"Ask the user to scan this with their phone camera."</p>
                {drawn}
            </Details>
        }
        .into_any()
    };
    view! {
        <section class="app-link app-not-printed" aria-labelledby="link-heading">
            <h2 class="nhsuk-heading-m" id="link-heading">
                "Registration link"
            </h2>
            {ways}
            <p>
                "It works once. For security, only this tab shows it, until it ends. A new link for this user will replace it."
            </p>
        </section>
    }
}

/// What an agent can send in the chat of the call, so that the link does not look like that of a stranger.
fn message(url: &str, kind: AuthenticatorKind, user: &str) -> String {
    let agent = session().signed_in.map(|who| who.name).unwrap_or_default();
    let what = [", this is your one-time link to register ", kind.one(), ": "].concat();
    ["Hello ", user, &what, url, " Stay on the call with me. ", &agent, ", RA"].concat()
}

/// *Email link* and where it goes to, or why the link cannot be sent.
fn by_email(link: &GeneratedLink, user: UserSummary, email: Email) -> AnyView {
    let refused = match email {
        Email::NotSetUp => return ().into_any(),
        Email::NoMatchCode(true) => {
            "This link has no match code, so it cannot be emailed. Generate a link for a video call instead."
        }
        Email::NoMatchCode(false) => "This service does not use match codes, so links cannot be emailed.",
        Email::Ready => {
            let (sent, sending) = (RwSignal::new(String::new()), Submission::new());
            let (token, address) = (link.token.clone(), user.email.clone());
            let send = move || {
                let address = address.clone();
                sent.set("Sending".to_owned());
                let call = api::email_link(user.unique_user_id.clone(), token.clone());
                sending.send(Box::pin(call), move |outcome| {
                    let done = |()| ["Link emailed to ", &address].concat();
                    sent.set(outcome.map_or_else(|error| words(&error), done));
                });
            };
            return view! {
                <div class="app-link__copy">
                    <Button kind=ButtonKind::Secondary button_type=ButtonType::Button disabled=sending.pending press=send>
                        "Email link to " <bdi translate="no">{user.name}</bdi>
                    </Button>
                    <p class="app-breakable">{user.email}</p>
                </div>
                <p class="app-link__said app-breakable" role="status">
                    {changing_words(Box::new(move || sent.get().into()))}
                </p>
            }
            .into_any();
        }
    };
    view! { <p>{refused}</p> }.into_any()
}

#[component]
fn Drawn(code: QrCode) -> impl IntoView {
    let side = (code.size + 2 * QUIET).to_string();
    let corner = ["-", &QUIET.to_string()].concat();
    let view_box = [&corner, " ", &corner, " ", &side, " ", &side].concat();
    view! {
        <svg
            class="app-qr-code"
            viewBox=view_box
            role="img"
            aria-label="QR code that opens the registration link"
            shape-rendering="crispEdges"
        >
            <path d=code.path></path>
        </svg>
    }
}
