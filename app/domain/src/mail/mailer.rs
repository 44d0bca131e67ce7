//! Hands messages over to the mail server.

use super::{MailSettings, words};
use crate::{Settings, SettingsError};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::Mailbox,
    transport::smtp::{self, extension::ClientId},
};
use std::time::Duration;
use tokio::sync::Semaphore;

/// How many registration links are sent at once. The limit keeps agents who press the button again and again, while the server
/// hangs, from opening many connections.
const LANES: usize = 4;

/// How the service sends email.
pub(crate) enum Mailer {
    /// The operator set no mail server up.
    None,
    /// By SMTP (RFC 5321).
    Smtp(Box<Smtp>),
}

/// A mail server, and the parts that all messages have in common.
pub(crate) struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    timeout: Duration,
    pub(super) from: Mailbox,
    pub(super) reply_to: Option<Mailbox>,
    contact: String,
    /// Notified of every notice that this process queues.
    lanes: Semaphore,
}

/// Why a message was not handed over, in our own words, because the words of a mail server would contain the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Undelivered {
    /// The directory's email address is not valid.
    #[error("Email address is not valid")]
    Address,
    /// The connection could not be made, or was lost.
    #[error("Mail server could not be reached")]
    Unreachable,
    /// The mail server did not respond in time.
    #[error("Mail server did not answer in time")]
    TooSlow,
    /// The server has no trusted certificate, or offers no encryption.
    #[error("Connection to the mail server could not be encrypted")]
    Tls,
    /// The server permanently refuses mail for this address, with this reply code (RFC 5321, section 4.2): 5xx.
    #[error("Mail server rejected the address ({0})")]
    Recipient(u16),
    /// The server's reply code: 4xx or 5xx.
    #[error("Mail server rejected the email ({0})")]
    Refused(u16),
    /// The server does not offer what this message or these settings need, such as STARTTLS or SMTPUTF8.
    #[error("Mail server does not support a setting we need")]
    NotOffered,
}

impl Undelivered {
    /// Whether the problem is the server's, so that the next message would fail too.
    pub(super) const fn is_the_servers(self) -> bool {
        match self {
            Self::Unreachable | Self::TooSlow | Self::Tls => true,
            // These codes mean that the server closes the connection, cannot encrypt, or does not let this service in (RFC 4954,
            // section 6).
            Self::Refused(code) => matches!(code, 421 | 454 | 530..=538),
            Self::Address | Self::Recipient(_) | Self::NotOffered => false,
        }
    }

    /// Whether another try would fail too.
    pub(super) const fn is_final(self) -> bool {
        matches!(self, Self::Address | Self::Recipient(_))
    }

    /// The meaning of a reply. `words` is the text after the code, which may begin with an enhanced code (RFC 3463). The reply
    /// does not say which command it belongs to: a 5xx whose enhanced code does not concern the recipient's address may be about
    /// the sender, which the operator can correct, so the message is tried again.
    fn reply(code: u16, words: &str) -> Self {
        let enhanced = words.split(|c: char| !c.is_ascii_digit() && c != '.').find(|word| {
            let parts: Vec<_> = word.split('.').collect();
            parts.len() == 3 && parts[0] == "5" && parts.iter().all(|part| !part.is_empty())
        });
        // 5.1.7 and 5.1.8 are about the sender's address.
        let recipient = |enhanced: &str| {
            (enhanced.starts_with("5.1.") && !matches!(enhanced, "5.1.7" | "5.1.8")) || enhanced == "5.2.1"
        };
        let of_recipient = enhanced.map_or(matches!(code, 550 | 551 | 553 | 556), recipient);
        if (500..600).contains(&code) && of_recipient { Self::Recipient(code) } else { Self::Refused(code) }
    }
}

impl Mailer {
    pub(crate) fn new(settings: &Settings) -> Result<Self, SettingsError> {
        let Some(mail) = &settings.mail else { return Ok(Self::None) };
        Ok(Self::Smtp(Box::new(Smtp::new(mail, settings.origin.host_str().unwrap_or_default())?)))
    }
}

