//! What an agent states about the identity of a user before they generate a link: why they issue an authenticator, and how they
//! checked who the user is. The statement is kept with the link.

use crate::error::FieldError;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

/// Why an authenticator is issued, in the order in which the page offers the reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "kebab-case")]
pub enum IssueReason {
    /// The user has none.
    First,
    /// The user has one and gets one more.
    Another,
    /// The user has lost one.
    Lost,
    /// Somebody else has one.
    Stolen,
    /// The user gets a new one and gives an old one up.
    Replaced,
}

impl IssueReason {
    /// The words on the page and in the history.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::First => "First authenticator",
            Self::Another => "Another authenticator",
            Self::Lost => "Replaces a lost one",
            Self::Stolen => "Replaces a stolen one",
            Self::Replaced => "Replaces an old one",
        }
    }

    /// The word in forms and in the database.
    #[must_use]
    pub fn slug(self) -> &'static str {
        self.into()
    }
}

/// What showed an agent who the user is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "kebab-case")]
pub enum IdentityProof {
    /// A passport.
    Passport,
    /// A driving licence with a photo.
    DrivingLicence,
    /// A national identity card.
    IdentityCard,
    /// Another document with a photo.
    OtherPhotoId,
    /// The agent knows the user.
    KnownToAgent,
    /// The user confirmed it with an authenticator that they still have.
    Authenticator,
    /// The operator invited the user on the command line, and answers for their identity. No agent can state this.
    Operator,
}

impl IdentityProof {
    /// What an agent can state, in the order of the page.
    pub const OFFERED: [Self; 6] = [
        Self::Passport,
        Self::DrivingLicence,
        Self::IdentityCard,
        Self::OtherPhotoId,
        Self::KnownToAgent,
        Self::Authenticator,
    ];

    /// The words on the page on which the agent states it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Passport => "Passport",
            Self::DrivingLicence => "Driving licence",
            Self::IdentityCard => "National identity card",
            Self::OtherPhotoId => "Other photo ID",
            Self::KnownToAgent => "They are known to me",
            Self::Authenticator => "Confirmed with an authenticator they still have",
            Self::Operator => "By the system operator",
        }
    }

    /// The words for everybody who reads it later.
    #[must_use]
    const fn words(self) -> &'static str {
        match self {
            Self::Passport => "passport",
            Self::DrivingLicence => "driving licence",
            Self::IdentityCard => "national identity card",
            Self::OtherPhotoId => "other photo ID",
            Self::KnownToAgent => "known to the agent",
            Self::Authenticator => "confirmed with an authenticator",
            Self::Operator => "by the system operator",
        }
    }

    /// The word in forms.
    #[must_use]
    pub fn slug(self) -> &'static str {
        self.into()
    }
}

/// A statement as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentityCheck {
    /// Why the authenticator is issued.
    pub why: IssueReason,
    /// What showed who the user is: at least one thing.
    pub how: Vec<IdentityProof>,
}

impl IdentityCheck {
    /// How identity was checked, in words: `passport, known to the agent`.
    #[must_use]
    pub fn words(&self) -> String {
        self.how.iter().map(|proof| proof.words()).collect::<Vec<_>>().join(", ")
    }
}

/// What an agent has answered. Nothing is chosen at first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentityAnswers {
    /// Why the authenticator is issued.
    pub why: Option<IssueReason>,
    /// What showed who the user is.
    pub how: Vec<IdentityProof>,
}

/// What the agent is told when they have not said why.
const NO_REASON: &str = "Select why you are issuing it";
/// What the agent is told when they have not said how they checked the identity.
const NO_PROOF: &str = "Select how you checked their identity";
/// What the agent is told when the user has an authenticator already.
const NOT_THE_FIRST: &str = "This user already has an authenticator. Select another reason";
/// What the agent is told when the user has no authenticator that works.
const NOTHING_TO_CONFIRM_WITH: &str =
    "This user has no active authenticator to confirm it with. Select how else you checked their identity";

