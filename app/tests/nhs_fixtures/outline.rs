//! Writes HTML out as one line for each element and text, so that only what matters differs: not the order of attributes
//! and classes, the indentation, or the comments that Leptos finds its places by.

use scraper::{ElementRef, Node, Selector};
use std::collections::BTreeMap;

/// What becomes of an element of a fixture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is left out.
    Gone,
    /// It loses an attribute.
    WithoutAttribute(&'static str),
    /// It and its only child become one: with its own name and `href`, and the child's class and content.
    ReplacedByChild,
}

/// Changes to the elements which selectors find.
pub type Changes = [(Selector, Change)];

/// Writes out what is in an element.
pub fn outline(element: ElementRef, changes: &Changes) -> String {
    let mut out = String::new();
    write_children(element, changes, 0, &mut out);
    out
}

fn write_children(parent: ElementRef, changes: &Changes, depth: usize, out: &mut String) {
    let mut text = String::new();
    for child in parent.children() {
        match child.value() {
            Node::Text(part) => text.push_str(part),
            Node::Element(_) => {
                write_text(&mut text, depth, out);
                if let Some(element) = ElementRef::wrap(child) {
                    write_element(element, changes, depth, out);
                }
            }
            _ => {}
        }
    }
    write_text(&mut text, depth, out);
}

fn write_element(element: ElementRef, changes: &Changes, depth: usize, out: &mut String) {
    let mut attributes: BTreeMap<&str, &str> = element.value().attrs().collect();
    let mut inner = element;
    for change in changes_to(element, changes) {
        match change {
            Change::Gone => return,
            Change::WithoutAttribute(name) => {
                attributes.remove(name);
            }
            Change::ReplacedByChild => {
                let child = element.child_elements().find(|child| changes_to(*child, changes).next().is_none());
                inner = child.unwrap_or(element);
                attributes.retain(|name, _| *name == "href");
                attributes.extend(inner.value().attrs());
            }
        }
    }
    indent(depth, out);
    out.push_str(element.value().name());
    for (name, value) in attributes {
        let mut words: Vec<_> = value.split_ascii_whitespace().collect();
        if name == "class" {
            words.sort_unstable();
        }
        out.push_str(&format!(" {name}={:?}", words.join(" ")));
    }
    out.push('\n');
    write_children(inner, changes, depth + 1, out);
}

fn changes_to<'a>(element: ElementRef<'a>, changes: &'a Changes) -> impl Iterator<Item = &'a Change> {
    changes.iter().filter(move |(selector, _)| selector.matches(&element)).map(|(_, change)| change)
}

/// Writes a text, and empties it. Spaces at its ends count, unless they are a line break and the indentation after it.
fn write_text(text: &mut String, depth: usize, out: &mut String) {
    let (content, whole) = (text.trim_ascii(), text.as_str());
    let spaces = |end: &str| if end.is_empty() || end.contains('\n') { "" } else { " " };
    let line = if content.is_empty() {
        spaces(whole).to_owned()
    } else {
        let words: Vec<_> = content.split_ascii_whitespace().collect();
        let (before, after) = whole.split_once(content).unwrap_or_default();
        [spaces(before), &words.join(" "), spaces(after)].concat()
    };
    if !line.is_empty() {
        indent(depth, out);
        out.push_str(&format!("{line:?}\n"));
    }
    text.clear();
}

fn indent(depth: usize, out: &mut String) {
    (0..depth).for_each(|_| out.push_str("  "));
}
