//! `/pkg/…`.

use crate::support::{Caller, Service};
use http::StatusCode;

#[tokio::test]
async fn existing_assets_are_cached_for_ever_and_missing_ones_are_not() {
    let service = Service::start().await;
    let found = service.get(&Caller::Anonymous, "/pkg/style.abc.css").await;
    assert_eq!(found.status, StatusCode::OK);
    assert_eq!(found.header("cache-control"), "public, max-age=31536000, immutable");
    let missing = service.get(&Caller::Anonymous, "/pkg/style.old.css").await;
    assert_eq!((missing.status, missing.header("cache-control")), (StatusCode::NOT_FOUND, "no-store"));
    let outside = service.get(&Caller::Anonymous, "/pkg/../assets.json").await;
    assert_eq!(outside.status, StatusCode::NOT_FOUND);
}
