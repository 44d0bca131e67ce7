//! What a server function accepts as a body.

use axum::{
    extract::Request,
    http::{Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// Refuses bodies that are neither JSON nor a form's: server functions do not look at the type themselves, and a page of
/// another site could send `text/plain` without asking first.
pub async fn check(request: Request, next: Next) -> Response {
    if request.method() == Method::POST {
        let type_ = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let essence = type_.split(';').next().unwrap_or_default().trim();
        if !["application/json", "application/x-www-form-urlencoded"].contains(&essence) {
            return (StatusCode::UNSUPPORTED_MEDIA_TYPE, "Send application/json or a form\n").into_response();
        }
    }
    next.run(request).await
}
