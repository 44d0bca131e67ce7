//! What is wrong with a form of several fields.

use crate::components::nhs::FieldError;
use leptos::prelude::*;
use model::AppError;

/// The errors of the fields, and any other error.
#[derive(Clone, Copy, Debug)]
pub struct FormErrors {
    fields: RwSignal<Vec<model::FieldError>>,
    problem: RwSignal<Option<String>>,
}

impl FormErrors {
    /// A form without an error.
    #[must_use]
    pub fn new() -> Self {
        Self { fields: RwSignal::new(Vec::new()), problem: RwSignal::new(None) }
    }

    /// Replaces the errors by those of the fields. Returns whether there is none.
    pub fn check(self, fields: Vec<model::FieldError>) -> bool {
        let fine = fields.is_empty();
        self.problem.set(None);
        self.fields.set(fields);
        fine
    }

    /// Shows why the server refused what was sent.
    pub fn refused(self, error: AppError) {
        match error {
            AppError::Invalid(found) => self.fields.set(found),
            error => self.problem.set(Some(error.to_string())),
        }
    }

    /// What is wrong with the field of this name.
    pub fn of(self, field: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            let fields = self.fields.read();
            fields.iter().find(|error| error.field == field).map(|error| error.message.clone())
        })
    }

    /// All errors, for the error summary. A date has three fields, and its error links to the first one.
    pub fn summary(self) -> Signal<Vec<FieldError>> {
        let id = |field: String| if field == "date_of_birth" { "date_of_birth-day".to_owned() } else { field };
        Signal::derive(move || {
            let fields = self.fields.get().into_iter().map(|error| FieldError::new(id(error.field), error.message));
            fields.chain(self.problem.get().map(FieldError::general)).collect()
        })
    }
}

impl Default for FormErrors {
    fn default() -> Self {
        Self::new()
    }
}
