//! Why someone did something to a person or an organisation, in their own words.

use crate::pasted;

/// The greatest length of a reason, in characters.
pub const MAX_REASON: usize = 200;

/// The reason that was typed, on one line and without control characters.
///
/// # Errors
/// A sentence for the person who typed it, when there is none or it is too long.
pub fn required(typed: &str) -> Result<String, &'static str> {
    let on_one_line = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let reason: String = pasted::plain(&on_one_line).chars().filter(|character| !character.is_control()).collect();
    let reason = reason.trim();
    match reason.chars().count() {
        0 => Err("Enter a reason"),
        1..=MAX_REASON => Ok(reason.to_owned()),
        _ => Err("Reason must be 200 characters or fewer"),
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_REASON, required};

    #[test]
    fn a_reason_is_one_line_and_neither_empty_nor_long() {
        assert_eq!(required(" Left on\n31 May \u{0}"), Ok("Left on 31 May".to_owned()));
        assert_eq!(required(" \u{200b}\t"), Err("Enter a reason"));
        assert_eq!(required(&"é".repeat(MAX_REASON)).map(|reason| reason.chars().count()), Ok(MAX_REASON));
        assert_eq!(required(&"é".repeat(MAX_REASON + 1)), Err("Reason must be 200 characters or fewer"));
    }
}
