//! Headers that every response carries.

use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use domain::Domain;
use leptos::nonce::Nonce;

const ALWAYS: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "publickey-credentials-create=(self), publickey-credentials-get=(self), camera=(), microphone=(), geolocation=()",
    ),
];

/// A page may set another policy.
const REFERRER_POLICY: HeaderValue = HeaderValue::from_static("no-referrer");

/// Makes the nonce of this request's page, puts it into the request for the code that renders the page, and sets the headers. A
/// response without a `Cache-Control` of its own gets `no-store`, because pages and responses contain personal details.
pub async fn set(State(domain): State<Domain>, mut request: Request, next: Next) -> Response {
    let nonce = Nonce::new();
    let policy = policy(&nonce);
    request.extensions_mut().insert(nonce);
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    if domain.settings().is_https() {
        let year = HeaderValue::from_static("max-age=31536000");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    headers.entry(header::REFERRER_POLICY).or_insert(REFERRER_POLICY);
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

fn policy(nonce: &Nonce) -> String {
    [
        "default-src 'none'; script-src 'nonce-",
        nonce,
        "' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
         form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    ]
    .concat()
}
