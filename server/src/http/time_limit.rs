//! Ends requests that take too long. A statement on the database ends earlier, so this happens only when something hangs.

use app::api::request;
use axum::{
    extract::{Request, State},
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::metrics::{Limit, Metrics};
use model::AppError;
use std::time::Duration;

/// Sends an error in plain words when there is no response after `limit`. The body of a response, live events for example, may
/// take longer.
pub async fn keep(State((limit, metrics)): State<(Duration, Metrics)>, request: Request, next: Next) -> Response {
    let reference = request::reference(request.headers());
    let of_function = request.uri().path().starts_with("/api/");
    if let Ok(response) = tokio::time::timeout(limit, next.run(request)).await {
        return response;
    }
    metrics.limit(Limit::RequestTime).inc();
    tracing::error!(?limit, "no response within the time limit");
    // A commit that has begun is completed, so something may have been saved.
    let told = AppError::Uncertain.logged(reference);
    let status = StatusCode::SERVICE_UNAVAILABLE;
    if of_function { (status, axum::Json(told)).into_response() } else { (status, format!("{told}\n")).into_response() }
}

#[cfg(test)]
mod tests {
    use super::keep;
    use axum::{Router, body::Body, extract::Request, http::StatusCode, middleware, routing::get};
    use domain::metrics::Metrics;
    use http_body_util::BodyExt;
    use model::{AppError, Reference};
    use std::{future::pending, time::Duration};
    use tokio::time::timeout;
    use tower::ServiceExt;

    /// So long that a request without a time limit makes the test fail instead of hanging.
    const GUARD: Duration = Duration::from_secs(10);

    async fn answer(path: &str) -> (StatusCode, String) {
        let router = Router::new()
            .route("/page", get(pending::<()>))
            .route("/api/function", get(pending::<()>))
            .route("/quick", get(async || "done"))
            .layer(middleware::from_fn_with_state((Duration::ZERO, Metrics::new()), keep));
        let request = Request::get(path).header("x-request-id", "3f9a-17c2-b0de").body(Body::empty()).unwrap();
        let answer = timeout(GUARD, router.oneshot(request)).await.unwrap().unwrap();
        let status = answer.status();
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        (status, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn a_request_that_takes_too_long_gets_an_error_in_plain_words() {
        let told = AppError::Uncertain.logged(Some(Reference::new("3f9a-17c2-b0de")));
        assert_eq!(answer("/page").await, (StatusCode::SERVICE_UNAVAILABLE, format!("{told}\n")));
        let (status, json) = answer("/api/function").await;
        assert_eq!((status, serde_json::from_str(&json).ok()), (StatusCode::SERVICE_UNAVAILABLE, Some(told)));
        assert_eq!(answer("/quick").await, (StatusCode::OK, "done".to_owned()));
    }
}
