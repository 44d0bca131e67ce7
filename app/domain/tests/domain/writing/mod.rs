//! The rule for writing: whatever fails, the person is told of nothing that is not stored, nothing is half-stored, and the same
//! request succeeds as soon as the failure is over.

mod at_commit;
mod at_statement;
mod connections;
#[cfg(target_os = "linux")]
mod disk;
mod locked;
mod lost_answer;
mod readiness;

use crate::support::{Browser, DatabaseFailures, Person, SoftAuthenticator, World, checked, operator};
use chrono::TimeDelta;
use domain::{
    Client, Domain, MatchCode, Result,
    access::{AdmitAttempt, CancelLink, IssueAuthenticator, RemoveAuthenticator, ViewProfile, permit},
    audit, authenticators, ceremonies, directory, link, sessions,
};
use model::{
    AppError, AttemptReport, AuthenticatorId, AuthenticatorKind, Device, DeviceFailure, LinkId, Meeting, Preflight,
    RegistrationToken,
};
use std::pin::Pin;

/// An action that is repeated, always in the same way.
type Action = Box<dyn Fn() -> Pin<Box<dyn Future<Output = Result<()>>>>>;

macro_rules! action {
    (($($part:ident),*) $body:expr) => {{
        Box::new(move || {
            $(let $part = $part.clone();)*
            Box::pin(async move { $body.map(drop) }) as Pin<Box<dyn Future<Output = Result<()>>>>
        }) as Action
    }};
}

/// Every action that writes. Each gets its own world, in which everything is prepared for it.
const ACTIONS: [&str; 22] = [
    "add a user",
    "invite",
    "generate",
    "generate in place of an open link",
    "visit",
    "join",
    "join again",
    "join as the browser that is one too many",
    "admit",
    "type a wrong code",
    "type the third wrong code",
    "options",
    "report a prompt",
    "report a failure",
    "register",
    "register wrongly",
    "cancel",
    "sign in",
    "sign in with a removed authenticator",
    "test",
    "sign out",
    "remove",
];

const PREFLIGHT: Preflight = Preflight {
    device: Device::Iphone,
    browser: model::Browser::Safari,
    secure_context: true,
    cookies: Some(true),
    trouble: None,
    webauthn: true,
    platform_authenticator: Some(true),
    hybrid: None,
};

async fn generate(domain: &Domain, world: &World) -> (LinkId, RegistrationToken) {
    let manager = world.actor(Person::Manager).await;
    let permit = permit::<IssueAuthenticator>(domain, &manager, &Person::User.id()).await.unwrap();
    let link =
        link::generate(domain, &permit, AuthenticatorKind::Passkey, Meeting::Video, None, &checked()).await.unwrap();
    (link.id, link.token)
}

async fn admit(domain: &Domain, world: &World, link: LinkId, code: &str) -> Result<()> {
    let manager = world.actor(Person::Manager).await;
    let permit = permit::<AdmitAttempt>(domain, &manager, &Person::User.id()).await?;
    link::admit(domain, &permit, link, code).await.map(drop)
}

