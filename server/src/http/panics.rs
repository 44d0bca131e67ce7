//! Handles panics. A panic is a bug: it must end only the one request, and the operator must find it in the log.

use app::api::request;
use axum::{
    extract::Request,
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};
use futures_util::FutureExt;
use model::AppError;
use std::panic::AssertUnwindSafe;

/// Sends an error in plain words when a request panicked. [`log`] writes the details to the log.
pub async fn catch(request: Request, next: Next) -> Response {
    let reference = request::reference(request.headers());
    let answer = AssertUnwindSafe(next.run(request)).catch_unwind().await;
    answer.unwrap_or_else(|_panic| {
        let told = AppError::Unexpected.logged(reference);
        (StatusCode::INTERNAL_SERVER_ERROR, format!("{told}\n")).into_response()
    })
}

/// Writes every panic to the log: in a request (with its method and path), in the stream of a response, or in a background task.
pub fn log() {
    std::panic::set_hook(Box::new(|panic| {
        let at = panic.location().map(ToString::to_string).unwrap_or_default();
        let what = panic.payload_as_str().unwrap_or("no words");
        let backtrace = std::backtrace::Backtrace::capture();
        tracing::error!(at, %backtrace, "panicked: {what}");
    }));
}

#[cfg(test)]
mod tests {
    use super::catch;
    use crate::http::api_body;
    use axum::{Router, body::Body, extract::Request, http::StatusCode, middleware, routing::get};
    use http_body_util::BodyExt;
    use model::{AppError, Reference};
    use tower::ServiceExt;

    async fn bug() {
        panic!("made by the test");
    }

    async fn answer(path: &str, id: Option<&str>) -> (StatusCode, String) {
        let router = Router::new()
            .route("/page", get(bug))
            .route("/api/function", get(bug))
            .layer(middleware::from_fn(catch))
            .layer(middleware::from_fn(api_body::type_errors));
        let request = Request::get(path);
        let request = id.into_iter().fold(request, |request, id| request.header("x-request-id", id));
        let answer = router.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let status = answer.status();
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        (status, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn a_panic_becomes_a_page_in_words_or_a_typed_error_of_a_server_function() {
        for id in [None, Some("3f9a-17c2-b0de")] {
            let told = AppError::Unexpected.logged(id.map(Reference::new));
            let (status, body) = answer("/page", id).await;
            assert_eq!((status, body), (StatusCode::INTERNAL_SERVER_ERROR, format!("{told}\n")));
            let (status, body) = answer("/api/function", id).await;
            assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
            assert_eq!(serde_json::from_str::<AppError>(&body).unwrap(), told);
        }
    }
}
