//! Health, for load balancers and supervisors.

use axum::{Router, extract::State, http::StatusCode, routing::get};
use domain::{Domain, database};

/// `/health/live`: the process runs. `/health/ready`: the database answers and its tables are up to date.
pub fn routes(domain: Domain) -> Router {
    Router::new().route("/health/live", get(async || "live\n")).route("/health/ready", get(ready)).with_state(domain)
}

async fn ready(State(domain): State<Domain>) -> (StatusCode, &'static str) {
    match database::ready(domain.db()).await {
        Ok(true) => (StatusCode::OK, "ready\n"),
        Ok(false) => (StatusCode::SERVICE_UNAVAILABLE, "the database is not migrated\n"),
        Err(error) => {
            tracing::warn!(%error, "the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
        }
    }
}
