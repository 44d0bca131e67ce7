//! Checks the dependencies that `cargo metadata` reports against the rules in `deny.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use spdx::{Expression, ParseMode};

use crate::workspace::Workspace;
use crate::{install, process};

/// The settings of cargo-deny's file that we know. Any other setting is refused, because xtask would not check it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Policy {
    licenses: Licenses,
    sources: Sources,
    bans: Bans,
    /// Only cargo-deny checks this.
    #[serde(rename = "advisories")]
    _advisories: toml::Table,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Licenses {
    allow: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Sources {
    #[serde(rename = "unknown-registry")]
    _unknown_registry: Deny,
    #[serde(rename = "unknown-git")]
    _unknown_git: Deny,
    allow_registry: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Bans {
    #[serde(rename = "multiple-versions")]
    _multiple_versions: Warn,
    deny: Vec<Ban>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ban {
    #[serde(rename = "crate")]
    name: String,
    reason: String,
}

/// The only value that these settings may have in our file.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Deny {
    Deny,
}

/// The only value that this setting may have in our file.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Warn {
    Warn,
}

/// The output of `cargo metadata`, as far as we use it.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    /// Where the package comes from; `None` for our own packages.
    source: Option<String>,
}

/// Checks every dependency that is compiled for this machine's platform or for browsers.
pub fn check(workspace: &Workspace) -> Result<()> {
    let policy = fs::read_to_string(workspace.root.join("deny.toml")).context("cannot read deny.toml")?;
    let policy: Policy = toml::from_str(&policy).context("deny.toml has what xtask does not know")?;
    let host = process::output(workspace.command("rustc").args(["--print", "host-tuple"]))?;
    let host = String::from_utf8_lossy(&host);
    let mut breaches = BTreeSet::new();
    let mut versions = BTreeMap::<_, BTreeSet<_>>::new();
    for platform in [host.trim(), install::WASM_TARGET] {
        let arguments = ["metadata", "--format-version=1", "--locked", "--filter-platform", platform];
        let metadata = process::output(&mut workspace.cargo(arguments))?;
        let Metadata { packages } = serde_json::from_slice(&metadata).context("cargo's metadata is not as expected")?;
        for package in packages.into_iter().filter(|package| package.source.is_some()) {
            breaches.extend(policy.breaches(&package));
            versions.entry(package.name).or_default().insert(package.version);
        }
    }
    println!("{} packages", versions.len());
    for (name, versions) in versions.iter().filter(|(_, versions)| versions.len() > 1) {
        println!(
            "  {name} in several versions: {}",
            versions.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
        );
    }
    ensure!(breaches.is_empty(), "deny.toml forbids:\n  {}", breaches.into_iter().collect::<Vec<_>>().join("\n  "));
    Ok(())
}

impl Policy {
    /// The reasons why this policy forbids a package; none if the package is allowed.
    fn breaches(&self, package: &Package) -> Vec<String> {
        let Package { name, version, license, source } = package;
        let mut breaches = Vec::new();
        if let Some(ban) = self.bans.deny.iter().find(|ban| ban.name == *name) {
            breaches.push(format!("{name} {version}: {}", ban.reason));
        }
        let source = source.as_deref().unwrap_or_default();
        let registry = source.strip_prefix("registry+");
        if !registry.is_some_and(|registry| self.sources.allow_registry.iter().any(|allowed| allowed == registry)) {
            breaches.push(format!("{name} {version}: it comes from {source:?}"));
        }
        let license = license.as_deref().unwrap_or_default();
        if !self.licenses.allow(license) {
            breaches.push(format!("{name} {version}: its licence is {license:?}"));
        }
        breaches
    }
}

impl Licenses {
    /// Whether the allowed licences satisfy `license`, the SPDX expression of a crate.
    fn allow(&self, license: &str) -> bool {
        // Old crates write `MIT/Apache-2.0`, which only the lax mode accepts.
        Expression::parse_mode(license, ParseMode::LAX)
            .is_ok_and(|license| license.evaluate(|one| self.allow.contains(&one.to_string())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CRATES: &str = "registry+https://github.com/rust-lang/crates.io-index";

    fn policy(more: &str) -> Result<Policy, toml::de::Error> {
        toml::from_str(&format!(
            r#"
            [licenses]
            allow = ["MIT", "Unicode-3.0"]
            [sources]
            unknown-registry = "deny"
            unknown-git = "deny"
            allow-registry = ["https://github.com/rust-lang/crates.io-index"]
            [bans]
            multiple-versions = "warn"
            deny = [{{ crate = "openssl-sys", reason = "not here" }}]
            [advisories]
            yanked = "deny"
            {more}"#
        ))
    }

    fn breaches(name: &str, license: Option<&str>, source: &str) -> Result<Vec<String>> {
        let (name, version) = (name.to_owned(), "1.0.0".to_owned());
        let package = Package { name, version, license: license.map(str::to_owned), source: Some(source.to_owned()) };
        Ok(policy("")?.breaches(&package))
    }

    #[test]
    fn a_licence_is_accepted_when_the_allowed_licences_satisfy_it() -> Result<()> {
        for license in ["MIT", "MIT/Apache-2.0", "GPL-3.0-only OR MIT", "(MIT OR Apache-2.0) AND Unicode-3.0"] {
            assert_eq!(breaches("a", Some(license), CRATES)?, Vec::<String>::new(), "{license}");
        }
        for license in ["GPL-3.0-only", "MIT AND GPL-3.0-only", "Apache-2.0 WITH LLVM-exception", "nonsense"] {
            assert_eq!(breaches("a", Some(license), CRATES)?, [format!("a 1.0.0: its licence is {license:?}")]);
        }
        assert_eq!(breaches("a", None, CRATES)?, [r#"a 1.0.0: its licence is """#]);
        Ok(())
    }

    #[test]
    fn a_package_from_another_source_or_a_banned_package_is_refused() -> Result<()> {
        for source in ["git+https://github.com/rust-lang/crates.io-index", "registry+https://example.org/index", ""] {
            assert_eq!(breaches("a", Some("MIT"), source)?, [format!("a 1.0.0: it comes from {source:?}")]);
        }
        assert_eq!(breaches("openssl-sys", Some("MIT"), CRATES)?, ["openssl-sys 1.0.0: not here"]);
        Ok(())
    }

    #[test]
    fn a_setting_that_xtask_does_not_know_is_refused() {
        assert!(policy("").is_ok());
        assert!(policy("[graph]\nall-features = true").is_err());
    }
}
