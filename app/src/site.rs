//! The assets that the build made, by their hashed names, and the service's name: what every document's head needs.

use serde::Deserialize;
use std::sync::Arc;

/// `assets.json` of the build: addresses below `/pkg/`, each with the hash of its content in its name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Assets {
    /// The agents' application, the JavaScript part.
    pub agents_js: String,
    /// The agents' application, the WASM part.
    pub agents_wasm: String,
    /// The registration page, the JavaScript part.
    pub registration_js: String,
    /// The registration page, the WASM part.
    pub registration_wasm: String,
    /// The one style sheet.
    pub stylesheet: String,
    /// The icon, an SVG.
    pub icon: String,
}

/// What every document needs; one for each process, put into the context of each request.
#[derive(Clone, Debug)]
pub struct Site {
    /// The service's name.
    pub service_name: Arc<str>,
    /// The assets.
    pub assets: Arc<Assets>,
}
