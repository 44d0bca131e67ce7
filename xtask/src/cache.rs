//! Keeps the finished parts of the site in `target/site-cache`. A part is made again only when its inputs have changed.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use crate::workspace::{Mode, Workspace};

/// A finished file that does not have its final name yet.
pub struct Asset {
    /// The key of the file in `assets.json`, e.g. `agents_js`.
    pub key: String,
    /// The beginning of the file's name.
    pub stem: String,
    /// The end of the file's name.
    pub extension: String,
    pub content: Vec<u8>,
}

/// The finished files of one part of the site.
pub struct Part {
    /// The folder that contains these files and nothing else.
    pub files: PathBuf,
    /// The file names, by their keys in `assets.json`.
    pub names: BTreeMap<String, String>,
}

/// Returns the part called `name`. If the kept part was made from the same `inputs`, it is returned. Otherwise `make` makes it.
pub fn part(
    workspace: &Workspace,
    mode: Mode,
    name: &str,
    inputs: &[&[u8]],
    make: impl FnOnce() -> Result<Vec<Asset>>,
) -> Result<Part> {
    let cache = workspace.target.join("site-cache").join(match mode {
        Mode::Release => "release",
        Mode::Dev => "dev",
    });
    fs::create_dir_all(&cache).with_context(|| format!("cannot create {}", cache.display()))?;
    let kept = cache.join(format!("{name}.{}", key(inputs)));
    if kept.is_dir() {
        println!("      unchanged");
    } else {
        let assets = make()?;
        let new = cache.join("new");
        if new.exists() {
            fs::remove_dir_all(&new).context("cannot remove what an interrupted build left in the site's cache")?;
        }
        write_part(&new, mode, assets)?;
        for old in list(&cache)? {
            if old.file_stem().is_some_and(|stem| stem == name) {
                fs::remove_dir_all(&old).with_context(|| format!("cannot remove {}", old.display()))?;
            }
        }
        // Rename last, so that a folder with this name is always complete.
        fs::rename(&new, &kept).with_context(|| format!("cannot create {}", kept.display()))?;
    }
    let names = kept.join("names.json");
    let names = fs::read(&names).with_context(|| format!("cannot read {}", names.display()))?;
    Ok(Part { files: kept.join("files"), names: serde_json::from_slice(&names).context("the site's cache is broken")? })
}

/// Writes each asset under a name with a hash in it. In release mode, also writes its compressed forms beside it.
fn write_part(folder: &Path, mode: Mode, assets: Vec<Asset>) -> Result<()> {
    let files = folder.join("files");
    fs::create_dir_all(&files).context("cannot create a folder in the site's cache")?;
    let mut names = BTreeMap::new();
    for asset in assets {
        let name = format!("{}.{}.{}", asset.stem, key(&[&asset.content]), asset.extension);
        let file = files.join(&name);
        let mut written = vec![(file.clone(), asset.content.len())];
        if mode == Mode::Release {
            for (ending, content) in [("br", brotli(&asset.content)?), ("gz", gzip(&asset.content)?)] {
                let file = files.join(format!("{name}.{ending}"));
                fs::write(&file, &content).with_context(|| format!("cannot write {}", file.display()))?;
                written.push((file, content.len()));
            }
        }
        fs::write(&file, &asset.content).with_context(|| format!("cannot write {}", file.display()))?;
        let sizes: Vec<_> = written.iter().map(|(_, size)| size.to_string()).collect();
        println!("      {name}: {} bytes", sizes.join(" / "));
        names.insert(asset.key, name);
    }
    fs::write(folder.join("names.json"), serde_json::to_vec(&names)?).context("cannot write to the site's cache")
}

/// A short hash, but long enough that two different contents never have the same one by chance.
fn key(contents: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for content in contents {
        hash.update((content.len() as u64).to_le_bytes());
        hash.update(content);
    }
    hex::encode(hash.finalize()).chars().take(16).collect()
}

fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams { quality: 11, size_hint: content.len(), ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut compressed, &parameters).context("brotli failed")?;
    Ok(compressed)
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    encoder.finish().context("gzip failed")
}

/// The paths of everything in a folder.
pub fn list(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    entries.map(|entry| Ok(entry?.path())).collect()
}
