//! Checks every request before any other code reads it (RFC 9110, RFC 9112, RFC 9113): it must have a method that is served here,
//! a target with a path, and exactly one host.

use axum::{
    extract::Request,
    http::{HeaderValue, Method, StatusCode, Version, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::net::Ipv6Addr;

/// The methods that are served.
const METHODS: HeaderValue = HeaderValue::from_static("GET, HEAD, POST, OPTIONS");

/// Standard methods that are not served. Any other method is unknown.
const KNOWN: [Method; 4] = [Method::PUT, Method::DELETE, Method::PATCH, Method::TRACE];

/// Refuses a request that is not well formed, so that pages and server functions never see it: Leptos panics when there is no
/// path.
pub async fn check(request: Request, next: Next) -> Response {
    if let Some(what) = fault(&request) {
        return (StatusCode::BAD_REQUEST, what).into_response();
    }
    match request.method() {
        // This asks about the whole service, not about one page.
        &Method::OPTIONS if request.uri().path() == "*" => (StatusCode::NO_CONTENT, allow()).into_response(),
        &Method::GET | &Method::HEAD | &Method::POST | &Method::OPTIONS => next.run(request).await,
        method if KNOWN.contains(method) => {
            (StatusCode::METHOD_NOT_ALLOWED, allow(), "This method is not served here.\n").into_response()
        }
        _ => (StatusCode::NOT_IMPLEMENTED, allow(), "This method is not known here.\n").into_response(),
    }
}

const fn allow() -> [(header::HeaderName, HeaderValue); 1] {
    [(header::ALLOW, METHODS)]
}

/// What is wrong with a request, in words for the author of the client or the operator of the proxy.
fn fault(request: &Request) -> Option<&'static str> {
    let (uri, version) = (request.uri(), request.version());
    if request.method() == Method::CONNECT {
        return Some("This is no proxy.\n");
    }
    let whole_service = request.method() == Method::OPTIONS && uri.path() == "*";
    if !uri.path().starts_with('/') && !whole_service {
        return Some("The target of a request begins with a slash.\n");
    }
    let hosts: Vec<_> = request.headers().get_all(header::HOST).iter().map(HeaderValue::as_bytes).collect();
    let target = uri.authority().map(|authority| authority.as_str().as_bytes());
    if !hosts.iter().copied().chain(target).all(is_host) {
        return Some("The host is not a valid one.\n");
    }
    match (&hosts[..], target) {
        ([_, _, ..], _) => Some("A request has one Host header, not more.\n"),
        // HTTP/2 has the host in the target, so there, and only there, the target and the header must agree. In HTTP/1.1 a host
        // in the target overrides the header.
        ([host], Some(target)) if version > Version::HTTP_11 && !host.eq_ignore_ascii_case(target) => {
            Some("The Host header names another host than the target.\n")
        }
        ([], Some(_)) if version > Version::HTTP_11 => None,
        // Some load balancers still send health checks with HTTP/1.0, which has no `Host` header.
        ([], _) if version < Version::HTTP_11 => None,
        ([], _) => Some("A request needs a Host header.\n"),
        ([_], _) => None,
    }
}

/// Whether this is a host, with or without a port: a name, an IPv4 address, or an IPv6 address in brackets. This is stricter than
/// RFC 3986, which allows nearly every byte in a name; no real host has such a name.
fn is_host(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let (good, rest) = match text.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, rest)) => (address.parse::<Ipv6Addr>().is_ok(), rest),
        None => {
            let (name, rest) = text.split_at(text.find(':').unwrap_or(text.len()));
            let of_a_name = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
            (!name.is_empty() && name.bytes().all(of_a_name), rest)
        }
    };
    good && (rest.is_empty() || rest.strip_prefix(':').is_some_and(is_port))
}

/// Whether this is a port. It may be empty after its colon.
fn is_port(text: &str) -> bool {
    text.is_empty() || (text.bytes().all(|byte| byte.is_ascii_digit()) && text.parse::<u16>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::{fault, is_host};
    use axum::{body::Body, extract::Request, http::Version};

    #[test]
    fn a_host_is_a_name_or_an_address_with_an_optional_port() {
        for host in ["localhost", "care.example:443", "192.0.2.1:3000", "[2001:db8::1]", "[::1]:3000", "a_b", "a:"] {
            assert!(is_host(host.as_bytes()), "{host}");
        }
        for host in [
            "", ":80", "a b", "a/b", "a@b", "a,b", "a:b", "a:65536", "a:+1", "a:1:2", "[::1", "[::g]", "::1", "Zoë",
            "%61",
        ] {
            assert!(!is_host(host.as_bytes()), "{host}");
        }
        assert!(!is_host(b"caf\xE9"));
    }

    #[test]
    fn each_http_version_names_the_host_in_its_own_way() {
        for (version, target, host, good) in [
            (Version::HTTP_10, "/", None, true),
            (Version::HTTP_10, "/", Some("a"), true),
            (Version::HTTP_11, "/", None, false),
            (Version::HTTP_11, "http://a/", None, false),
            (Version::HTTP_11, "http://a/", Some("b"), true),
            (Version::HTTP_11, "http://someone@a/", Some("a"), false),
            (Version::HTTP_2, "https://a/", None, true),
            (Version::HTTP_2, "https://a/", Some("A"), true),
            (Version::HTTP_2, "https://a/", Some("b"), false),
            (Version::HTTP_2, "/", Some("a"), true),
            (Version::HTTP_2, "/", None, false),
        ] {
            let request = Request::get(target).version(version);
            let request = host.into_iter().fold(request, |request, host| request.header("host", host));
            let fault = fault(&request.body(Body::empty()).unwrap());
            assert_eq!(fault.is_none(), good, "{version:?} {target} {host:?}: {fault:?}");
        }
    }
}
