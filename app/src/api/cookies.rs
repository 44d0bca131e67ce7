//! The cookies of the product, and how they are read from a request.

use domain::{Domain, Result, Secret};
use http::{HeaderMap, header};
use model::AppError;
use strum::{IntoStaticStr, VariantArray};

/// The cookies of the product. All are HttpOnly and SameSite=Strict; over https also Secure and bound to the host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
pub enum CookieName {
    /// The session of a person who is signed in.
    #[strum(serialize = "cim-session")]
    Session,
    /// A sign-in that is not finished yet.
    #[strum(serialize = "cim-sign-in")]
    SignIn,
    /// A test of an authenticator that is not finished yet.
    #[strum(serialize = "cim-test")]
    Test,
    /// An attempt to register an authenticator.
    #[strum(serialize = "cim-attempt")]
    Attempt,
    /// Contains no secret. When the browser sends it back, the server knows that the browser keeps cookies.
    #[strum(serialize = "cim-cookies")]
    Kept,
}

/// How many cookies of one name are tried. A browser normally sends one of each name, and each that is tried may cost a query
/// of the database.
pub(super) const MOST: usize = 8;

impl CookieName {
    /// The name as it is sent. Over https it has the prefix `__Host-`, so that browsers accept the cookie only from this very
    /// host. Over http (on localhost, to try the product) browsers would refuse every cookie with that prefix.
    pub(super) fn full(self, https: bool) -> String {
        let word: &str = self.into();
        if https { format!("__Host-{word}") } else { word.to_owned() }
    }

    /// The values of this cookie in a request, in the order in which they were sent.
    ///
    /// Over https there is one at most, because browsers let no other host set a cookie with the prefix. Over http, another
    /// application on the same host may have set a cookie of the same name, for a longer path or long ago, because cookies do
    /// not depend on the port. The browser then sends both, and only the server can find out which of them is ours. The caller
    /// therefore tries each value and uses the first one that it knows, so that a foreign cookie never hides ours.
    pub(super) fn values<'a>(self, domain: &Domain, headers: &'a HeaderMap) -> impl Iterator<Item = &'a str> {
        let wanted = self.full(domain.settings().is_https());
        let named = pairs(headers).filter(move |(name, _)| *name == wanted.as_bytes());
        named.filter_map(|(_, value)| std::str::from_utf8(value).ok())
    }

    /// The secrets among the [values](Self::values) of this cookie, without duplicates.
    #[must_use]
    pub fn secrets(self, domain: &Domain, headers: &HeaderMap) -> Vec<Secret> {
        let mut secrets = Vec::new();
        for secret in self.values(domain, headers).filter_map(Secret::parse) {
            if secrets.len() < MOST && !secrets.contains(&secret) {
                secrets.push(secret);
            }
        }
        secrets
    }
}

/// The name and the value of every cookie of a request. They are read as bytes and pair by pair (RFC 6265, section 5.4), so
/// that a cookie of another application, in whatever encoding, never hides ours. Several `Cookie` headers are read as one.
///
/// Only spaces and tabs are removed around a name or a value, and commas do not separate cookies. Otherwise a cookie with
/// another name could be taken for one with the prefix `__Host-`.
fn pairs(headers: &HeaderMap) -> impl Iterator<Item = (&[u8], &[u8])> {
    let pairs = headers.get_all(header::COOKIE).iter().flat_map(|value| value.as_bytes().split(|byte| *byte == b';'));
    pairs.filter_map(|pair| {
        let mut parts = pair.splitn(2, |byte| *byte == b'=');
        Some((trim(parts.next()?), unquoted(trim(parts.next()?))))
    })
}

fn trim(mut bytes: &[u8]) -> &[u8] {
    while let [b' ' | b'\t', rest @ ..] | [rest @ .., b' ' | b'\t'] = bytes {
        bytes = rest;
    }
    bytes
}

fn unquoted(value: &[u8]) -> &[u8] {
    if let [b'"', inner @ .., b'"'] = value { inner } else { value }
}

/// Checks that the browser keeps cookies. Before a request that needs a cookie, the server has sent one to the browser, so the
/// browser must send at least one of ours back.
///
/// # Errors
/// [`AppError::NoCookies`] when it sends none of ours.
pub fn check_cookies(domain: &Domain, headers: &HeaderMap) -> Result<()> {
    let https = domain.settings().is_https();
    let ours = CookieName::VARIANTS.iter().map(|name| name.full(https)).collect::<Vec<_>>();
    let kept = pairs(headers).any(|(name, _)| ours.iter().any(|ours| ours.as_bytes() == name));
    if kept { Ok(()) } else { Err(AppError::NoCookies.into()) }
}

#[cfg(test)]
mod tests {
    use super::pairs;
    use http::{HeaderMap, HeaderValue, header};

    #[test]
    fn each_cookie_is_read_as_bytes_whatever_the_others_contain() {
        let mut headers = HeaderMap::new();
        for line in [&b"a=1; b=Zo\xE9;c = \"2\" ; d"[..], b"", b";;=e; f=; g=h=i", b"\tj=\xFF\t"] {
            headers.append(header::COOKIE, HeaderValue::from_bytes(line).unwrap());
        }
        let expected: [(&[u8], &[u8]); 7] =
            [(b"a", b"1"), (b"b", b"Zo\xE9"), (b"c", b"2"), (b"", b"e"), (b"f", b""), (b"g", b"h=i"), (b"j", b"\xFF")];
        assert_eq!(pairs(&headers).collect::<Vec<_>>(), expected);
    }
}
