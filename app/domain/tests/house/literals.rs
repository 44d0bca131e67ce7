//! The string literals of a file that people may read: those of its code, and of `#[error("…")]`. Comments, other attributes, tests
//! and what is only for the log are left out.

use crate::files::{root, sources};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use std::{fs, iter::Peekable};
use syn::Lit;

type Tokens = Peekable<proc_macro2::token_stream::IntoIter>;

/// A string literal, and the file that contains it.
struct Literal {
    /// The path from the root of the workspace.
    file: String,
    /// What it stands for, without quotation marks and escapes.
    text: String,
}

/// The literals of all files at these paths, which are written from the root of the workspace.
fn literals(paths: &[&str]) -> Vec<Literal> {
    let root = root();
    let mut literals = Vec::new();
    for file in paths.iter().flat_map(|path| sources(&root.join(path))) {
        let shown = file.strip_prefix(&root).unwrap().display().to_string();
        for text in read(&fs::read_to_string(&file).unwrap()) {
            literals.push(Literal { file: shown.clone(), text });
        }
    }
    literals
}

/// Fails if anything is wrong with a literal at these paths. Fewer literals than `least` mean that the sources were not found.
pub fn check(paths: &[&str], least: usize, faults: impl Fn(&str) -> Vec<String>) {
    let literals = literals(paths);
    assert!(literals.len() > least, "the sources were not found: {}", literals.len());
    let found: Vec<_> = literals
        .iter()
        .flat_map(|Literal { file, text }| {
            faults(text).into_iter().map(move |fault| format!("{file}: {fault}: {text:?}"))
        })
        .collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

fn read(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    walk(source.parse().unwrap(), &mut found);
    found
}

fn walk(tokens: TokenStream, found: &mut Vec<String>) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) => walk(group.stream(), found),
            TokenTree::Literal(literal) => {
                if let Lit::Str(text) = Lit::new(literal) {
                    found.push(text.value());
                }
            }
            TokenTree::Punct(mark) if mark.as_char() == '#' => attribute(&mut tokens, found),
            // `tracing::warn!(…)` and `Error::Bug(…)` are for the log.
            TokenTree::Ident(name) if name == "tracing" || name == "Bug" => skip_to_group(&mut tokens, None),
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
}

/// Reads what follows a `#`: the text of an error is for people, and an item of the tests is not.
fn attribute(tokens: &mut Tokens, found: &mut Vec<String>) {
    tokens.next_if(|token| matches!(token, TokenTree::Punct(mark) if mark.as_char() == '!'));
    let is_attribute =
        |token: &TokenTree| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket);
    let Some(TokenTree::Group(attribute)) = tokens.next_if(is_attribute) else { return };
    match name(&attribute).as_deref() {
        Some("error") => walk(attribute.stream(), found),
        Some("cfg") if attribute.to_string().contains("(test)") => skip_to_group(tokens, Some(Delimiter::Brace)),
        _ => {}
    }
}

fn name(attribute: &Group) -> Option<String> {
    attribute.stream().into_iter().next().map(|first| first.to_string())
}

/// Leaves out everything up to a group in these delimiters, or in any, and the group. A semicolon ends it too.
fn skip_to_group(tokens: &mut Tokens, delimiter: Option<Delimiter>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) if delimiter.is_none_or(|wanted| wanted == group.delimiter()) => return,
            TokenTree::Punct(mark) if mark.as_char() == ';' => return,
            _ => {}
        }
    }
}

#[test]
fn what_people_read_is_found_and_the_rest_is_not() {
    let source = r##"
        //! A comment.
        #[error("an error: {0}")]
        struct Error;
        #[serde(rename = "a name")]
        fn words() {
            tracing::warn!(link = "a link", "a line of the log");
            return Err(Error::Bug("another line".to_owned()));
            view! { <p class="a-class">"a \
                paragraph"</p> }
        }
        #[cfg(test)]
        mod tests {
            const EXPECTED: &str = "a test";
        }
        const LAST: &str = r#"the "last" one"#;
    "##;
    assert_eq!(read(source), ["an error: {0}", "a-class", "a paragraph", "the \"last\" one"]);
}
