//! The emails in English. Every sentence that a user reads in an email is on this page.

use super::{Change, EmailChanged, From, Link, Notice, Text};
use crate::entity::words::Meeting;
use model::AuthenticatorKind;

/// Who did what was done on the command line.
const OPERATOR: &str = "the system operator";

/// The words for a kind of authenticator.
struct KindWords {
    /// In the subject: "Register your passkey".
    your: &'static str,
    /// In a sentence: "a link to register a passkey".
    one: &'static str,
    /// At the beginning of a sentence: "A passkey has been added".
    first: &'static str,
    /// Where to open the link.
    device: &'static str,
    /// What the name of the model says.
    model: &'static str,
}

const fn kind_words(kind: AuthenticatorKind) -> KindWords {
    match kind {
        AuthenticatorKind::Passkey => KindWords {
            your: "your passkey",
            one: "a passkey",
            first: "A passkey",
            device: "on the device you want to sign in with",
            model: "Saved in",
        },
        AuthenticatorKind::SecurityKey => KindWords {
            your: "your security key",
            one: "a security key",
            first: "A security key",
            device: "on a computer or phone you can use your security key with",
            model: "Make and model",
        },
        AuthenticatorKind::WindowsHello => KindWords {
            your: "Windows Hello",
            one: "Windows Hello",
            first: "Windows Hello",
            device: "on your Windows computer",
            model: "Make and model",
        },
    }
}

/// When to open the link.
fn meeting_words(meeting: Option<Meeting>, agent: &str) -> String {
    match meeting {
        Some(Meeting::Video) => format!("Open it during your video call with {agent}"),
        Some(Meeting::FaceToFace) => format!("Open it while {agent} is with you"),
        None => "Open it".to_owned(),
    }
}

/// The email with a registration link.
pub(in crate::mail) fn link(link: &Link<'_>, from: &From<'_>) -> Text {
    let Link { kind, meeting, user, agent, url, expires, expires_in_full } = *link;
    let KindWords { your, one, device, .. } = kind_words(kind);
    let when = meeting_words(meeting, agent);
    let contact = contact(from);
    let end = end(from);
    let body = format!(
        "Hello {user},\n\n\
         {agent}, your RA agent, has sent you a link to register {one}:\n\n\
         {url}\n\n\
         {when}, {device}. The link works once and expires on {expires_in_full}.\n\n\
         Do not share this email. Anyone with the link could register a device in your name.\n\n\
         If you were not expecting this email, do not open the link. {contact}\n\n\
         {end}\n"
    );
    Text { subject: format!("Register {your} (link expires {expires})"), body }
}

/// The notice of a change of an authenticator.
pub(in crate::mail) fn notice(notice: &Notice<'_>, from: &From<'_>) -> Text {
    let Notice { kind, change, user, model, at, by, reason } = *notice;
    let words = kind_words(kind);
    let first = words.first;
    let (subject, so, done, danger) = match change {
        Change::Added => (
            format!("{first} has been added to your care identity"),
            "You can now use it to sign in.",
            "Added",
            "someone else may be able to sign in as you",
        ),
        Change::Removed => (
            format!("{first} has been removed from your care identity"),
            "You can no longer use it to sign in.",
            "Removed",
            "someone may be trying to stop you signing in",
        ),
        Change::Suspended => (
            format!("{first} has been suspended in your care identity"),
            "You cannot use it to sign in until an RA agent reinstates it.",
            "Suspended",
            "someone may be trying to stop you signing in",
        ),
        Change::Reinstated => (
            format!("{first} has been reinstated in your care identity"),
            "You can use it to sign in again.",
            "Reinstated",
            "someone else may be able to sign in as you",
        ),
    };
    let (type_, saved) = (kind.label(), words.model);
    let by = by.unwrap_or(match change {
        Change::Added | Change::Removed | Change::Reinstated => OPERATOR,
        Change::Suspended => "this service",
    });
    let reason = reason.map_or_else(String::new, |reason| format!("Reason: {reason}\n"));
    let contact = contact(from);
    let end = end(from);
    let body = format!(
        "Hello {user},\n\n\
         {subject}. {so}\n\n\
         Type: {type_}\n\
         {saved}: {model}\n\
         {done}: {at}\n\
         {done} by: {by}\n\
         {reason}\n\
         If you were expecting this, you do not need to do anything.\n\n\
         If you were not expecting this, {danger}. {contact}\n\n\
         We will never ask for your PIN or password, and this email does not contain any links.\n\n\
         {end}\n"
    );
    Text { subject, body }
}

/// The notice of a changed email address.
pub(in crate::mail) fn email_changed(notice: &EmailChanged<'_>, from: &From<'_>) -> Text {
    let EmailChanged { user, at, by } = *notice;
    let by = by.unwrap_or(OPERATOR);
    let subject = "The email address of your care identity has been changed";
    let contact = contact(from);
    let end = end(from);
    let body = format!(
        "Hello {user},\n\n\
         {subject}. We tell you at the old address and at the new one.\n\n\
         Changed: {at}\n\
         Changed by: {by}\n\n\
         If you were expecting this, you do not need to do anything.\n\n\
         If you were not expecting this, someone may be trying to sign in as you. {contact}\n\n\
         We will never ask for your PIN or password, and this email does not contain any links.\n\n\
         {end}\n"
    );
    Text { subject: subject.to_owned(), body }
}

/// Who to contact. It comes last, after a colon, so that a name, an address and a number all fit.
fn contact(from: &From<'_>) -> String {
    format!("Get help straight away. Contact: {}.", from.contact.trim_end_matches('.'))
}

fn end(from: &From<'_>) -> String {
    let replies = if from.replies { "" } else { " Do not reply." };
    format!("This is an automated email from {}.{replies}", from.service)
}
