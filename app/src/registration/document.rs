//! The HTML documents of the registration page and the test page: complete and useful before any WASM arrives, and without JavaScript.

use super::{MOUNT_ID, PATH, intro::Intro, test::test_intro};
use crate::{
    agents::paths::HOME,
    components::nhs::{Footer, Header},
    site::{NotStarted, Site, start_script},
};
use leptos::prelude::*;

/// The whole document of the registration page, as text. `nonce` is that of the Content-Security-Policy.
#[must_use]
pub fn document(site: &Site, nonce: &str) -> String {
    render(|| body(site, nonce, PATH, "Register your authenticator", view! { <Intro/> }.into_any()))
}

/// The whole document of the page *Test your authenticator*.
#[must_use]
pub fn test_document(site: &Site, nonce: &str) -> String {
    render(|| body(site, nonce, HOME, "Test your authenticator", test_intro()))
}

fn render<V: IntoView>(view: impl FnOnce() -> V) -> String {
    Owner::new().with(|| ["<!DOCTYPE html>", &view().to_html()].concat())
}

fn body(site: &Site, nonce: &str, home: &'static str, title: &str, words: AnyView) -> impl IntoView + use<> {
    let assets = &site.assets;
    let service = site.service_name.to_string();
    let title = [title, " - ", &service].concat();
    let script = start_script(&assets.registration_js, &assets.registration_wasm);
    view! {
        <html lang="en-GB">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                <meta name="robots" content="noindex, nofollow"/>
                // A title is text: a view in it would leave its marker there.
                <title inner_html=html_escape::encode_text(&title).into_owned()></title>
                <link rel="stylesheet" href=assets.registration_stylesheet.clone()/>
                <link rel="icon" href=assets.icon.clone() type="image/svg+xml"/>
                <link rel="modulepreload" href=assets.registration_js.clone() nonce=nonce.to_owned()/>
                <link
                    rel="preload"
                    href=assets.registration_wasm.clone()
                    r#as="fetch"
                    r#type="application/wasm"
                    crossorigin="anonymous"
                />
            </head>
            // No skip link: its fragment would take the place of the token's, and each step's heading takes the focus anyway.
            <body>
                <Header service=service.clone() href=home/>
                <div class="nhsuk-width-container">
                    <main class="nhsuk-main-wrapper" id="maincontent">
                        <div id=MOUNT_ID>
                            {words}
                        </div>
                        <NotStarted/>
                    </main>
                </div>
                <Footer copyright=service/>
                <script type="module" nonce=nonce.to_owned() inner_html=script></script>
            </body>
        </html>
    }
}
