//! The text of the e-mail with a registration link.

use super::compose::line;
use crate::{
    Domain,
    entity::{registration_token, user, words::Meeting},
};
use model::AuthenticatorKind;

/// Returns the subject and the text. `url` is a secret: a reader of the e-mail can use the link.
pub(super) fn words(
    domain: &Domain,
    link: &registration_token::Model,
    user: &user::Model,
    agent: &str,
    url: &str,
    contact: &str,
) -> (String, String) {
    let (kind, agent) = (AuthenticatorKind::from(link.kind), line(agent));
    let what = kind.one();
    let present = match link.meeting {
        Some(Meeting::Video) => format!("Open it during your video call with {agent}"),
        Some(Meeting::FaceToFace) => format!("Open it while {agent} is with you"),
        None => "Open it".to_owned(),
    };
    let device = match kind {
        AuthenticatorKind::Passkey => "on the device that you want to sign in with",
        AuthenticatorKind::SecurityKey => "on a computer or phone that your security key fits",
        AuthenticatorKind::WindowsHello => "on your Windows computer",
    };
    let text = format!(
        "Hello {name},\n\n\
         {agent} made this link for you. With it you register {what} for your care identity:\n\n\
         {url}\n\n\
         {present}, {device}. It works once, until {end}.\n\n\
         Do not pass this message on: whoever has the link can register in your place.\n\n\
         If you did not expect this, do not open the link, and tell {contact} at once.\n\n\
         {service} sent this message automatically.\n",
        name = line(&user.name()),
        end = domain.moment(link.expires_at).words,
        service = line(&domain.settings().service_name),
    );
    (format!("Register {what} for your care identity"), text)
}
