//! The ways to hand over a link that was just generated: to copy it, a QR code, and e-mail.

use super::words::words;
use crate::{
    api,
    components::{
        copied::copying,
        nhs::{Button, ButtonKind, ButtonType, Details},
        submission::Submission,
    },
};
use leptos::prelude::*;
use model::{GeneratedLink, Meeting, QrCode, UniqueUserId};

/// The width, in modules, of the quiet zone that a camera needs around a QR code.
const QUIET: u32 = 4;

/// Whether the link can be sent to its user by e-mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Email {
    /// No mail server is set up.
    NotSetUp,
    /// It has no match code. The value says whether a link for a video call would have one.
    NoMatchCode(bool),
    /// It can be sent to this address.
    To(String),
}

/// The whole link, and the ways to hand it over.
#[component]
pub fn HandOver(link: GeneratedLink, user: UniqueUserId, meeting: Option<Meeting>, email: Email) -> impl IntoView {
    let (copied, copy) = copying(link.url.clone());
    let said = move || match copied.get() {
        None => "",
        Some(true) => "Copied",
        Some(false) => "It could not be copied. Select the link and copy it yourself.",
    };
    let (sent, sending) = (RwSignal::new(String::new()), Submission::new());
    let (address, refused) = match email {
        Email::NotSetUp => (None, None),
        Email::NoMatchCode(true) => (
            None,
            Some(
                "This link has no match code, so it cannot be sent by e-mail. Generate a link for a video call instead.",
            ),
        ),
        Email::NoMatchCode(false) => {
            (None, Some("This service uses no match codes, so links cannot be sent by e-mail."))
        }
        Email::To(address) => (Some(address), None),
    };
    let email = address.map(|address| {
        let token = link.token.clone();
        let email = move || {
            let (user, token, address) = (user.clone(), token.clone(), address.clone());
            sent.set("Sending …".to_owned());
            sending.send(Box::pin(api::email_link(user, token)), move |outcome| {
                sent.set(outcome.map_or_else(|error| words(&error), |()| ["Sent to ", &address].concat()));
            });
        };
        view! {
            <Button kind=ButtonKind::Secondary button_type=ButtonType::Button disabled=sending.pending press=email>
                "Email link"
            </Button>
        }
    });
    view! {
        <section class="app-link" aria-labelledby="link-heading">
            <h2 class="nhsuk-heading-m" id="link-heading">
                "Registration link"
            </h2>
            <p class="app-link__url" id="registration-link">{link.url}</p>
            <div class="app-link__copy">
                <Button kind=ButtonKind::Secondary button_type=ButtonType::Button press=copy>
                    "Copy link"
                </Button>
                {email}
                <p class="app-link__said" role="status">
                    {said}
                </p>
            </div>
            <p class="app-link__said app-breakable" role="status">
                {sent}
            </p>
            {refused.map(|why| view! { <p>{why}</p> })}
            <p>"It works once. It is shown only here and only now; a new link for this user replaces it."</p>
            <Details summary="Show a QR code" open=meeting == Some(Meeting::FaceToFace)>
                <p>"The user scans it with the camera of their phone."</p>
                <Drawn code=link.qr_code/>
            </Details>
        </section>
    }
}

#[component]
fn Drawn(code: QrCode) -> impl IntoView {
    let side = (code.size + 2 * QUIET).to_string();
    let corner = ["-", &QUIET.to_string()].concat();
    let view_box = [&corner, " ", &corner, " ", &side, " ", &side].concat();
    view! {
        <svg class="app-qr-code" viewBox=view_box role="img" aria-label="QR code of the registration link" shape-rendering="crispEdges">
            <path d=code.path></path>
        </svg>
    }
}
