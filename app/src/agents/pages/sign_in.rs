//! Signing in.

use crate::{
    agents::{paths, session::session},
    api, browser,
    components::{
        assertion::AssertionRequest,
        live_button::LiveButton,
        nhs::{ButtonType, InsetText},
    },
    registration::TEST_PATH,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::Redirect;
use model::DeviceFailure;

/// Signing in with a passkey, a security key or Windows Hello.
#[component]
pub fn SignInPage() -> impl IntoView {
    if session().signed_in.is_some() {
        return view! { <Redirect path=paths::HOME/> }.into_any();
    }
    let request = AssertionRequest::new(|| Box::pin(api::load_sign_in_options()), DeviceFailure::when_signing_in);
    let sign_in = move || {
        request.press(|credential| Box::pin(api::finish_sign_in(credential)), |_| browser::go(paths::HOME));
    };
    view! {
        <Title text="Sign in"/>
        <h1 class="nhsuk-heading-l">"Sign in"</h1>
        <p>"Use the passkey, the security key or the Windows Hello that your Registration Authority (RA) issued to you."</p>
        <div aria-live="assertive">
            {move || request.message.get().map(|message| view! { <InsetText><p>{message}</p></InsetText> })}
        </div>
        <LiveButton
            button_type=ButtonType::Button
            busy=request.busy
            press=sign_in
        >
            "Sign in"
        </LiveButton>
        <h2 class="nhsuk-heading-s">"No authenticator yet, or lost it?"</h2>
        <p>"Ask your Registration Authority (RA). An RA agent meets you, by video or in person, and sends you a link."</p>
        <p>
            <a href=TEST_PATH rel="external">
                "Test your authenticator"
            </a>
            " without signing in."
        </p>
    }
        .into_any()
}
