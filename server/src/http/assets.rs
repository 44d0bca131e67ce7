//! Serves the built assets. Their names contain the hash of their content, they are compressed at build time, and browsers keep
//! them for ever.

use crate::{Failure, config::Config};
use app::site::{Assets, Site};
use axum::{
    Router,
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::Response,
};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};
use tower_http::services::ServeDir;

/// Reads `assets.json`.
///
/// # Errors
/// A sentence that says which folders were searched and how to make the file.
pub fn site(config: &Config) -> Result<(Site, PathBuf), Failure> {
    let folder = folder(config)?;
    let assets: Assets = serde_json::from_slice(&std::fs::read(folder.join("assets.json"))?)?;
    Ok((Site { service_name: config.service_name.as_str().into(), assets: Arc::new(assets) }, folder))
}

/// The folder that the build made: the first candidate that contains `assets.json`.
///
/// # Errors
/// The errors of [`site`].
pub fn folder(config: &Config) -> Result<PathBuf, Failure> {
    let folders =
        if config.site_root.as_os_str().is_empty() { beside_binary() } else { vec![config.site_root.clone()] };
    if let Some(folder) = folders.iter().find(|folder| folder.join("assets.json").is_file()) {
        return Ok(folder.clone());
    }
    let tried: Vec<_> = folders.iter().map(|folder| folder.display().to_string()).collect();
    Err(format!("there are no assets in {}: run `cargo xtask build`, or set site_root", tried.join(" or in ")).into())
}

/// The candidates: `site` beside the binary, and beside the binary's folder (`target/release/cim`, `target/site`).
fn beside_binary() -> Vec<PathBuf> {
    let Ok(binary) = std::env::current_exe() else { return Vec::new() };
    binary.ancestors().skip(1).take(2).map(|folder| folder.join("site")).collect()
}

/// Serves `pkg/`.
pub fn service(folder: &Path) -> Router {
    let files = ServeDir::new(folder.join("pkg")).precompressed_br().precompressed_gzip();
    Router::new().fallback_service(files).layer(middleware::from_fn(keep_for_ever))
}

async fn keep_for_ever(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED {
        let immutable = HeaderValue::from_static("public, max-age=31536000, immutable");
        response.headers_mut().insert(header::CACHE_CONTROL, immutable);
    }
    response
}
