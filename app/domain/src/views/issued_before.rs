//! What an agent chose when they issued before.

use crate::{Domain, Result, access::Who, link::store};
use model::{AuthenticatorKind, Meeting};

/// How many links count. An agent who has generated so many without a certain kind reads its instructions again.
const LINKS: u64 = 100;

/// What an agent chose for the links that they generated lately, to whomever.
#[derive(Default)]
pub(super) struct IssuedBefore {
    /// The kind of meeting of their last link.
    pub meeting: Option<Meeting>,
    /// The kinds of authenticator, each once.
    pub kinds: Vec<AuthenticatorKind>,
}

/// What `actor` chose for the links that they generated lately.
///
/// # Errors
/// When the database fails.
pub(super) async fn issued_before(domain: &Domain, actor: Who<'_>) -> Result<IssuedBefore> {
    let Some(agent_id) = actor.id() else { return Ok(IssuedBefore::default()) };
    let links = store::last_of_agent(domain, agent_id, LINKS).await?;
    let mut before =
        IssuedBefore { meeting: links.iter().find_map(|(_, meeting)| *meeting).map(Into::into), kinds: vec![] };
    for (kind, _) in links {
        let kind = kind.into();
        if !before.kinds.contains(&kind) {
            before.kinds.push(kind);
        }
    }
    Ok(before)
}
