//! What every document needs: the assets that the build made, by their hashed names; the service's name; the script that
//! starts the WASM; and words for when it does not start.

use crate::components::nhs::InsetText;
use leptos::prelude::*;
use serde::Deserialize;
use std::sync::Arc;

/// `assets.json` of the build: addresses below `/pkg/`, each with the hash of its content in its name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Assets {
    /// The agents' application, the JavaScript part.
    pub agents_js: String,
    /// The agents' application, the WASM part.
    pub agents_wasm: String,
    /// The registration page, the JavaScript part.
    pub registration_js: String,
    /// The registration page, the WASM part.
    pub registration_wasm: String,
    /// The style sheet of the agents' application.
    pub stylesheet: String,
    /// The style sheet of the registration page: less, because it is opened once, perhaps on a mobile connection.
    pub registration_stylesheet: String,
    /// The icon, an SVG.
    pub icon: String,
}

/// What every document needs; one for each process, put into the context of each request.
#[derive(Clone, Debug)]
pub struct Site {
    /// The service's name.
    pub service_name: Arc<str>,
    /// The assets.
    pub assets: Arc<Assets>,
}

/// The element that is shown when the WASM cannot be loaded.
const NOT_LOADED: &str = "not-loaded";

/// The inline module that loads the WASM; its document gives it the nonce. Nothing of a person or a link is in it.
#[must_use]
pub fn start_script(js: &str, wasm: &str) -> String {
    format!(
        "import({js:?}).then(module => module.default({{ module_or_path: {wasm:?} }}))\
         .catch(() => {{ document.getElementById({NOT_LOADED:?}).hidden = false; }});"
    )
}

/// What to do when the WASM does not start: without JavaScript, or when it cannot be loaded.
#[component]
pub fn NotStarted() -> impl IntoView {
    view! {
        <noscript>
            <InsetText>
                <p>
                    "This page needs JavaScript, because only JavaScript can ask your device for an authenticator. "
                    "Turn it on in your browser’s settings, or open your link in another browser."
                </p>
            </InsetText>
        </noscript>
        <div id=NOT_LOADED hidden role="alert">
            <InsetText>
                <p>
                    "This page could not be loaded completely. Check your connection, then load it again, "
                    "or open it in another browser. A registration link still works."
                </p>
            </InsetText>
        </div>
    }
}
