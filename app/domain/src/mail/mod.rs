//! Email, if the operator set a mail server up: notices of changes of authenticators and of a changed address, and registration
//! links.
//!
//! A notice is queued in the transaction that makes the change, and sent afterwards in the background, so that a
//! mail server that does not respond neither delays nor undoes the change. A registration link is sent while the agent waits,
//! because only the agent's page has its token.

mod compose;
mod link_text;
mod mailer;
mod notice_text;
mod queue;
mod retry;
mod send_due;
mod send_link;
mod settings;
mod words;

pub use mailer::Undelivered;
pub(crate) use mailer::{Mailer, Smtp};
pub(crate) use queue::{queue, queue_by, queue_email_changed};
pub use send_due::{Round, send_due};
pub(crate) use send_link::send_link;
pub use settings::{MailSettings, SmtpUrl};

use crate::Domain;

/// Whether the operator set a mail server up.
#[must_use]
pub fn is_configured(domain: &Domain) -> bool {
    server(domain).is_some()
}

/// The mail server that the operator set up.
pub(crate) fn server(domain: &Domain) -> Option<&Smtp> {
    match &*domain.mailer {
        Mailer::Smtp(smtp) => Some(smtp),
        Mailer::None => None,
    }
}

/// Waits until this process queues a notice. Returns at once if it queued one since the last call. Without a mail server it never
/// returns.
pub async fn wanted(domain: &Domain) {
    match &*domain.mailer {
        Mailer::Smtp(_) => domain.notices_queued.notified().await,
        Mailer::None => std::future::pending().await,
    }
}
