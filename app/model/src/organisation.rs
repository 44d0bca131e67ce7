//! Organisations and the tree that they form, as the *Organisations* page shows them.

use crate::{moment::Moment, pasted, user::Organisation};
use serde::{Deserialize, Serialize};

/// The greatest length of an organisation's name, in characters.
pub const MAX_NAME: usize = 100;

/// One organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationRow {
    /// Name and ODS code.
    pub organisation: Organisation,
    /// The organisation directly above it; `None` at the top of a tree.
    pub parent: Option<Organisation>,
    /// How many organisations of the tree are above it.
    pub depth: u32,
    /// When it closed; `None` while it is open.
    pub closed: Option<Moment>,
    /// How many staff roles are held at it.
    pub roles: u32,
    /// Whether the viewer may change, close and reopen it.
    pub may_change: bool,
}

/// A page of organisations, in the order of the tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationsPage {
    /// The organisations.
    pub rows: Vec<OrganisationRow>,
    /// The ODS code after which the next page begins; `None` when this is the last page.
    pub next: Option<String>,
}

/// The ODS code that was typed, in upper case.
///
/// # Errors
/// A sentence for the person who typed it.
pub fn ods_code(typed: &str) -> Result<String, &'static str> {
    let code = pasted::plain(typed).to_uppercase();
    match code.len() {
        0 => Err("Enter an ODS code"),
        2..=10 if code.bytes().all(|byte| byte.is_ascii_alphanumeric()) => Ok(code),
        _ => Err("ODS code must be 2 to 10 letters and numbers, like RX1"),
    }
}

/// The name of an organisation that was typed, on one line and without control characters.
///
/// # Errors
/// A sentence for the person who typed it.
pub fn name(typed: &str) -> Result<String, &'static str> {
    let on_one_line = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let name: String = pasted::plain(&on_one_line).chars().filter(|character| !character.is_control()).collect();
    match name.chars().count() {
        0 => Err("Enter the name of the organisation"),
        1..=MAX_NAME => Ok(name),
        _ => Err("Name must be 100 characters or fewer"),
    }
}

#[cfg(test)]
mod tests {
    use super::{name, ods_code};

    #[test]
    fn an_ods_code_is_two_to_ten_letters_and_numbers_in_any_case() {
        assert_eq!(ods_code(" rx1\u{200b}"), Ok("RX1".to_owned()));
        assert_eq!(ods_code("  "), Err("Enter an ODS code"));
        for wrong in ["R", "RX-1", "RX1/", "ABCDEFGHIJK", "RÉ1"] {
            assert!(ods_code(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_name_is_one_line_and_neither_empty_nor_long() {
        assert_eq!(name(" Elm Tree\n Pharmacy\u{7} "), Ok("Elm Tree Pharmacy".to_owned()));
        assert_eq!(name("\u{200b}"), Err("Enter the name of the organisation"));
        assert!(name(&"é".repeat(100)).is_ok());
        assert!(name(&"é".repeat(101)).is_err());
    }
}
