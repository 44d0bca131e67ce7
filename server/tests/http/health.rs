//! `/health/…`.

use crate::support::{Caller, Service};
use http::StatusCode;

#[tokio::test]
async fn a_service_with_a_migrated_database_is_live_and_ready() {
    let service = Service::start().await;
    for path in ["/health/live", "/health/ready"] {
        assert_eq!(service.get(&Caller::Anonymous, path).await.status, StatusCode::OK, "{path}");
    }
}
