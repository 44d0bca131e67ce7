//! Whether a registration link is still valid: this depends on whether its issuer may still issue to its user, as both are now.

use super::{
    IssueAuthenticator,
    people::{People, Person},
    permit::may,
};
use crate::{Domain, Result, entity::registration_token};
use model::Refusal;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

/// Why a link is no longer valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lapse {
    /// Its issuer may not issue to its user. The text is for the user's history.
    Issuer(&'static str),
    /// Its user is not active, but may become active again.
    UserInactive,
}

/// The two people on whom the validity of a link depends.
pub(crate) struct Issuing {
    people: People,
    subject: Uuid,
    issuer: Option<Uuid>,
}

impl Issuing {
    /// Reads the user and the issuer of `link`, as they are now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn load(db: &impl ConnectionTrait, link: &registration_token::Model) -> Result<Self> {
        let (subject, issuer) = (link.user_id, link.issued_by_id);
        Ok(Self { people: People::load(db, issuer.into_iter().chain([subject])).await?, subject, issuer })
    }

    /// The user for whom the link was generated.
    ///
    /// # Errors
    /// [`Error::Bug`](crate::Error::Bug) when there is no such user.
    pub fn subject(&self) -> Result<&Person> {
        self.people.get(self.subject)
    }

    /// Checks whether the issuer may still issue to the user, by the rule that applied when they generated the link: they can sign
    /// in, and they may do [`IssueAuthenticator`]. The operator, who invites on the command line, always may.
    ///
    /// # Errors
    /// [`Error::Bug`](crate::Error::Bug) when one of them is missing.
    pub fn check(&self, domain: &Domain) -> Result<std::result::Result<(), Lapse>> {
        let subject = self.subject()?;
        let Some(issuer) = self.issuer else {
            // The invitation itself makes its user an RA Manager, so the user's roles do not matter here.
            return Ok(if subject.is_active() { Ok(()) } else { Err(Lapse::UserInactive) });
        };
        let issuer = self.people.get(issuer)?;
        if !issuer.is_active() {
            return Ok(Err(Lapse::Issuer("The agent who generated the link is no longer active")));
        }
        if !issuer.has_authenticator(domain) {
            return Ok(Err(Lapse::Issuer("The agent who generated the link can no longer sign in")));
        }
        Ok(may::<IssueAuthenticator>(domain, issuer, subject).map_err(lapse))
    }
}

/// The refusal in words for the user's history.
const fn lapse(refusal: Refusal) -> Lapse {
    Lapse::Issuer(match refusal {
        Refusal::UserInactive => return Lapse::UserInactive,
        Refusal::StaffNeedsManager => "The user now has a staff role, and an RA Manager did not generate the link",
        Refusal::OutOfReach => {
            "The user now belongs to an organisation that the agent who generated the link does not look after"
        }
        Refusal::EmailChanged { .. } => {
            "The email address of the user was changed, and an RA Manager did not generate the link"
        }
        Refusal::StaffOutOfReach => {
            "The user now has a staff role at an organisation that the agent who generated the link does not look after"
        }
        Refusal::Yourself => "The agent who generated the link is the user",
        Refusal::Role(_)
        | Refusal::PlaceOutOfReach
        | Refusal::NotBelowYours
        | Refusal::AnothersLink
        | Refusal::LinkWithoutCode => "The agent who generated the link no longer issues authenticators",
    })
}
