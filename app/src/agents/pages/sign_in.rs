//! Signing in.

use crate::{
    agents::{paths, session::session},
    api, browser,
    components::{
        assertion::AssertionRequest,
        fresh::fresh,
        live_button::LiveButton,
        nhs::{Button, ButtonKind, ButtonType, InsetText},
    },
    registration::TEST_PATH,
};
use leptos::{prelude::*, task::spawn_local};
use leptos_meta::Title;
use leptos_router::{components::Redirect, hooks::use_query_map};
use model::DeviceFailure;

/// Signing in with a passkey, a security key or Windows Hello.
#[component]
pub fn SignInPage() -> impl IntoView {
    let next = paths::after_sign_in(use_query_map().read_untracked().get(paths::NEXT));
    if session().signed_in.is_some() {
        return view! { <Redirect path=next/> }.into_any();
    }
    // After a link from another site, such as a chat, the browser has not sent the cookie of the session along. It sends the
    // cookie when this page asks.
    let wanted = next.clone();
    Effect::new(move || {
        let wanted = wanted.clone();
        spawn_local(async move {
            if let Ok(Some(_)) = api::who_am_i().await {
                browser::go(&wanted);
            }
        });
    });
    let request = AssertionRequest::new(|| Box::pin(api::load_sign_in_options()), DeviceFailure::when_signing_in);
    let sign_in = move || {
        let next = next.clone();
        request.press(|credential| Box::pin(api::finish_sign_in(credential)), move |_| browser::go(&next));
    };
    view! {
        <Title text="Sign in"/>
        <h1 class="nhsuk-heading-l">"Sign in"</h1>
        <p>"Sign in with the passkey, security key or Windows Hello that your Registration Authority (RA) gave you."</p>
        <div aria-live="assertive" aria-atomic="true">
            {move || fresh(request.message.get().map(|message| view! { <InsetText><p>{message}</p></InsetText> }).into_any())}
        </div>
        <LiveButton
            button_type=ButtonType::Button
            busy=request.busy
            press=sign_in
        >
            "Sign in"
        </LiveButton>
        {move || request.waits().get().then(|| view! {
            <p>
                <Button kind=ButtonKind::Secondary button_type=ButtonType::Button press=move || request.start_again()>
                    "Start again"
                </Button>
            </p>
        })}
        <h2 class="nhsuk-heading-s">"If you do not have an authenticator, or you have lost it"</h2>
        <p>"Contact your Registration Authority (RA). An RA agent will meet you, by video call or face to face, and send you a registration link."</p>
        <p>
            <a href=TEST_PATH rel="external">
                "Check that your authenticator works"
            </a>
            ". You will not be signed in."
        </p>
    }
        .into_any()
}
