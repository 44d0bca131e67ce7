//! The words of the emails. Another language is another file beside `english.rs`, with the same functions.

mod english;

pub(super) use english::{email_changed, link, notice};

use crate::entity::words::Meeting;
use model::AuthenticatorKind;

/// An email, ready to be sent.
pub(super) struct Text {
    /// The subject. It contains no text that a person typed.
    pub subject: String,
    /// The body.
    pub body: String,
}

/// What every email says about the service.
pub(super) struct From<'a> {
    /// The service's name.
    pub service: &'a str,
    /// Who a user should contact if they were not expecting the email: a name, an address, a number, or all of them.
    pub contact: &'a str,
    /// Whether someone reads the replies.
    pub replies: bool,
}

/// What the email with a registration link tells. Text that a person typed has no line breaks.
pub(super) struct Link<'a> {
    pub kind: AuthenticatorKind,
    pub meeting: Option<Meeting>,
    /// The user's name.
    pub user: &'a str,
    /// The agent's name.
    pub agent: &'a str,
    /// The link. It is a secret: a reader of the email can use it.
    pub url: &'a str,
    /// When the link expires, as it stands after "expires": `at 8:14pm today`, `on 26 November 2026 at 0:14am`.
    pub expires: &'a str,
    /// The same with the date and the time zone.
    pub expires_in_full: &'a str,
}

/// What happened to an authenticator.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    Added,
    Removed,
    Suspended,
    Reinstated,
}

/// What the notice of a change of an authenticator tells. It has no secret and no links, so that users do not get
/// used to following links in emails.
pub(super) struct Notice<'a> {
    pub kind: AuthenticatorKind,
    pub change: Change,
    /// The user's name.
    pub user: &'a str,
    /// Where a passkey is saved, or the make and model.
    pub model: &'a str,
    /// When it happened, with the date and the time zone.
    pub at: &'a str,
    /// The name of who did it; `None` for the operator on the command line, and for the service itself.
    pub by: Option<&'a str>,
    /// Why it was removed, if an agent said so.
    pub reason: Option<&'a str>,
}

/// What the notice of a changed email address tells. It goes to the old address and to the new one, and names neither, so that nobody
/// learns the one address from the other.
pub(super) struct EmailChanged<'a> {
    /// The user's name.
    pub user: &'a str,
    /// When it happened, with the date and the time zone.
    pub at: &'a str,
    /// The agent's name; `None` for the operator on the command line.
    pub by: Option<&'a str>,
}
