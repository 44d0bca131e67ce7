//! The WASM entry point of the registration page. It replaces the words that the server rendered. It contains neither the
//! agents' application nor the router nor hydration, so it is a third of the size of the other entry point.

use leptos::{mount::mount_to, prelude::document};
use wasm_bindgen::{JsCast, prelude::wasm_bindgen};
use web_sys::HtmlElement;

/// Runs when the module is loaded.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
    let place = document().get_element_by_id(app::registration::MOUNT_ID);
    let Some(place) = place.and_then(|place| place.dyn_into::<HtmlElement>().ok()) else { return };
    place.set_inner_html("");
    mount_to(place, app::registration::Page).forget();
}
