//! The NHS design system's components, ported to Leptos from the HTML contract of nhsuk-frontend 10.6.
//!
//! Each component renders the documented markup and nothing else. `app/tests/nhs_fixtures` compares the components with the
//! package's own fixtures, and lists where we differ on purpose.
//!
//! None of the package's JavaScript runs. What it would do (focus, double clicks, the space key on links that look like
//! buttons) is done here in event handlers and Effects, which only run in a browser. The HTML is therefore the same on the
//! server and in the browser. `<body>` must not have the class `nhsuk-frontend-supported`, because this class tells the styles
//! that the package's JavaScript is there. The header's navigation would not wrap then.
//!
//! The service manual says when to use which: <https://service-manual.nhs.uk/design-system/components>.
//!
//! | Components | Service manual |
//! |---|---|
//! | [`BackLink`] | Back link |
//! | [`Button`], [`ButtonLink`] | Buttons |
//! | [`Card`] | Card |
//! | [`Checkbox`], [`Checkboxes`] | Checkboxes |
//! | [`DateInput`] | Date input |
//! | [`Details`] | Details, Expander |
//! | [`ErrorMessage`] | Error message |
//! | [`ErrorSummary`] | Error summary |
//! | [`Fieldset`] | Fieldset |
//! | [`Footer`] | Footer |
//! | [`Header`] | Header |
//! | [`Hint`] | Hint text |
//! | [`Input`] | Text input |
//! | [`InsetText`] | Inset text |
//! | [`Label`] | Label |
//! | [`NotificationBanner`] | Notification banner |
//! | [`Pagination`] | Pagination |
//! | [`Panel`] | Panel |
//! | [`Radios`] | Radios |
//! | [`Select`] | Select |
//! | [`SkipLink`] | Skip link |
//! | [`SummaryList`] | Summary list |
//! | [`Table`] | Table |
//! | [`TabsNavigation`] | none: Tabs are for parts of one page, but these are links between pages |
//! | [`Tag`] | Tag |
//! | [`VisuallyHidden`] | Utility classes |
//! | [`WarningCallout`] | Warning callout |

mod back_link;
mod button;
mod card;
mod checkbox;
mod date_input;
mod details;
mod error_message;
mod error_summary;
mod field;
mod fieldset;
mod footer;
mod header;
mod heading;
mod hint;
mod icon;
mod input;
mod input_kind;
mod inset_text;
mod label;
mod navigation;
mod notification_banner;
mod option;
mod pagination;
mod panel;
mod radios;
mod select;
mod skip_link;
mod summary_list;
mod table;
mod tabs_navigation;
mod tag;
mod visually_hidden;
mod warning_callout;

pub use back_link::BackLink;
pub use button::{Button, ButtonKind, ButtonLink, ButtonType};
pub use card::Card;
pub use checkbox::{Checkbox, Checkboxes};
pub use date_input::{DateInput, DatePart, DateText};
pub use details::Details;
pub use error_message::ErrorMessage;
pub use error_summary::{ErrorInTitle, ErrorSummary, FieldError, focus_field};
pub use field::FieldValue;
pub use fieldset::Fieldset;
pub use footer::Footer;
pub use header::{AccountItem, Header};
pub use heading::{HeadingLevel, Size};
pub use hint::Hint;
pub use input::Input;
pub use input_kind::{InputMode, InputType, InputWidth};
pub use inset_text::InsetText;
pub use label::Label;
pub use navigation::{Current, NavItem};
pub use notification_banner::NotificationBanner;
pub use option::Choice;
pub use pagination::{PageLink, Pagination};
pub use panel::Panel;
pub use radios::Radios;
pub use select::Select;
pub use skip_link::{SkipLink, focus};
pub use summary_list::{SummaryList, SummaryRow};
pub use table::{Table, TableCell, TableColumn};
pub use tabs_navigation::TabsNavigation;
pub use tag::{Tag, TagColour};
pub use visually_hidden::VisuallyHidden;
pub use warning_callout::WarningCallout;

/// A piece of text. A literal is not copied, and a `String` is moved.
pub type Text = leptos::oco::Oco<'static, str>;
