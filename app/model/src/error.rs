//! One error type, shared by the server and the pages. Every variant has a sentence that a person can act on (its `Display`)
//! and an HTTP status. No variant contains text of the database or of a library.

use crate::{ceremony::CeremonyRefusal, link::LinkEnd, permission::Activity, reference::Reference};
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantNames};

/// The error of a server function.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error, IntoStaticStr, VariantNames)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum AppError {
    /// The input is not valid; each error names its field.
    #[error("Check what you entered")]
    Invalid(Vec<FieldError>),
    /// The request has no session, or the session has ended.
    #[error("You have been signed out. Sign in to continue.")]
    SignedOut,
    /// The person who is signed in may not do this.
    #[error("{0}")]
    Refused(Refusal),
    /// The thing does not exist, or the person may not know that it exists.
    #[error("We could not find this. It may have been removed, or the web address may be wrong.")]
    NotFound,
    /// No registration link has this token. The words say no more than that.
    #[error("This link is not valid. Check that you opened the whole link, or ask your RA agent for a new one.")]
    LinkUnknown,
    /// The registration link has ended.
    #[error("{}. {}", .0.title(), .0.advice())]
    LinkEnded(LinkEnd),
    /// The agent has not typed the match code of this attempt yet.
    #[error("Your RA agent has not entered your code yet. Read it out to them, or type it in the chat.")]
    NotAdmitted,
    /// The browser sent back none of the cookies that the server set.
    #[error("Your browser is not saving cookies. Allow cookies for this site, or use another browser. Then try again.")]
    NoCookies,
    /// Another request changed the state first.
    #[error("{0}")]
    Conflict(Conflict),
    /// The response to a WebAuthn ceremony was refused.
    #[error("{0}")]
    Ceremony(CeremonyRefusal),
    /// The refusal inside it. Its credential was removed or is not on the register, so the browser may forget the credential.
    #[error("{0}")]
    UnknownCredential(Box<AppError>),
    /// No mail server is set up.
    #[error("This service cannot send emails. Copy the link and send it another way.")]
    MailNotConfigured,
    /// The mail server did not accept a registration link.
    #[error("The email could not be sent. Copy the link and send it another way.")]
    MailFailed,
    /// More requests came from one network or browser, or for one link, than are answered. After this number of seconds, another
    /// one is.
    #[error("Too many requests are coming from your network. Wait {} second{}, then try again.", .0, if *.0 == 1 { "" } else { "s" })]
    TooManyRequests(u64),
    /// The server is answering as many requests as it can.
    #[error("Too many people are using the service. Nothing has been changed. Wait a few seconds, then try again.")]
    Overloaded,
    /// The database does not respond. Nothing was changed.
    #[error("Sorry, the service is unavailable. Nothing has been changed. Try again in a minute.")]
    Unavailable,
    /// The request took too long, or the database was lost during a commit, so nobody knows whether something was saved.
    #[error(
        "Sorry, the service took too long, so we do not know if this was saved. Reload the page and check before you try again."
    )]
    Uncertain,
    /// A bug in the service. The log has the details.
    #[error(
        "Sorry, there is a problem with the service. Nothing has been changed. Try again. If it keeps happening, contact support."
    )]
    Unexpected,
    /// One of the three errors above, with the reference by which the operator finds its details in the log.
    #[error("{error} Reference: {reference}")]
    Logged {
        /// What went wrong.
        error: Box<AppError>,
        /// What the person reads out to support.
        reference: Reference,
    },
    /// The browser could not reach the server, or could not read its response.
    #[error("We could not connect. Check your internet connection and try again.")]
    Unreachable,
}

