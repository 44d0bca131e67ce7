//! Table.

use super::{Text, VisuallyHidden};
use leptos::prelude::*;

/// The head of one column.
#[derive(Clone, Debug)]
pub struct TableColumn {
    text: Text,
    hidden: bool,
}

impl<T: Into<Text>> From<T> for TableColumn {
    fn from(text: T) -> Self {
        Self { text: text.into(), hidden: false }
    }
}

impl TableColumn {
    /// A column whose head is only for screen readers, such as a column of links.
    pub fn hidden(text: impl Into<Text>) -> Self {
        Self { text: text.into(), hidden: true }
    }
}

/// What is in one cell.
pub enum TableCell {
    /// Text alone.
    Text(Text),
    /// Anything else.
    View(AnyView),
}

impl TableCell {
    /// A cell of text.
    pub fn text(text: impl Into<Text>) -> Self {
        Self::Text(text.into())
    }

    /// A cell with elements in it.
    pub fn view(content: impl IntoView + 'static) -> Self {
        Self::View(content.into_any())
    }
}

/// Data in rows and columns.
#[component]
pub fn Table(
    /// What the table shows.
    #[prop(into)]
    caption: Text,
    /// Whether the caption is only for screen readers.
    #[prop(optional)]
    hide_caption: bool,
    /// The heads of the columns.
    head: Vec<TableColumn>,
    /// The cells, row by row.
    rows: Vec<Vec<TableCell>>,
    /// Whether it becomes a list on a phone, in which each cell shows the head of its column. For this the styles change its
    /// `display`, after which browsers no longer treat it as a table. So it has explicit roles.
    #[prop(optional)]
    responsive: bool,
) -> impl IntoView {
    let role = |role: &'static str| responsive.then_some(role);
    let row = |cells: Vec<TableCell>| {
        let cells: Vec<_> = head
            .iter()
            .zip(cells)
            .map(|(column, cell)| {
                let content = match cell {
                    TableCell::Text(text) => text.into_any(),
                    TableCell::View(content) if responsive => view! { <span>{content}</span> }.into_any(),
                    TableCell::View(content) => content,
                };
                let heading = responsive.then(|| heading(column.text.clone()));
                view! {
                    <td class="nhsuk-table__cell" role=role("cell")>
                        {heading} {content}
                    </td>
                }
            })
            .collect();
        view! {
            <tr class="nhsuk-table__row" role=role("row")>
                {cells}
            </tr>
        }
    };
    let rows: Vec<_> = rows.into_iter().map(row).collect();
    let column = |TableColumn { text, hidden }| {
        let text = if hidden { view! { <VisuallyHidden>{text}</VisuallyHidden> }.into_any() } else { text.into_any() };
        view! {
            <th class="nhsuk-table__header" scope="col" role=role("columnheader")>
                {text}
            </th>
        }
    };
    let head: Vec<_> = head.into_iter().map(column).collect();
    view! {
        <table class=if responsive { "nhsuk-table nhsuk-table--responsive" } else { "nhsuk-table" } role=role("table")>
            <caption class=if hide_caption { "nhsuk-table__caption nhsuk-u-visually-hidden" } else { "nhsuk-table__caption" }>{caption}</caption>
            <thead class="nhsuk-table__head" role=role("rowgroup")>
                <tr class="nhsuk-table__row" role=role("row")>
                    {head}
                </tr>
            </thead>
            <tbody class="nhsuk-table__body">{rows}</tbody>
        </table>
    }
}

/// The head of a column, which is repeated in each of its cells.
fn heading(column: Text) -> impl IntoView {
    view! { <span class="nhsuk-table__heading" aria-hidden="true">{column} " "</span> }
}
