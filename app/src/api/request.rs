//! The request that a server function answers: who asks, with which cookies, and how the answer's status is set.

use cookie::{Cookie, SameSite, time::Duration};
use domain::{
    Client, Domain, Error, Result, Secret,
    access::Actor,
    ceremonies::{Ticket, may_be_forgotten},
    sessions,
};
use http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use model::AppError;

/// The cookies of the product. All are HttpOnly and SameSite=Strict; over https also Secure and bound to the host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CookieName {
    /// The session of somebody who is signed in.
    Session,
    /// A sign-in under way.
    SignIn,
    /// A test of an authenticator under way.
    Test,
    /// An attempt to register an authenticator.
    Attempt,
}

impl CookieName {
    const fn word(self) -> &'static str {
        match self {
            Self::Session => "cim-session",
            Self::SignIn => "cim-sign-in",
            Self::Test => "cim-test",
            Self::Attempt => "cim-attempt",
        }
    }

    /// Over https the prefix makes browsers refuse the cookie from anybody but this very host. Over http (localhost, to
    /// try the product) they would refuse it altogether.
    fn full(self, https: bool) -> String {
        if https { format!("__Host-{}", self.word()) } else { self.word().to_owned() }
    }

    /// The secret in this cookie of a request.
    #[must_use]
    pub fn read(self, domain: &Domain, headers: &HeaderMap) -> Option<Secret> {
        self.read_text(domain, headers).and_then(|text| Secret::parse(&text))
    }

    /// The text in this cookie of a request.
    fn read_text(self, domain: &Domain, headers: &HeaderMap) -> Option<String> {
        let wanted = self.full(domain.settings().is_https());
        let texts = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut cookies = texts.flat_map(Cookie::split_parse).flatten();
        cookies.find(|cookie| cookie.name() == wanted).map(|cookie| cookie.value().to_owned())
    }
}

/// The request at hand.
#[derive(Clone, Debug)]
pub struct Request {
    /// What the actions need.
    pub domain: Domain,
    /// The other end.
    pub client: Client,
    parts: Parts,
    response: ResponseOptions,
}

impl Request {
    /// The request that is being answered. Ask before the first `await`.
    ///
    /// # Errors
    /// A fault when called outside a request.
    pub fn current() -> Result<Self> {
        let missing = || Error::Fault("no request in the context".to_owned());
        let parts = use_context::<Parts>().ok_or_else(missing)?;
        Ok(Self {
            domain: use_context::<Domain>().ok_or_else(missing)?,
            client: parts.extensions.get::<Client>().cloned().unwrap_or_default(),
            response: use_context::<ResponseOptions>().ok_or_else(missing)?,
            parts,
        })
    }

    /// The person who asks, if anybody is signed in.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn who(&self) -> Result<Option<Actor>> {
        match self.cookie(CookieName::Session) {
            Some(secret) => sessions::find(&self.domain, &secret, self.client.clone()).await,
            None => Ok(None),
        }
    }

    /// The person who asks.
    ///
    /// # Errors
    /// [`AppError::SignedOut`]; when the database fails.
    pub async fn actor(&self) -> Result<Actor> {
        Ok(self.who().await?.ok_or(AppError::SignedOut)?)
    }

    /// The person whose page looks by itself, without their doing anything: the session does not go on for that.
    ///
    /// # Errors
    /// [`AppError::SignedOut`]; when the database fails.
    pub async fn watcher(&self) -> Result<Actor> {
        let secret = self.cookie(CookieName::Session).ok_or(AppError::SignedOut)?;
        Ok(sessions::find_quietly(&self.domain, &secret, self.client.clone()).await?.ok_or(AppError::SignedOut)?)
    }

    /// Says with a refusal whether the browser may forget the credential in `response`. In doubt it may not.
    pub async fn marked(&self, refused: Error, response: &str) -> Error {
        match refused {
            Error::Told(told) if may_be_forgotten(&self.domain, &told, response).await.unwrap_or(false) => {
                AppError::UnknownCredential(Box::new(told)).into()
            }
            refused => refused,
        }
    }

    /// The secret in a cookie.
    #[must_use]
    pub fn cookie(&self, name: CookieName) -> Option<Secret> {
        name.read(&self.domain, &self.parts.headers)
    }

    /// The ticket of an exchange under way in a cookie.
    #[must_use]
    pub fn ticket(&self, name: CookieName) -> Option<Ticket> {
        name.read_text(&self.domain, &self.parts.headers).map(|text| Ticket::from_cookie(&text))
    }

    /// Gives the browser a cookie for as long as it is open; the server decides when it stops being of use.
    pub fn set_cookie(&self, name: CookieName, secret: &Secret) {
        self.put(self.bare_cookie(name, secret.reveal()));
    }

    /// The same with the ticket of an exchange under way.
    pub fn set_ticket(&self, name: CookieName, ticket: &Ticket) {
        self.put(self.bare_cookie(name, ticket.reveal().to_owned()));
    }

    /// Takes a cookie away.
    pub fn clear_cookie(&self, name: CookieName) {
        let mut cookie = self.bare_cookie(name, String::new());
        cookie.set_max_age(Duration::ZERO);
        self.put(cookie);
    }

    fn bare_cookie(&self, name: CookieName, value: String) -> Cookie<'static> {
        let https = self.domain.settings().is_https();
        Cookie::build((name.full(https), value))
            .path("/")
            .http_only(true)
            .same_site(SameSite::Strict)
            .secure(https)
            .build()
    }

    fn put(&self, cookie: Cookie<'static>) {
        // Names and base64url values are always valid header values.
        if let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
            self.response.append_header(header::SET_COOKIE, value);
        }
    }
}

/// Answers a server function with the outcome of `action`: sets the HTTP status, and logs what the operator must know.
///
/// # Errors
/// What the person who asked is told.
pub async fn answer<T>(action: impl Future<Output = Result<T>>) -> std::result::Result<T, AppError> {
    let response = use_context::<ResponseOptions>();
    let error = match action.await {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    if !matches!(error, Error::Told(_)) {
        tracing::error!(%error, "a request failed");
    }
    let told = error.told();
    if let (Some(response), Ok(status)) = (response, StatusCode::from_u16(told.status())) {
        response.set_status(status);
    }
    Err(told)
}

/// Sends the browser elsewhere after a form. The one place that does, because Leptos 0.9 changes how.
pub fn redirect(path: &str) {
    leptos_axum::redirect(path);
}