impl AppError {
    /// The HTTP status of this error.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::UnknownCredential(refusal) => refusal.status(),
            Self::Logged { error, .. } => error.status(),
            Self::Invalid(_) => 400,
            Self::SignedOut => 401,
            Self::Refused(_) | Self::NotAdmitted => 403,
            Self::NotFound | Self::LinkUnknown => 404,
            Self::Conflict(_) => 409,
            Self::LinkEnded(_) => 410,
            Self::Ceremony(_) | Self::NoCookies => 422,
            Self::TooManyRequests(_) => 429,
            Self::Unexpected => 500,
            Self::MailNotConfigured => 501,
            Self::MailFailed => 502,
            Self::Overloaded | Self::Unavailable | Self::Uncertain | Self::Unreachable => 503,
        }
    }

    /// Adds the reference of the request to an error on our side. Any other error stays as it is, because the person can
    /// correct it without our help.
    #[must_use]
    pub fn logged(self, reference: Option<Reference>) -> Self {
        match (self, reference) {
            (error @ (Self::Unavailable | Self::Uncertain | Self::Unexpected), Some(reference)) => {
                Self::Logged { error: Box::new(error), reference }
            }
            (error, _) => error,
        }
    }

    /// Whether the server or its database could not be reached, or had too much to do, so that the same request may succeed later.
    #[must_use]
    pub fn is_out_of_reach(&self) -> bool {
        match self {
            Self::Unreachable | Self::Unavailable | Self::Uncertain | Self::Overloaded | Self::TooManyRequests(_) => {
                true
            }
            Self::Logged { error, .. } => error.is_out_of_reach(),
            _ => false,
        }
    }

    /// The refusal itself, and whether the browser may forget the credential that was refused.
    #[must_use]
    pub fn refusal(self) -> (Self, bool) {
        match self {
            Self::UnknownCredential(refusal) => (*refusal, true),
            refusal => (refusal, false),
        }
    }
}

/// What is wrong in one field of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The name of the field in the struct of the form.
    pub field: String,
    /// What is wrong and how to put it right.
    pub message: String,
}

impl FieldError {
    /// An error in `field`.
    pub fn new(field: &str, message: impl Into<String>) -> Self {
        Self { field: field.to_owned(), message: message.into() }
    }
}

/// Why a signed-in person may not do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error, IntoStaticStr, VariantNames)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Refusal {
    /// None of the person's roles allows it.
    #[error("Your role does not let you {}. Ask an RA Manager.", .0.words())]
    Role(Activity),
    /// The person has a role that allows it, but not for the user's organisation.
    #[error(
        "This user belongs to an organisation that your role does not cover. Ask an RA Manager of their organisation."
    )]
    OutOfReach,
    /// The user's email address was changed lately, so for this number of hours only an RA Manager may issue to them.
    #[error(
        "This user’s email address was changed. Only an RA Manager can do this for the next {}.",
        if *hours == 1 { "hour".to_owned() } else { format!("{hours} hours") }
    )]
    EmailChanged {
        /// The hours that are left, the last one included.
        hours: u32,
    },
    /// The person has a role that allows it, but the user holds a staff role at an organisation that it does not reach.
    #[error(
        "This user has a staff role at an organisation that your role does not cover. Ask an RA Manager of that organisation."
    )]
    StaffOutOfReach,
    /// The role that is to be granted or taken away is one at an organisation that the person's own role does not reach.
    #[error("Your role does not cover that organisation. Ask an RA Manager of that organisation.")]
    PlaceOutOfReach,
    /// The organisation that is to be changed is not below one at which the person is an RA Manager.
    #[error(
        "You can only change organisations below the one where you are an RA Manager. Ask an RA Manager of an organisation above it, or the system operator."
    )]
    NotBelowYours,
    /// People cannot issue to, or remove from, themselves.
    #[error("You cannot do this for your own account. Ask another RA agent.")]
    Yourself,
    /// Only an RA Manager may act on a user who holds a staff role.
    #[error("This user has a staff role, so only an RA Manager can do this.")]
    StaffNeedsManager,
    /// Another agent generated the link.
    #[error("Another agent generated this link. Only that agent or an RA Manager can open it.")]
    AnothersLink,
    /// The user's profile is closed.
    #[error("You cannot do this because this user’s profile is closed.")]
    UserInactive,
    /// The link has no match code, so any reader of the email could use it.
    #[error("This link does not have a match code, so you cannot email it. Copy it, or show the user its QR code.")]
    LinkWithoutCode,
}

