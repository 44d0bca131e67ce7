//! An e-mail as its reader gets it, by a parser that has nothing to do with the library that sends.

use mail_parser::MessageParser;
use std::borrow::Cow;

/// A message that the server took.
#[derive(Clone, Debug)]
pub struct Received {
    /// The addresses of the envelope.
    pub recipients: Vec<String>,
    /// Head and body, as they came.
    pub data: String,
}

impl Received {
    /// The names of the headers, in order.
    pub fn header_names(&self) -> Vec<String> {
        let message = MessageParser::new().parse(&self.data).unwrap();
        message.headers().iter().map(|header| header.name().to_owned()).collect()
    }

    /// The header's text, without what folds it.
    pub fn header(&self, name: &'static str) -> String {
        let message = MessageParser::new().parse(&self.data).unwrap();
        message.header_raw(name).unwrap_or_default().trim().replace("\r\n", "")
    }

    pub fn subject(&self) -> String {
        MessageParser::new().parse(&self.data).unwrap().subject().unwrap().to_owned()
    }

    /// Name and address of every recipient in the head.
    pub fn to(&self) -> Vec<(String, String)> {
        let message = MessageParser::new().parse(&self.data).unwrap();
        let list = message.to().unwrap().clone().into_list();
        let text = |text: Option<Cow<'_, str>>| text.unwrap_or_default().into_owned();
        list.into_iter().map(|address| (text(address.name), text(address.address))).collect()
    }

    /// The body, decoded, with the line ends of this language, and one at the end: how many there are is the client's.
    pub fn text(&self) -> String {
        let message = MessageParser::new().parse(&self.data).unwrap();
        message.body_text(0).unwrap().replace("\r\n", "\n").trim_end().to_owned() + "\n"
    }
}
