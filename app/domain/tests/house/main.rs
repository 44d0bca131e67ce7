//! The rules of the source itself: which folders need each other, and which words people read.

#![cfg(test)]

mod files;
mod folders;
mod literals;
mod reading;
mod words;
