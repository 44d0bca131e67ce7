//! The HTML document around the agents' application.

use super::{App, CHANGED, MOUNT_ID};
use crate::site::{NotStarted, Site, start_script};
use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::MetaTags;

/// The key under which the session storage keeps that the application could not take the document over.
const FAILED: &str = "not-taken-over";

/// The inline script that notes when somebody else has changed what the server rendered, before the application takes it over:
/// a browser that translates, or an extension. The parser only ever adds nodes at the end, and never removes one. It also notes
/// that the application could not take over the same document a moment ago.
fn watch_script() -> String {
    format!(
        "const root = document.documentElement;\
         new MutationObserver((changes, observer) => {{\
         const place = document.getElementById({MOUNT_ID:?});\
         if (changes.some(change => place?.contains(change.target) && (change.removedNodes.length || change.nextSibling))) {{\
         root.setAttribute({CHANGED:?}, ''); observer.disconnect(); }}\
         }}).observe(root, {{ childList: true, subtree: true }});\
         try {{ if (sessionStorage.getItem({FAILED:?})) {{\
         sessionStorage.removeItem({FAILED:?}); root.setAttribute({CHANGED:?}, ''); }} }} catch {{}}"
    )
}

/// The function that is called when the application panics while it takes the document over: the page is loaded again, and the
/// application puts its own document in the place of it.
fn recover_script() -> String {
    format!(
        "error => {{\
         if (error.name !== 'RuntimeError' || document.documentElement.hasAttribute({CHANGED:?})) throw error;\
         sessionStorage.setItem({FAILED:?}, 'yes'); location.reload(); }}"
    )
}

/// The document: the application, the assets by their hashed names, and the script that starts hydration.
pub fn shell(site: &Site) -> impl IntoView + use<> {
    let assets = &site.assets;
    let script = start_script(&assets.agents_js, &assets.agents_wasm, false, &recover_script());
    view! {
        <!DOCTYPE html>
        <html lang="en-GB">
            <head>
                <meta charset="utf-8"/>
                <script nonce=use_nonce() inner_html=watch_script()></script>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                <link rel="stylesheet" href=assets.stylesheet.clone()/>
                <link rel="icon" href=assets.icon.clone() type="image/svg+xml"/>
                <link rel="modulepreload" href=assets.agents_js.clone() nonce=use_nonce()/>
                <link
                    rel="preload"
                    href=assets.agents_wasm.clone()
                    r#as="fetch"
                    r#type="application/wasm"
                    crossorigin="anonymous"
                />
                <MetaTags/>
                <script type="module" nonce=use_nonce() inner_html=script></script>
            </head>
            <body>
                <div id=MOUNT_ID>
                    <App/>
                </div>
                <NotStarted/>
            </body>
        </html>
    }
}
