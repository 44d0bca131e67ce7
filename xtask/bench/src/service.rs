//! What a client asks of a service: of ours, and of the peer that is measured beside it.

use crate::authenticator::Authenticator;
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::time::Duration;
use ureq::{
    Agent, Body,
    http::{Response, header::SET_COOKIE},
};

/// How long a client waits for an answer. Only a server that is stuck takes as long.
const PATIENCE: Duration = Duration::from_secs(60);

/// One of the services.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// This product.
    Ours,
    /// The service in the folder that `--peer` names.
    Peer,
}

/// What is repeated and timed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// A registration with the requests that it cannot do without: ours joins, gets options and finishes; the peer has no join.
    Registration,
    /// A registration with every request that our page sends.
    WholePage,
    /// A sign-in: options and finish.
    SignIn,
}

/// What a service answered.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The body.
    pub text: String,
    /// The cookies that it sets, as a browser sends them back.
    pub cookies: Vec<String>,
}

/// A client with one connection to a service, which it keeps.
pub struct Client {
    agent: Agent,
    origin: String,
    address: String,
    service: Service,
}

impl Client {
    /// A client of the service at this origin.
    pub fn new(service: Service, origin: &str) -> Self {
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_idle_connections(1)
            .timeout_global(Some(PATIENCE))
            .build()
            .into();
        Self { agent, origin: origin.to_owned(), address: origin.to_owned(), service }
    }

    /// From now on, sends requests to this address, and not to that of the origin.
    pub fn go_to(&mut self, address: &str) {
        self.address = format!("http://{address}");
    }

    /// Does the work once, with the next link or with the client's own passkey.
    ///
    /// # Errors
    /// When a response is not what it should be.
    pub fn work(&self, work: Work, token: &str, authenticator: &mut Authenticator) -> Result<()> {
        match (self.service, work) {
            (Service::Ours, Work::Registration) => self.register(token, authenticator, false),
            (Service::Ours, Work::WholePage) => self.register(token, authenticator, true),
            (Service::Ours, Work::SignIn) => self.sign_in(authenticator).map(|_cookies| ()),
            (Service::Peer, _) => self.register_with_peer(token, authenticator),
        }
    }

    fn register(&self, token: &str, authenticator: &mut Authenticator, whole_page: bool) -> Result<()> {
        let preflight = json!({ "device": "iphone", "browser": "safari", "secure_context": true, "webauthn": true });
        if whole_page {
            self.agent.get(format!("{}/register", self.address)).call()?.into_body().read_to_vec()?;
            self.call("look_up_link", &json!({ "token": token }), None)?;
            self.call("report_visit", &json!({ "token": token, "preflight": preflight }), None)?;
        }
        let preflight = if whole_page { preflight } else { Value::Null };
        let (_, cookie) = self.call("join_link", &json!({ "token": token, "preflight": preflight }), None)?;
        let cookie = Some(cookie.context("join_link set no cookie")?);
        let choice = json!({ "place": "any", "without_attestation": false });
        let options = json!({ "token": token, "choice": choice });
        let (options, _) = self.call("load_registration_options", &options, cookie.as_deref())?;
        if whole_page {
            self.call("report_attempt", &json!({ "report": "prompted" }), cookie.as_deref())?;
        }
        let options: Value = serde_json::from_str(options["options"].as_str().context("no options")?)?;
        let credential = authenticator.create(&options["publicKey"], &self.origin)?.to_string();
        self.call("finish_registration", &json!({ "credential": credential }), cookie.as_deref())?;
        Ok(())
    }

    /// Signs in. Returns the cookies of the session.
    ///
    /// # Errors
    /// When a response is not what it should be.
    pub fn sign_in(&self, authenticator: &Authenticator) -> Result<Vec<String>> {
        let (options, cookie) = self.call("load_sign_in_options", &json!({}), None)?;
        let options: Value = serde_json::from_str(options.as_str().context("no options")?)?;
        let credential = authenticator.get(&options["publicKey"], &self.origin)?.to_string();
        let finished = self.ask("/api/finish_sign_in", &json!({ "credential": credential }), cookie.as_deref())?;
        ensure!(finished.status == 200, "finish_sign_in answered {}: {}", finished.status, finished.text);
        Ok(finished.cookies)
    }

    fn register_with_peer(&self, token: &str, authenticator: &mut Authenticator) -> Result<()> {
        let (options, _) = self.post("/start", &json!({ "token": token }), None)?;
        let credential = authenticator.create(&options, &self.origin)?;
        self.post("/finish", &json!({ "token": token, "credential": credential }), None)?;
        Ok(())
    }

    fn call(&self, function: &str, body: &Value, cookie: Option<&str>) -> Result<(Value, Option<String>)> {
        self.post(&format!("/api/{function}"), body, cookie)
    }

    /// Sends JSON. Returns the JSON of the response, and the first cookie that the response sets.
    fn post(&self, path: &str, body: &Value, cookie: Option<&str>) -> Result<(Value, Option<String>)> {
        let Answer { status, text, cookies } = self.ask(path, body, cookie)?;
        ensure!((200..300).contains(&status), "{path} answered {status}: {text}");
        Ok((serde_json::from_str(&text)?, cookies.into_iter().next()))
    }

    /// Sends JSON. Returns the response, whatever its status.
    ///
    /// # Errors
    /// When there is no response, or only the beginning of one.
    pub fn ask(&self, path: &str, body: &Value, cookie: Option<&str>) -> Result<Answer> {
        let mut request = self.agent.post(format!("{}{path}", self.address));
        request = request.header("Content-Type", "application/json").header("Origin", &self.origin);
        if let Some(cookie) = cookie {
            request = request.header("Cookie", cookie);
        }
        answer(request.send(body.to_string())?)
    }

    /// Requests a page.
    ///
    /// # Errors
    /// When there is no response, or only the beginning of one.
    pub fn get(&self, path: &str, cookie: &str) -> Result<Answer> {
        answer(self.agent.get(format!("{}{path}", self.address)).header("Cookie", cookie).call()?)
    }
}

fn answer(mut response: Response<Body>) -> Result<Answer> {
    let text = response.body_mut().read_to_string()?;
    let cookies =
        response.headers().get_all(SET_COOKIE).iter().filter_map(|cookie| cookie.to_str().ok()?.split(';').next());
    Ok(Answer { status: response.status().as_u16(), text, cookies: cookies.map(str::to_owned).collect() })
}
