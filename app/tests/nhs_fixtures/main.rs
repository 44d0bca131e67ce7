//! Renders the NHS components and compares them with the HTML fixtures which nhsuk-frontend ships, tree by tree.
//! `compare::DIFFERENCES` lists where we differ on purpose.
#![cfg(feature = "ssr")]

mod choices;
mod compare;
mod content;
mod data;
mod fields;
mod outline;
mod page;
mod parts;
mod selects;
