//! Whether the server may tell a browser to forget the credential that it just used (`signalUnknownCredential`, WebAuthn Level 3,
//! section 5.1.10.2). This deletes a passkey, so the server does it only when the passkey can certainly not be used.

use crate::{Domain, Result, entity::authenticator};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use model::{AppError, CeremonyRefusal};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde::Deserialize;

/// The credential ID in the JSON of a credential.
#[derive(Deserialize)]
struct Named {
    id: String,
}

/// Whether the browser may forget the credential in `response` (JSON text), which was refused with `told`: when it was removed
/// and its signature was right, or when no authenticator on the register has or had this credential ID. A passkey that was refused
/// because it is not discoverable stays.
///
/// # Errors
/// When the database fails.
pub async fn may_be_forgotten(domain: &Domain, told: &AppError, response: &str) -> Result<bool> {
    match told {
        // This refusal is returned only after the signature was verified.
        AppError::Ceremony(CeremonyRefusal::Removed) => return Ok(true),
        // This passkey is where the user saved it, and may be found there. They are told that they can delete it.
        AppError::Ceremony(CeremonyRefusal::NotDiscoverable) => return Ok(false),
        AppError::Ceremony(_) | AppError::LinkEnded(_) => {}
        _ => return Ok(false),
    }
    let Ok(Named { id }) = serde_json::from_str(response) else { return Ok(false) };
    let Ok(id) = URL_SAFE_NO_PAD.decode(id) else { return Ok(false) };
    let known = authenticator::Entity::find().filter(authenticator::Column::CredentialId.eq(id));
    Ok(known.count(domain.db()).await? == 0)
}
