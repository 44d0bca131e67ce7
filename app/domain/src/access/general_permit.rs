//! The right to do something that has no user yet: creating one, for example, or changing an organisation.

use super::{Act, Reach, ViewProfile, Who, permit::reaches, refused, roles};
use crate::{Domain, Result, entity::organisation};
use model::Refusal;
use std::marker::PhantomData;

/// Proof that a person may do `A` somewhere. Ask [`GeneralPermit::reaches`] before it is done at an organisation.
#[derive(Debug)]
pub struct GeneralPermit<'a, A: Act> {
    actor: Who<'a>,
    act: PhantomData<A>,
}

impl<'a, A: Act> GeneralPermit<'a, A> {
    /// The person who does it.
    #[must_use]
    pub const fn actor(&self) -> Who<'a> {
        self.actor
    }

    /// Whether they may do it at `organisation`.
    pub fn reaches(&self, domain: &Domain, organisation: &organisation::Model) -> bool {
        reaches::<A>(domain, self.actor, organisation)
    }

    /// Whether the operator does it.
    #[must_use]
    pub const fn is_operator(&self) -> bool {
        matches!(self.actor, Who::Operator(_))
    }

    /// Checks whether they may do it at `organisation`. A refusal is audited.
    ///
    /// # Errors
    /// [`AppError::Refused`](model::AppError::Refused) with `refusal`; when the database fails.
    pub(crate) async fn check_place(
        &self,
        domain: &Domain,
        organisation: &organisation::Model,
        refusal: Refusal,
    ) -> Result<()> {
        if self.reaches(domain, organisation) {
            return Ok(());
        }
        Err(refused(domain, self.actor, A::EVENT, None, refusal).await?)
    }

    /// Whether they may view the users of `organisation`.
    pub(crate) fn may_view_users_of(&self, domain: &Domain, organisation: &organisation::Model) -> bool {
        reaches::<ViewProfile>(domain, self.actor, organisation)
    }

    /// The organisations at which they may do it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reach(&self, domain: &Domain) -> Result<Reach> {
        match self.actor {
            Who::Person(actor) => Reach::of(domain, &actor.roles, A::ACTIVITY).await,
            Who::Operator(_) => Ok(Reach::Everywhere),
        }
    }
}

/// Checks whether somebody may do `A` anywhere at all. A refusal is audited.
///
/// # Errors
/// [`AppError::Refused`](model::AppError::Refused).
pub async fn general_permit<'a, A: Act>(domain: &Domain, actor: impl Into<Who<'a>>) -> Result<GeneralPermit<'a, A>> {
    let actor = actor.into();
    let may = A::ACTIVITY.allowed_to_any(&roles(actor.held()), domain.settings().switches);
    if may || matches!(actor, Who::Operator(_)) {
        return Ok(GeneralPermit { actor, act: PhantomData });
    }
    Err(refused(domain, actor, A::EVENT, None, Refusal::Role(A::ACTIVITY)).await?)
}
