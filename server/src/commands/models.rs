//! What the server knows of models of authenticators: the names that the build put into the site's folder, and the file of
//! the FIDO Metadata Service.

use crate::{Failure, config::Config, http};
use chrono::{DateTime, Utc};
use domain::models::{Metadata, MetadataError, Models, Names};
use std::path::Path;

/// Where the build puts the names, in the site's folder.
const NAMES: &str = "aaguids.json";

/// Reads both files. What is wrong with one is a warning, in a sentence for the operator: the service works without it, but
/// for the security keys that the operator's policy cannot check then.
///
/// # Errors
/// A sentence for the operator, when the policy does not parse or contradicts itself, or there is no site's folder.
pub fn load(config: &Config, now: DateTime<Utc>) -> Result<(Models, Vec<String>), Failure> {
    let mut warnings = Vec::new();
    let names = read_names(&http::site_folder(config)?.join(NAMES)).unwrap_or_else(|warning| {
        warnings.push(warning);
        Names::default()
    });
    let models = Models::new(names, read_metadata(&config.fido_metadata), config.security_key_policy()?)?;
    if let Err(error) = models.metadata().usable(now) {
        warnings.push(metadata_warning(&config.fido_metadata, &models, &error));
    }
    Ok((models, warnings))
}

fn read_names(path: &Path) -> Result<Names, String> {
    let read = std::fs::read(path).map_err(|error| error.to_string());
    read.and_then(|json| Names::parse(&json).map_err(|error| error.to_string())).map_err(|error| {
        format!(
            "the names of authenticators in {} cannot be read ({error}), so that most models are shown by their AAGUID. \
             Run `cargo xtask build`, and copy the whole site folder.",
            path.display()
        )
    })
}

fn read_metadata(path: &Path) -> Metadata {
    if path.as_os_str().is_empty() {
        return Metadata::NotSupplied;
    }
    match std::fs::read_to_string(path) {
        Ok(blob) => Metadata::read(&blob),
        Err(error) => Metadata::Unusable(MetadataError::Unreadable(error.to_string())),
    }
}

fn metadata_warning(path: &Path, models: &Models, error: &MetadataError) -> String {
    let effect = if models.wants_attestation() { "Until then every security key is refused." } else { "" };
    let told = format!(
        "the file {} that fido_metadata names {error}. Download https://mds3.fidoalliance.org/ to it, and restart. {effect}",
        path.display()
    );
    told.trim_end().to_owned()
}
