//! Composes a message in the form of RFC 5322: plain text in UTF-8, one recipient.

use super::{Undelivered, mailer::Smtp, words::Text};
use crate::{Domain, entity::user};
use lettre::{
    Address, Message,
    message::{
        Mailbox, SinglePart,
        header::{HeaderName, HeaderValue},
    },
};
use uuid::Uuid;

/// The parts that differ between messages.
pub(super) struct Letter<'a> {
    /// The ID is the same for every try to send it.
    pub id: Uuid,
    pub to: &'a user::Model,
    /// The address: that of the directory, or another one of the same user.
    pub address: &'a str,
    pub text: Text,
}

/// Builds a message. lettre encodes every header, and text that a person typed reaches a header only through lettre's types.
pub(super) fn compose(domain: &Domain, smtp: &Smtp, letter: Letter<'_>) -> Result<Message, Undelivered> {
    let address: Address = letter.address.parse().map_err(|_| Undelivered::Address)?;
    let host = domain.settings().origin.host_str().unwrap_or_default();
    let mut message = Message::builder()
        .message_id(Some(format!("<{}@{host}>", letter.id)))
        .date(domain.now().into())
        .from(smtp.from.clone())
        .to(Mailbox::new(Some(line(&letter.to.name())), address))
        .subject(letter.text.subject)
        // RFC 3834: asks for no automatic replies.
        .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned()));
    if let Some(reply_to) = &smtp.reply_to {
        message = message.reply_to(reply_to.clone());
    }
    message.singlepart(SinglePart::plain(letter.text.body)).map_err(|_| Undelivered::Address)
}

/// Puts `text` on one line, so that a name with line breaks in it cannot add lines to the head or the body of a message.
pub(super) fn line(text: &str) -> String {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    text.chars().map(|c| if breaks(c) { ' ' } else { c }).collect()
}
