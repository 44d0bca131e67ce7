//! The folder of the site. It contains the files that the server sends to browsers; `assets.json`, from which the server reads
//! their names; and `aaguids.json`, from which it reads the names of authenticator models.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::cache::{self, Part};

/// Puts the parts and the names of authenticator models into the site's folder.
///
/// A running server always finds a complete site. First, the new files are written beside the old ones, each atomically. A file
/// that has changed has another name, because its name has a hash in it. Then `assets.json` is replaced, and names the new
/// files. Then the old files are removed.
pub fn publish(site: &Path, parts: &[Part], model_names: &[u8]) -> Result<()> {
    let pkg = site.join("pkg");
    fs::create_dir_all(&pkg).with_context(|| format!("cannot create {}", pkg.display()))?;
    let mut current = BTreeSet::new();
    let mut assets = BTreeMap::new();
    for part in parts {
        for file in cache::list(&part.files)? {
            let name = file.file_name().context("a file without a name in the site's cache")?.to_owned();
            put(&pkg.join(&name), &fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?)?;
            current.insert(name);
        }
        assets.extend(part.names.iter().map(|(key, name)| (key, format!("/pkg/{name}"))));
    }
    put(&site.join("aaguids.json"), model_names)?;
    put(&site.join("assets.json"), &serde_json::to_vec_pretty(&assets)?)?;
    for file in cache::list(&pkg)? {
        if file.file_name().is_none_or(|name| !current.contains(name)) {
            fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
        }
    }
    Ok(())
}

/// Writes a file atomically: another process finds either the old content or all of the new content.
fn put(path: &Path, content: &[u8]) -> Result<()> {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    fs::write(&name, content)
        .and_then(|()| fs::rename(&name, path))
        .with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn publishing_replaces_the_old_assets_and_the_old_list_of_names() {
        let (site, part) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::create_dir(site.path().join("pkg")).unwrap();
        fs::write(site.path().join("pkg/old.css"), "").unwrap();
        fs::write(site.path().join("aaguids.json"), "old").unwrap();
        fs::write(part.path().join("style.1.css"), "body{}").unwrap();
        let names = BTreeMap::from([("stylesheet".to_owned(), "style.1.css".to_owned())]);

        publish(site.path(), &[Part { files: part.path().to_owned(), names }], br#"{"a":"b"}"#).unwrap();

        let read = |name| fs::read_to_string(site.path().join(name)).unwrap();
        assert_eq!(read("aaguids.json"), r#"{"a":"b"}"#);
        assert!(read("assets.json").contains("/pkg/style.1.css"));
        let files = |folder| cache::list(folder).unwrap().len();
        assert_eq!((files(&site.path().join("pkg")), files(site.path())), (1, 3));
    }
}
