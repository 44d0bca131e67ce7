//! The ceremony: options, the browser's dialogue, and the server's verdict.

use super::{
    flow::{Flow, Step},
    words,
};
use crate::{api, browser};
use leptos::{prelude::*, task::spawn_local};
use model::{AppError, AttemptReport, Failure};

impl Flow {
    /// Loads options, so that they are there before the next tap.
    pub fn prepare(self) {
        let Some(invitation) = self.invitation.get_value() else { return };
        self.busy.set(true);
        spawn_local(async move {
            let options = match api::start_registration(self.token.get_value(), self.choice.get_value()).await {
                Ok(options) => options,
                Err(error) => return self.refused(&error),
            };
            self.may_retry_without_attestation.set_value(options.may_retry_without_attestation);
            if let Err(failure) = self.options.keep(options.options, move || self.renew()) {
                return self.failed(failure);
            }
            self.busy.set(false);
            // Loaded anew, nothing changes for the user.
            if !matches!(self.step.get_untracked(), Step::Ready(_)) {
                self.step.set(Step::Ready(invitation));
            }
            self.tell_end();
        });
    }

    fn renew(self) {
        if matches!(self.step.get_untracked(), Step::Ready(_)) && !self.busy.get_untracked() {
            self.prepare();
        }
    }

    /// Tells the server, so that the agent sees it: in order, and nothing depends on whether it arrives.
    fn report(self, report: AttemptReport) {
        let under_way = self.reports.with_value(Option::is_some);
        self.reports.update_value(|reports| reports.get_or_insert_default().push_back(report));
        if under_way {
            return;
        }
        spawn_local(async move {
            while let Some(report) = self.reports.try_update_value(|reports| reports.as_mut()?.pop_front()).flatten() {
                drop(api::report_attempt(report).await);
            }
            self.reports.set_value(None);
        });
    }

    /// *Create passkey*: calls the browser straight from the tap, before anything is awaited.
    pub fn create(self) {
        if self.busy.get_untracked() {
            return;
        }
        let Some((options, prepared)) = self.options.take() else { return };
        let created = prepared.create();
        self.busy.set(true);
        self.report(AttemptReport::Prompted);
        spawn_local(async move {
            match created.await {
                Ok(credential) => self.finish(&options, credential).await,
                Err(failure) => {
                    self.failed(failure);
                    // Perhaps another browser was first meanwhile.
                    self.tell_end();
                }
            }
        });
    }

    async fn finish(self, options: &str, credential: String) {
        match api::finish_registration(credential.clone()).await {
            Ok(registered) => {
                self.step.set(Step::Done(registered));
                self.listening.set_value(None);
            }
            Err(error) => {
                let (error, unknown) = error.refusal();
                if unknown {
                    browser::signal_unknown_credential(options, &credential);
                }
                self.refused(&error);
            }
        }
    }

    fn failed(self, mut failure: Failure) {
        match failure {
            // It was the phone or tablet that said so, not the device that shows the page.
            Failure::InvalidState if self.wants_another_device() => failure = Failure::AlreadyNearby,
            Failure::InvalidState => self.registered_here.set_value(true),
            _ => self.choose_attestation(failure),
        }
        self.report(AttemptReport::Failed(failure));
        self.problem(words::failure(failure, self.kind(), self.device()));
    }

    pub fn refused(self, error: &AppError) {
        // Without the proof the server learnt too little: the next try asks for it again.
        self.choice.update_value(|choice| choice.without_attestation = false);
        self.problem(words::error(error, self.kind()));
    }

    /// Whether the next try asks for the proof of make and model. Some computers fail with it; where the operator allows it,
    /// one try goes without. A cancelled prompt looks the same, so only the second of those counts.
    fn choose_attestation(self, failure: Failure) {
        let cancelled = failure == Failure::NotAllowed && !self.cancelled.get_value();
        self.cancelled.set_value(cancelled);
        let without = self.may_retry_without_attestation.get_value() && !cancelled;
        self.choice.update_value(|choice| choice.without_attestation = without);
    }
}
