//! Which client sent a request.

use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use domain::Client;
use std::{
    fmt,
    net::{IpAddr, Ipv6Addr, SocketAddr},
    sync::{Arc, Once},
};

/// The proxies in front of the server.
#[derive(Clone)]
pub struct TrustedProxies {
    /// How many append to X-Forwarded-For.
    count: usize,
    /// Whether the log has already warned that an address could not be read.
    warned: Arc<Once>,
}

impl TrustedProxies {
    /// `count` proxies.
    pub fn new(count: usize) -> Self {
        Self { count, warned: Arc::new(Once::new()) }
    }
}

const FORWARDED_FOR: &str = "x-forwarded-for";
const MAX_USER_AGENT: usize = 512;
/// Supervisors and load balancers request these paths directly, without the proxies.
const HEALTH: &str = "/health/";

/// Puts a [`Client`] into the request, for the audit log. Behind a proxy the connection's own address is the proxy's, not the
/// client's. So a client whose address cannot be read has none, and the log warns the operator: only once, because the problem is
/// the same with every request.
pub async fn identify(State(proxies): State<TrustedProxies>, mut request: Request, next: Next) -> Response {
    let remote_address = match forwarded(request.headers(), proxies.count) {
        Forwarded::NoProxies => {
            request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_canonical())
        }
        Forwarded::Address(address) => Some(address),
        Forwarded::Unreadable(why) => {
            if !request.uri().path().starts_with(HEALTH) {
                proxies.warned.call_once(|| {
                    tracing::warn!(
                        "the address of a client is not known, so none is stored: {why}. Look at trusted_proxies and at what \
                         the proxies write. This is said only once."
                    );
                });
            }
            None
        }
    };
    let client = Client {
        remote_address: remote_address.map(|address| address.to_string()),
        user_agent: request.headers().get(header::USER_AGENT).map(user_agent),
        system_user: None,
    };
    request.extensions_mut().insert(client);
    next.run(request).await
}

/// The header's text, with anything that is not UTF-8 replaced: apps put their own names there, in their own encodings.
fn user_agent(value: &HeaderValue) -> String {
    String::from_utf8_lossy(value.as_bytes()).chars().take(MAX_USER_AGENT).collect()
}

/// What the proxies say about the client's address.
#[derive(Debug, PartialEq, Eq)]
enum Forwarded {
    /// There are no proxies, so the connection's address is the client's.
    NoProxies,
    Address(IpAddr),
    Unreadable(Unreadable),
}

/// Why an address cannot be read. The text itself is not repeated, because any client may have written it.
#[derive(Debug, PartialEq, Eq)]
enum Unreadable {
    TooFew { found: usize, proxies: usize },
    NotAnAddress { bytes: usize },
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooFew { found: 0, .. } => write!(f, "the request has no X-Forwarded-For"),
            Self::TooFew { found, proxies } => {
                write!(
                    f,
                    "X-Forwarded-For does not have the {proxies} addresses that trusted_proxies promises, but {found}"
                )
            }
            Self::NotAnAddress { bytes } => {
                write!(f, "X-Forwarded-For has no IP address where it should be, but a text with a length of {bytes}")
            }
        }
    }
}

/// The address that the outermost trusted proxy saw. Any client may have written the entries to the left of it, in any encoding.
fn forwarded(headers: &HeaderMap, proxies: usize) -> Forwarded {
    if proxies == 0 {
        return Forwarded::NoProxies;
    }
    let lines = headers.get_all(FORWARDED_FOR).iter().map(HeaderValue::as_bytes);
    let entries: Vec<&[u8]> = lines.flat_map(|line| line.split(|byte| *byte == b',')).map(<[u8]>::trim_ascii).collect();
    let entries: Vec<&[u8]> = entries.into_iter().filter(|entry| !entry.is_empty()).collect();
    let Some(entry) = entries.len().checked_sub(proxies).and_then(|index| entries.get(index)) else {
        return Forwarded::Unreadable(Unreadable::TooFew { found: entries.len(), proxies });
    };
    match std::str::from_utf8(entry).ok().and_then(address) {
        Some(address) => Forwarded::Address(address),
        None => Forwarded::Unreadable(Unreadable::NotAnAddress { bytes: entry.len() }),
    }
}

/// Reads an address in one of the forms that proxies write: with or without quotes and a port, IPv6 with or without brackets, and
/// with the name of a network interface. An IPv4 address in IPv6 notation becomes an IPv4 address.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text).trim();
    let in_brackets = text.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let address = match (in_brackets, text.split_once(':')) {
        (Some((address, port)), _) if port.is_empty() || port.strip_prefix(':').is_some_and(is_port) => ipv6(address)?,
        (Some(_), _) => return None,
        // More than one colon means IPv6.
        (None, Some((address, port))) if is_port(port) => IpAddr::V4(address.parse().ok()?),
        (None, Some(_)) => ipv6(text)?,
        (None, None) => IpAddr::V4(text.parse().ok()?),
    };
    Some(address.to_canonical())
}

fn ipv6(text: &str) -> Option<IpAddr> {
    let (address, _interface) = text.split_once('%').unwrap_or((text, ""));
    address.parse::<Ipv6Addr>().ok().map(IpAddr::V6)
}

