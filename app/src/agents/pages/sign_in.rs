//! Signing in.

use crate::{
    agents::session::session,
    api,
    browser::{self, Failure, Prepared},
    components::{
        live_button::LiveButton,
        nhs::{ButtonType, InsetText},
    },
};
use leptos::{prelude::*, task::spawn_local};
use leptos_meta::Title;
use leptos_router::components::Redirect;
use model::{AppError, CeremonyFault};

/// The browser's options, as text (to tell it of an unknown credential) and parsed.
type Options = (String, Prepared);

/// Signing in with a passkey, a security key or Windows Hello. The options are loaded before the tap: Safari wants so.
#[component]
pub fn SignInPage() -> impl IntoView {
    let options = StoredValue::<Option<Options>, LocalStorage>::new_local(None);
    let (ready, message) = (RwSignal::new(false), RwSignal::new(None::<String>));

    let load = move || {
        ready.set(false);
        spawn_local(async move {
            match api::start_sign_in().await {
                Ok(text) => match Prepared::parse(&text) {
                    Ok(prepared) => {
                        options.set_value(Some((text, prepared)));
                        ready.set(true);
                    }
                    Err(failure) => message.set(Some(words(failure))),
                },
                Err(error) => message.set(Some(error.to_string())),
            }
        });
    };
    Effect::new(move || {
        if browser::webauthn_is_available() {
            load();
        } else {
            message.set(Some(words(Failure::Unavailable)));
        }
    });

    let sign_in = move |_| {
        let Some((text, answer)) =
            options.with_value(|options| options.as_ref().map(|(text, prepared)| (text.clone(), prepared.get())))
        else {
            return;
        };
        ready.set(false);
        message.set(None);
        spawn_local(async move {
            let outcome = match answer.await {
                Ok(credential) => finish(&text, credential).await,
                Err(failure) => Err(words(failure)),
            };
            match outcome {
                Ok(()) => browser::go("/"),
                Err(words) => {
                    message.set(Some(words));
                    load();
                }
            }
        });
    };

    if session().signed_in.is_some() {
        return view! { <Redirect path="/"/> }.into_any();
    }
    view! {
        <Title text="Sign in"/>
        <h1 class="nhsuk-heading-l">"Sign in"</h1>
        <p>"Use the passkey, the security key or the Windows Hello that your Registration Authority (RA) issued to you."</p>
        <div aria-live="assertive">
            {move || message.get().map(|message| view! { <InsetText><p>{message}</p></InsetText> })}
        </div>
        <LiveButton button_type=ButtonType::Button busy=Signal::derive(move || !ready.get()) on:click=sign_in>
            "Sign in"
        </LiveButton>
        <h2 class="nhsuk-heading-s">"No passkey yet, or lost it?"</h2>
        <p>"Ask your Registration Authority (RA). An RA agent meets you, by video or in person, and sends you a link."</p>
    }
        .into_any()
}

async fn finish(options: &str, credential: String) -> Result<(), String> {
    api::finish_sign_in(credential.clone()).await.map(drop).map_err(|error| {
        if let AppError::Ceremony(CeremonyFault::NotRegistered | CeremonyFault::Removed) = error {
            browser::signal_unknown_credential(options, &credential);
        }
        error.to_string()
    })
}

fn words(failure: Failure) -> String {
    let words = match failure {
        Failure::NotAllowed | Failure::Abort => {
            "You were not signed in: you cancelled, or it took too long. Try again."
        }
        Failure::Security => "This page is not at its right address. Check the address, then try again.",
        Failure::Unavailable => {
            "This browser cannot sign you in. Open this page in Safari, Chrome, Edge or Firefox itself, not inside another app."
        }
        _ => "Something went wrong on this device. Try again, or use another device.",
    };
    words.to_owned()
}
