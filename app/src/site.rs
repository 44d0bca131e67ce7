//! What every document needs: the addresses of the assets, the service's name, the script that starts the WASM, and the words
//! that are shown when the WASM does not start.

use crate::components::nhs::InsetText;
use leptos::prelude::*;
use serde::Deserialize;
use std::sync::Arc;

/// The content of `assets.json`, which the build writes: addresses below `/pkg/`. Each name contains the hash of the file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Assets {
    /// The JavaScript of the agents' application.
    pub agents_js: String,
    /// The WASM of the agents' application.
    pub agents_wasm: String,
    /// The JavaScript of the registration page.
    pub registration_js: String,
    /// The WASM of the registration page.
    pub registration_wasm: String,
    /// The style sheet of the agents' application.
    pub stylesheet: String,
    /// The style sheet of the registration page. It is smaller, because a user loads the page only once, perhaps on a mobile
    /// connection.
    pub registration_stylesheet: String,
    /// The icon, an SVG.
    pub icon: String,
}

/// What every document needs. There is one for each process, and it is put into the context of each request.
#[derive(Clone, Debug)]
pub struct Site {
    /// The service's name.
    pub service_name: Arc<str>,
    /// The assets.
    pub assets: Arc<Assets>,
}

/// The element that is shown when the WASM cannot be loaded.
const NOT_LOADED: &str = "not-loaded";

/// The inline script that loads the WASM. The document gives it the nonce. It contains nothing about a person or a link.
#[must_use]
pub fn start_script(js: &str, wasm: &str) -> String {
    format!(
        "import({js:?}).then(module => module.default({{ module_or_path: {wasm:?} }}))\
         .catch(() => {{ document.getElementById({NOT_LOADED:?}).hidden = false; }});"
    )
}

/// Tells people what to do when the WASM does not start, because JavaScript is off or the WASM cannot be loaded.
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