fn is_port(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit()) && text.parse::<u16>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::{Forwarded, Unreadable, address, forwarded, user_agent};
    use axum::http::{HeaderMap, HeaderValue};

    /// The address in X-Forwarded-For, as text.
    fn read(headers: &HeaderMap, proxies: usize) -> Option<String> {
        match forwarded(headers, proxies) {
            Forwarded::Address(address) => Some(address.to_string()),
            _ => None,
        }
    }

    fn headers(lines: &[&[u8]]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append("x-forwarded-for", HeaderValue::from_bytes(line).unwrap());
        }
        headers
    }

    #[test]
    fn only_addresses_written_by_trusted_proxies_are_used() {
        let headers = headers(&[b"203.0.113.9, 198.51.100.7", b"192.0.2.1"]);
        assert_eq!(forwarded(&headers, 0), Forwarded::NoProxies);
        assert_eq!(read(&headers, 1).as_deref(), Some("192.0.2.1"));
        assert_eq!(read(&headers, 2).as_deref(), Some("198.51.100.7"));
        assert_eq!(read(&headers, 4), None);
    }

    #[test]
    fn entries_written_by_the_client_hide_no_entry_of_a_proxy() {
        for line in
            [&b"Zo\xE9, 192.0.2.1"[..], b"unknown,192.0.2.1", b",, 192.0.2.1", b"\"a, 192.0.2.1", b"x,192.0.2.1,"]
        {
            assert_eq!(read(&headers(&[line]), 1).as_deref(), Some("192.0.2.1"), "{line:?}");
        }
        assert_eq!(read(&headers(&[b"\xE9", b"192.0.2.1"]), 1).as_deref(), Some("192.0.2.1"));
    }

    #[test]
    fn an_address_is_read_in_every_form_that_proxies_use() {
        for (text, expected) in [
            ("192.0.2.1", "192.0.2.1"),
            ("192.0.2.1:443", "192.0.2.1"),
            ("\"192.0.2.1:443\"", "192.0.2.1"),
            ("2001:db8::1", "2001:db8::1"),
            ("2001:DB8:0:0:0:0:0:1", "2001:db8::1"),
            ("[2001:db8::1]", "2001:db8::1"),
            ("[2001:db8::1]:443", "2001:db8::1"),
            ("\"[2001:db8::1]:443\"", "2001:db8::1"),
            ("\" [2001:db8::1] \"", "2001:db8::1"),
            ("fe80::1%eth0", "fe80::1"),
            ("[fe80::1%25eth0]:443", "fe80::1"),
            ("::ffff:192.0.2.1", "192.0.2.1"),
            ("[::ffff:192.0.2.1]:443", "192.0.2.1"),
            ("::ffff:c000:201", "192.0.2.1"),
            ("::1", "::1"),
        ] {
            assert_eq!(address(text).map(|address| address.to_string()).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn an_invalid_address_is_ignored() {
        for text in [
            "",
            "unknown",
            "_hidden",
            "192.0.2",
            "192.0.2.256",
            "192.0.2.1:",
            "192.0.2.1:x",
            "192.0.2.1:65536",
            "192.0.2.1 443",
            "[192.0.2.1]:443",
            "[2001:db8::1",
            "2001:db8::1]",
            "[2001:db8::1]443",
            "[2001:db8::1]:",
            "[2001:db8::1]:x",
            "client.example",
            "client.example:443",
            "\"192.0.2.1",
            "%eth0",
        ] {
            assert_eq!(address(text), None, "{text}");
        }
    }

    #[test]
    fn the_reason_does_not_repeat_the_invalid_address() {
        for (lines, proxies, why) in [
            (&[][..], 1, "the request has no X-Forwarded-For"),
            (&[&b" , "[..]], 1, "the request has no X-Forwarded-For"),
            (&[b"192.0.2.1"], 2, "X-Forwarded-For does not have the 2 addresses that trusted_proxies promises, but 1"),
            (&[b"<script>"], 1, "X-Forwarded-For has no IP address where it should be, but a text with a length of 8"),
            (&[b"\xE9"], 1, "X-Forwarded-For has no IP address where it should be, but a text with a length of 1"),
        ] {
            let Forwarded::Unreadable(unreadable) = forwarded(&headers(lines), proxies) else { panic!("{lines:?}") };
            assert_eq!(unreadable.to_string(), why);
        }
        let unreadable = Unreadable::TooFew { found: 0, proxies: 1 };
        assert_eq!(forwarded(&HeaderMap::new(), 1), Forwarded::Unreadable(unreadable));
    }

    #[test]
    fn a_user_agent_with_any_bytes_is_kept() {
        let value = HeaderValue::from_bytes(b"Mozilla/5.0 (Windows NT 10.0) Zo\xE9/1").unwrap();
        assert_eq!(user_agent(&value), "Mozilla/5.0 (Windows NT 10.0) Zo\u{FFFD}/1");
        assert_eq!(user_agent(&HeaderValue::from_static("Zo")), "Zo");
        assert_eq!(user_agent(&HeaderValue::from_bytes("é".repeat(600).as_bytes()).unwrap()).chars().count(), 512);
    }
}
