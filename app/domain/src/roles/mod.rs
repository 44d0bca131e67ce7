//! Granting staff roles and taking them away.

mod grant;
mod revoke;

pub use grant::grant;
pub use revoke::revoke;

use model::{AppError, FieldError};

fn invalid(field: &str, message: &str) -> AppError {
    AppError::Invalid(vec![FieldError::new(field, message)])
}
