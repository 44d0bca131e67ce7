//! Handing a message to the mail server.

use super::MailSettings;
use crate::{Settings, SettingsError};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::Mailbox,
    transport::smtp::{self, extension::ClientId},
};
use std::time::Duration;
use tokio::sync::{Mutex, Notify};

/// How e-mail leaves the service.
pub(crate) enum Mailer {
    /// Not at all.
    None,
    /// By SMTP (RFC 5321).
    Smtp(Box<Smtp>),
}

/// A mail server, and what all messages have in common.
pub(crate) struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    timeout: Duration,
    pub(super) from: Mailbox,
    pub(super) reply_to: Option<Mailbox>,
    pub(super) contact: String,
    /// Told of every notice that this process queues.
    pub(super) wanted: Notify,
    /// Held while a registration link is sent.
    turn: Mutex<()>,
}

/// Why a message was not handed over. In our own words, without the address, which a mail server's words would repeat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Undelivered {
    /// The directory has something that is no address.
    #[error("the e-mail address is not valid")]
    Address,
    /// No connection, or it broke.
    #[error("the mail server could not be reached")]
    Unreachable,
    /// It took too long.
    #[error("the mail server did not answer in time")]
    TooSlow,
    /// No trusted certificate, or no encryption at all.
    #[error("the connection to the mail server could not be encrypted")]
    Tls,
    /// The server's reply code (RFC 5321, section 4.2): 4xx or 5xx.
    #[error("the mail server refused it ({0})")]
    Refused(u16),
    /// The server does not offer what this message or these settings need, such as STARTTLS or SMTPUTF8.
    #[error("the mail server does not offer what is needed")]
    NotOffered,
}

impl Undelivered {
    /// Whether the next message would fare as badly.
    pub(super) const fn is_the_servers(self) -> bool {
        matches!(self, Self::Unreachable | Self::TooSlow | Self::Tls)
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
        // Without lettre's own words: they may repeat a part of the URL.
        let wrong = |_| SettingsError::mail("smtp_url", "it cannot be used; see the reference configuration");
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(mail.smtp_url.reveal()).map_err(wrong)?;
        if url.path().trim_matches('/').is_empty() {
            builder = builder.hello_name(ClientId::Domain(host.to_owned()));
        }
        let reply_to = Some(mail.reply_to.trim()).filter(|text| !text.is_empty());
        let contact = mail.contact.trim();
        if contact.is_empty() {
            return Err(SettingsError::mail("mail_contact", "it must say whom to tell"));
        }
        Ok(Self {
            transport: builder.timeout(Some(mail.timeout)).build(),
            timeout: mail.timeout,
            from: mailbox("mail_from", &mail.from)?,
            reply_to: reply_to.map(|text| mailbox("mail_reply_to", text)).transpose()?,
            contact: contact.to_owned(),
            wanted: Notify::new(),
            turn: Mutex::new(()),
        })
    }

    /// Hands `message` over, on a connection of its own. The time runs on the runtime's clock, not on the domain's: what is
    /// measured is a network.
    pub(super) async fn hand_over(&self, message: Message) -> Result<(), Undelivered> {
        let sending = tokio::time::timeout(self.timeout, self.transport.send(message));
        sending.await.map_err(|_| Undelivered::TooSlow)?.map(drop).map_err(|error| why(&error))
    }

    /// The same, one after the other: agents who press again and again while the server hangs do not pile up connections.
    /// The wait for one's turn counts.
    pub(super) async fn hand_over_in_turn(&self, message: Message) -> Result<(), Undelivered> {
        let sending = async {
            let _turn = self.turn.lock().await;
            self.hand_over(message).await
        };
        tokio::time::timeout(self.timeout, sending).await.map_err(|_| Undelivered::TooSlow)?
    }
}

fn mailbox(setting: &'static str, text: &str) -> Result<Mailbox, SettingsError> {
    text.parse().map_err(|_| SettingsError::mail(setting, "it is not an e-mail address"))
}

fn why(error: &smtp::Error) -> Undelivered {
    match error.status() {
        Some(code) => Undelivered::Refused(code.into()),
        None if error.is_timeout() => Undelivered::TooSlow,
        None if error.is_tls() => Undelivered::Tls,
        None if error.is_client() => Undelivered::NotOffered,
        None => Undelivered::Unreachable,
    }
}
