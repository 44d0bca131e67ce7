//! Table.

use super::{Size, Text};
use leptos::prelude::*;

/// The head of one column.
#[derive(Clone, Debug)]
pub struct TableColumn {
    text: Text,
    numeric: bool,
    hidden: bool,
}

impl<T: Into<Text>> From<T> for TableColumn {
    fn from(text: T) -> Self {
        Self { text: text.into(), numeric: false, hidden: false }
    }
}

impl TableColumn {
    /// A column of numbers, aligned to the right like the [`TableCell`]s below it.
    pub fn numeric(text: impl Into<Text>) -> Self {
        Self { numeric: true, ..Self::from(text) }
    }

    /// A column whose head only screen readers hear, such as one of links.
    pub fn hidden(text: impl Into<Text>) -> Self {
        Self { hidden: true, ..Self::from(text) }
    }
}

/// Data in rows and columns.
#[component]
pub fn Table(
    /// What the table shows.
    #[prop(optional, into)]
    caption: Option<Text>,
    /// How large the caption is.
    #[prop(optional)]
    caption_size: Option<Size>,
    /// The heads of the columns.
    head: Vec<TableColumn>,
    /// Takes less room.
    #[prop(optional)]
    compact: bool,
    /// The [`TableRow`]s.
    children: Children,
) -> impl IntoView {
    let caption = caption.map(|caption| {
        let class = Size::class(
            caption_size,
            [
                "nhsuk-table__caption",
                "nhsuk-table__caption nhsuk-table__caption--s",
                "nhsuk-table__caption nhsuk-table__caption--m",
                "nhsuk-table__caption nhsuk-table__caption--l",
                "nhsuk-table__caption nhsuk-table__caption--xl",
            ],
        );
        view! { <caption class=class>{caption}</caption> }
    });
    let column = |TableColumn { text, numeric, hidden }| {
        let class = if numeric { "nhsuk-table__header nhsuk-table__header--numeric" } else { "nhsuk-table__header" };
        let text = if hidden {
            view! { <span class="nhsuk-u-visually-hidden">{text}</span> }.into_any()
        } else {
            text.into_any()
        };
        view! {
            <th class=class scope="col">
                {text}
            </th>
        }
    };
    let head: Vec<_> = head.into_iter().map(column).collect();
    view! {
        <table class=if compact { "nhsuk-table nhsuk-table--compact" } else { "nhsuk-table" }>
            {caption} <thead class="nhsuk-table__head">
                <tr class="nhsuk-table__row">{head}</tr>
            </thead> <tbody class="nhsuk-table__body">{children()}</tbody>
        </table>
    }
}

/// A row of a [`Table`].
#[component]
pub fn TableRow(
    /// The [`TableHeader`] and [`TableCell`]s.
    children: Children,
) -> impl IntoView {
    view! { <tr class="nhsuk-table__row">{children()}</tr> }
}

/// The cell that names a row: its first.
#[component]
pub fn TableHeader(
    /// What it says.
    children: Children,
) -> impl IntoView {
    view! {
        <th class="nhsuk-table__header" scope="row">
            {children()}
        </th>
    }
}

/// A cell of a row.
#[component]
pub fn TableCell(
    /// Aligns a number to the right.
    #[prop(optional)]
    numeric: bool,
    /// What it says.
    children: Children,
) -> impl IntoView {
    view! { <td class=if numeric { "nhsuk-table__cell nhsuk-table__cell--numeric" } else { "nhsuk-table__cell" }>{children()}</td> }
}
