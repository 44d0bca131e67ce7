//! The request that a server function answers: who asks, with which cookies, and how the answer's status is set.

use super::cookies::{CookieName, MOST, check_cookies};
use cookie::{Cookie, SameSite, time::Duration};
use domain::{
    Client, Domain, Error, Result, Secret,
    access::Actor,
    ceremonies::{Ticket, may_be_forgotten},
    link, sessions,
};
use http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use model::{AppError, CeremonyRefusal, Reference};
use tracing::{Instrument, Span};

/// The request header with the reference of a request. The server sets it; what a client sends there is thrown away before.
const REQUEST_ID: &str = "x-request-id";

/// The person whose session one of these `secrets` opens.
///
/// # Errors
/// When the database fails.
pub async fn find_session(domain: &Domain, secrets: &[Secret], client: &Client) -> Result<Option<Actor>> {
    for secret in secrets {
        if let Some(actor) = sessions::find(domain, secret, client.clone()).await? {
            return Ok(Some(actor));
        }
    }
    Ok(None)
}

/// The same for a page that looks by itself, without anybody's doing anything: the session does not go on for that.
///
/// # Errors
/// [`AppError::SignedOut`]; when the database fails.
pub async fn find_watcher(domain: &Domain, secrets: &[Secret], client: &Client) -> Result<Actor> {
    for secret in secrets {
        if let Some(actor) = sessions::find_quietly(domain, secret, client.clone()).await? {
            return Ok(actor);
        }
    }
    Err(AppError::SignedOut.into())
}

