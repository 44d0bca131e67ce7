//! Hands an email with a registration link over to the mail server.

use super::{
    Undelivered,
    compose::{Letter, compose},
    link_text,
    mailer::Smtp,
};
use crate::{
    Domain,
    entity::{registration_token, user},
};

/// Sends `url`, which is a secret, to the address that the directory has for `to`, and waits until the mail server has accepted
/// it: at most 15 seconds from its turn on. Four links are sent at a time.
///
/// # Errors
/// When the mail server did not accept it.
pub(crate) async fn send_link(
    domain: &Domain,
    smtp: &Smtp,
    link: &registration_token::Model,
    to: &user::Model,
    agent: &str,
    url: &str,
) -> Result<(), Undelivered> {
    let text = link_text::text(domain, smtp, link, to, agent, url);
    let message = compose(domain, smtp, Letter { id: domain.random.uuid(), to, address: &to.email, text })?;
    smtp.hand_over_in_turn(message).await
}
