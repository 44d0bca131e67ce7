use crate::support::{Person, SoftAuthenticator, World, new_user, operator, token};
use chrono::TimeDelta;
use domain::{
    access::{RemoveAuthenticator, ViewProfile},
    authenticators, directory,
    link::{self, Invitation},
    views,
};
use model::{
    AssuranceLevel, AuthenticatorKind, AuthenticatorSummary, IdentityCheck, IdentityProof, IssueReason, Meeting,
    Moment, Removal, RemovalReason,
};

async fn list(world: &World, viewer: Person, subject: Person) -> Vec<AuthenticatorSummary> {
    let viewer = world.actor(viewer).await;
    views::authenticators(&world.domain, &world.permit::<ViewProfile>(&viewer, subject).await).await.unwrap()
}

fn at(time: &str, words: &str) -> Moment {
    Moment { utc: format!("2026-11-22T{time}:00.000Z"), words: format!("{words} today") }
}

#[tokio::test]
async fn a_line_shows_everything_that_is_known_about_an_authenticator() {
    let world = World::new().await;
    let mut phone = SoftAuthenticator::phone();
    world.register(Person::User, &mut phone).await;
    let row = world.authenticators(Person::User).await.remove(0);
    let mut expected = AuthenticatorSummary {
        id: model::AuthenticatorId(row.id),
        kind: AuthenticatorKind::Passkey,
        model: Some("iCloud Keychain".to_owned()),
        model_proven: false,
        assurance: AssuranceLevel::Aal2,
        synced: true,
        registered: at("14:05", "2:05pm"),
        registered_by: Some("Manager Care".to_owned()),
        meeting: Some(Meeting::Video),
        identity: Some(IdentityCheck { why: IssueReason::Another, how: vec![IdentityProof::Passport] }),
        last_used: None,
        tested: None,
        unconfirmed: false,
        confirmed_by: None,
        suspension: None,
        removal: None,
    };
    assert_eq!(list(&world, Person::Sponsor, Person::User).await, [expected.clone()]);

    world.clock.advance(TimeDelta::minutes(5));
    world.browser().sign_in(&mut phone).await.unwrap();
    expected.last_used = Some(at("14:10", "2:10pm"));
    assert_eq!(list(&world, Person::Sponsor, Person::User).await, [expected.clone()]);

    world.clock.advance(TimeDelta::minutes(5));
    let agent = world.actor(Person::Advanced).await;
    let permit = world.permit::<RemoveAuthenticator>(&agent, Person::User).await;
    authenticators::remove(&world.domain, &permit, expected.id, RemovalReason::Replaced, "by a new phone")
        .await
        .unwrap();
    expected.removal = Some(Removal {
        at: at("14:15", "2:15pm"),
        by: "Advanced Care".to_owned(),
        reason: Some(RemovalReason::Replaced),
        note: Some("by a new phone".to_owned()),
    });
    assert_eq!(list(&world, Person::Sponsor, Person::User).await, [expected]);
}

#[tokio::test]
async fn the_list_has_only_the_users_authenticators_and_starts_with_the_newest() {
    let world = World::new().await;
    let mut models = Vec::new();
    for mut authenticator in [SoftAuthenticator::phone(), SoftAuthenticator::computer()] {
        world.clock.advance(TimeDelta::seconds(1));
        world.register(Person::User, &mut authenticator).await;
        models.insert(0, world.domain.models().reported(authenticator.aaguid));
    }
    let listed = list(&world, Person::Manager, Person::User).await;
    assert_eq!(listed.iter().map(|line| line.model.clone()).collect::<Vec<_>>(), models);
    assert_eq!(listed.iter().map(|line| line.synced).collect::<Vec<_>>(), [false, true]);
    assert!(list(&world, Person::Manager, Person::Inactive).await.is_empty());
}

#[tokio::test]
async fn an_authenticator_from_an_invitation_names_neither_an_agent_nor_a_meeting() {
    let world = World::new().await;
    let id = "555511111101".parse().unwrap();
    directory::add_alone(&world.domain, new_user(id, "Amina", "Okafor")).await.unwrap();
    let id = "555511111101".parse().unwrap();
    let Invitation::Link { link, .. } =
        link::invite(&world.domain, &operator(), &id, AuthenticatorKind::Passkey, true).await.unwrap()
    else {
        panic!()
    };
    world.browser().register(&token(&link.url), &mut SoftAuthenticator::phone()).await.unwrap();
    let viewer = world.actor(Person::Manager).await;
    let permit = domain::access::permit::<ViewProfile>(&world.domain, &viewer, &id).await.unwrap();
    let listed = views::authenticators(&world.domain, &permit).await.unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!((listed[0].registered_by.as_deref(), listed[0].meeting), (None, None));
}
