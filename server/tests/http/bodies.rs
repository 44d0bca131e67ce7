//! Request bodies: their length, their type, and whether they arrive completely. (For raw bytes over a connection: see `raw`.)

use crate::support::{Answer, Caller, Service};
use axum::body::{Body, Bytes};
use futures_util::stream;
use http::{Request, StatusCode, header};
use model::AppError;
use std::{convert::Infallible, io};

const LIMIT: usize = 128 * 1024;

async fn post(service: &Service, types: &[&str], body: Body) -> Answer {
    let request = Request::post("/api/finish_sign_in").header("sec-fetch-site", "same-origin");
    let request = types.iter().fold(request, |request, text| request.header(header::CONTENT_TYPE, *text));
    service.send(&Caller::Anonymous, request.body(body).unwrap()).await
}

/// Arguments of `finish_sign_in` with this length.
fn arguments(length: usize) -> String {
    let empty = r#"{"credential":""}"#.len();
    format!(r#"{{"credential":"{}"}}"#, "x".repeat(length - empty))
}

/// A chunked body, whose length the server does not know in advance.
fn in_pieces(text: String) -> Body {
    let pieces: Vec<_> = text.into_bytes().chunks(10_000).map(Bytes::copy_from_slice).collect();
    Body::from_stream(stream::iter(pieces.into_iter().map(Ok::<_, Infallible>)))
}

#[tokio::test]
async fn a_body_that_is_too_long_is_refused_with_or_without_a_content_length() {
    let service = Service::start().await;
    for (length, too_long) in [(LIMIT, false), (LIMIT + 1, true), (200 * 1024, true), (6 * 1024 * 1024, true)] {
        for body in [Body::from(arguments(length)), in_pieces(arguments(length))] {
            let answer = post(&service, &["application/json"], body).await;
            if too_long {
                assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{length}: {}", answer.body);
                let AppError::Invalid(faults) = answer.error() else { panic!("{length}: {}", answer.body) };
                assert_eq!(faults[0].message, "What was sent is too long");
            } else {
                assert_eq!(answer.error(), AppError::NoCookies, "the function is asked");
            }
        }
    }
}

#[tokio::test]
async fn an_incomplete_body_is_a_bad_request() {
    let service = Service::start().await;
    let broken = io::Error::from(io::ErrorKind::ConnectionReset);
    let body = Body::from_stream(stream::iter([Ok(Bytes::from_static(b"{\"cred")), Err(broken)]));
    let answer = post(&service, &["application/json"], body).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{}", answer.body);
    assert!(matches!(answer.error(), AppError::Invalid(_)));
}

#[tokio::test]
async fn a_content_type_is_read_as_defined_in_rfc_9110() {
    let service = Service::start().await;
    let form = "application/x-www-form-urlencoded";
    for types in [
        &["application/json"][..],
        &["Application/JSON"],
        &["application/json ;charset=utf-8"],
        &["APPLICATION/JSON; Charset=\"UTF-8\""],
    ] {
        let answer = post(&service, types, Body::from(arguments(100))).await;
        assert_eq!(answer.error(), AppError::NoCookies, "{types:?}: {}", answer.body);
    }
    for types in
        [&[][..], &["text/plain"], &["text/json"], &["application/json", form], &["application/json, text/plain"]]
    {
        let answer = post(&service, types, Body::from(arguments(100))).await;
        assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{types:?}: {}", answer.body);
    }
    let request = Request::post("/api/sign_out")
        .header(header::CONTENT_TYPE, "Application/X-WWW-Form-Urlencoded; charset=utf-8")
        .header(header::ACCEPT, "text/html")
        .header("sec-fetch-site", "same-origin")
        .body(Body::empty());
    let answer = service.send(&Caller::Anonymous, request.unwrap()).await;
    assert_eq!(answer.status, StatusCode::FOUND, "{}", answer.body);
}
