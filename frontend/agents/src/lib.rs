//! The WASM entry point of the RA agents' application. It hydrates what the server rendered.

use hydration_context::HydrateSharedContext;
use leptos::{
    mount::{hydrate_from, mount_to},
    prelude::{Owner, document},
    wasm_bindgen::JsCast,
    web_sys::HtmlElement,
};
use std::sync::Arc;
use wasm_bindgen::prelude::wasm_bindgen;

/// Runs when the module is loaded.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
    let place = document().get_element_by_id(app::agents::MOUNT_ID);
    let Some(place) = place.and_then(|place| place.dyn_into::<HtmlElement>().ok()) else { return };
    let changed = document().document_element().is_some_and(|root| root.has_attribute(app::agents::CHANGED));
    if changed {
        mount_afresh(place);
    } else {
        hydrate_from(place, app::agents::App).forget();
    }
}

/// Puts the application in the place of what the server rendered, because that was changed meanwhile, for example by a
/// translator. Hydration would not find its nodes in it. The data that the server sent along is used all the same.
fn mount_afresh(place: HtmlElement) {
    place.set_inner_html("");
    let owner = Owner::new_root(Some(Arc::new(HydrateSharedContext::new())));
    owner.with(|| mount_to(place, app::agents::App).forget());
    if let Some(context) = owner.shared_context() {
        context.hydration_complete();
    }
    std::mem::forget(owner);
}
