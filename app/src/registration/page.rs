//! The registration page in the browser: one step at a time.

use super::{
    intro::Intro,
    steps::{Done, Invited, Problem, Ready},
    words::{self, Words},
};
use crate::{
    api,
    browser::{self, Failure, Prepared},
};
use leptos::{prelude::*, task::spawn_local};
use model::{Registered, RegistrationInvitation};

/// Where the user is.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// The link is being looked up.
    Checking,
    /// It is good: who it is for, and what will happen.
    Invited(RegistrationInvitation),
    /// The options are loaded: the next tap opens the browser's dialogue.
    Ready(RegistrationInvitation),
    /// Registered.
    Done(Registered),
    /// It did not work.
    Problem(Words),
}

/// What the page remembers between its steps.
#[derive(Clone, Copy)]
pub(super) struct Flow {
    pub step: RwSignal<Step>,
    /// Whether something is under way, so that a second tap does nothing.
    pub busy: RwSignal<bool>,
    token: StoredValue<String>,
    invitation: StoredValue<Option<RegistrationInvitation>>,
    prepared: StoredValue<Option<Prepared>, LocalStorage>,
}

impl Flow {
    fn new(token: String) -> Self {
        Self {
            step: RwSignal::new(Step::Checking),
            busy: RwSignal::new(false),
            token: StoredValue::new(token),
            invitation: StoredValue::new(None),
            prepared: StoredValue::new_local(None),
        }
    }

    fn problem(self, words: Words) {
        self.busy.set(false);
        self.step.set(Step::Problem(words));
    }

    /// Looks the link up.
    fn open(self) {
        spawn_local(async move {
            match api::open_registration(self.token.get_value()).await {
                Ok(invitation) => {
                    self.invitation.set_value(Some(invitation.clone()));
                    self.step.set(Step::Invited(invitation));
                }
                Err(error) => self.problem(words::error(&error)),
            }
        });
    }

    /// *Continue*, and *Try again*: loads options, so that they are there before the next tap.
    pub fn load(self) {
        let Some(invitation) = self.invitation.get_value() else { return browser::reload() };
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        spawn_local(async move {
            let options = api::start_registration(self.token.get_value()).await;
            let prepared = options.map(|options| Prepared::parse(&options.options));
            match prepared {
                Ok(Ok(prepared)) => {
                    self.prepared.set_value(Some(prepared));
                    self.busy.set(false);
                    self.step.set(Step::Ready(invitation));
                }
                Ok(Err(failure)) => self.problem(words::failure(failure)),
                Err(error) => self.problem(words::error(&error)),
            }
        });
    }

    /// *Create passkey*: calls the browser straight from the tap, before anything is awaited.
    pub fn create(self) {
        if self.busy.get_untracked() {
            return;
        }
        let Some(created) = self.prepared.with_value(|prepared| prepared.as_ref().map(Prepared::create)) else {
            return;
        };
        self.busy.set(true);
        spawn_local(async move {
            match created.await {
                Ok(credential) => match api::finish_registration(credential).await {
                    Ok(registered) => self.step.set(Step::Done(registered)),
                    Err(error) => self.problem(words::error(&error)),
                },
                Err(failure) => self.problem(words::failure(failure)),
            }
        });
    }
}

/// The registration page, from the token in the address to *Registration successful*.
#[component]
pub fn RegistrationPage() -> impl IntoView {
    let token = browser::take_token();
    browser::watch_fragment();
    let flow = Flow::new(token.clone().unwrap_or_default());
    if token.is_none() {
        flow.problem(words::no_token());
    } else if !browser::webauthn_is_available() {
        flow.problem(words::failure(Failure::Unavailable));
    } else {
        flow.open();
    }
    move || match flow.step.get() {
        Step::Checking => view! { <Intro/> }.into_any(),
        Step::Invited(invitation) => view! { <Invited flow invitation/> }.into_any(),
        Step::Ready(invitation) => view! { <Ready flow invitation/> }.into_any(),
        Step::Done(registered) => view! { <Done registered/> }.into_any(),
        Step::Problem(words) => view! { <Problem flow words/> }.into_any(),
    }
}
