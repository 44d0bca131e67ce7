//! Who does something: a person who is signed in, or the operator.

use super::{Actor, HeldRole, reach::roles_over};
use crate::{Client, Domain, entity::organisation};
use model::{OPERATOR, StaffRole};
use std::fmt;
use uuid::Uuid;

/// The operator: the person who runs a command of `cim` on the server. They have no profile, and may do everything that a command
/// offers. The audit log names the user of the operating system who ran it.
#[derive(Clone, Debug)]
pub struct Operator {
    client: Client,
}

impl Operator {
    /// The operator, under the name of their user of the operating system.
    #[must_use]
    pub fn new(system_user: impl Into<String>) -> Self {
        Self { client: Client { system_user: Some(system_user.into()), ..Client::default() } }
    }

    /// The client of what they do.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.client
    }
}

/// Who does something.
#[derive(Clone, Copy, Debug)]
pub enum Who<'a> {
    /// A person who is signed in.
    Person(&'a Actor),
    /// The operator, on the command line.
    Operator(&'a Operator),
}

impl<'a> Who<'a> {
    /// The ID of the user; `None` for the operator.
    #[must_use]
    pub fn id(self) -> Option<Uuid> {
        self.person().map(|actor| actor.user_id)
    }

    /// The person who is signed in; `None` for the operator.
    #[must_use]
    pub const fn person(self) -> Option<&'a Actor> {
        match self {
            Self::Person(actor) => Some(actor),
            Self::Operator(_) => None,
        }
    }

    /// The name for a message to somebody else.
    #[must_use]
    pub fn name(self) -> &'a str {
        self.person().map_or(OPERATOR, |actor| &actor.name)
    }

    /// The client of the request, or of the command.
    #[must_use]
    pub const fn client(self) -> &'a Client {
        match self {
            Self::Person(actor) => &actor.client,
            Self::Operator(operator) => &operator.client,
        }
    }

    /// The staff roles that a person holds. The operator holds none.
    pub(super) fn held(self) -> &'a [HeldRole] {
        self.person().map_or(&[], |actor| &actor.roles)
    }

    /// The staff roles that reach the users of `organisation`. The operator may do what an RA Manager may do, everywhere.
    pub(super) fn roles_over(self, domain: &Domain, organisation: &organisation::Model) -> Vec<StaffRole> {
        match self {
            Self::Person(actor) => roles_over(domain, &actor.roles, organisation),
            Self::Operator(_) => vec![StaffRole::RaManager],
        }
    }
}

impl<'a> From<&'a Actor> for Who<'a> {
    fn from(actor: &'a Actor) -> Self {
        Self::Person(actor)
    }
}

impl<'a> From<&'a Operator> for Who<'a> {
    fn from(operator: &'a Operator) -> Self {
        Self::Operator(operator)
    }
}

/// For the log.
impl fmt::Display for Who<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person(actor) => actor.user_id.fmt(f),
            Self::Operator(_) => f.write_str("operator"),
        }
    }
}
