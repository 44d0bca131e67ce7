//! Date input.

use super::{Fieldset, Size, Text, field};
use leptos::{html, prelude::*};

/// One of the three fields of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatePart {
    /// The day of the month.
    Day,
    /// The month, as a number.
    Month,
    /// The year.
    Year,
}

impl DatePart {
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Day => ("day", "Day"),
            Self::Month => ("month", "Month"),
            Self::Year => ("year", "Year"),
        }
    }
}

/// A date as it was typed, before any check.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateText {
    /// The day.
    pub day: String,
    /// The month.
    pub month: String,
    /// The year.
    pub year: String,
}

impl DateText {
    fn part(&self, part: DatePart) -> &String {
        match part {
            DatePart::Day => &self.day,
            DatePart::Month => &self.month,
            DatePart::Year => &self.year,
        }
    }

    fn set(&mut self, part: DatePart, text: String) {
        match part {
            DatePart::Day => self.day = text,
            DatePart::Month => self.month = text,
            DatePart::Year => self.year = text,
        }
    }
}

/// Three fields for a date that the user knows by heart.
#[component]
pub fn DateInput(
    /// The id of the group; the fields have `-day`, `-month` and `-year` after it.
    #[prop(into)]
    id: Text,
    /// The question.
    #[prop(into)]
    legend: Text,
    /// With a name, the fields are sent as `name[day]` and so on; without it, as `day`, `month` and `year`.
    #[prop(optional, into)]
    name: Option<Text>,
    /// Help with the answer, with an example.
    #[prop(optional, into)]
    hint: Option<Text>,
    /// What is wrong with the answer.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The fields that the error is about; if this is empty, all of them.
    #[prop(optional, into)]
    error_parts: Signal<Vec<DatePart>>,
    /// The text in the fields.
    #[prop(optional)]
    value: Option<RwSignal<DateText>>,
    /// How large the legend is.
    #[prop(optional)]
    legend_size: Option<Size>,
    /// Whether the legend is also the heading of the page.
    #[prop(optional)]
    page_heading: bool,
    /// Whether the browser may fill in the user's own date of birth.
    #[prop(optional)]
    birthday: bool,
) -> impl IntoView {
    let value = value.unwrap_or_default();
    let part = |part: DatePart| {
        let (key, label) = part.names();
        let wrong = Signal::derive(move || {
            error.get().filter(|_| error_parts.with(|parts| parts.is_empty() || parts.contains(&part)))
        });
        let id = [&id, "-", key].concat();
        let name = match &name {
            Some(name) => [name, "[", key, "]"].concat(),
            None => key.to_owned(),
        };
        let width = if part == DatePart::Year { "nhsuk-input--width-4" } else { "nhsuk-input--width-2" };
        let class = ["nhsuk-input nhsuk-date-input__input ", width].concat();
        let node = NodeRef::<html::Input>::new();
        let initial = Some(value.with_untracked(|date| date.part(part).clone())).filter(|text| !text.is_empty());
        let shown = Signal::derive(move || value.with(|date| date.part(part).clone()));
        let tell = move |text| value.update(|date| date.set(part, text));
        field::follow(node, shown, Box::new(tell));
        let fields = view! {
            <label class="nhsuk-label nhsuk-date-input__label" for=id.clone()>
                {label}
            </label>
            <input
                class=field::error_class(wrong, class, "nhsuk-input--error")
                id=id
                name=name
                type="text"
                value=initial
                autocomplete=birthday.then(|| ["bday-", key].concat())
                inputmode="numeric"
                node_ref=node
                on:input=move |event| tell(event_target_value(&event))
            />
        };
        view! { <div class="nhsuk-date-input__item">{field::form_group(wrong, fields.into_any())}</div> }.into_any()
    };
    let parts = [part(DatePart::Day), part(DatePart::Month), part(DatePart::Year)];
    let described_by = field::described_by(&id, hint.is_some(), error);
    field::form_group(
        error,
        view! {
            <Fieldset legend=legend legend_size=legend_size page_heading=page_heading described_by=described_by role=Some("group")>
                {field::hint_and_error(&id, hint.map(TextProp::from), error)}
                <div class="nhsuk-date-input" id=id>
                    {parts}
                </div>
            </Fieldset>
        }
        .into_any(),
    )
}
