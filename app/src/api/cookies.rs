//! The cookies of the product, and how a request's are read.

use domain::{Domain, Result, Secret};
use http::{HeaderMap, header};
use model::AppError;
use strum::{IntoStaticStr, VariantArray};

/// The cookies of the product. All are HttpOnly and SameSite=Strict; over https also Secure and bound to the host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
pub enum CookieName {
    /// The session of somebody who is signed in.
    #[strum(serialize = "cim-session")]
    Session,
    /// A sign-in under way.
    #[strum(serialize = "cim-sign-in")]
    SignIn,
    /// A test of an authenticator under way.
    #[strum(serialize = "cim-test")]
    Test,
    /// An attempt to register an authenticator.
    #[strum(serialize = "cim-attempt")]
    Attempt,
    /// Nothing secret: that it comes back shows that the browser keeps cookies.
    #[strum(serialize = "cim-cookies")]
    Kept,
}

/// How many secrets in cookies of one name are tried. A browser has one of each, and each may cost a look at the database.
pub(super) const MOST: usize = 8;

impl CookieName {
    /// Over https the prefix makes browsers refuse the cookie from anybody but this very host. Over http (localhost, to
    /// try the product) they would refuse it altogether.
    pub(super) fn full(self, https: bool) -> String {
        let word: &str = self.into();
        if https { format!("__Host-{word}") } else { word.to_owned() }
    }

    /// The values of this cookie in a request, in the order in which they were sent.
    ///
    /// Over https there is one at most: browsers let nobody else set a cookie with the prefix. Over http, another application
    /// on the same host (cookies know no port) may have set one of the same name, for a longer path or long ago, and the
    /// browser sends both. Which of them is ours, only the server knows: whoever asks tries each, and the first that is known
    /// counts. So one that means nothing hides none that does.
    pub(super) fn values<'a>(self, domain: &Domain, headers: &'a HeaderMap) -> impl Iterator<Item = &'a str> {
        let wanted = self.full(domain.settings().is_https());
        let named = pairs(headers).filter(move |(name, _)| *name == wanted.as_bytes());
        named.filter_map(|(_, value)| std::str::from_utf8(value).ok())
    }

    /// The secrets among the [values](Self::values) of this cookie, each once.
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

/// Every cookie of a request: name and value. They are read as bytes and pair by pair (RFC 6265, section 5.4): what another
/// application has stored in this browser, in whatever encoding, hides none of ours. Several `Cookie` headers are one. There
/// are no spaces but these two around a name or a value: were others taken off here, a name could pass for one with the prefix
/// `__Host-`, and for the same reason a comma separates nothing.
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

/// Whether the browser keeps cookies: it was given some before it sends what needs one, and has sent at least one of ours back.
///
/// # Errors
/// [`AppError::NoCookies`] when it has not.
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
    fn cookies_are_read_pair_by_pair() {
        let mut headers = HeaderMap::new();
        for line in [&b"a=1; b=Zo\xE9;c = \"2\" ; d"[..], b"", b";;=e; f=; g=h=i", b"\tj=\xFF\t"] {
            headers.append(header::COOKIE, HeaderValue::from_bytes(line).unwrap());
        }
        let expected: [(&[u8], &[u8]); 7] =
            [(b"a", b"1"), (b"b", b"Zo\xE9"), (b"c", b"2"), (b"", b"e"), (b"f", b""), (b"g", b"h=i"), (b"j", b"\xFF")];
        assert_eq!(pairs(&headers).collect::<Vec<_>>(), expected);
    }
}
