//! The other end of a request.

use axum::{
    extract::{ConnectInfo, Request},
    http::{HeaderMap, header},
    middleware::Next,
    response::Response,
};
use domain::Client;
use std::net::SocketAddr;

/// How many proxies before the server append to X-Forwarded-For.
#[derive(Clone, Copy, Debug)]
pub struct TrustedProxies(pub usize);

const FORWARDED_FOR: &str = "x-forwarded-for";
const MAX_USER_AGENT: usize = 512;

/// Puts a [`Client`] into the request, for the audit log.
pub async fn identify(mut request: Request, next: Next) -> Response {
    let proxies = request.extensions().get::<TrustedProxies>().map_or(0, |proxies| proxies.0);
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0);
    let headers = request.headers();
    let user_agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    let client = Client {
        remote_address: forwarded(headers, proxies).or_else(|| peer.map(|peer| peer.ip().to_string())),
        user_agent: user_agent.map(|text| text.chars().take(MAX_USER_AGENT).collect()),
    };
    request.extensions_mut().insert(client);
    next.run(request).await
}

/// The address that the outermost trusted proxy saw. What stands left of it, anybody may have written.
fn forwarded(headers: &HeaderMap, proxies: usize) -> Option<String> {
    let values = headers.get_all(FORWARDED_FOR).iter().filter_map(|value| value.to_str().ok());
    let addresses: Vec<&str> = values.flat_map(|value| value.split(',')).map(str::trim).collect();
    let index = addresses.len().checked_sub(proxies).filter(|_| proxies > 0)?;
    addresses.get(index)?.parse::<std::net::IpAddr>().ok().map(|address| address.to_string())
}

#[cfg(test)]
mod tests {
    use super::forwarded;
    use axum::http::HeaderMap;

    #[test]
    fn only_what_trusted_proxies_wrote_is_believed() {
        let mut headers = HeaderMap::new();
        headers.append("x-forwarded-for", "203.0.113.9, 198.51.100.7".parse().unwrap());
        headers.append("x-forwarded-for", "192.0.2.1".parse().unwrap());
        assert_eq!(forwarded(&headers, 0), None);
        assert_eq!(forwarded(&headers, 1).as_deref(), Some("192.0.2.1"));
        assert_eq!(forwarded(&headers, 2).as_deref(), Some("198.51.100.7"));
        assert_eq!(forwarded(&headers, 4), None);
    }
}
