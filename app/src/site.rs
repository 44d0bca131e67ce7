//! What every document needs: the addresses of the assets, the service's name, the script that starts the WASM, and the words
//! that are shown when the WASM does not start.

use crate::components::nhs::InsetText;
use leptos::prelude::*;
use model::REGISTRATION_PATH;
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

/// The inline script that loads the WASM of a document. The document gives it the nonce. It contains nothing about a person or a
/// link. `registers`: whether the document is the registration page. `recover` is a function that is called with the error when the
/// WASM does not start; what it throws again is shown.
#[must_use]
pub fn start_script(js: &str, wasm: &str, registers: bool, recover: &str) -> String {
    let constants =
        format!("const js={js:?},wasm={wasm:?},register={REGISTRATION_PATH:?},here={registers},recover={recover};");
    let lines = include_str!("start.js").lines().map(str::trim_start).filter(|line| !line.starts_with("//"));
    std::iter::once(&*constants).chain(lines).collect::<Vec<_>>().join(
        "
",
    )
}

/// Tells people what to do when the WASM does not start, because JavaScript is off, or the WASM cannot be loaded, or the browser has
/// no WebAssembly. The script shows the second or the third text.
#[component]
pub fn NotStarted() -> impl IntoView {
    view! {
        <noscript>
            <InsetText>
                <p>
                    "Turn on JavaScript in your browser to use this page, or open it in another browser."
                </p>
            </InsetText>
        </noscript>
        <div id="not-loaded" hidden role="alert">
            <div>
                <InsetText>
                    <p>
                        "This page did not load properly. Check your internet connection and reload the page, "
                        "or try another browser. Your registration link still works."
                    </p>
                </InsetText>
            </div>
            <div hidden>
                <InsetText>
                    <p>
                        "Your browser blocks a part of this page (WebAssembly). Open the page on another device, "
                        "or allow it for this site and reload the page. In Apple’s Lockdown Mode, open the menu "
                        "beside the web address and select Website Settings. In Edge, select the padlock beside the "
                        "web address, then “Enhance security for this site”. Your registration link still works."
                    </p>
                </InsetText>
            </div>
        </div>
    }
}