impl Smtp {
    fn new(mail: &MailSettings, host: &str) -> Result<Self, SettingsError> {
        let url = mail.smtp_url.check()?;
        // Leave out lettre's own words, because they may repeat a part of the URL.
        let wrong = |_| SettingsError::mail("smtp_url", "it cannot be used; see the reference configuration");
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(mail.smtp_url.reveal()).map_err(wrong)?;
        if url.path().trim_matches('/').is_empty() {
            builder = builder.hello_name(ClientId::Domain(host.to_owned()));
        }
        let reply_to = Some(mail.reply_to.trim()).filter(|text| !text.is_empty());
        let contact = mail.contact.trim();
        if contact.is_empty() {
            return Err(SettingsError::mail("mail_contact", "it must say who users should contact"));
        }
        Ok(Self {
            transport: builder.timeout(Some(mail.timeout)).build(),
            timeout: mail.timeout,
            from: mailbox("mail_from", &mail.from)?,
            reply_to: reply_to.map(|text| mailbox("mail_reply_to", text)).transpose()?,
            contact: contact.to_owned(),
            lanes: Semaphore::new(LANES),
        })
    }

    /// What every email says about the service with this name.
    pub(super) fn words<'a>(&'a self, service: &'a str) -> words::From<'a> {
        words::From { service, contact: &self.contact, replies: self.reply_to.is_some() }
    }

    /// Hands `message` over, on a connection of its own. The timeout uses the runtime's clock, not the domain's, because it
    /// measures a network.
    pub(super) async fn hand_over(&self, message: Message) -> Result<(), Undelivered> {
        let sending = tokio::time::timeout(self.timeout, self.transport.send(message));
        sending.await.map_err(|_| Undelivered::TooSlow)?.map(drop).map_err(|error| why(&error))
    }

    /// Hands `message` over, when fewer than [`LANES`] others are being sent. The timeout starts when the turn of this message
    /// has come, because waiting for others is not yet a try.
    pub(super) async fn hand_over_in_turn(&self, message: Message) -> Result<(), Undelivered> {
        // The semaphore is never closed.
        let _lane = self.lanes.acquire().await.map_err(|_| Undelivered::Unreachable)?;
        self.hand_over(message).await
    }
}

fn mailbox(setting: &'static str, text: &str) -> Result<Mailbox, SettingsError> {
    text.parse().map_err(|_| SettingsError::mail(setting, "it is not an email address"))
}

fn why(error: &smtp::Error) -> Undelivered {
    match error.status() {
        Some(code) => Undelivered::reply(code.into(), &error.to_string()),
        None if error.is_timeout() => Undelivered::TooSlow,
        None if error.is_tls() => Undelivered::Tls,
        None if error.is_client() => Undelivered::NotOffered,
        None => Undelivered::Unreachable,
    }
}

#[cfg(test)]
mod tests {
    use super::Undelivered;

    #[test]
    fn a_reply_is_attributed_to_the_address_the_server_or_the_message() {
        for (code, words, is_final, is_the_servers) in [
            (550, "permanent error (550): 5.1.1 <a@b.example>: no such mailbox", true, false),
            (550, "permanent error (550): no such user here", true, false),
            (553, "permanent error (553): 5.1.3 bad address", true, false),
            (550, "permanent error (550): 5.7.1 relaying denied", false, false),
            (553, "permanent error (553): 5.1.8 <us@c.example>: sender is unknown", false, false),
            (554, "permanent error (554): 5.1.1 no such mailbox", true, false),
            (554, "permanent error (554): rejected, see 192.0.2.7", false, false),
            (451, "transient error (451): 4.3.0 try again later", false, false),
            (450, "transient error (450): greylisted", false, false),
            (421, "transient error (421): too busy", false, true),
            (454, "transient error (454): 4.7.0 temporary authentication failure", false, true),
            (530, "permanent error (530): 5.7.0 authentication required", false, true),
            (535, "permanent error (535): 5.7.8 wrong password", false, true),
        ] {
            let undelivered = Undelivered::reply(code, words);
            assert_eq!((undelivered.is_final(), undelivered.is_the_servers()), (is_final, is_the_servers), "{words}");
            assert!(undelivered.to_string().ends_with(&format!("({code})")), "{undelivered}");
        }
    }
}
