//! Checks the bodies that are sent to server functions, and sets the status for arguments that they cannot read.

use app::api::request;
use axum::{
    body::{self, Body},
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http_body_util::BodyExt;
use model::{AppError, FieldError, Reference};
use std::time::Duration;
use tokio::time::timeout;

/// The greatest length of a request body, in bytes. A credential has 64 KiB at most.
const MAX_BODY: usize = 128 * 1024;
/// How many bytes of a longer body are read and thrown away, so that its sender hears the refusal: a client that is still sending
/// when the connection is closed may not read the response.
const MAX_READ: usize = 16 * 1024 * 1024;
/// The greatest length of an error in JSON, in bytes. Real ones are far smaller.
const MAX_ERROR: usize = 64 * 1024;

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

/// Refuses bodies that are neither JSON nor a form: server functions do not check the type, and a page of another site could send
/// `text/plain` without a preflight request. Also refuses bodies that are too long or incomplete, because Leptos has no status of
/// its own for them, and those that have not arrived within `patience`.
pub async fn check(State(patience): State<Duration>, request: Request, next: Next) -> Response {
    if request.method() != Method::POST {
        return next.run(request).await;
    }
    if !is_read(request.headers()) {
        return (StatusCode::UNSUPPORTED_MEDIA_TYPE, "Send application/json or a form\n").into_response();
    }
    let (parts, body) = request.into_parts();
    let arrived = timeout(patience, read(&parts.headers, body)).await;
    match arrived.unwrap_or(Err(NotTaken::TooSlow)) {
        Ok(bytes) => next.run(Request::from_parts(parts, Body::from(bytes))).await,
        Err(refusal) => refusal.into_response(),
    }
}

/// Whether there is exactly one `Content-Type`, of a type that server functions read. Case and parameters do not matter.
fn is_read(headers: &HeaderMap) -> bool {
    let mut types = headers.get_all(header::CONTENT_TYPE).iter();
    let (Some(only), None) = (types.next(), types.next()) else { return false };
    let essence = only.as_bytes().split(|byte| *byte == b';').next().unwrap_or_default().trim_ascii();
    [JSON, FORM].iter().any(|known| essence.eq_ignore_ascii_case(known.as_bytes()))
}

/// Why a body is refused.
#[derive(Debug, PartialEq, Eq)]
enum NotTaken {
    TooLong,
    CutShort,
    TooSlow,
}

impl IntoResponse for NotTaken {
    fn into_response(self) -> Response {
        let (status, words) = match self {
            Self::TooLong => (StatusCode::PAYLOAD_TOO_LARGE, "What was sent is too long"),
            Self::CutShort => (StatusCode::BAD_REQUEST, "What was sent could not be read"),
            Self::TooSlow => (StatusCode::REQUEST_TIMEOUT, "What was sent took too long to arrive. Try again"),
        };
        (status, axum::Json(AppError::Invalid(vec![FieldError::new("", words)]))).into_response()
    }
}

/// Reads the whole body, whether or not its length was announced.
async fn read(headers: &HeaderMap, mut body: Body) -> Result<Vec<u8>, NotTaken> {
    let told = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if told.is_some_and(|told| told > MAX_BODY) && headers.contains_key(header::EXPECT) {
        // The client waits for permission before it sends the body, so there is nothing to read.
        return Err(NotTaken::TooLong);
    }
    let (mut bytes, mut length) = (Vec::new(), 0);
    while let Some(frame) = body.frame().await {
        let Ok(frame) = frame else { return Err(NotTaken::CutShort) };
        let Ok(data) = frame.into_data() else { continue };
        length += data.len();
        if length <= MAX_BODY {
            bytes.extend_from_slice(&data);
        } else if length > MAX_READ {
            break;
        }
    }
    if length > MAX_BODY { Err(NotTaken::TooLong) } else { Ok(bytes) }
}

/// Sets the status of a server function's error to that of its type: when Leptos 0.8 cannot read the arguments, it responds with
/// 500 before it calls the function. A failure without a typed error, because the function panicked, gets one.
pub async fn type_errors(request: Request, next: Next) -> Response {
    let of_function = request.uri().path().starts_with("/api/");
    let reference = request::reference(request.headers());
    let response = next.run(request).await;
    if of_function && response.status() == StatusCode::INTERNAL_SERVER_ERROR {
        return typed(response, reference).await;
    }
    response
}

async fn typed(response: Response, reference: Option<Reference>) -> Response {
    let (mut parts, body) = response.into_parts();
    let bytes = body::to_bytes(body, MAX_ERROR).await.unwrap_or_default();
    match serde_json::from_slice::<AppError>(&bytes) {
        Ok(AppError::Unexpected) | Err(_) => {
            (parts.status, axum::Json(AppError::Unexpected.logged(reference))).into_response()
        }
        Ok(error) => {
            parts.status = StatusCode::from_u16(error.status()).unwrap_or(parts.status);
            Response::from_parts(parts, Body::from(bytes))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_read;
    use axum::http::{HeaderMap, HeaderValue, header};

    #[test]
    fn a_content_type_is_read_in_any_case_and_with_or_without_parameters() {
        for (types, expected) in [
            (&["application/json"][..], true),
            (&["Application/JSON"], true),
            (&["application/json;charset=utf-8"], true),
            (&["application/json ; charset=\"UTF-8\""], true),
            (&["\tapplication/json"], true),
            (&["APPLICATION/X-WWW-FORM-URLENCODED; charset=utf-8"], true),
            (&["application/json;"], true),
            (&[], false),
            (&[""], false),
            (&[";"], false),
            (&["text/plain"], false),
            (&["text/plain;application/json"], false),
            (&["application/json, text/plain"], false),
            (&["application/jsonp"], false),
            (&["application/json", "text/plain"], false),
            (&["multipart/form-data; boundary=x"], false),
        ] {
            let mut headers = HeaderMap::new();
            for text in types {
                headers.append(header::CONTENT_TYPE, HeaderValue::from_str(text).unwrap());
            }
            assert_eq!(is_read(&headers), expected, "{types:?}");
        }
    }
}