/// The one of these `secrets` that an attempt to register has; where none has, the first.
///
/// # Errors
/// When the database fails.
pub async fn find_attempt(domain: &Domain, secrets: Vec<Secret>) -> Result<Option<Secret>> {
    if let [_, _, ..] = secrets[..] {
        for secret in &secrets {
            match link::standing(domain, Some(secret)).await {
                Ok(_) => return Ok(Some(secret.clone())),
                Err(Error::Told(AppError::LinkUnknown)) => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(secrets.into_iter().next())
}

/// The reference of a request, for the person who asked to read out.
#[must_use]
pub fn reference(headers: &HeaderMap) -> Option<Reference> {
    headers.get(REQUEST_ID).and_then(|id| id.to_str().ok()).map(Reference::new)
}

/// Finishes an exchange with each of the `bearers` that a browser sent, until one of them is that of the exchange.
///
/// # Errors
/// Those of `finish`.
pub async fn finish_with<B, T, F>(bearers: Vec<B>, finish: impl Fn(Option<B>) -> F) -> Result<T>
where
    F: Future<Output = Result<T>>,
{
    let mut bearers = bearers.into_iter();
    loop {
        let outcome = finish(bearers.next()).await;
        let of_another = matches!(&outcome, Err(Error::Told(AppError::Ceremony(CeremonyRefusal::ChallengeGone))));
        if !of_another || bearers.len() == 0 {
            return outcome;
        }
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
        let missing = || Error::Bug("no request in the context".to_owned());
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
        find_session(&self.domain, &self.secrets(CookieName::Session), &self.client).await
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
        find_watcher(&self.domain, &self.secrets(CookieName::Session), &self.client).await
    }

    /// Adds to a refusal whether the browser may forget the credential in `response`. In doubt it may not.
    ///
    /// # Errors
    /// Those of `outcome`, perhaps within [`AppError::UnknownCredential`].
    pub async fn mark_refusal<T>(&self, outcome: Result<T>, response: &str) -> Result<T> {
        match outcome {
            Err(Error::Told(told)) if may_be_forgotten(&self.domain, &told, response).await.unwrap_or(false) => {
                Err(AppError::UnknownCredential(Box::new(told)).into())
            }
            outcome => outcome,
        }
    }

    /// The secret of the attempt to register that this browser is.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn attempt(&self) -> Result<Option<Secret>> {
        find_attempt(&self.domain, self.secrets(CookieName::Attempt)).await
    }

    /// The secrets in the cookies of this name; see [`CookieName::values`].
    #[must_use]
    pub fn secrets(&self, name: CookieName) -> Vec<Secret> {
        name.secrets(&self.domain, &self.parts.headers)
    }

    /// Whether the browser keeps cookies.
    ///
    /// # Errors
    /// [`AppError::NoCookies`] when it does not.
    pub fn check_cookies(&self) -> Result<()> {
        check_cookies(&self.domain, &self.parts.headers)
    }

    /// Gives the browser a cookie to show that it keeps them, unless it has shown that already.
    pub fn try_cookies(&self) {
        if self.check_cookies().is_err() {
            self.put(self.bare_cookie(CookieName::Kept, "yes".to_owned()));
        }
    }

    /// The tickets of exchanges under way in the cookies of this name.
    #[must_use]
    pub fn tickets(&self, name: CookieName) -> Vec<Ticket> {
        name.values(&self.domain, &self.parts.headers).take(MOST).map(Ticket::from_cookie).collect()
    }

    /// Gives the browser a cookie for as long as it is open; the server decides when it stops being of use.
    pub fn set_cookie(&self, name: CookieName, secret: &Secret) {
        self.put(self.bare_cookie(name, secret.reveal()));
    }

    /// The same with the ticket of an exchange under way.
    pub fn set_ticket(&self, name: CookieName, ticket: &Ticket) {
        self.put(self.bare_cookie(name, ticket.reveal().to_owned()));
    }

    /// Takes a cookie away. Another one goes on showing that this browser keeps them: what another tab has begun with the
    /// cookie that is gone now is over, and not for want of cookies.
    pub fn clear_cookie(&self, name: CookieName) {
        let mut cookie = self.bare_cookie(name, String::new());
        cookie.set_max_age(Duration::ZERO);
        self.put(cookie);
        if CookieName::Kept.values(&self.domain, &self.parts.headers).next().is_none() {
            self.put(self.bare_cookie(CookieName::Kept, "yes".to_owned()));
        }
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
    let (span, reference) = request_being_answered();
    let error = match action.instrument(span.clone()).await {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    if !matches!(error, Error::Told(_)) {
        span.in_scope(|| tracing::error!(%error, "a request failed"));
    }
    let told = error.told().logged(reference);
    if let (Some(response), Ok(status)) = (response, StatusCode::from_u16(told.status())) {
        response.set_status(status);
    }
    Err(told)
}

/// The span and the reference of the request. While a page is rendered, Leptos runs server functions in tasks of their own,
/// which do not inherit the span: without it, their log lines would not say which request they belong to.
fn request_being_answered() -> (Span, Option<Reference>) {
    let parts = use_context::<Parts>();
    let span = parts.as_ref().and_then(|parts| parts.extensions.get::<Span>().cloned());
    (span.unwrap_or_else(Span::current), parts.and_then(|parts| reference(&parts.headers)))
}

/// Sends the browser elsewhere after a form. The one place that does, because Leptos 0.9 changes how.
pub fn redirect(path: &str) {
    leptos_axum::redirect(path);
}

#[cfg(test)]
mod tests {
    use super::finish_with;
    use domain::{Error, Result};
    use model::{AppError, CeremonyRefusal};
    use std::{
        cell::RefCell,
        pin::pin,
        task::{Context, Poll, Waker},
    };

    /// The outcome of what waits for nothing.
    fn outcome<T>(future: impl Future<Output = T>) -> T {
        let Poll::Ready(outcome) = pin!(future).poll(&mut Context::from_waker(Waker::noop())) else {
            panic!("it waits")
        };
        outcome
    }

    /// Which of `bearers` an exchange is finished with that answers so, and how.
    fn finished(
        bearers: &[&'static str],
        answer: impl Fn(Option<&str>) -> Result<u8>,
    ) -> (Vec<Option<&'static str>>, Result<u8>) {
        let tried = RefCell::new(Vec::new());
        let finished = outcome(finish_with(bearers.to_vec(), |bearer| {
            tried.borrow_mut().push(bearer);
            let answered = answer(bearer);
            async { answered }
        }));
        (tried.into_inner(), finished)
    }

    #[test]
    fn an_exchange_is_finished_with_the_bearer_that_it_knows() {
        let gone = || Err(CeremonyRefusal::ChallengeGone.into());
        let ours = |bearer: Option<&str>| if bearer == Some("ours") { Ok(1) } else { gone() };
        let (tried, finished_) = finished(&["theirs", "ours", "others"], ours);
        assert_eq!((tried, finished_.unwrap()), (vec![Some("theirs"), Some("ours")], 1));
        let (tried, finished_) = finished(&["theirs", "others"], ours);
        assert!(matches!(finished_, Err(Error::Told(AppError::Ceremony(CeremonyRefusal::ChallengeGone)))));
        assert_eq!(tried, [Some("theirs"), Some("others")]);
        let (tried, _) = finished(&[], ours);
        assert_eq!(tried, [None], "what is wrong with the answer itself is said all the same");
        let (tried, _) = finished(&["ours", "others"], |_| Err(CeremonyRefusal::Malformed.into()));
        assert_eq!(tried, [Some("ours")], "an answer that is refused is not tried again");
    }
}
