//! The operator's settings for e-mail.

use crate::SettingsError;
use serde::Deserialize;
use std::{fmt, time::Duration};
use url::Url;

/// The mail server, the sender and the contact for e-mail.
#[derive(Clone, Debug)]
pub struct MailSettings {
    /// The mail server.
    pub smtp_url: SmtpUrl,
    /// The sender: `care-identity@example.nhs.uk`, or `Care Identity <care-identity@example.nhs.uk>`.
    pub from: String,
    /// The reply address, in the same form; empty: the sender.
    pub reply_to: String,
    /// Who a user should contact if they were not expecting an email. It stands at the end of a sentence, after a colon: `the RA
    /// service desk, ra@example.nhs.uk`.
    pub contact: String,
    /// How long sending one e-mail may take, including the connection. It must be well below the time for which a process claims
    /// a notice.
    pub timeout: Duration,
}

impl MailSettings {
    /// The default of `timeout`.
    pub const TIMEOUT: Duration = Duration::from_secs(15);
}

/// The address of a mail server. It may contain a password, so it never appears in `Debug`.
///
/// - `smtp://HOST:PORT`: not encrypted
/// - `smtp://HOST:PORT?tls=opportunistic`: encrypted (STARTTLS) if the server offers it
/// - `smtp://USER:PASSWORD@HOST:PORT?tls=required`: encrypted (STARTTLS), or not at all
/// - `smtps://USER:PASSWORD@HOST:PORT`: encrypted from the first byte
///
/// User and password are percent-encoded. A path is the name that the client gives itself (EHLO).
#[derive(Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(transparent)]
pub struct SmtpUrl(String);

impl SmtpUrl {
    /// Whether no mail server is named.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn reveal(&self) -> &str {
        &self.0
    }

    /// Refuses addresses that lettre accepts but understands differently from the operator: lettre ignores parameters that it
    /// does not know, and sends a password over an unencrypted connection too.
    pub(super) fn check(&self) -> Result<Url, SettingsError> {
        let wrong = |problem: &str| SettingsError::mail("smtp_url", problem);
        let url: Url = self.0.parse().map_err(|_| wrong("it is not a URL"))?;
        if !matches!(url.scheme(), "smtp" | "smtps") || url.host_str().is_none_or(str::is_empty) {
            return Err(wrong("it must begin with smtp://HOST or smtps://HOST"));
        }
        let mut tls = None;
        for (key, value) in url.query_pairs() {
            match (&*key, &*value) {
                ("tls", "required" | "opportunistic") if url.scheme() == "smtp" && tls.is_none() => tls = Some(value),
                _ => {
                    return Err(wrong(
                        "after ? only tls=required or tls=opportunistic is known, and only with smtp://",
                    ));
                }
            }
        }
        let encrypted = url.scheme() == "smtps" || tls.as_deref() == Some("required");
        match (url.username(), url.password()) {
            ("", None) => Ok(url),
            ("", Some(_)) | (_, None) => Err(wrong("a user needs a password, and a password a user")),
            _ if !encrypted => Err(wrong("a password is only sent encrypted: use smtps:// or ?tls=required")),
            _ => Ok(url),
        }
    }
}

impl From<&str> for SmtpUrl {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Debug for SmtpUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.0.parse().ok().and_then(|url: Url| Some([url.scheme(), "://", url.host_str()?].concat()));
        f.debug_tuple("SmtpUrl").field(&shown.as_deref().unwrap_or("[redacted]")).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::SmtpUrl;

    #[test]
    fn a_mail_server_address_is_read_completely_or_refused() {
        for (text, sound) in [
            ("smtp://localhost:2525", true),
            ("smtp://relay.example?tls=required", true),
            ("smtp://relay.example?tls=opportunistic", true),
            ("smtp://user:secret@relay.example:587?tls=required", true),
            ("smtps://user:secret@relay.example/care.example", true),
            ("smtp://user:secret@relay.example", false),
            ("smtp://user:secret@relay.example?tls=opportunistic", false),
            ("smtps://user@relay.example", false),
            ("smtps://:secret@relay.example", false),
            ("smtp://relay.example?starttls=required", false),
            ("smtp://relay.example?tls=Required", false),
            ("smtp://relay.example?tls=required&tls=opportunistic", false),
            ("smtps://relay.example?tls=opportunistic", false),
            ("http://relay.example", false),
            ("relay.example:25", false),
            ("smtp:", false),
        ] {
            let checked = SmtpUrl::from(text).check();
            assert_eq!(checked.is_ok(), sound, "{text}");
            if let Err(error) = checked {
                let error = error.to_string();
                assert!(error.starts_with("smtp_url: ") && !error.contains("secret"), "{error}");
            }
        }
    }

    #[test]
    fn debug_output_never_contains_the_password() {
        for text in ["smtps://user:secret@relay.example", "user:secret@relay.example", "secret"] {
            let shown = format!("{:?}", SmtpUrl::from(text));
            assert!(!shown.contains("secret") && !shown.contains("user"), "{shown}");
        }
    }
}
