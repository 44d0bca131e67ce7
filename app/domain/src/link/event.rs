//! What each event of a link means for the audit log, for the live panel and for the user's e-mail, in one match.

use crate::{
    Change, Client, Result,
    audit::{self, Event, EventKind, Outcome, Source},
    entity::{notice, registration_token},
    mail,
    metrics::{Ceremony, CeremonyOutcome, Limit},
};
use model::{AuthenticatorKind, Meeting};
use serde_json::{Value, json};
use uuid::Uuid;

/// Something that happened to a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum LinkEvent {
    /// An agent generated it. It works for this number of minutes.
    Generated { minutes: i64 },
    /// The operator invited an RA Manager on the command line.
    Invited { minutes: i64 },
    /// Its page was loaded in a browser.
    Visited,
    /// *Continue* was pressed in a browser, for the first time or again with more known about the browser.
    Joined,
    /// The agent typed the match code of an attempt.
    Admitted,
    /// The agent typed a code that no attempt has. `left`: how many more wrong codes the link allows; at 0 it was cancelled.
    WrongCode { left: u32 },
    /// An attempt got options. `again`: the result of its last try was cleared.
    OptionsSent { again: bool },
    /// The server refused to send options to an attempt.
    OptionsRefused,
    /// The page reported the progress of its attempt.
    Reported,
    /// The page reported that something on its device did not work. `exception`: its name, one of a list.
    DeviceFailed { exception: &'static str },
    /// The server refused a response. `reason`: what the user was told.
    ResponseRefused { reason: String },
    /// An authenticator was registered. `model`: its name in words; `null` when it is not known.
    Registered { authenticator_id: Uuid, model: Value },
    /// The agent cancelled it.
    Cancelled,
    /// The user got a newer link. This link was replaced, or had expired.
    MadeWay,
    /// Too many attempts or refused responses were made with it.
    LockedOut,
    /// Its issuer may no longer issue to the user. `reason`: in words for the user's history.
    Lapsed { reason: &'static str },
    /// Its issuer can no longer sign in. `reason`: in words for the user's history.
    EndedWithAgent { reason: &'static str },
}

/// The person who made the request: `None` for the operator, and for a user with a link, who is not signed in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct By<'a> {
    pub agent_id: Option<Uuid>,
    pub client: &'a Client,
}

impl<'a> By<'a> {
    /// The browser of a user who has the link.
    pub fn bearer(client: &'a Client) -> Self {
        Self { agent_id: None, client }
    }
}

impl LinkEvent {
    /// Passes on what happened to `link`, within the change that stores it: to its panel, to the user by e-mail, and to the audit
    /// log.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tell(self, change: &mut Change<'_>, link: &registration_token::Model, by: By<'_>) -> Result<()> {
        let service = Client::default();
        let label = AuthenticatorKind::from(link.kind).label();
        let done = |kind, detail| Some((kind, Outcome::Done, by.agent_id, by.client, detail));
        self.count(change, link.kind.into());
        if self != (Self::OptionsSent { again: false }) {
            change.changes_link(link.id);
        }
        if let (Self::Generated { .. }, Some(agent)) = (&self, link.issued_by_id) {
            change.changes_links_of(agent);
        }
        let audited = match self {
            Self::Visited
            | Self::Joined
            | Self::OptionsSent { .. }
            | Self::OptionsRefused
            | Self::Reported
            | Self::MadeWay => None,
            Self::Generated { minutes } => {
                let meeting = link.meeting.map(|meeting| Meeting::from(meeting).label());
                let detail = json!({ "kind": label, "meeting": meeting, "minutes": minutes });
                done(EventKind::LinkGenerated, with_identity(detail, link))
            }
            Self::Invited { minutes } => {
                done(EventKind::Invited, with_identity(json!({ "kind": label, "minutes": minutes }), link))
            }
            Self::Admitted => done(EventKind::CodeEntered, json!({})),
            Self::WrongCode { left } => {
                let reason = match left {
                    0 => "Third wrong match code. Link cancelled",
                    _ => "Wrong match code",
                };
                let detail = json!({ "reason": reason, "left": left });
                Some((EventKind::CodeEntered, Outcome::Refused, by.agent_id, by.client, detail))
            }
            Self::Registered { authenticator_id, model } => {
                mail::queue(change, notice::Kind::Added, link.user_id, authenticator_id).await?;
                let detail = json!({ "kind": label, "model": model });
                Some((EventKind::Registered, Outcome::Done, Some(link.user_id), by.client, detail))
            }
            Self::Cancelled => done(EventKind::LinkCancelled, json!({})),
            Self::LockedOut => {
                let detail = json!({ "reason": "Too many attempts" });
                Some((EventKind::LinkLockedOut, Outcome::Done, None, by.client, detail))
            }
            // The service does this by itself. The audit event of the request names the person who made the request.
            Self::Lapsed { reason } => {
                Some((EventKind::LinkCancelled, Outcome::Done, None, &service, json!({ "reason": reason })))
            }
            Self::EndedWithAgent { reason } => done(EventKind::LinkCancelled, json!({ "reason": reason })),
            Self::ResponseRefused { reason } => return refused(change, link, by, EventKind::Registered, &reason).await,
            Self::DeviceFailed { exception } => {
                return refused(change, link, by, EventKind::DeviceFailed, exception).await;
            }
        };
        let Some((kind, outcome, actor_id, client, detail)) = audited else { return Ok(()) };
        let event = Event { kind, outcome, actor_id, subject_id: Some(link.user_id), detail, client };
        audit::record(change, event);
        Ok(())
    }

    /// Counts, after the commit, what operators watch.
    fn count(&self, change: &mut Change<'_>, kind: AuthenticatorKind) {
        let metrics = change.domain().metrics();
        let ceremony = |outcome| metrics.ceremony(Ceremony::Registration, Some(kind), outcome);
        let counter = match self {
            Self::OptionsSent { .. } => ceremony(CeremonyOutcome::Started),
            Self::Registered { .. } => ceremony(CeremonyOutcome::Done),
            Self::ResponseRefused { .. } => ceremony(CeremonyOutcome::Refused),
            Self::WrongCode { left: 0 } => metrics.limit(Limit::WrongCodes),
            Self::LockedOut => metrics.limit(Limit::LinkAttempts),
            Self::Generated { .. }
            | Self::Invited { .. }
            | Self::Visited
            | Self::Joined
            | Self::Admitted
            | Self::WrongCode { .. }
            | Self::OptionsRefused
            | Self::Reported
            | Self::DeviceFailed { .. }
            | Self::Cancelled
            | Self::MadeWay
            | Self::Lapsed { .. }
            | Self::EndedWithAgent { .. } => return,
        };
        change.counts(counter);
    }
}

/// Adds why the authenticator is issued, and how the identity of its owner was checked.
fn with_identity(mut detail: Value, link: &registration_token::Model) -> Value {
    if let (Some(identity), Some(fields)) = (link.identity(), detail.as_object_mut()) {
        fields.insert("why".to_owned(), identity.why.label().into());
        fields.insert("identity".to_owned(), ["identity checked: ", &identity.words()].concat().into());
    }
    detail
}

/// Audits that nothing was registered. Equal events of all browsers with the link are counted together, because one person may
/// join in many browsers.
async fn refused(
    change: &mut Change<'_>,
    link: &registration_token::Model,
    by: By<'_>,
    kind: EventKind,
    reason: &str,
) -> Result<()> {
    let label = AuthenticatorKind::from(link.kind).label();
    let event = Event {
        kind,
        outcome: Outcome::Refused,
        actor_id: None,
        subject_id: Some(link.user_id),
        detail: json!({ "kind": label, "reason": reason }),
        client: by.client,
    };
    audit::refuse_within(change, Source::Link(link.id), event).await
}
