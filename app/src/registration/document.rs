//! The HTML documents of the registration page and of the test page. They are complete and useful before the WASM is loaded,
//! and without JavaScript.

use super::{MOUNT_ID, intro::Intro, paste::Paste, test::test_intro};
use crate::{
    agents::paths::HOME,
    components::nhs::{Footer, Header},
    site::{NotStarted, Site, start_script},
};
use leptos::prelude::*;

/// The whole document of the registration page, as text. `contact` says who can help besides the RA agent. `nonce` is the nonce of
/// the Content-Security-Policy.
#[must_use]
pub fn document(site: &Site, contact: Option<&str>, nonce: &str) -> String {
    let contact = contact.map(str::to_owned);
    render(|| {
        let help = contact.map(|contact| view! { <p>"Need help? Ask your RA agent, or contact " {contact} "."</p> });
        let (path, intro) = (model::REGISTRATION_PATH, view! { <Intro/> });
        body(site, nonce, path, "Register your authenticator", intro.into_any(), help.into_any())
    })
}

/// The whole document of the page *Test your authenticator*.
#[must_use]
pub fn test_document(site: &Site, nonce: &str) -> String {
    render(|| body(site, nonce, HOME, "Test your authenticator", test_intro(), ().into_any()))
}

fn render<V: IntoView>(view: impl FnOnce() -> V) -> String {
    Owner::new().with(|| ["<!DOCTYPE html>", &view().to_html()].concat())
}

/// `words` are replaced by the WASM. `help` stays below them at every step.
fn body(
    site: &Site,
    nonce: &str,
    home: &'static str,
    title: &str,
    words: AnyView,
    help: AnyView,
) -> impl IntoView + use<> {
    let assets = &site.assets;
    let service = site.service_name.to_string();
    let title = [title, " - ", &service].concat();
    let registers = home == model::REGISTRATION_PATH;
    let recover = "error => { throw error; }";
    let script = start_script(&assets.registration_js, &assets.registration_wasm, registers, recover);
    view! {
        <html lang="en-GB">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                <meta name="robots" content="noindex, nofollow"/>
                // A title contains only text, and a view in it would leave a marker in that text.
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
            // There is no skip link, because its fragment would replace the token in the address. The heading of each step
            // takes the focus anyway.
            <body>
                <Header service=service.clone() href=home/>
                <div class="nhsuk-width-container">
                    <main class="nhsuk-main-wrapper" id="maincontent">
                        <div id=MOUNT_ID data-service=service.clone()>
                            {words}
                        </div>
                        {registers.then(|| view! { <Paste/> })}
                        <NotStarted/>
                        {help}
                    </main>
                </div>
                <Footer copyright=service/>
                <script type="module" nonce=nonce.to_owned() inner_html=script></script>
            </body>
        </html>
    }
}
