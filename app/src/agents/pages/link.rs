//! A link that was just generated.

use crate::{
    browser,
    components::{
        nhs::{Button, ButtonKind, ButtonType, focus},
        time::Time,
    },
};
use leptos::{html, prelude::*, task::spawn_local};
use model::GeneratedLink;

/// The link in full, *Copy link*, and until when it works.
#[component]
pub fn LinkPanel(link: GeneratedLink) -> impl IntoView {
    let copied = RwSignal::new(None::<bool>);
    let url = link.url.clone();
    let copy = move |_| {
        let url = url.clone();
        spawn_local(async move { copied.set(Some(browser::copy(url).await)) });
    };
    let said = move || match copied.get() {
        None => "",
        Some(true) => "Copied",
        Some(false) => "It could not be copied. Select the link and copy it yourself.",
    };
    let heading = NodeRef::<html::H2>::new();
    Effect::new(move || {
        if let Some(heading) = heading.get() {
            focus(&heading);
        }
    });
    view! {
        <section class="app-link" aria-labelledby="link-heading">
            <h2 class="nhsuk-heading-m app-focused-heading" id="link-heading" tabindex="-1" node_ref=heading>
                "Registration link"
            </h2>
            <p class="app-link__url" id="registration-link">{link.url}</p>
            <div class="app-link__copy">
            <Button kind=ButtonKind::Secondary button_type=ButtonType::Button on:click=copy>
                "Copy link"
            </Button>
            <p class="app-link__said" role="status">{said}</p>
            </div>
            <p>
                "It works once, until " <Time moment=link.expires/>
                ". A new link for this user replaces it. It is shown only here and only now."
            </p>
        </section>
    }
}
