//! A message as RFC 5322 has it: plain text in UTF-8, one recipient.

use super::{Undelivered, mailer::Smtp};
use crate::{Domain, entity::user};
use lettre::{
    Address, Message,
    message::{
        Mailbox, SinglePart,
        header::{HeaderName, HeaderValue},
    },
};
use uuid::Uuid;

/// What one message has of its own.
pub(super) struct Letter<'a> {
    /// The same for every try to send it.
    pub id: Uuid,
    pub to: &'a user::Model,
    /// Fixed words: nothing that anybody typed.
    pub subject: String,
    pub text: String,
}

/// Puts a message together. lettre encodes every header; nothing that anybody typed reaches one but through its types.
pub(super) fn compose(domain: &Domain, smtp: &Smtp, letter: Letter<'_>) -> Result<Message, Undelivered> {
    let address: Address = letter.to.email.parse().map_err(|_| Undelivered::Address)?;
    let host = domain.settings().origin.host_str().unwrap_or_default();
    let mut message = Message::builder()
        .message_id(Some(format!("<{}@{host}>", letter.id)))
        .date(domain.now().into())
        .from(smtp.from.clone())
        .to(Mailbox::new(Some(line(&letter.to.name())), address))
        .subject(letter.subject)
        // RFC 3834: no automatic answers to it.
        .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned()));
    if let Some(reply_to) = &smtp.reply_to {
        message = message.reply_to(reply_to.clone());
    }
    message.singlepart(SinglePart::plain(letter.text)).map_err(|_| Undelivered::Address)
}

/// `text` on one line: a name with line breaks in it cannot add lines to a message, in the head or in the body.
pub(super) fn line(text: &str) -> String {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    text.chars().map(|c| if breaks(c) { ' ' } else { c }).collect()
}
