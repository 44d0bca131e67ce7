//! Whether a browser may be told to forget the credential that it just used (`signalUnknownCredential`, WebAuthn Level 3,
//! section 5.1.10.2). It deletes a passkey, so it is done only when the passkey is certainly of no use.

use crate::{Domain, Result, entity::authenticator};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use model::{AppError, CeremonyRefusal};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde::Deserialize;

/// Of a credential as JSON, what names it.
#[derive(Deserialize)]
struct Named {
    id: String,
}

/// Whether the credential in `response` (JSON text), which was refused with `told`, may be forgotten: when it was removed and
/// its signature was right, or when nobody on the register has or had a credential with this ID.
///
/// # Errors
/// When the database fails.
pub async fn may_be_forgotten(domain: &Domain, told: &AppError, response: &str) -> Result<bool> {
    match told {
        // Told only after the signature was verified.
        AppError::Ceremony(CeremonyRefusal::Removed) => return Ok(true),
        AppError::Ceremony(_) | AppError::LinkEnded(_) => {}
        _ => return Ok(false),
    }
    let Ok(Named { id }) = serde_json::from_str(response) else { return Ok(false) };
    let Ok(id) = URL_SAFE_NO_PAD.decode(id) else { return Ok(false) };
    let known = authenticator::Entity::find().filter(authenticator::Column::CredentialId.eq(id));
    Ok(known.count(domain.db()).await? == 0)
}
