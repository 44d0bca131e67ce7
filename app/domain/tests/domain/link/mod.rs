//! The registration link: what an agent does with it and sees of it, and the browsers that join it. The folder `registration`
//! tests the ceremony, from the options to the stored authenticator.

mod after_the_end;
mod assurance;
mod at_once;
mod boundaries;
mod cancel;
mod events;
mod generate;
mod identity;
mod invite;
mod join;
mod kinds;
mod life;
mod locked_out;
mod look_up;
mod match_code;
mod may_finish;
mod processes;
mod registration;
mod visit;
mod watch;
mod watch_permission;
mod wrong_codes;

use crate::support::{Browser, Person, SoftAuthenticator, UV, World, checked, told};
use chrono::TimeDelta;
use domain::{
    Domain, MatchCode, Result,
    access::{Act, Actor, IssueAuthenticator, Permit, permit},
    link, views,
};
use model::{
    AppError, AttemptReport, AttemptState, AuthenticatorKind, CodeOutcome, Device, LinkId, Meeting, Preflight,
    RegistrationToken, Standing, WatchedLink,
};

const IPAD: Preflight = Preflight {
    device: Device::Ipad,
    browser: model::Browser::Safari,
    secure_context: true,
    webauthn: true,
    platform_authenticator: Some(true),
    hybrid: None,
    cookies: None,
    trouble: None,
};

/// A link of [`Person::User`], and an agent.
struct Link {
    domain: Domain,
    agent: Actor,
    id: LinkId,
    token: RegistrationToken,
}

impl Link {
    /// A link of the RA Agent (Advanced) for a video call, without match codes.
    async fn new(world: &World) -> Self {
        Self::generate(&world.domain, world.actor(Person::Advanced).await, Meeting::Video).await
    }

    /// The same link with match codes.
    async fn with_codes(world: &World) -> Self {
        let domain = world.with(|settings| settings.match_code = MatchCode::VideoOnly);
        Self::generate(&domain, world.actor(Person::Advanced).await, Meeting::Video).await
    }

    async fn generate(domain: &Domain, agent: Actor, meeting: Meeting) -> Self {
        let permit = permit::<IssueAuthenticator>(domain, &agent, &Person::User.id()).await.unwrap();
        let link =
            link::generate(domain, &permit, AuthenticatorKind::Passkey, meeting, None, &checked()).await.unwrap();
        let (id, token) = (link.id, link.token);
        Self { domain: domain.clone(), agent, id, token }
    }

    /// A link with this life and without match codes.
    async fn with_life(world: &World, life: TimeDelta) -> Self {
        let domain = world.with(|settings| settings.video_link_life = life);
        Self::generate(&domain, world.actor(Person::Advanced).await, Meeting::Video).await
    }

    /// Options for another user's link.
    async fn options_of_another(world: &World) -> String {
        world.browser().options(&world.link(Person::Colleague).await).await.unwrap()
    }

    /// The same link, used by another agent.
    async fn of(&self, world: &World, agent: Person) -> Self {
        let (domain, agent) = (self.domain.clone(), world.actor(agent).await);
        Self { domain, agent, id: self.id, token: self.token.clone() }
    }

    async fn permit<A: Act>(&self) -> Permit<'_, A> {
        permit(&self.domain, &self.agent, &Person::User.id()).await.unwrap()
    }

    async fn try_to_watch(&self) -> Result<WatchedLink> {
        views::link(&self.domain, &self.permit().await, self.id).await
    }

    async fn watch(&self) -> WatchedLink {
        self.try_to_watch().await.unwrap()
    }

    /// The state of each attempt, the oldest first.
    async fn stages(&self) -> Vec<AttemptState> {
        self.watch().await.attempts.into_iter().map(|attempt| attempt.state).collect()
    }

    async fn admit(&self, code: &str) -> Result<CodeOutcome> {
        link::admit(&self.domain, &self.permit().await, self.id, code).await
    }

    async fn cancel(&self) -> Result<()> {
        link::cancel(&self.domain, &self.permit().await, self.id).await
    }

    /// A browser that pressed *Continue*.
    async fn joined(&self) -> Browser {
        let mut browser = Browser::new(&self.domain);
        browser.join(&self.token).await.unwrap();
        browser
    }
}

async fn standing(browser: &Browser) -> Standing {
    link::standing(&browser.domain, browser.attempt.as_ref()).await.unwrap().1
}

/// The match code on the page.
async fn code(browser: &Browser) -> String {
    standing(browser).await.match_code.unwrap()
}

/// A different code.
fn wrong(code: &str) -> String {
    format!("{:06}", (code.parse::<u32>().unwrap() + 1) % 1_000_000)
}

async fn report(browser: &Browser, report: AttemptReport) {
    link::report(&browser.domain, browser.attempt.as_ref(), report).await.unwrap();
}

/// Sends a response without user verification.
async fn refuse(browser: &mut Browser, token: &RegistrationToken) {
    let options = browser.options(token).await.unwrap();
    let response = SoftAuthenticator::phone().create_with(&options, |response| response.flags &= !UV);
    assert!(matches!(told(browser.finish(&response).await), AppError::Ceremony(_)));
}
