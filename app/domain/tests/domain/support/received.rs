//! An e-mail as its reader gets it, parsed independently of the library that sends.

use mail_parser::MessageParser;
use std::borrow::Cow;

/// A message that the server took.
#[derive(Clone, Debug)]
pub struct Received {
    /// The addresses of the envelope.
    pub recipients: Vec<String>,
    /// The headers and the body, unchanged.
    pub data: String,
}

impl Received {
    /// The names of the headers, in order.
    pub fn header_names(&self) -> Vec<String> {
        let message = MessageParser::new().parse(&self.data).unwrap();
        message.headers().iter().map(|header| header.name().to_owned()).collect()
    }

    /// The unfolded text of the header.
    pub fn header(&self, name: &'static str) -> String {
        let message = MessageParser::new().parse(&self.data).unwrap();
        message.header_raw(name).unwrap_or_default().trim().replace("\r\n", "")
    }

    pub fn subject(&self) -> String {
        MessageParser::new().parse(&self.data).unwrap().subject().unwrap().to_owned()
    }

    /// The name and the address of every recipient in the headers.
    pub fn to(&self) -> Vec<(String, String)> {
        let message = MessageParser::new().parse(&self.data).unwrap();
        let list = message.to().unwrap().clone().into_list();
        let text = |text: Option<Cow<'_, str>>| text.unwrap_or_default().into_owned();
        list.into_iter().map(|address| (text(address.name), text(address.address))).collect()
    }

    /// The decoded body with `
    /// ` line ends and one at the end, because the client decides how many there are.
    pub fn text(&self) -> String {
        let message = MessageParser::new().parse(&self.data).unwrap();
        message.body_text(0).unwrap().replace("\r\n", "\n").trim_end().to_owned() + "\n"
    }
}
