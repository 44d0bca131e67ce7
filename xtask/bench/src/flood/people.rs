//! The two who want to work: an agent who reads, and users in a call, one after another.

use super::{Authenticator, Client, Database, Duration, Figures, Instant, Service, Work, seed, thread};
use anyhow::{Context, Result, ensure};

/// How many registrations there are in a second, at most. The limit for one network allows ten.
pub const CEREMONIES_A_SECOND: usize = 5;
const BETWEEN_CEREMONIES: Duration = Duration::from_millis(200);
const BETWEEN_PAGES: Duration = Duration::from_millis(50);

/// An RA Manager who is signed in, with a connection that is kept.
pub struct Agent {
    client: Client,
    cookie: String,
}

impl Agent {
    /// Registers a passkey with the first link, and signs in.
    ///
    /// # Errors
    /// When a response is not what it should be, or the profile cannot be read.
    pub fn sign_in(origin: &str, database: &Database, token: &str) -> Result<Self> {
        let (client, mut authenticator) = (Client::new(Service::Ours, origin), Authenticator::new()?);
        client.work(Work::Registration, token, &mut authenticator)?;
        seed::promote_first(database)?;
        let cookies = client.sign_in(&authenticator)?;
        let cookie = cookies.into_iter().find(|cookie| cookie.starts_with("cim-session=")).context("no session")?;
        let agent = Self { client, cookie };
        let page = agent.client.get(&profile(), &agent.cookie)?;
        ensure!(page.status == 200 && page.text.contains("user3@bench.example"), "no profile: {}", page.text);
        Ok(agent)
    }

    /// Reads the profile until the time is over.
    pub fn work(&self, until: Instant) -> Figures {
        let mut figures = Figures::default();
        while Instant::now() < until {
            let started = Instant::now();
            figures.answered(self.client.get(&profile(), &self.cookie).ok().map(|page| page.status));
            figures.took(started.elapsed());
            thread::sleep(BETWEEN_PAGES);
        }
        figures
    }
}

/// Users who register a passkey with a link each, one after another. Each has a connection of their own.
pub struct User<T> {
    origin: String,
    tokens: T,
}

impl<T: Iterator<Item = String>> User<T> {
    /// With these links.
    pub fn new(origin: &str, tokens: T) -> Self {
        Self { origin: origin.to_owned(), tokens }
    }

    /// Registers until the time is over.
    pub fn work(&mut self, until: Instant) -> Figures {
        let mut figures = Figures::default();
        while let Some(token) = self.tokens.next()
            && Instant::now() < until
        {
            let (client, started) = (Client::new(Service::Ours, &self.origin), Instant::now());
            let done =
                Authenticator::new().and_then(|mut passkey| client.work(Work::Registration, &token, &mut passkey));
            figures.took(started.elapsed());
            // The error names the status of a refusal.
            figures.answered(done.map_or_else(|error| status(&format!("{error:#}")), |()| Some(200)));
            thread::sleep(BETWEEN_CEREMONIES);
        }
        figures
    }
}

/// The first user whose link the agent does not have.
fn profile() -> String {
    format!("/users/{}", seed::user(1))
}

/// The status in the text of an error, which is printed.
fn status(error: &str) -> Option<u16> {
    eprintln!("a registration failed: {error}");
    let (_, rest) = error.split_once(" answered ")?;
    rest.get(..3)?.parse().ok()
}
