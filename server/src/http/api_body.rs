//! What server functions take as a body, and the status of what they cannot read.

use axum::{
    body::{self, Body},
    extract::Request,
    http::{Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use model::AppError;

/// An error in JSON is far smaller.
const MAX_ERROR: usize = 64 * 1024;

/// Refuses bodies that are neither JSON nor a form's: server functions do not look at the type themselves, and a page of
/// another site could send `text/plain` without asking first. And gives arguments that could not be read the status of
/// their typed error: Leptos 0.8 answers them with 500 before the function is called.
pub async fn check(request: Request, next: Next) -> Response {
    if request.method() == Method::POST {
        let type_ =
            request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let essence = type_.split(';').next().unwrap_or_default().trim();
        if !["application/json", "application/x-www-form-urlencoded"].contains(&essence) {
            return (StatusCode::UNSUPPORTED_MEDIA_TYPE, "Send application/json or a form\n").into_response();
        }
    }
    let of_function = request.uri().path().starts_with("/api/");
    let response = next.run(request).await;
    if of_function && response.status() == StatusCode::INTERNAL_SERVER_ERROR {
        return typed(response).await;
    }
    response
}

async fn typed(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = body::to_bytes(body, MAX_ERROR).await else {
        return (parts.status, "\n").into_response();
    };
    let status = serde_json::from_slice::<AppError>(&bytes).ok().map(|error| error.status());
    if let Some(status) = status.and_then(|status| StatusCode::from_u16(status).ok()) {
        parts.status = status;
    }
    Response::from_parts(parts, Body::from(bytes))
}
