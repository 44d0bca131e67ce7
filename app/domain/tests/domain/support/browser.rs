//! A browser that keeps the cookies that the service sets, and sends them back.

use super::{SoftAuthenticator, World};
use domain::{
    Client, Domain, Result, Secret,
    access::{Actor, Operator},
    authenticators,
    ceremonies::Ticket,
    link, sessions, sign_in,
};
use model::{
    AppError, Registered, RegistrationChoice, RegistrationOptions, RegistrationToken, SignedIn, Standing, Tested,
};

/// A browser that talks to one process of the service.
#[derive(Clone)]
pub struct Browser {
    pub domain: Domain,
    pub attempt: Option<Secret>,
    pub ticket: Option<Ticket>,
    pub test_ticket: Option<Ticket>,
    pub session: Option<Secret>,
    /// What the service learns about the client from its requests.
    pub client: Client,
}

impl Browser {
    pub fn new(domain: &Domain) -> Self {
        let domain = domain.clone();
        Self { domain, attempt: None, ticket: None, test_ticket: None, session: None, client: client() }
    }

    /// *Continue* on the registration page: the browser becomes an attempt of this link, unless it already is one.
    pub async fn join(&mut self, token: &RegistrationToken) -> Result<Standing> {
        let joined = link::join(&self.domain, token, self.attempt.as_ref(), None, &self.client).await?;
        self.attempt = Some(joined.attempt);
        Ok(joined.standing)
    }

    /// *Continue*, and the request for options that follows if no match code is needed or it was typed. Returns the options.
    pub async fn options(&mut self, token: &RegistrationToken) -> Result<String> {
        Ok(self.options_with(token, RegistrationChoice::default()).await?.options)
    }

    /// The same with what the user chose.
    pub async fn options_with(
        &mut self,
        token: &RegistrationToken,
        choice: RegistrationChoice,
    ) -> Result<RegistrationOptions> {
        self.join(token).await?;
        link::options(&self.domain, token, choice, self.attempt.as_ref()).await
    }

    pub async fn finish(&self, credential: &str) -> Result<Registered> {
        link::finish(&self.domain, self.attempt.as_ref(), credential, &self.client).await
    }

    /// Both steps, with a valid response.
    pub async fn register(
        &mut self,
        token: &RegistrationToken,
        authenticator: &mut SoftAuthenticator,
    ) -> Result<Registered> {
        let options = self.options(token).await?;
        self.finish(&authenticator.create(&options)).await
    }

    /// *Sign in*. Returns the options.
    pub async fn load_sign_in_options(&mut self) -> String {
        let challenge = sign_in::options(&self.domain).await.unwrap();
        self.ticket = Some(challenge.ticket);
        challenge.options
    }

    pub async fn finish_sign_in(&mut self, credential: &str) -> Result<SignedIn> {
        let sign_in = sign_in::finish(&self.domain, self.ticket.as_ref(), credential, &self.client).await?;
        self.session = Some(sign_in.session);
        Ok(sign_in.signed_in)
    }

    /// Both steps, with a valid response.
    pub async fn sign_in(&mut self, authenticator: &mut SoftAuthenticator) -> Result<SignedIn> {
        let options = self.load_sign_in_options().await;
        self.finish_sign_in(&authenticator.get(&options)).await
    }

    /// *Test your authenticator*. Returns the options.
    pub async fn load_test_options(&mut self) -> String {
        let challenge = authenticators::test_options(&self.domain).await.unwrap();
        self.test_ticket = Some(challenge.ticket);
        challenge.options
    }

    pub async fn finish_test(&self, credential: &str) -> Result<Tested> {
        authenticators::finish_test(&self.domain, self.test_ticket.as_ref(), credential, &self.client).await
    }

    /// Both steps, with a valid response.
    pub async fn test(&mut self, authenticator: &mut SoftAuthenticator) -> Result<Tested> {
        let options = self.load_test_options().await;
        self.finish_test(&authenticator.get(&options)).await
    }

    /// The signed-in user of this browser.
    pub async fn actor(&self) -> Option<Actor> {
        sessions::find(&self.domain, self.session.as_ref()?, client()).await.unwrap()
    }
}

impl World {
    pub fn browser(&self) -> Browser {
        Browser::new(&self.domain)
    }
}

/// The client of the tests' requests. The address is one for documentation (RFC 5737).
pub fn client() -> Client {
    Client { remote_address: Some("192.0.2.7".to_owned()), user_agent: Some("A browser".to_owned()), system_user: None }
}

/// The operator, as the command line makes them.
pub fn operator() -> Operator {
    Operator::new("alice")
}

/// The error for the person when an action was refused as expected. A bug or a database failure makes the test fail.
#[track_caller]
pub fn told<T>(result: Result<T>) -> AppError {
    match result {
        Ok(_) => panic!("this should have been refused"),
        Err(domain::Error::Told(error)) => error,
        Err(other) => panic!("{other}"),
    }
}
