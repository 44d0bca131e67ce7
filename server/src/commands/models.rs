//! What the server knows about models of authenticators: the names that the build put into the site's folder, and the file of the
//! FIDO Metadata Service.

use crate::{Failure, config::Config, http};
use chrono::{DateTime, Utc};
use domain::models::{Metadata, MetadataError, Models, Names};
use std::path::Path;

/// The file of names that the build puts into the site's folder.
const NAMES: &str = "aaguids.json";

/// Reads both files. A problem with one is returned as a warning, in a sentence for the operator: the service works without the
/// file, except that it refuses security keys that the operator's policy cannot check without it.
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

#[cfg(test)]
mod tests {
    use super::load;
    use crate::config::Config;
    use domain::models::Models;
    use std::{collections::HashMap, fs, path::Path};
    use uuid::uuid;

    /// Loads with this site and these additional variables.
    fn load_from(site: &Path, variables: &[(&str, &str)]) -> Result<(Models, Vec<String>), String> {
        let site = ("CIM_SITE_ROOT", site.to_str().unwrap());
        let all =
            std::iter::once(&site).chain(variables).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let config = Config::from(None, all.collect::<HashMap<_, _>>()).unwrap();
        load(&config, "2026-11-22T14:05:00Z".parse().unwrap()).map_err(|error| error.to_string())
    }

    /// A site as the build makes it, with this list of names.
    fn site(names: Option<&str>) -> tempfile::TempDir {
        let site = tempfile::tempdir().unwrap();
        fs::write(site.path().join("assets.json"), "{}").unwrap();
        if let Some(names) = names {
            fs::write(site.path().join("aaguids.json"), names).unwrap();
        }
        site
    }

    #[test]
    fn the_names_come_from_the_file_that_the_build_put_into_the_site() {
        let site = site(Some(r#"{ "2fc0579f-8113-47ea-b116-bb5a8db9202a": "YubiKey 5 NFC" }"#));
        let (models, warnings) = load_from(site.path(), &[]).unwrap();
        assert_eq!(models.name(uuid!("2fc0579f-8113-47ea-b116-bb5a8db9202a")), "YubiKey 5 NFC");
        assert_eq!(warnings, [""; 0]);
    }

    #[test]
    fn without_the_names_file_the_server_uses_its_own_names_and_logs_a_warning_with_the_file() {
        for names in [None, Some("garbage"), Some(r#"{ "no AAGUID": "A key" }"#), Some("[]")] {
            let site = site(names);
            let (models, warnings) = load_from(site.path(), &[]).unwrap();
            assert_eq!(models.name(uuid!("fbfc3007-154e-4ecc-8c0b-6e020557d7bd")), "iCloud Keychain");
            assert_eq!(warnings.len(), 1, "{warnings:?}");
            assert!(warnings[0].contains(site.path().join("aaguids.json").to_str().unwrap()), "{warnings:?}");
        }
    }

    #[test]
    fn unusable_metadata_causes_a_warning_that_names_the_file_and_says_what_to_do() {
        let site = site(Some("{}"));
        let garbage = site.path().join("garbage.jwt");
        fs::write(&garbage, "e30.e30.AAAA").unwrap();
        for path in [garbage, site.path().join("missing.jwt"), site.path().to_owned()] {
            let path = path.to_str().unwrap();
            let (_, warnings) = load_from(site.path(), &[("CIM_FIDO_METADATA", path)]).unwrap();
            assert_eq!(warnings.len(), 1, "{warnings:?}");
            for said in [path, "Download https://mds3.fidoalliance.org/"] {
                assert!(warnings[0].contains(said), "{warnings:?}");
            }
            assert!(!warnings[0].contains("refused"), "nothing needs the file: {warnings:?}");
            let strict = [("CIM_FIDO_METADATA", path), ("CIM_SECURITY_KEY_MIN_CERTIFICATION", "l1")];
            let (_, warnings) = load_from(site.path(), &strict).unwrap();
            assert!(warnings[0].contains("every security key is refused"), "{warnings:?}");
        }
    }

    #[test]
    fn a_certification_level_without_metadata_stops_the_start() {
        let site = site(Some("{}"));
        let error = load_from(site.path(), &[("CIM_SECURITY_KEY_MIN_CERTIFICATION", "l1")]).unwrap_err();
        assert!(error.contains("needs fido_metadata"), "{error}");
    }
}
