//! The ways in which text inputs differ.

/// What kind of text an input takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputType {
    /// Any text.
    #[default]
    Text,
    /// An email address.
    Email,
}

impl InputType {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Email => "email",
        }
    }
}

/// Which keyboard a phone offers if the type does not decide it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputMode {
    /// Digits.
    Numeric,
}

impl InputMode {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Numeric => "numeric",
        }
    }
}

/// How wide a field is. It should be as wide as the text that is expected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputWidth {
    /// The whole column.
    #[default]
    Full,
    /// Ten characters.
    Ten,
    /// Twenty characters.
    Twenty,
}

impl InputWidth {
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Full => "",
            Self::Ten => " nhsuk-input--width-10",
            Self::Twenty => " nhsuk-input--width-20",
        }
    }
}
