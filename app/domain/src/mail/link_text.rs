//! The facts of the email with a registration link.

use super::{
    compose::line,
    mailer::Smtp,
    words::{self, Link, Text},
};
use crate::{
    Domain,
    entity::{registration_token, user},
};

/// Writes the email. `url` is a secret: a reader of the email can use the link.
pub(super) fn text(
    domain: &Domain,
    smtp: &Smtp,
    link: &registration_token::Model,
    user: &user::Model,
    agent: &str,
    url: &str,
) -> Text {
    let at = domain.moment(link.expires_at).words;
    let expires = if at.ends_with("today") { format!("at {at}") } else { format!("on {at}") };
    let facts = Link {
        kind: link.kind.into(),
        meeting: link.meeting,
        user: &line(&user.name()),
        agent: &line(agent),
        url,
        expires: &expires,
        expires_in_full: &domain.moment_in_full(link.expires_at),
    };
    words::link(&facts, &smtp.words(&line(&domain.settings().service_name)))
}
