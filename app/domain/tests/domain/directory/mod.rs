//! Users and organisations.

mod add;
