//! The HTML document around the agents' application.

use super::App;
use crate::site::{NotStarted, Site, start_script};
use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::MetaTags;

/// The document: the application, the assets by their hashed names, and the script that starts hydration.
pub fn shell(site: &Site) -> impl IntoView + use<> {
    let assets = &site.assets;
    let script = start_script(&assets.agents_js, &assets.agents_wasm);
    view! {
        <!DOCTYPE html>
        <html lang="en-GB">
            <head>
                <meta charset="utf-8"/>
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
                <App/>
                <NotStarted/>
            </body>
        </html>
    }
}
