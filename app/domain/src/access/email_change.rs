//! What a change of a user's email address means for those who issue to the user.

use super::{Act, Person};
use crate::Domain;
use chrono::TimeDelta;
use model::{Activity, Refusal};

/// After the email address of a user was changed, only an RA Manager may issue to them for the time that the operator set. Somebody
/// who gets an agent to change the address cannot get an authenticator with it before the user reads of it at the old address.
///
/// # Errors
/// Why not.
pub(super) fn check<A: Act>(domain: &Domain, subject: &Person) -> Result<(), Refusal> {
    let issues = A::ACTIVITY == Activity::IssueAuthenticator && A::ACTIVE_ONLY;
    let Some(changed_at) = subject.user.email_changed_at.filter(|_| issues) else { return Ok(()) };
    let left = domain.settings().email_change_wait - (domain.now() - changed_at);
    if left <= TimeDelta::zero() {
        return Ok(());
    }
    let hours = u32::try_from((left.num_seconds() + 3599) / 3600).unwrap_or(u32::MAX).max(1);
    Err(Refusal::EmailChanged { hours })
}
