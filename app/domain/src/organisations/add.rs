//! *Add an organisation*.

use super::{invalid, parent};
use crate::{
    Change, Domain, Result,
    access::{self, AddOrganisation, GeneralPermit},
    audit::{self, Event, EventKind, Outcome},
    directory,
};
use model::organisation;
use serde_json::json;

/// Adds an open organisation below the one with the ODS code `above`. Without one it is at the top of a tree of its own, which only
/// the operator can do, because no role would reach it.
///
/// # Errors
/// [`AppError::Invalid`](model::AppError::Invalid) with a sentence for a wrong field, also when the ODS code is taken or the
/// organisation above has closed; [`Refusal::NotBelowYours`](model::Refusal::NotBelowYours) (audited); when the database fails.
#[tracing::instrument(skip_all, fields(agent = %permit.actor()))]
pub async fn add(
    domain: &Domain,
    permit: &GeneralPermit<'_, AddOrganisation>,
    ods_code: &str,
    name: &str,
    above: &str,
) -> Result<()> {
    let ods_code = organisation::ods_code(ods_code).map_err(|message| invalid("ods_code", message))?;
    let name = organisation::name(name).map_err(|message| invalid("name", message))?;
    let above = above.trim();
    if above.is_empty() && !permit.is_operator() {
        return Err(invalid("parent", "Enter the ODS code of the organisation above it").into());
    }
    let actor = permit.actor();
    let added = domain
        .change(async |change: &mut Change<'_>| {
            directory::hold_tree(change).await?;
            let parent = if above.is_empty() { None } else { Some(parent(change, permit, above).await?) };
            directory::add_organisation(change, &ods_code, name.clone(), parent.as_ref()).await?;
            let event = Event {
                kind: EventKind::OrganisationAdded,
                outcome: Outcome::Done,
                actor_id: actor.id(),
                subject_id: None,
                detail: json!({
                    "organisation": name,
                    "ods_code": ods_code,
                    "above": parent.map(|parent| parent.ods_code),
                }),
                client: actor.client(),
            };
            audit::record(change, event);
            Ok(())
        })
        .await;
    access::audited(domain, actor, EventKind::OrganisationAdded, None, added).await
}
