//! What text inputs differ in.

/// What kind of text an input takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputType {
    /// Any.
    #[default]
    Text,
    /// An email address.
    Email,
    /// A password: not shown.
    Password,
    /// Something to search for.
    Search,
    /// A phone number.
    Tel,
}

impl InputType {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Email => "email",
            Self::Password => "password",
            Self::Search => "search",
            Self::Tel => "tel",
        }
    }
}

/// Which keyboard a phone offers where the type does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputMode {
    /// Digits.
    Numeric,
    /// Letters with `@`.
    Email,
    /// A phone's keys.
    Tel,
}

impl InputMode {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Numeric => "numeric",
            Self::Email => "email",
            Self::Tel => "tel",
        }
    }
}

/// How wide a field is: what is expected to be typed, or a part of its column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputWidth {
    /// The whole column.
    #[default]
    Full,
    /// Two characters.
    Two,
    /// Three characters.
    Three,
    /// Four characters.
    Four,
    /// Five characters.
    Five,
    /// Ten characters.
    Ten,
    /// Twenty characters.
    Twenty,
    /// Thirty characters.
    Thirty,
    /// A third of the column.
    OneThird,
    /// Half of the column.
    OneHalf,
    /// Two thirds of the column.
    TwoThirds,
}

impl InputWidth {
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Full => "",
            Self::Two => " nhsuk-input--width-2",
            Self::Three => " nhsuk-input--width-3",
            Self::Four => " nhsuk-input--width-4",
            Self::Five => " nhsuk-input--width-5",
            Self::Ten => " nhsuk-input--width-10",
            Self::Twenty => " nhsuk-input--width-20",
            Self::Thirty => " nhsuk-input--width-30",
            Self::OneThird => " nhsuk-u-width-one-third",
            Self::OneHalf => " nhsuk-u-width-one-half",
            Self::TwoThirds => " nhsuk-u-width-two-thirds",
        }
    }
}
