//! The request that a server function answers: who sent it, with which cookies, and how the status of the answer is set.

use super::cookies::{CookieName, MOST, check_cookies};
use cookie::{Cookie, SameSite, time::Duration};
use domain::{
    Client, Domain, Error, Result, Secret,
    access::Actor,
    ceremonies::{Ticket, may_be_forgotten},
    link, sessions,
};
use http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts};
use leptos::prelude::{use_context, with_context};
use leptos_axum::ResponseOptions;
use model::{AppError, CeremonyRefusal, Reference};
use tracing::{Instrument, Span};

/// The request header with the reference of a request. The server sets it, and removes a reference that a client sent.
const REQUEST_ID: &str = "x-request-id";

/// The person whose session has one of these `secrets`; `None` when no valid session has.
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

/// The same for a request that a page makes by itself. An open page is not a use of the session, so this does not prolong the
/// session.
///
/// # Errors
/// When the database fails.
pub async fn find_quietly(domain: &Domain, secrets: &[Secret], client: &Client) -> Result<Option<Actor>> {
    for secret in secrets {
        if let Some(actor) = sessions::find_quietly(domain, secret, client.clone()).await? {
            return Ok(Some(actor));
        }
    }
    Ok(None)
}

/// The person whose page watches something by itself; see [`find_quietly`].
///
/// # Errors
/// [`AppError::SignedOut`]; when the database fails.
pub async fn find_watcher(domain: &Domain, secrets: &[Secret], client: &Client) -> Result<Actor> {
    Ok(find_quietly(domain, secrets, client).await?.ok_or(AppError::SignedOut)?)
}

/// The first of these `secrets` that belongs to an attempt. If none belongs to an attempt, the first one of all.
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

/// The reference of a request, which a person reads out to support after an error on our side.
#[must_use]
pub fn reference(headers: &HeaderMap) -> Option<Reference> {
    headers.get(REQUEST_ID).and_then(|id| id.to_str().ok()).map(Reference::new)
}

/// Calls `finish` with the `bearers` that a browser sent, one after the other, for as long as the error is
/// [`CeremonyRefusal::ChallengeGone`], which means that the bearer belongs to no ceremony. Returns the last result. If the
/// browser sent none, calls `finish` once, without a bearer.
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

/// The person who sent the request for a page; `None` when nobody is signed in. The layer of the pages puts it into the request's
/// extensions, so that the session is looked up once for the page and all server functions that run while it is rendered.
#[derive(Clone, Debug)]
pub struct Found(pub Option<Actor>);

/// The request that is being answered.
#[derive(Clone, Debug)]
pub struct Request {
    /// What the actions need.
    pub domain: Domain,
    /// The client that sent it.
    pub client: Client,
    parts: Parts,
    response: ResponseOptions,
}

impl Request {
    /// The request that is being answered. Call this before the first `await`, because the context of Leptos may be gone after
    /// it.
    ///
    /// # Errors
    /// [`Error::Bug`] when called outside a request.
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

    /// The person who sent the request; `None` when nobody is signed in.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn who(&self) -> Result<Option<Actor>> {
        if let Some(Found(who)) = self.parts.extensions.get::<Found>() {
            return Ok(who.clone());
        }
        find_session(&self.domain, &self.secrets(CookieName::Session), &self.client).await
    }

    /// The person who sent the request.
    ///
    /// # Errors
    /// [`AppError::SignedOut`]; when the database fails.
    pub async fn actor(&self) -> Result<Actor> {
        Ok(self.who().await?.ok_or(AppError::SignedOut)?)
    }

    /// The person whose page made the request by itself; see [`find_watcher`].
    ///
    /// # Errors
    /// [`AppError::SignedOut`]; when the database fails.
    pub async fn watcher(&self) -> Result<Actor> {
        Ok(self.quietly().await?.ok_or(AppError::SignedOut)?)
    }

    /// The same; `None` when nobody is signed in.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn quietly(&self) -> Result<Option<Actor>> {
        if let Some(Found(who)) = self.parts.extensions.get::<Found>() {
            return Ok(who.clone());
        }
        find_quietly(&self.domain, &self.secrets(CookieName::Session), &self.client).await
    }

    /// Puts a refusal into [`AppError::UnknownCredential`] if the browser may forget the credential in `response`. If that
    /// cannot be found out, the refusal stays as it is.
    ///
    /// # Errors
    /// The error of `outcome`, perhaps inside [`AppError::UnknownCredential`].
    pub async fn mark_refusal<T>(&self, outcome: Result<T>, response: &str) -> Result<T> {
        match outcome {
            Err(Error::Told(told)) if may_be_forgotten(&self.domain, &told, response).await.unwrap_or(false) => {
                Err(AppError::UnknownCredential(Box::new(told)).into())
            }
            outcome => outcome,
        }
    }

    /// The secret of the attempt that this browser has made.
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

    /// Checks that the browser keeps cookies.
    ///
    /// # Errors
    /// [`AppError::NoCookies`] when it does not.
    pub fn check_cookies(&self) -> Result<()> {
        check_cookies(&self.domain, &self.parts.headers)
    }

    /// Gives the browser a cookie, with which it can show that it keeps cookies, unless it has shown that already.
    pub fn try_cookies(&self) {
        if self.check_cookies().is_err() {
            self.put(self.bare_cookie(CookieName::Kept, "yes".to_owned()));
        }
    }

    /// The tickets of ceremonies in the cookies of this name.
    #[must_use]
    pub fn tickets(&self, name: CookieName) -> Vec<Ticket> {
        name.values(&self.domain, &self.parts.headers).take(MOST).map(Ticket::from_cookie).collect()
    }

    /// Gives the browser a cookie, which it keeps until it is closed. The server decides how long the secret in it is valid.
    pub fn set_cookie(&self, name: CookieName, secret: &Secret) {
        self.put(self.bare_cookie(name, secret.reveal()));
    }

    /// The same with the ticket of a ceremony.
    pub fn set_ticket(&self, name: CookieName, ticket: &Ticket) {
        self.put(self.bare_cookie(name, ticket.reveal().to_owned()));
    }

    /// Removes a cookie. If the browser does not have the cookie [`CookieName::Kept`], sets that one. Otherwise a tab that
    /// still needs the removed cookie would send none of our cookies, and its user would be told that the browser keeps no
    /// cookies.
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
/// The error that the person is told.
pub async fn answer<T>(action: impl Future<Output = Result<T>>) -> std::result::Result<T, AppError> {
    let response = use_context::<ResponseOptions>();
    let metrics = with_context::<Domain, _>(|domain| domain.metrics().clone());
    let (span, reference) = request_being_answered();
    let error = match action.instrument(span.clone()).await {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    if !matches!(error, Error::Told(_)) {
        span.in_scope(|| tracing::error!(%error, "a request failed"));
    }
    let told = error.told().logged(reference);
    if let Some(metrics) = metrics {
        metrics.refused(&told);
    }
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

/// Redirects the browser after it has sent a form. Leptos 0.9 changes how this is done, so server functions redirect only here.
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

    /// The output of a future that never waits.
    fn outcome<T>(future: impl Future<Output = T>) -> T {
        let Poll::Ready(outcome) = pin!(future).poll(&mut Context::from_waker(Waker::noop())) else {
            panic!("it waits")
        };
        outcome
    }

    /// The bearers with which `finish_with` called `answer`, and its result.
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
    fn a_ceremony_is_finished_with_the_bearer_that_belongs_to_it() {
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
