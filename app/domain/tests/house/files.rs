//! The files of the source.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The root of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// The Rust files at `path`: itself, or all that are in the folder and in the folders of it. `tests.rs` is no part of the product.
pub fn sources(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        let source = path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("tests.rs");
        return if source { vec![path.to_owned()] } else { vec![] };
    }
    fs::read_dir(path).unwrap().flat_map(|entry| sources(&entry.unwrap().path())).collect()
}
