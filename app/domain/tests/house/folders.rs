//! The dependencies of the folders of `src` have one direction: if one folder needs another, that one never needs it in turn.
//! The files beside the folders (`Domain`, `Change`, `Settings` …) may be used by every folder, and are not checked.

use crate::files::sources;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// The other folders that each folder needs, with the first file that shows it.
type Needs = BTreeMap<String, BTreeMap<String, PathBuf>>;

/// The folder of a file, directly below `src`, or `None` for a file beside the folders.
fn folder(src: &Path, file: &Path) -> Option<String> {
    let mut parts = file.strip_prefix(src).unwrap().components();
    let first = parts.next().unwrap().as_os_str().to_str().unwrap().to_owned();
    parts.next().is_some().then_some(first)
}

/// The names that follow `crate::` in a text, including those in groups such as `crate::{a, b::{c, d}}`.
fn names_after_crate(text: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (at, _) in text.match_indices("crate::") {
        if text[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_') {
            continue;
        }
        let rest = &text[at + "crate::".len()..];
        let Some(group) = rest.strip_prefix('{') else {
            names.insert(word(rest));
            continue;
        };
        let (mut depth, mut begins) = (1, true);
        for (at, letter) in group.char_indices() {
            match letter {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 1 => begins = true,
                letter if depth == 1 && begins && !letter.is_whitespace() => {
                    names.insert(word(&group[at..]));
                    begins = false;
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
    names
}

fn word(text: &str) -> String {
    text.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
}

/// The text without comments, because a link in a comment to another folder is no dependency.
fn code(text: &str) -> String {
    text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

fn needs(src: &Path) -> Needs {
    let files = sources(src);
    let folders: BTreeSet<_> = files.iter().filter_map(|file| folder(src, file)).collect();
    let mut needs = Needs::new();
    for file in files {
        let Some(own) = folder(src, &file) else { continue };
        for name in names_after_crate(&code(&fs::read_to_string(&file).unwrap())) {
            if folders.contains(&name) && name != own {
                needs.entry(own.clone()).or_default().entry(name).or_insert_with(|| file.clone());
            }
        }
    }
    needs
}

/// A path of dependencies from `from` to `to`.
fn way(needs: &Needs, from: &str, to: &str, seen: &mut BTreeSet<String>) -> Option<Vec<String>> {
    if from == to {
        return Some(vec![to.to_owned()]);
    }
    if !seen.insert(from.to_owned()) {
        return None;
    }
    let next = needs.get(from)?.keys().find_map(|next| way(needs, next, to, seen))?;
    Some([vec![from.to_owned()], next].concat())
}

#[test]
fn no_two_folders_need_each_other() {
    let needs = needs(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    assert!(needs.len() > 10, "the folders were not found: {needs:?}");
    for (from, others) in &needs {
        for (to, file) in others {
            if let Some(back) = way(&needs, to, from, &mut BTreeSet::new()) {
                let second = needs[&back[0]].get(&back[1]).unwrap();
                panic!(
                    "{from} needs {to} and {}: see {} and {}",
                    back.join(" needs "),
                    file.display(),
                    second.display()
                );
            }
        }
    }
}

#[test]
fn names_are_found_in_groups_and_in_the_middle_of_code() {
    let text =
        "use crate::{\n    Domain, Result,\n    audit::{self, Event},\n    links,\n};\nlet x = crate::mail::wake();";
    let names = ["Domain", "Result", "audit", "links", "mail"].map(str::to_owned);
    assert_eq!(names_after_crate(text), names.into());
}
