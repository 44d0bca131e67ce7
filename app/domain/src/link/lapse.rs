//! Checks whether the issuer may still issue: before the prompt, and again in the transaction that stores the authenticator.

use super::{LinkEvent, LinkState, store::Stored};
use crate::{Change, Result, access::Issuing};
use model::CeremonyRefusal;

/// Checks, within the transaction, whether the issuer of an open link may still issue to its user. If not, returns what the user is
/// told, and the event if the link ended because of it. A link that has ended already is not checked: its own end is the answer.
///
/// # Errors
/// When the database fails.
pub(super) async fn lapse(
    change: &Change<'_>,
    stored: &mut Stored,
) -> Result<Option<(CeremonyRefusal, Option<LinkEvent>)>> {
    if stored.link.life.state != LinkState::Open {
        return Ok(None);
    }
    let issuing = Issuing::load(change.rows(), &stored.row).await?;
    Ok(issuing.check(change.domain())?.err().map(|lapse| stored.link.lapse(lapse)))
}
