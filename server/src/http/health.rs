//! Health, for load balancers and supervisors.

use axum::{Router, extract::State, http::StatusCode, routing::get};
use domain::{
    Domain,
    database::{self, Readiness},
};

/// `/health/live` says that the process runs. `/health/ready` says whether it can do its work, and if not, why.
pub fn routes(domain: Domain) -> Router {
    Router::new().route("/health/live", get(async || "live\n")).route("/health/ready", get(ready)).with_state(domain)
}

async fn ready(State(domain): State<Domain>) -> (StatusCode, &'static str) {
    match database::ready(&domain).await {
        Readiness::Ready => (StatusCode::OK, "ready\n"),
        Readiness::NotMigrated => (StatusCode::SERVICE_UNAVAILABLE, "the database is not migrated\n"),
        Readiness::CannotRead => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
        Readiness::CannotWrite => (StatusCode::SERVICE_UNAVAILABLE, "nothing can be stored in the database\n"),
    }
}
