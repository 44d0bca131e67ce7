//! The WASM entry point of the registration page: mounted in place of the words that the server rendered. Without the
//! agents' application, the router and hydration, it is a third of its size.

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