/// What another request did first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error, IntoStaticStr, VariantNames)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Conflict {
    /// A link with which an authenticator was registered cannot be cancelled.
    #[error(
        "This link has already been used, so you cannot cancel it. If it was not used by the right person, remove the authenticator."
    )]
    LinkRegistered,
    /// Another agent has removed it already.
    #[error("This authenticator has already been removed.")]
    AlreadyRemoved,
    /// Two agents generated a link for the same user at the same moment.
    #[error("Another agent has just generated a link for this user. Check with them before you generate a new one.")]
    LinkGeneratedMeanwhile,
    /// The profile was closed already.
    #[error("This profile has already been closed.")]
    ProfileClosed,
    /// Somebody else has changed the details since the page was opened.
    #[error(
        "Someone else has changed these details since you opened this page. Check what they are now, then try again."
    )]
    DetailsChanged,
    /// The profile is open.
    #[error("This profile is already open.")]
    ProfileOpen,
    /// The authenticator was suspended before.
    #[error("This authenticator is already suspended.")]
    AlreadySuspended,
    /// There is nothing to reinstate.
    #[error("This authenticator is not suspended.")]
    NotSuspended,
    /// The person holds the role at that organisation already.
    #[error("This person already has that role at that organisation.")]
    RoleHeld,
    /// An organisation that has open organisations below it cannot close.
    #[error("There are open organisations below this one. Close them or move them first.")]
    OpenBelow,
    /// An organisation whose parent has closed cannot be open.
    #[error("The organisation above this one has closed. Reopen it first, or move this one.")]
    ClosedAbove,
    /// Without this RA Manager nobody could run the Registration Authority.
    #[error("This is the last RA Manager who can sign in. Make someone else an RA Manager first.")]
    LastManager,
}

#[cfg(feature = "server-fn")]
impl server_fn::error::FromServerFnError for AppError {
    type Encoder = server_fn::codec::JsonEncoding;

    fn from_server_fn_error(error: server_fn::error::ServerFnErrorErr) -> Self {
        use server_fn::error::ServerFnErrorErr as E;
        match error {
            E::Args(_) | E::MissingArg(_) => {
                Self::Invalid(vec![FieldError::new("", "There was a problem with your request. Try again.")])
            }
            // On the server these errors mean that the arguments could not be read. In the browser they mean that the response
            // could not be read.
            E::Request(_) | E::Deserialization(_) if !cfg!(target_arch = "wasm32") => {
                Self::Invalid(vec![FieldError::new("", "There was a problem with your request. Try again.")])
            }
            E::Request(_) | E::Response(_) | E::Deserialization(_) | E::UnsupportedRequestMethod(_) => {
                Self::Unreachable
            }
            _ => Self::Unexpected,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{AppError, FieldError, Refusal};
    use crate::Reference;

    #[test]
    fn an_error_is_unchanged_after_it_was_sent_as_json() {
        let error = AppError::Invalid(vec![FieldError::new("email", "Enter an email address")]);
        let json = serde_json::to_string(&error).unwrap();
        assert_eq!(json, r#"{"invalid":[{"field":"email","message":"Enter an email address"}]}"#);
        assert_eq!(serde_json::from_str::<AppError>(&json).unwrap(), error);
    }

    #[test]
    fn only_an_error_on_our_side_has_a_reference() {
        let reference = || Some(Reference::new("3f9a-17c2-b0de"));
        for error in [AppError::Unavailable, AppError::Unexpected] {
            let logged = error.clone().logged(reference());
            assert_eq!(logged.to_string(), format!("{error} Reference: 3f9a-17c2-b0de"));
            assert_eq!(logged.status(), error.status());
            assert_eq!(logged.is_out_of_reach(), error.is_out_of_reach());
            assert_eq!(logged.clone().logged(reference()), logged, "one reference is enough");
            assert_eq!(error.clone().logged(None), error);
        }
        for error in [AppError::NotFound, AppError::SignedOut, AppError::MailFailed, AppError::Unreachable] {
            assert_eq!(error.clone().logged(reference()), error);
        }
    }

    #[test]
    fn too_many_requests_are_told_how_long_to_wait() {
        let told = |seconds| AppError::TooManyRequests(seconds).to_string();
        assert_eq!(told(1), "Too many requests are coming from your network. Wait 1 second, then try again.");
        assert_eq!(told(20), "Too many requests are coming from your network. Wait 20 seconds, then try again.");
        let error = AppError::TooManyRequests(20);
        assert_eq!(serde_json::to_string(&error).unwrap(), r#"{"too_many_requests":20}"#);
        assert_eq!((error.status(), error.is_out_of_reach()), (429, true));
        assert_eq!((AppError::Overloaded.status(), AppError::Overloaded.is_out_of_reach()), (503, true));
    }

    #[test]
    fn a_refusal_says_who_can_help() {
        let refusal = AppError::Refused(Refusal::Role(crate::Activity::IssueAuthenticator));
        assert_eq!(refusal.to_string(), "Your role does not let you issue authenticators. Ask an RA Manager.");
        assert_eq!(refusal.status(), 403);
    }
}