impl IdentityAnswers {
    /// The statement that the answers make about a user. `has_one` says whether the user has an active authenticator. What was
    /// stated twice is kept once, in the order of the page.
    ///
    /// # Errors
    /// What is wrong, in the order of the page: a question was not answered, or an answer contradicts what is known of the user.
    pub fn check(&self, has_one: bool) -> Result<IdentityCheck, Vec<FieldError>> {
        let how: Vec<_> = IdentityProof::OFFERED.into_iter().filter(|proof| self.how.contains(proof)).collect();
        let wrong_why = match self.why {
            None => Some(NO_REASON),
            Some(IssueReason::First) if has_one => Some(NOT_THE_FIRST),
            Some(_) => None,
        };
        let wrong_how = match how.as_slice() {
            [] => Some(NO_PROOF),
            how if !has_one && how.contains(&IdentityProof::Authenticator) => Some(NOTHING_TO_CONFIRM_WITH),
            _ => None,
        };
        let wrong = wrong_why.map(|message| FieldError::new("why", message));
        let wrong: Vec<_> = wrong.into_iter().chain(wrong_how.map(|message| FieldError::new("how", message))).collect();
        match self.why {
            Some(why) if wrong.is_empty() => Ok(IdentityCheck { why, how }),
            _ => Err(wrong),
        }
    }
}

impl From<IdentityCheck> for IdentityAnswers {
    fn from(IdentityCheck { why, how }: IdentityCheck) -> Self {
        Self { why: Some(why), how }
    }
}

#[cfg(test)]
mod tests {
    use super::{IdentityAnswers, IdentityProof, IssueReason};

    fn wrong(why: Option<IssueReason>, how: &[IdentityProof], has_one: bool) -> Vec<(String, String)> {
        let answers = IdentityAnswers { why, how: how.to_vec() };
        let wrong = answers.check(has_one).err().unwrap_or_default();
        wrong.into_iter().map(|error| (error.field, error.message)).collect()
    }

    fn error(field: &str, message: &str) -> (String, String) {
        (field.to_owned(), message.to_owned())
    }

    #[test]
    fn both_questions_must_be_answered() {
        let (why, how) =
            (error("why", "Select why you are issuing it"), error("how", "Select how you checked their identity"));
        assert_eq!(wrong(None, &[], false), [why.clone(), how.clone()]);
        assert_eq!(wrong(None, &[IdentityProof::Passport], false), [why]);
        assert_eq!(wrong(Some(IssueReason::First), &[], false), [how]);
        assert_eq!(wrong(Some(IssueReason::First), &[IdentityProof::Passport], false), []);
    }

    #[test]
    fn an_agent_cannot_state_what_contradicts_the_profile() {
        let passport = [IdentityProof::Passport];
        let first = error("why", "This user already has an authenticator. Select another reason");
        assert_eq!(wrong(Some(IssueReason::First), &passport, true), [first]);
        let [(field, _)] = &wrong(Some(IssueReason::Lost), &[IdentityProof::Authenticator], false)[..] else {
            panic!("there is nothing to confirm it with");
        };
        assert_eq!(field, "how");
        assert_eq!(wrong(Some(IssueReason::Lost), &[IdentityProof::Authenticator], true), []);
    }

    #[test]
    fn only_the_operator_answers_for_an_identity_without_having_checked_it() {
        assert_eq!(wrong(Some(IssueReason::Another), &[IdentityProof::Operator], true).len(), 1);
    }

    #[test]
    fn a_statement_is_kept_once_and_in_the_order_of_the_page() {
        let how = vec![IdentityProof::KnownToAgent, IdentityProof::Passport, IdentityProof::Passport];
        let kept = IdentityAnswers { why: Some(IssueReason::Stolen), how }.check(true).unwrap();
        assert_eq!(kept.how, [IdentityProof::Passport, IdentityProof::KnownToAgent]);
        assert_eq!(kept.words(), "passport, known to the agent");
    }
}
