//! Health, for load balancers and supervisors.

use super::limits::Limits;
use axum::{Router, extract::State, http::StatusCode, routing::get};
use domain::{
    Domain,
    database::{self, Readiness},
};

/// `/health/live` says that the process runs. `/health/ready` says whether it can do its work, and if not, why.
pub fn routes(domain: Domain, limits: Limits) -> Router {
    let ready = get(ready).with_state((domain, limits));
    Router::new().route("/health/live", get(async || "live\n")).route("/health/ready", ready)
}

async fn ready(State((domain, limits)): State<(Domain, Limits)>) -> (StatusCode, &'static str) {
    if limits.is_overloaded() {
        return (StatusCode::SERVICE_UNAVAILABLE, "overloaded\n");
    }
    match database::ready(&domain).await {
        Readiness::Ready => (StatusCode::OK, "ready\n"),
        Readiness::NotMigrated => (StatusCode::SERVICE_UNAVAILABLE, "the database is not migrated\n"),
        Readiness::CannotRead => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
        Readiness::CannotWrite => (StatusCode::SERVICE_UNAVAILABLE, "nothing can be stored in the database\n"),
    }
}