/// Prepares everything for `name`, and returns the action.
#[expect(clippy::too_many_lines, reason = "one arm an action")]
async fn prepare(world: &World, name: &str) -> Action {
    let domain = world.domain.clone();
    let with_codes = world.with(|settings| settings.match_code = MatchCode::Always);
    let manager = world.actor(Person::Manager).await;
    let (mut browser, mut phone) = (world.browser(), SoftAuthenticator::phone());
    match name {
        "add a user" => {
            let new = crate::support::new_user("555500000099".parse().unwrap(), "Nina", "Care");
            action!((domain, new) directory::add_alone(&domain, new.clone()).await)
        }
        "invite" => {
            let id = Person::User.id();
            action!((domain, id) link::invite(&domain, &operator(), &id, AuthenticatorKind::SecurityKey, true).await)
        }
        "generate" | "generate in place of an open link" => {
            if name != "generate" {
                generate(&domain, world).await;
            }
            action!((domain, manager) {
                let permit = permit::<IssueAuthenticator>(&domain, &manager, &Person::User.id()).await.unwrap();
                link::generate(&domain, &permit, AuthenticatorKind::Passkey, Meeting::Video, None, &checked()).await
            })
        }
        "visit" => {
            let (_, token) = generate(&domain, world).await;
            action!((domain, token) link::visit(&domain, &token, &PREFLIGHT).await)
        }
        "join" | "join again" | "join as the browser that is one too many" => {
            let (_, token) = generate(&with_codes, world).await;
            let others = if name.ends_with("many") { link::MAX_ATTEMPTS } else { 0 };
            for _ in 0..others {
                world.browser().join(&token).await.unwrap();
            }
            if name == "join again" {
                browser.join(&token).await.unwrap();
            }
            let attempt = browser.attempt.clone();
            action!((domain, token, attempt) {
                let client = crate::support::client();
                link::join(&domain, &token, attempt.as_ref(), Some(PREFLIGHT), &client).await
            })
        }
        "admit" | "type a wrong code" | "type the third wrong code" => {
            let (id, token) = generate(&with_codes, world).await;
            let right = browser.join(&token).await.unwrap().match_code.unwrap();
            let wrong = if right == "000000" { "000001" } else { "000000" };
            for _ in 0..if name.ends_with("third wrong code") { 2 } else { 0 } {
                admit(&with_codes, world, id, wrong).await.unwrap();
            }
            let code = if name == "admit" { right } else { wrong.to_owned() };
            action!((with_codes, manager, code) {
                let permit = permit::<AdmitAttempt>(&with_codes, &manager, &Person::User.id()).await.unwrap();
                link::admit(&with_codes, &permit, id, &code).await
            })
        }
        "options" => {
            let (_, token) = generate(&domain, world).await;
            browser.options(&token).await.unwrap();
            let attempt = browser.attempt.clone();
            action!((domain, token, attempt) {
                link::options(&domain, &token, Default::default(), attempt.as_ref()).await
            })
        }
        "report a prompt" | "report a failure" => {
            let (_, token) = generate(&domain, world).await;
            browser.options(&token).await.unwrap();
            let report = if name.ends_with("prompt") {
                AttemptReport::Prompted
            } else {
                AttemptReport::Failed(DeviceFailure::NotAllowed)
            };
            let attempt = browser.attempt.clone();
            action!((domain, attempt) link::report(&domain, attempt.as_ref(), report).await)
        }
        "register" | "register wrongly" => {
            let (_, token) = generate(&domain, world).await;
            let options = browser.options(&token).await.unwrap();
            let wrong = name.ends_with("wrongly");
            let response = phone.create_with(&options, |creation| {
                if wrong {
                    creation.rp_id = "nhs.uk".to_owned();
                }
            });
            action!((browser, response) browser.finish(&response).await)
        }
        "cancel" => {
            let (id, _) = generate(&domain, world).await;
            action!((domain, manager) {
                let permit = permit::<CancelLink>(&domain, &manager, &Person::User.id()).await.unwrap();
                link::cancel(&domain, &permit, id).await
            })
        }
        "sign in" | "sign in with a removed authenticator" | "test" => {
            world.register(Person::User, &mut phone).await;
            let options =
                if name == "test" { browser.load_test_options().await } else { browser.load_sign_in_options().await };
            let response = phone.get(&options);
            if name.ends_with("removed authenticator") {
                world.remove(Person::User, &phone).await;
            }
            if name == "test" {
                action!((browser, response) browser.finish_test(&response).await)
            } else {
                action!((browser, response) Browser::clone(&browser).finish_sign_in(&response).await)
            }
        }
        "sign out" => action!((domain, manager) sessions::close(&domain, &manager).await),
        "remove" => {
            world.register(Person::User, &mut phone).await;
            let id = AuthenticatorId(world.authenticators(Person::User).await[0].id);
            action!((domain, manager) {
                let permit = permit::<RemoveAuthenticator>(&domain, &manager, &Person::User.id()).await.unwrap();
                authenticators::remove(&domain, &permit, id, model::RemovalReason::Lost, "").await
            })
        }
        name => panic!("there is no action {name}"),
    }
}

/// Whether it failed because of the database. The person is told so, with the status 503.
#[track_caller]
fn is_unavailable(outcome: &Result<()>, name: &str) -> bool {
    match outcome {
        Err(domain::Error::Database(error)) => {
            let told = domain::Error::Database(error.clone()).told();
            assert_eq!((&told, told.status()), (&AppError::Unavailable, 503), "{name}");
            true
        }
        Err(domain::Error::Told(_)) | Ok(()) => false,
        Err(error) => panic!("{name}: {error}"),
    }
}

/// A user without a role asks for a profile. The refusal itself is what is written.
async fn refused_sight(world: &World) -> Result<()> {
    let actor = world.actor(Person::Colleague).await;
    permit::<ViewProfile>(&world.domain, &actor, &Person::Manager.id()).await.map(drop)
}

/// Deletes expired rows, of which there are some.
async fn clear_away(world: &World) -> Result<()> {
    world.clock.advance(TimeDelta::days(2));
    ceremonies::delete_expired(&world.domain).await?;
    sessions::close_expired(&world.domain).await.map(drop)
}

/// An audit event of a search, which writes one row.
fn search(client: &Client) -> audit::Event<'_> {
    audit::Event {
        kind: audit::EventKind::Searched,
        outcome: audit::Outcome::Refused,
        actor_id: None,
        subject_id: None,
        detail: serde_json::json!({}),
        client,
    }
}
