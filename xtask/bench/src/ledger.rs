//! Registrations while the server is killed again and again: what its clients were told, and whether that is stored. Each answer of
//! 200 is a promise, which must hold after any number of kills.

use crate::{
    authenticator::Authenticator,
    comparison::Comparison,
    database::{Database, hex},
    service::{Answer, Client, Service},
};
use anyhow::{Context, Result, bail, ensure};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::{
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// A server that does not come back within this time has failed. Nothing that works waits as long.
const GUARD: Duration = Duration::from_secs(60);
/// How often a request is repeated, at most, until it is answered.
const TRIES: usize = 100_000;

/// What the clients of a run know.
pub struct Ledger {
    origin: String,
    tokens: Vec<String>,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// Where the server listens; `None` while it is down.
    address: Option<String>,
    /// It will never be up again.
    given_up: bool,
    begun: usize,
    ended: usize,
    registrations: Vec<Registration>,
    failures: Vec<String>,
}

/// A registration that was done, as its client knows.
pub(crate) struct Registration {
    /// The SHA-256 of the link's token, in hexadecimal digits.
    pub link: String,
    /// The ID of the credential, in hexadecimal digits.
    pub credential: String,
    /// The answer arrived. Otherwise it was lost, and a later answer said that the link was used.
    pub answered: bool,
}

impl Ledger {
    /// For registrations with these links, at a server that is still down.
    pub fn new(origin: &str, tokens: Vec<String>) -> Self {
        Self { origin: origin.to_owned(), tokens, state: Mutex::default(), changed: Condvar::new() }
    }

    /// The server listens at this address now.
    pub fn up(&self, address: &str) {
        self.change(|state| state.address = Some(address.to_owned()));
    }

    /// The server is down. Clients wait from now on, instead of trying over and over.
    pub fn down(&self) {
        self.change(|state| state.address = None);
    }

    /// The server does not come back: clients that wait for it fail.
    pub fn give_up(&self) {
        self.change(|state| state.given_up = true);
    }

    /// Waits until this many registrations are done, or all have ended.
    pub fn wait_for_registrations(&self, done: usize) {
        let waits = |state: &mut State| state.registrations.len() < done && state.ended < self.tokens.len();
        drop(self.changed.wait_timeout_while(self.state(), GUARD, waits));
    }

    /// Waits until all registrations are done, or the time has passed. Returns whether they are done.
    pub fn is_done_within(&self, time: Duration) -> bool {
        let waits = |state: &mut State| state.ended < self.tokens.len();
        drop(self.changed.wait_timeout_while(self.state(), time, waits));
        self.state().ended >= self.tokens.len()
    }

    /// Is one client: does registrations until all have been begun.
    pub fn register(&self) {
        let mut client = Client::new(Service::Ours, &self.origin);
        while let Some(token) = self.change(|state| {
            state.begun += 1;
            self.tokens.get(state.begun - 1)
        }) {
            let done = self.register_once(&mut client, token);
            self.change(|state| {
                state.ended += 1;
                match done {
                    Ok(registration) => state.registrations.push(registration),
                    Err(error) => state.failures.push(format!("{error:#}")),
                }
            });
        }
    }

    /// Does a registration. Each request is sent again until it is answered. What a request relies on was answered before, so it
    /// must not be refused.
    fn register_once(&self, client: &mut Client, token: &str) -> Result<Registration> {
        let (joined, _) = self.ask(client, "join_link", &json!({ "token": token, "preflight": null }), None)?;
        let cookie = success(&joined)?.cookies.first().map(String::as_str);
        let choice = json!({ "place": "any", "without_attestation": false });
        let arguments = json!({ "token": token, "choice": choice });
        let (options, _) = self.ask(client, "load_registration_options", &arguments, cookie)?;
        let options: Value = serde_json::from_str(&success(&options)?.text)?;
        let options: Value = serde_json::from_str(options["options"].as_str().context("no options")?)?;
        let mut authenticator = Authenticator::new()?;
        let credential = authenticator.create(&options["publicKey"], &self.origin)?.to_string();
        let arguments = json!({ "credential": credential });
        let (finished, repeated) = self.ask(client, "finish_registration", &arguments, cookie)?;
        // When the first answer was lost, the registration may have been done.
        let used = finished.status == 410 && finished.text.contains("registered");
        if !(repeated && used) {
            success(&finished)?;
        }
        Ok(Registration {
            link: hex(&Sha256::digest(URL_SAFE_NO_PAD.decode(token)?)),
            credential: hex(authenticator.credential_id()),
            answered: !used,
        })
    }

    /// Sends a request until it is answered: not at all, or with 503, does not count. Returns whether it was sent more than once.
    fn ask(&self, client: &mut Client, function: &str, body: &Value, cookie: Option<&str>) -> Result<(Answer, bool)> {
        for tries in 0..TRIES {
            client.go_to(&self.address().context("the server did not come back")?);
            let answer = client.ask(&format!("/api/{function}"), body, cookie).ok();
            let Some(answer) = answer.filter(|answer| answer.status != 503) else { continue };
            return Ok((answer, tries > 0));
        }
        bail!("{function} was not answered {TRIES} times")
    }

    /// The server's address, as soon as it is up.
    fn address(&self) -> Option<String> {
        let waits = |state: &mut State| state.address.is_none() && !state.given_up;
        let waited = self.changed.wait_timeout_while(self.state(), GUARD, waits);
        waited.unwrap_or_else(PoisonError::into_inner).0.address.clone()
    }

    /// Compares what the clients were told with what is stored. Every registration must have been done by now.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn compare(&self, database: &Database) -> Result<Comparison> {
        let state = self.state();
        Comparison::of(&state.registrations, &state.failures, database)
    }

    fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let changed = change(&mut self.state());
        self.changed.notify_all();
        changed
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn success(answer: &Answer) -> Result<&Answer> {
    ensure!(answer.status == 200, "the answer was {}: {}", answer.status, answer.text);
    Ok(answer)
}
